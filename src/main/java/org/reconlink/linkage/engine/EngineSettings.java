package org.reconlink.linkage.engine;

/**
 * What a run may use.
 *
 * @param threads that block, compare and score; results do not depend on it
 * @param tapeBytes memory for the vectors of all candidate pairs, two bytes each; scoring compares again if they need more
 * @param pairBudget candidate pairs that one rule may bring; a rule that brings more is refused by name
 */
public record EngineSettings(int threads, long tapeBytes, long pairBudget) {
    private static final long THIRD = 3;

    public EngineSettings {
        if (threads < 1 || tapeBytes < 0 || pairBudget < 1) {
            throw new IllegalArgumentException("threads and pair budget start at 1, tape bytes at 0");
        }
    }

    /** All processors, a third of the heap for the tape, and a thousand million pairs a rule. */
    public static EngineSettings forThisMachine() {
        Runtime machine = Runtime.getRuntime();
        return new EngineSettings(machine.availableProcessors(), machine.maxMemory() / THIRD, 1_000_000_000L);
    }
}
