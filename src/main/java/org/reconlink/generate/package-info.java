/**
 * Makes invented people for the sample study, for tests and for measurements: participant sheets, conviction extracts,
 * custody spells and the truth beside them.
 *
 * <p>In: a plan or a size, a seed. Out: files in the formats that studies have, the same bytes for the same seed. It
 * knows nothing of how people are linked or outcomes derived: it plans people, and the pipeline has to find out. The
 * sample study's people are planned one by one in {@code generate/sample/}, because its figures are to be exact; what
 * surrounds them is drawn by dice.
 */
@NullMarked
package org.reconlink.generate;

import org.jspecify.annotations.NullMarked;
