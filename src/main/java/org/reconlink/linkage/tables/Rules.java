package org.reconlink.linkage.tables;

import java.util.ArrayList;
import java.util.List;
import org.reconlink.linkage.blocking.BlockingRule;
import org.reconlink.linkage.engine.LinkageEngine;
import org.reconlink.linkage.record.PackedTable;

/**
 * The blocking rules that are used. Those asked for are all used; of those that the meanings suggest, the ones within the
 * budget of pairs.
 *
 * @param leftOut names of rules that would have found too many
 */
public record Rules(List<BlockingRule> used, List<String> leftOut) {
    private static final double BROAD_PAIRS_PER_ROW = 60;
    private static final double PAIRS_PER_ROW = 20;
    private static final double FEW_PAIRS = 40_000_000;

    static Rules of(LinkagePlan plan, PackedTable left, PackedTable right) {
        if (!plan.askedRules().isEmpty()) {
            return new Rules(plan.askedRules(), List.of());
        }
        double rows = left == right ? left.rows() : (double) left.rows() + right.rows();
        double room = Math.max(FEW_PAIRS, PAIRS_PER_ROW * rows);
        List<BlockingRule> used = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        List<BlockingRule> usual = DefaultRules.of(plan);
        long[] numbers = LinkageEngine.of(left, right, usual, plan.settings()).pairs();
        for (int r = 0; r < numbers.length; r++) {
            BlockingRule rule = usual.get(r);
            long pairs = numbers[r];
            if (pairs > Math.min(room, BROAD_PAIRS_PER_ROW * rows)) {
                leftOut.add(rule.name());
            } else if (pairs > 0) {
                used.add(rule);
                room -= pairs;
            }
        }
        return new Rules(used, leftOut);
    }
}
