package org.reconlink.publish;

import static java.util.Comparator.comparing;
import static org.reconlink.publish.Missing.MISSING;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.EnumWords;
import org.reconlink.linkage.study.CandidatePair;
import org.reconlink.linkage.study.CandidatePair.ComparedField;
import org.reconlink.result.StudyResult;

/** One row for each candidate pair at or above <em>review from</em>, or decided by a rule. */
final class LinksTable {

    private LinksTable() {}

    static PackageTable<LinkRow> of(StudyResult result) {
        List<LinkRow> rows = LinkRow.all(result);
        List<Variable<LinkRow>> variables = new ArrayList<>(pair());
        comparisons(result, rows).forEach(comparison -> variables.addAll(compared(comparison)));
        variables.addAll(decision());
        return new PackageTable<>(
                "links",
                "One row for each participant and candidate person that could be a link.",
                List.of(Pseudonyms.COLUMN, "candidate"),
                variables,
                rows);
    }

    /** Those of the protocol, and after them any that linkage shows beside. */
    private static Set<String> comparisons(StudyResult result, List<LinkRow> rows) {
        Set<String> comparisons = new LinkedHashSet<>(result.linkageSettings().compare());
        Set<String> shown = new TreeSet<>();
        rows.forEach(row -> row.pair().compared().forEach(field -> shown.add(field.comparison())));
        comparisons.addAll(shown);
        return comparisons;
    }

    private static List<Variable<LinkRow>> pair() {
        return List.of(
                Pseudonyms.variable(LinkRow::pseudonym),
                Variable.integer(
                        "candidate",
                        "Counts the candidates of a participant from 1, the most probable first.",
                        "",
                        row -> TableCell.number(row.candidate())),
                Variable.<LinkRow>text(
                                "blocked_by",
                                "The blocking rules that found the pair.",
                                row -> TableCell.input(
                                        String.join("; ", row.pair().blockedBy())))
                        .or(MISSING));
    }

    private static List<Variable<LinkRow>> compared(String comparison) {
        String prefix = ColumnName.of(comparison) + "_";
        return List.of(
                Variable.<LinkRow>text(
                                prefix + "level",
                                "Level of agreement on " + comparison + "; the level missing carries weight 0.",
                                row -> TableCell.known(
                                        row.compared(comparison), MISSING, c -> TableCell.input(c.level())))
                        .or(MISSING),
                Variable.<LinkRow>decimal(
                                prefix + "weight",
                                "Weight of that level, log2(m/u), before the adjustment.",
                                "bits",
                                row -> TableCell.known(
                                        row.compared(comparison), MISSING, c -> TableCell.decimal(c.weight(), 4)))
                        .or(MISSING),
                Variable.<LinkRow>decimal(
                                prefix + "adjustment",
                                "Added for a rare value or taken off for a common one; 0 where values are not weighed.",
                                "bits",
                                row -> TableCell.known(
                                        row.compared(comparison),
                                        MISSING,
                                        c -> TableCell.decimal(c.termFrequencyAdjustment(), 4)))
                        .or(MISSING));
    }

    private static List<Variable<LinkRow>> decision() {
        return List.of(
                Variable.decimal(
                        "weight",
                        "Match weight: the sum of the comparisons, without the prior.",
                        "bits",
                        row -> TableCell.decimal(row.pair().weight(), 4)),
                Variable.decimal(
                        "probability",
                        "Match probability among all candidates and nobody.",
                        "probability",
                        row -> TableCell.decimal(row.pair().probability(), 6)),
                Variable.category(
                        "decision",
                        "What is done with the pair.",
                        Categories.DECISIONS,
                        row -> TableCell.own(LinkRow.words(row.pair().decision()))),
                Variable.<LinkRow>text(
                                "reason",
                                "Why it was decided so.",
                                row -> TableCell.input(row.pair().reason()))
                        .or(MISSING));
    }

    /**
     * A participant and a candidate person.
     *
     * @param candidate counts the participant's candidates from 1, the most probable first; the person's own id stays inside
     */
    record LinkRow(String pseudonym, int candidate, CandidatePair pair) {

        private static final Comparator<LinkRow> ORDER = comparing(LinkRow::pseudonym)
                .thenComparing(row -> row.pair().probability(), Comparator.reverseOrder())
                .thenComparing(row -> row.pair().weight(), Comparator.reverseOrder())
                .thenComparing(row -> row.pair().decision())
                .thenComparing(row -> row.pair().compared().toString())
                .thenComparing(row -> row.pair().blockedBy().toString())
                .thenComparing(row -> row.pair().reason());

        /** All pairs, in order of pseudonym and candidate. */
        static List<LinkRow> all(StudyResult result) {
            List<LinkRow> sorted = result.linkage().pairs().stream()
                    .map(pair -> new LinkRow(result.pseudonym(pair.participant()), 0, pair))
                    .sorted(ORDER)
                    .toList();
            List<LinkRow> numbered = new ArrayList<>(sorted.size());
            String before = "";
            int candidate = 0;
            for (LinkRow row : sorted) {
                candidate = row.pseudonym().equals(before) ? candidate + 1 : 1;
                before = row.pseudonym();
                numbered.add(new LinkRow(row.pseudonym(), candidate, row.pair()));
            }
            return numbered;
        }

        /** What a comparison found, or null if the pair has none of that name. */
        @Nullable
        ComparedField compared(String comparison) {
            return pair.compared().stream()
                    .filter(field -> field.comparison().equals(comparison))
                    .findFirst()
                    .orElse(null);
        }

        /** As the glossary writes it: {@code non-link} has a hyphen. */
        static String words(CandidatePair.Decision decision) {
            return EnumWords.of(decision).replace(' ', '-');
        }
    }
}
