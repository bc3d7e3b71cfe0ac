/**
 * Measures the linkage engine beside Splink on generated files, with the same blocking rules and comparisons, and checks
 * that both saw the same pairs. Run by {@code mvn -Pbenchmark}, never by the tests.
 */
package org.reconlink.benchmark;
