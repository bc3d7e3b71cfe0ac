package org.reconlink.linkage.tables;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.blocking.BlockingRule;
import org.reconlink.linkage.blocking.BlockingRule.Term;
import org.reconlink.linkage.comparison.Meaning;
import org.reconlink.linkage.record.ColumnKind;
import org.reconlink.linkage.record.TableValues;
import org.reconlink.linkage.record.Transform;

/**
 * The blocking rules that are used. Those asked for are all used; of those that the meanings suggest, the ones within the
 * budget of pairs.
 *
 * @param leftOut names of rules that would have found too many
 */
record Rules(List<BlockingRule> used, List<String> leftOut) {
    private static final double BROAD_PAIRS_PER_ROW = 60;
    private static final double PAIRS_PER_ROW = 20;
    private static final double FEW_PAIRS = 40_000_000;

    static Rules of(LinkagePlan plan, PairSource source) {
        if (!plan.askedRules().isEmpty()) {
            return new Rules(plan.askedRules(), List.of());
        }
        TableValues left = source.left();
        TableValues right = source.right();
        double rows = left == right ? left.rows() : (double) left.rows() + right.rows();
        double room = Math.max(FEW_PAIRS, PAIRS_PER_ROW * rows);
        List<BlockingRule> used = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        List<BlockingRule> usual = DefaultRules.of(plan);
        long[] numbers = source.pairs(usual);
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

    /**
     * The blocking rules that follow from what the columns mean, the most specific first. Many are better than few: a person
     * is missed for good only if every rule misses them.
     */
    private static final class DefaultRules {
        private final LinkagePlan plan;
        private final List<BlockingRule> rules = new ArrayList<>();

        private DefaultRules(LinkagePlan plan) {
            this.plan = plan;
        }

        static List<BlockingRule> of(LinkagePlan plan) {
            DefaultRules rules = new DefaultRules(plan);
            rules.identifiers();
            rules.people();
            rules.places();
            rules.single();
            return rules.rules;
        }

        private void identifiers() {
            plan.all(Meaning.IDENTIFIER).forEach(column -> add(same(column)));
            plan.all(Meaning.EMAIL).forEach(column -> add(same(column)));
        }

        private void people() {
            int forename = plan.first(Meaning.FORENAME);
            int surname = plan.first(Meaning.SURNAME);
            int born = plan.first(Meaning.DATE_OF_BIRTH);
            int postcode = plan.first(Meaning.POSTCODE);
            add(same(surname), same(born));
            add(same(forename), same(born));
            add(same(forename), same(surname));
            add(crossed(forename, surname), crossed(surname, forename));
            add(same(born), same(postcode));
            add(letters(surname, 3), same(postcode));
            add(letters(forename, 3), same(postcode));
            add(letters(forename, 3), letters(surname, 3));
        }

        private void places() {
            int forename = plan.first(Meaning.FORENAME);
            int surname = plan.first(Meaning.SURNAME);
            int born = plan.first(Meaning.DATE_OF_BIRTH);
            for (int place : plan.all(Meaning.TEXT)) {
                add(same(place), taken(born, Transform.YEAR, "year of "));
                add(same(place), letters(surname, 3));
                add(same(place), letters(forename, 3));
            }
        }

        /** One column alone, which is kept where its values are rare enough for the budget of pairs. */
        private void single() {
            int forename = plan.first(Meaning.FORENAME);
            int surname = plan.first(Meaning.SURNAME);
            int born = plan.first(Meaning.DATE_OF_BIRTH);
            add(same(born));
            add(taken(born, Transform.DAY_AND_MONTH_IN_ORDER, "either order of "));
            add(same(surname));
            add(same(forename));
            add(letters(surname, 2), taken(born, Transform.YEAR, "year of "));
            add(letters(forename, 2), taken(born, Transform.YEAR, "year of "));
            plan.all(Meaning.POSTCODE).forEach(column -> add(same(column)));
            plan.all(Meaning.TEXT).forEach(column -> add(same(column)));
        }

        /** A term as the engine takes it and as a command line writes it; null where its column is not there, or not so. */
        private record Part(Term term, String text) {}

        private @Nullable Part same(int column) {
            return column < 0 || kind(column) == ColumnKind.SET
                    ? null
                    : new Part(BlockingRule.same(name(column)), name(column));
        }

        private @Nullable Part crossed(int left, int right) {
            return left < 0 || right < 0 || kind(left) != ColumnKind.NAME || kind(right) != ColumnKind.NAME
                    ? null
                    : new Part(new Term(name(left), name(right), Transform.NONE), name(left) + " as " + name(right));
        }

        private @Nullable Part letters(int column, int letters) {
            return column < 0 || kind(column) != ColumnKind.NAME
                    ? null
                    : new Part(
                            BlockingRule.same(name(column), Transform.firstLetters(letters)),
                            "first " + letters + " of " + name(column));
        }

        private @Nullable Part taken(int column, Transform transform, String words) {
            return column < 0 || kind(column) != ColumnKind.DATE
                    ? null
                    : new Part(BlockingRule.same(name(column), transform), words + name(column));
        }

        private ColumnKind kind(int column) {
            return plan.comparisons().get(column).kind();
        }

        private String name(int column) {
            return plan.comparisons().get(column).name();
        }

        /** A rule of all parts, unless one is not to be had. */
        private void add(@Nullable Part... parts) {
            List<Part> all = new ArrayList<>();
            for (Part part : parts) {
                if (part == null) {
                    return;
                }
                all.add(part);
            }
            rules.add(new BlockingRule(
                    String.join(" + ", all.stream().map(Part::text).toList()),
                    all.stream().map(Part::term).toList()));
        }
    }
}
