/**
 * Loads the tables of a run into a research database, PostgreSQL, HSQLDB, DuckDB, SQLite or SQL Server: a schema for each run, views of the latest.
 *
 * <p>What comes in is pseudonymous; what goes out is what the files of the data package say. A run's tables are filled in a
 * staging schema that nobody reads, which then becomes the run's own in the same transaction that turns the views to it.
 * Nothing is replaced that bears no mark of a run of the same study.
 */
@NullMarked
package org.reconlink.store.research;

import org.jspecify.annotations.NullMarked;
