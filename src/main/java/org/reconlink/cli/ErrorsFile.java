package org.reconlink.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.reconlink.kernel.EnumWords;
import org.reconlink.linkage.tables.LinkedTables;
import org.reconlink.linkage.tables.Mistakes.Kind;
import org.reconlink.linkage.tables.Mistakes.Mistake;

/** Pairs that a linkage got wrong, by identifier: no value of a person is written. */
record ErrorsFile(LinkedTables linked, List<Mistake> mistakes) {
    static final String HEADINGS = "kind,left_id,right_id,match_probability,match_weight";

    ErrorsFile {
        mistakes = List.copyOf(mistakes);
    }

    /** How many there are of each kind, also of those that there are none of. */
    Map<Kind, Long> counts() {
        Map<Kind, Long> counts = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            counts.put(
                    kind,
                    mistakes.stream().filter(mistake -> mistake.kind() == kind).count());
        }
        return counts;
    }

    void write(Path file) throws IOException {
        try (NumberedText csv = new NumberedText(file)) {
            csv.text(HEADINGS);
            for (String comparison : linked.again().comparisons()) {
                csv.text(",");
                csv.cell(comparison);
            }
            csv.text("\n");
            for (Mistake mistake : mistakes) {
                csv.text(EnumWords.of(mistake.kind()) + ",");
                csv.cell(linked.rows().id(mistake.one()));
                csv.text(",");
                csv.cell(linked.rows().id(mistake.other()));
                csv.text(",");
                if (mistake.pair() >= 0) {
                    csv.number(linked.probabilities()[mistake.pair()], 6);
                    csv.text(",");
                    csv.number(linked.pairs().get(mistake.pair()).bits(), 3);
                } else {
                    csv.text(",");
                }
                for (String level : mistake.levels()) {
                    csv.text(",");
                    csv.cell(level);
                }
                csv.text("\n");
            }
        }
    }
}
