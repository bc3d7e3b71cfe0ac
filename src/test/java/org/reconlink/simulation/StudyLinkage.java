package org.reconlink.simulation;

import java.util.List;
import org.reconlink.kernel.Participant;
import org.reconlink.linkage.study.IdentityIndex;

/** Links one study, as far as a rate needs it. */
interface StudyLinkage {
    /**
     * One candidate pair.
     *
     * @param participant place in the list of participants
     * @param row number of the register's row that weighs most
     * @param levels from 0, one for each field
     * @param logU natural logarithm, frequencies of values included
     * @param link whether it is confidently linked
     */
    @SuppressWarnings("ArrayRecordComponent") // numbers to read
    record Pair(int participant, long row, int[] levels, double logU, boolean link) {}

    /**
     * All candidate pairs.
     *
     * @param m of each field by level; 0 for the level of a field that is missing, with its share
     */
    record Linked(List<Pair> pairs, List<double[]> m) {}

    Linked link(List<Participant> participants, IdentityIndex register);

    /** Whether blocking finds a true pair that agrees at these levels, as far as levels tell. */
    boolean finds(int[] levels);
}
