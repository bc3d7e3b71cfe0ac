package org.reconlink.linkage.study;

/**
 * The match probability that a participant's record reaches against a record of the extract that repeats it word for
 * word, were there no other candidate. What is missing adds nothing, what is common adds little.
 *
 * @param found by participant: the share of true pairs that blocking finds; a record that has a key for no rule is never
 *     compared, so that its probability is 0
 */
@SuppressWarnings("ArrayRecordComponent") // numbers to read; never compared or changed
record SelfMatch(double expectedShare, double[] found, Weigher weigher, long persons) {
    double probability(int participant) {
        if (persons == 0 || found[participant] <= 0) {
            return 0;
        }
        MatchOdds odds = new MatchOdds(expectedShare, persons, 1 - found[participant], 1);
        double own = odds.of(weigher.ofItself(participant));
        return own / (own + odds.nobody());
    }
}
