package org.reconlink.publish;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.EnumWords;
import org.reconlink.linkage.study.CandidatePair;
import org.reconlink.linkage.study.ComparedField;
import org.reconlink.result.StudyResult;

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
