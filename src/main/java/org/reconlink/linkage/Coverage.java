package org.reconlink.linkage;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.reconlink.linkage.BlockingField.Kind;

/**
 * The share of true matches that blocking rules let through, as the model expects it.
 *
 * <p>By inclusion and exclusion over the rules for which a participant has a key; fields of different kinds are taken
 * as independent, and of nested fields the rarest agreement counts. Of more than {@value #MOST_RULES} rules the first
 * are counted, which understates the share.
 */
final class Coverage {
    static final int MOST_RULES = 16;

    private final List<BlockingRule> rules;
    private final Model model;
    private final Map<Long, Double> known = new HashMap<>();

    Coverage(List<BlockingRule> rules, Model model) {
        this.rules = rules.subList(0, Math.min(MOST_RULES, rules.size()));
        this.model = model;
    }

    double of(Subject participant) {
        long usable = 0;
        for (int rule = 0; rule < rules.size(); rule++) {
            if (!rules.get(rule).keys(participant).isEmpty()) {
                usable |= 1L << rule;
            }
        }
        return known.computeIfAbsent(usable, this::anyHolds);
    }

    private double anyHolds(long usable) {
        double share = 0;
        for (long some = usable; some != 0; some = (some - 1) & usable) {
            share += (Long.bitCount(some) % 2 == 1 ? 1 : -1) * allHold(some);
        }
        return Math.min(1, Math.max(0, share));
    }

    private double allHold(long some) {
        Map<Kind, Double> rarest = new EnumMap<>(Kind.class);
        for (int rule = 0; rule < rules.size(); rule++) {
            if ((some & 1L << rule) != 0) {
                rules.get(rule).terms().forEach(term -> rarest.merge(term.kind(), term.agreement(model), Math::min));
            }
        }
        return rarest.values().stream().reduce(1.0, (a, b) -> a * b);
    }
}
