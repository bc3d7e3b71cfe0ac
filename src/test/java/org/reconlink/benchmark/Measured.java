package org.reconlink.benchmark;

/**
 * What one process took, seen from outside, and what it said it did.
 *
 * @param wall seconds from its start to its end
 * @param cpu seconds of all its threads, as they stood shortly before its end
 * @param peakMegabytes the most memory that was resident at once
 * @param links pairs that it decided are one person; negative where it decides none
 * @param pairs candidate pairs that it compared; negative where it does not say
 */
record Measured(String engine, double wall, double cpu, double peakMegabytes, long links, long pairs) {
    Measured withPairs(long counted) {
        return new Measured(engine, wall, cpu, peakMegabytes, links, counted);
    }
}
