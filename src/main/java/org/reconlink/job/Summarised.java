package org.reconlink.job;

/** Something that says in a few words what it did. */
interface Summarised {
    /** For the progress display: counts only, no value of the data. */
    String summary();
}
