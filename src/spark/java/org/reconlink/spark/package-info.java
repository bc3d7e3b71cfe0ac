/**
 * Linkage of tables on Apache Spark, with the same bits as {@link org.reconlink.linkage.tables.TableLinkage} on one machine.
 *
 * <p>In: files of two tables, or of one, and a plan. Out: the pairs with their weights and probabilities. Executors add nothing
 * but whole numbers; every sum of fractions is made on the driver, by the same code as on one machine, in an order that neither
 * partitions nor files decide.
 */
@NullMarked
package org.reconlink.spark;

import org.jspecify.annotations.NullMarked;
