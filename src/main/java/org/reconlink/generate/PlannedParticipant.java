package org.reconlink.generate;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A participant of the sample study as {@code generate/sample/people.csv} plans them.
 *
 * @param aliases further names, forename and surname
 * @param home postcode district
 * @param files which extracts hold the history: {@code north}, {@code south} or {@code both}
 * @param violentOrSexual offences to be proved up to and including the index conviction
 * @param sheet in what the sheet differs from the truth
 * @param traps what there is to fall for, in words; empty for most
 * @param excluded why not in the study; empty for those included
 * @param outcome what is planned for those included, in the order of {@link #OUTCOMES}
 */
record PlannedParticipant(
        String studyNo,
        SpelledName name,
        List<SpelledName> aliases,
        LocalDate born,
        String home,
        String files,
        String indexCode,
        LocalDate indexOffence,
        LocalDate indexConviction,
        LocalDate custodyFrom,
        @Nullable LocalDate inReachFrom,
        @Nullable LocalDate released,
        @Nullable LocalDate communityFrom,
        @Nullable LocalDate communityTo,
        String whyEnded,
        @Nullable LocalDate died,
        @Nullable LocalDate deported,
        String consent,
        String aces,
        String ethnicity,
        int violentOrSexual,
        Set<String> sheet,
        String traps,
        String excluded,
        List<String> outcome) {
    static final List<String> OUTCOMES = List.of("recalled", "reoffended_during", "reoffended_after", "worst_after");

    PlannedParticipant {
        aliases = List.copyOf(aliases);
        sheet = Set.copyOf(sheet);
        outcome = List.copyOf(outcome);
    }

    static PlannedParticipant of(NamedCsvRecord row) {
        return new PlannedParticipant(
                row.getField("study_no"),
                new SpelledName(row.getField("surname"), row.getField("forename"), row.getField("middle_names")),
                aliases(row.getField("aliases")),
                known(row, "born"),
                row.getField("home"),
                row.getField("files"),
                row.getField("index_code"),
                known(row, "index_offence"),
                known(row, "index_conviction"),
                known(row, "custody_from"),
                Tables.date(row, "inreach_from"),
                Tables.date(row, "released"),
                Tables.date(row, "community_from"),
                Tables.date(row, "community_to"),
                row.getField("why_ended"),
                Tables.date(row, "died"),
                Tables.date(row, "deported"),
                row.getField("consent"),
                row.getField("aces"),
                row.getField("ethnicity"),
                Integer.parseInt(row.getField("violent_or_sexual")),
                Set.copyOf(words(row.getField("sheet"), " ")),
                row.getField("traps"),
                row.getField("excluded"),
                OUTCOMES.stream().map(row::getField).toList());
    }

    boolean included() {
        return excluded.isEmpty();
    }

    /** Whether the extracts hold this person at all. */
    boolean inExtracts() {
        return !excluded.equals("linked");
    }

    /** Whether the sheet differs from the truth in that way. */
    boolean onSheet(String difference) {
        return sheet.contains(difference);
    }

    boolean hasTrap(String words) {
        return traps.contains(words);
    }

    private static LocalDate known(NamedCsvRecord row, String column) {
        return LocalDate.parse(row.getField(column));
    }

    private static List<SpelledName> aliases(String cell) {
        return words(cell, "\\|").stream()
                .map(alias -> alias.split(" ", 2))
                .map(parts -> new SpelledName(parts[1], parts[0], ""))
                .toList();
    }

    private static List<String> words(String cell, String separator) {
        return cell.isEmpty() ? List.of() : Arrays.asList(cell.split(separator));
    }

    @Override
    public String toString() {
        return "PlannedParticipant[" + studyNo + "]";
    }
}
