package org.reconlink.generate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files of a population, open for writing while it is made. */
final class PopulationFiles implements AutoCloseable {
    private static final List<String> TRUTH = List.of(
            "participant id",
            "pnc id",
            "first row",
            "last row",
            "damage",
            "lookalike",
            "violent or sexual convictions",
            "recalled during",
            "reoffended after");

    private final ExtractWriter convictions;
    private final TableWriter participants;
    private final TableWriter custody;
    private final TableWriter truth;

    PopulationFiles(Path directory) throws IOException {
        convictions = ExtractWriter.newer(directory.resolve("convictions.csv"));
        participants = new TableWriter(
                directory.resolve("participants.csv"),
                Arrays.stream(ReferralColumn.values())
                        .map(ReferralColumn::heading)
                        .toList());
        custody = new TableWriter(directory.resolve("custody.csv"), Spell.HEADINGS);
        truth = new TableWriter(directory.resolve("truth.csv"), TRUTH);
    }

    void conviction(ExtractRow row) {
        convictions.write(row);
    }

    long convictionRows() {
        return convictions.rows();
    }

    /** The number that the next conviction row has in its file, where the headings are row 1. */
    long nextRowNumber() {
        return convictions.rows() + 2;
    }

    void participant(Referral referral) {
        participants.row(
                Arrays.stream(ReferralColumn.values()).map(referral::text).toList());
    }

    void spell(Spell spell) {
        custody.row(List.of(
                spell.prisonNumber(), spell.from().toString(), orBlank(spell.to()), spell.type(), spell.reason()));
    }

    void truth(List<String> cells) {
        truth.row(cells);
    }

    private static String orBlank(@Nullable LocalDate date) {
        return date == null ? "" : date.toString();
    }

    @Override
    public void close() throws IOException {
        convictions.close();
        participants.close();
        custody.close();
        truth.close();
    }
}
