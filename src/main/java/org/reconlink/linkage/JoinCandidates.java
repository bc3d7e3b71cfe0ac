package org.reconlink.linkage;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.linkage.engine.BlockingRule;
import org.reconlink.linkage.engine.Column;
import org.reconlink.linkage.engine.ColumnKind;
import org.reconlink.linkage.engine.Columns;
import org.reconlink.linkage.engine.EngineComparison;
import org.reconlink.linkage.engine.EngineComparisons;
import org.reconlink.linkage.engine.EngineSettings;
import org.reconlink.linkage.engine.LinkageEngine;
import org.reconlink.linkage.engine.PackedTable;
import org.reconlink.linkage.engine.PairCounts;
import org.reconlink.linkage.engine.PairSink;
import org.reconlink.linkage.engine.TableBuilder;
import org.reconlink.linkage.engine.Transform;

/**
 * The pairs of identities that may be one person: one of them without a PNC id, alike in name and date of birth, or with
 * equal CRO numbers.
 */
final class JoinCandidates {
    private static final List<Column> COLUMNS = List.of(
            new Column("surname", ColumnKind.NAME),
            new Column("forename", ColumnKind.NAME),
            new Column("birth", ColumnKind.DATE),
            new Column("postcode", ColumnKind.POSTCODE),
            new Column("cro", ColumnKind.ID));
    private static final double SIMILAR = 0.8;
    private static final List<BlockingRule> RULES = List.of(
            BlockingRule.on("cro number", "cro"),
            BlockingRule.on("surname, date of birth", "surname", "birth"),
            BlockingRule.on("forename, date of birth", "forename", "birth"),
            new BlockingRule(
                    "surname, forename, postcode sector",
                    List.of(
                            BlockingRule.same("surname"),
                            BlockingRule.same("forename"),
                            BlockingRule.same("postcode", Transform.SECTOR))));

    private final Extract extract;
    private final IntArrayList left = new IntArrayList();
    private final IntArrayList right = new IntArrayList();

    private JoinCandidates(Extract extract) {
        this.extract = extract;
    }

    /**
     * Pairs of places of identities in the extract.
     *
     * @param numberless identities without a PNC id, ascending
     * @param numbered the others, ascending
     */
    static JoinCandidates of(Extract extract, int[] numberless, int[] numbered) {
        JoinCandidates candidates = new JoinCandidates(extract);
        Columns columns = new Columns(COLUMNS);
        PackedTable without = candidates.table(columns, numberless);
        PackedTable with = candidates.table(columns, numbered);
        EngineSettings settings = EngineSettings.forThisMachine();
        List<EngineComparison> comparisons = List.of(
                EngineComparisons.namePair("forename", "surname", SIMILAR),
                EngineComparisons.date("birth"),
                EngineComparisons.identifier("cro"));
        run(
                LinkageEngine.link(without, with, RULES, comparisons, settings),
                comparisons,
                (l, r, vector, weight) -> candidates.add(numberless[l], numbered[r]));
        run(
                LinkageEngine.dedupe(without, RULES, comparisons, settings),
                comparisons,
                (l, r, vector, weight) -> candidates.add(numberless[l], numberless[r]));
        return candidates;
    }

    private static void run(LinkageEngine engine, List<EngineComparison> comparisons, PairSink sink) {
        PairCounts counts = engine.count(engine.block());
        double[] worth = IntStream.range(0, counts.vectors().length)
                .mapToDouble(vector -> mayBeOne(counts, vector, comparisons) ? 1 : 0)
                .toArray();
        engine.score(counts, worth, List.of(), 1, sink);
    }

    private static boolean mayBeOne(PairCounts counts, int vector, List<EngineComparison> comparisons) {
        boolean sameCro = counts.level(vector, 2) == 1;
        return sameCro || (agrees(counts, vector, 0, comparisons) && agrees(counts, vector, 1, comparisons));
    }

    /** Neither missing nor at the last level, which is different. */
    private static boolean agrees(PairCounts counts, int vector, int comparison, List<EngineComparison> comparisons) {
        int level = counts.level(vector, comparison);
        return level > 0 && level < comparisons.get(comparison).labels().size() - 1;
    }

    private void add(int one, int other) {
        left.add(one);
        right.add(other);
    }

    private PackedTable table(Columns columns, int[] identities) {
        TableBuilder table = columns.table();
        for (int identity : identities) {
            PersonDetails details = extract.details(identity);
            table.set(0, details.name().surname());
            table.set(1, details.name().forename());
            table.set(2, text(details.dateOfBirth()));
            table.set(
                    3,
                    details.postcodes().isEmpty()
                            ? null
                            : details.postcodes().get(0).value());
            table.set(
                    4, details.croNumber() == null ? null : details.croNumber().value());
            table.endRow();
        }
        return table.build();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    int size() {
        return left.size();
    }

    /** An identity without a PNC id. */
    int left(int pair) {
        return left.getInt(pair);
    }

    /** Any other identity. */
    int right(int pair) {
        return right.getInt(pair);
    }
}
