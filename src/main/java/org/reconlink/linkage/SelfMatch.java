package org.reconlink.linkage;

import java.util.List;

/**
 * The match probability that a participant's record reaches against a record of the extract that repeats it word for
 * word, were there no other candidate. What is missing adds nothing, what is common adds little.
 *
 * @param rules a record that has a key for none of them is never compared, so its probability is 0
 */
record SelfMatch(double expectedShare, List<BlockingRule> rules, Coverage coverage, Weigher weigher, long persons) {

    double probability(Subject participant) {
        if (persons == 0
                || rules.stream().allMatch(rule -> rule.keys(participant).isEmpty())) {
            return 0;
        }
        MatchOdds odds = new MatchOdds(expectedShare, persons, 1 - coverage.of(participant), 1);
        double own = odds.of(weigher.weight(participant, participant));
        return own / (own + odds.nobody());
    }
}
