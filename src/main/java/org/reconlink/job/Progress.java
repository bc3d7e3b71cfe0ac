package org.reconlink.job;

import java.util.Map;

/** Hears how far a run is; never hears a value of the data. */
public interface Progress {
    /** Nobody hears. */
    Progress NONE = new Progress() {
        @Override
        public void stepStarted(String step) {}

        @Override
        public void rowsRead(String file, long rows, long expected) {}

        @Override
        public void pairsFound(Map<String, Long> byRule) {}

        @Override
        public void stepEnded(String step, String summary) {}
    };

    /** A step begins. */
    void stepStarted(String step);

    /** So many rows of the step's file have been read, of about {@code expected} (0 if unknown). */
    void rowsRead(String file, long rows, long expected);

    /** So many pairs each blocking rule finds; they will be compared now. */
    void pairsFound(Map<String, Long> byRule);

    /** A step has ended, and what it did in a few words. */
    void stepEnded(String step, String summary);
}
