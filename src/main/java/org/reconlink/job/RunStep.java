package org.reconlink.job;

/** A step that is done in one go. */
interface RunStep extends Summarised {
    /**
     * Does the work, replacing what an earlier try of the same run wrote.
     *
     * @return number of records written
     */
    int execute() throws Exception;
}
