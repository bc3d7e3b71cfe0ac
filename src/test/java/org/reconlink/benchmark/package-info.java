/**
 * Measures the packaged jar beside Splink, and beside the jar of an earlier version, on generated files: whole processes seen
 * from outside, from files on disk to files on disk. Run by {@code mvn -Pbenchmark verify}, never by the tests.
 */
package org.reconlink.benchmark;
