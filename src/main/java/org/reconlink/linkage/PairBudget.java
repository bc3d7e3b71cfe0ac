package org.reconlink.linkage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.reconlink.linkage.engine.QuadraticBlockException;

/** Counts the pairs of each blocking rule before anything is compared, and refuses rules that find too many. */
final class PairBudget {
    /** Pairs of one rule. */
    private static final long MOST_PAIRS = 500_000_000;

    private final Extract extract;
    private final List<BlockingRule> rules;
    private final int participants;
    private final Blocking blocking;

    /** @param blocking of so many participants by these rules */
    PairBudget(Extract extract, List<BlockingRule> rules, int participants, Blocking blocking) {
        this.extract = extract;
        this.rules = rules;
        this.participants = participants;
        this.blocking = blocking;
    }

    /**
     * How many pairs of participant and identity each rule finds by itself, in the order of the rules.
     *
     * @param counted hears it too, and before a refusal
     * @throws QuadraticBlockException if one finds more than can be compared
     */
    Map<String, Long> check(Consumer<Map<String, Long>> counted) {
        return check(counted, MOST_PAIRS);
    }

    Map<String, Long> check(Consumer<Map<String, Long>> counted, long mostPairs) {
        long[] pairs = PairScan.parts(extract).mapToObj(this::pairs).reduce(new long[rules.size()], PairBudget::sum);
        Map<String, Long> byRule = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (int rule = 0; rule < pairs.length; rule++) {
            byRule.put(rules.get(rule).label(), pairs[rule]);
            if (pairs[rule] > mostPairs) {
                problems.add(String.format(
                        Locale.ROOT,
                        "linkage: block on: \"%s\" finds %,d pairs, and %,d at most can be compared; its largest block holds"
                                + " %,d of %,d participants",
                        rules.get(rule).label(),
                        pairs[rule],
                        mostPairs,
                        blocking.mostInABlock(rule),
                        participants));
            }
        }
        counted.accept(Collections.unmodifiableMap(byRule));
        if (!problems.isEmpty()) {
            throw new QuadraticBlockException(String.join("\n", problems));
        }
        return Collections.unmodifiableMap(byRule);
    }

    private long[] pairs(int part) {
        long[] pairs = new long[rules.size()];
        Blocking.Found found = new Blocking.Found(participants);
        PairScan.persons(extract, part).forEach(person -> {
            for (int i = extract.firstIdentity(person); i < extract.endOfIdentities(person); i++) {
                blocking.find(extract.subject(person, i), found);
                found.participants().forEach(participant -> {
                    for (int rule = 0; rule < pairs.length; rule++) {
                        pairs[rule] += found.rulesOf(participant) >> rule & 1;
                    }
                });
            }
        });
        return pairs;
    }

    private static long[] sum(long[] one, long[] other) {
        long[] sum = one.clone();
        Arrays.setAll(sum, rule -> one[rule] + other[rule]);
        return sum;
    }
}
