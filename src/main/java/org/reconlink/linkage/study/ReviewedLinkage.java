package org.reconlink.linkage.study;

import java.util.List;

/**
 * What linkage decided with the verdicts of clerical review, and what it asks of the reviewers next.
 *
 * @param doubts one for each pair that goes to clerical review, in the order of the result's pairs
 * @param verdicts what became of each verdict, in order of participant and key
 * @param joins identities of the pairs' persons that linkage joined
 * @param model that weighed the pairs: the trained one where the settings ask for it
 * @param possible what the linkage leaves open; not to be stored
 */
public record ReviewedLinkage(
        LinkageResult result,
        List<Doubt> doubts,
        List<VerdictUse> verdicts,
        PersonJoins joins,
        Model model,
        PossiblePairs possible) {
    public ReviewedLinkage {
        doubts = List.copyOf(doubts);
        verdicts = List.copyOf(verdicts);
    }
}
