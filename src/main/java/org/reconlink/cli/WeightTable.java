package org.reconlink.cli;

import java.io.PrintWriter;
import org.reconlink.kernel.EnumWords;
import org.reconlink.linkage.study.CandidatePair;
import org.reconlink.linkage.study.ComparedField;
import org.reconlink.linkage.study.Reckoning;

/** The weights of one pair, each with a bar: to the right for what speaks for a match, to the left for what speaks against. */
final class WeightTable {
    private static final double BITS_A_BLOCK = 2;
    private static final String BLOCK = "▇";

    private final TextTable table;
    /** Blocks left of the line: room for the longest bar against. */
    private final int room;

    private WeightTable(int room) {
        this.room = room;
        this.table = new TextTable(
                "comparison", "level", "bits", "rarity", " ".repeat(room) + "│ one " + BLOCK + " is 2 bits");
    }

    static void print(CandidatePair pair, Reckoning reckoning, PrintWriter out) {
        out.println();
        out.println("  " + EnumWords.of(pair.decision()) + ": " + pair.source() + " (" + pair.reason() + ")");
        out.println("  found by " + String.join(" | ", pair.blockedBy()));
        double least = pair.compared().stream()
                .mapToDouble(WeightTable::bits)
                .reduce(Math.min(reckoning.prior(), reckoning.others()), Math::min);
        WeightTable weights = new WeightTable(Math.max(0, blocks(-least)));
        weights.row("prior", "before any comparison", reckoning.prior());
        pair.compared().forEach(weights::row);
        weights.table.row("sum", "of the comparisons", Words.bits(pair.weight()), "", "");
        if (Math.abs(reckoning.others()) >= 0.05) {
            weights.row("everyone else", "other candidates, or nobody", reckoning.others());
        }
        weights.table.row(
                "odds",
                "match probability " + Words.probability(pair.probability()),
                Words.bits(reckoning.total()),
                "",
                "");
        weights.table.print(out, "    ");
    }

    private void row(ComparedField field) {
        double rarity = field.termFrequencyAdjustment();
        table.row(
                field.comparison(),
                field.level(),
                Words.bits(field.weight()),
                rarity == 0 ? "" : Words.bits(rarity),
                bar(bits(field)));
    }

    private void row(String what, String found, double bits) {
        table.row(what, found, Words.bits(bits), "", bar(bits));
    }

    private String bar(double bits) {
        int blocks = blocks(Math.abs(bits));
        return bits < 0
                ? " ".repeat(Math.max(0, room - blocks)) + BLOCK.repeat(Math.min(room, blocks)) + "│"
                : " ".repeat(room) + "│" + BLOCK.repeat(blocks);
    }

    private static double bits(ComparedField field) {
        return field.weight() + field.termFrequencyAdjustment();
    }

    /** None only for less than half a block. */
    private static int blocks(double bits) {
        return (int) Math.round(Math.max(0, bits) / BITS_A_BLOCK);
    }
}
