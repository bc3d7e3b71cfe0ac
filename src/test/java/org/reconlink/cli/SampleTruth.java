package org.reconlink.cli;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.publish.PseudonymKey;
import org.reconlink.publish.Pseudonyms;

/** What the generator planned for one participant of the sample, which the pipeline had to find out. */
record SampleTruth(
        String participant,
        String pseudonym,
        String traps,
        boolean included,
        String reason,
        String violentOrSexual,
        String recalled,
        String reoffendedDuring,
        String reoffendedAfter,
        String worstAfter) {

    /** The words of a reason for exclusion by the planned criterion. */
    static final Map<String, List<String>> REASONS = Map.of(
            "consent", List.of("no consent", "consent not recorded"),
            "release date", List.of("release date before", "release date after", "release date not known"),
            "in-reach", List.of("in-reach under", "in-reach start not known"),
            "intervention", List.of("intervention start not known", "no day of intervention", "intervention under"),
            "alive and in the country", List.of("died by", "deported by"),
            "linked", List.of("unlinked"));

    static List<SampleTruth> read(Path sample) throws IOException {
        Pseudonyms pseudonyms = new Pseudonyms(
                PseudonymKey.read(sample.resolve("demonstration-key-NOT-SECRET.txt"), null), "resettle-iirms");
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(sample.resolve("truth.csv"))) {
            return rows.stream()
                    .map(row -> new SampleTruth(
                            row.getField("participant id"),
                            pseudonyms.of(new ParticipantId(row.getField("participant id"))),
                            row.getField("traps"),
                            row.getField("included").equals("yes"),
                            row.getField("exclusion reason"),
                            row.getField("violent or sexual convictions"),
                            row.getField("recalled during"),
                            row.getField("reoffended during"),
                            row.getField("reoffended after"),
                            row.getField("worst after")))
                    .toList();
        }
    }
}
