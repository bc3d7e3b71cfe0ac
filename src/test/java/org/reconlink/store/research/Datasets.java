package org.reconlink.store.research;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.result.PublishedTable;
import org.reconlink.result.PublishedTable.Column;
import org.reconlink.result.PublishedTable.Kind;
import org.reconlink.store.research.ResearchDatabase.ResearchDataset;

/** Made datasets: every row of both tables says which load it belongs to. */
final class Datasets {
    private Datasets() {}

    static ResearchDataset of(int load, int participants, Column... further) {
        return new ResearchDataset(
                "study",
                "2021-12-31-" + load,
                "protocol",
                "package " + load,
                List.of(participants(load, participants, further), offences(load, participants)));
    }

    private static PublishedTable participants(int load, int count, Column... further) {
        List<Column> columns = new ArrayList<>(List.of(
                new Column("pseudonym", Kind.TEXT, "Who.", true),
                new Column("load", Kind.INTEGER, "Which load.", true),
                new Column("released", Kind.DATE, "The day's date.", false),
                new Column("released_missing", Kind.TEXT, "Why.", false),
                new Column("share", Kind.DECIMAL, "A share.", true),
                new Column("included", Kind.FLAG, "Whether.", true)));
        columns.addAll(List.of(further));
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<@Nullable String> row = new ArrayList<>(Arrays.asList(
                    "p" + i,
                    "" + load,
                    i % 2 == 0 ? "2020-02-29" : null,
                    i % 2 == 0 ? null : "not, \"linked\"",
                    "0.2500",
                    i % 3 == 0 ? "yes" : "no"));
            List.of(further).forEach(column -> row.add("more"));
            rows.add(row);
        }
        return new PublishedTable("participants", "A row each.", List.of("pseudonym"), false, columns, rows);
    }

    private static PublishedTable offences(int load, int count) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(List.of("p" + i, "1", "" + load));
        }
        return new PublishedTable(
                "offences",
                "An offence each.",
                List.of("pseudonym", "offence"),
                true,
                List.of(
                        new Column("pseudonym", Kind.TEXT, "Who.", true),
                        new Column("offence", Kind.INTEGER, "Number.", true),
                        new Column("load", Kind.INTEGER, "Which load.", true)),
                rows);
    }
}
