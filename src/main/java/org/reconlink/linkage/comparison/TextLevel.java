package org.reconlink.linkage.comparison;

import org.reconlink.linkage.record.Dictionary;

/** One way in which two different texts can be alike. */
public interface TextLevel {
    /** What the level is called. */
    String label();

    /** The test on texts of a dictionary, for one thread. */
    Test on(Dictionary dictionary);

    /** A test of two texts by their codes. */
    @FunctionalInterface
    interface Test {
        /** Whether the level is reached. */
        boolean holds(int left, int right);
    }
}
