package org.reconlink.cli;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.reconlink.generate.DamagedStudy;
import org.reconlink.generate.DamagedStudy.Mix;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.publish.PseudonymKey;
import org.reconlink.publish.Pseudonyms;

/**
 * Studies full of slips, run from files to outputs: how many rows come to whom they belong to, and what becomes of the rate.
 *
 * @param rows of the extract that are of a participant
 * @param right of them, those that came to their participant
 * @param wrong rows that came to another participant than their own
 * @param rate of those in the extract, in per cent, and so all that follows
 * @param estimate of the rate, with its range
 */
record DamagedStudies(
        int rows, int right, int wrong, double rate, double confident, double estimate, double lower, double upper) {
    /** Names and what is wrong with the study. */
    static final Map<String, Mix> MIXES = new TreeMap<>(Map.of(
            "3 to 10 rows a person", new Mix(3_600, 0.22, 380, 3, 10, true, false, 0.03, 0.05, true),
            "the same, names, date of birth and sex alone", new Mix(3_600, 0.22, 380, 3, 10, true, false, 0, 0, false),
            "everybody in the extract", new Mix(1_000, 1, 170, 3, 10, true, false, 0.03, 0.05, true),
            "the sheet as damaged as the extract", new Mix(1_000, 1, 170, 3, 10, true, true, 0, 0, false),
            "10 to 30 rows a person, many alike", new Mix(600, 0.9, 200, 10, 30, true, false, 0.1, 0, true)));

    /** Writes a study into a folder, runs it there and reads what came out. */
    static DamagedStudies run(Path folder, Mix mix, long seed) throws IOException {
        DamagedStudy.Truth truth = DamagedStudy.write(folder, mix, seed);
        Given given = Given.here(
                "run",
                folder.resolve("study.yml").toString(),
                "--output",
                folder.resolve("out").toString(),
                "--work",
                folder.resolve("work").toString(),
                "--quiet");
        if (given.exitCode() != 0 && given.exitCode() != 4) {
            throw new IllegalStateException("exit " + given.exitCode() + ": " + given.err());
        }
        Pseudonyms pseudonyms = new Pseudonyms(PseudonymKey.read(folder.resolve("key.txt"), null), "damaged");
        Map<Integer, String> pseudonymOf = new HashMap<>();
        int rows = 0;
        for (int participant : truth.participantOf()) {
            if (participant >= 0) {
                rows++;
                pseudonymOf.computeIfAbsent(
                        participant, number -> pseudonyms.of(new ParticipantId(Integer.toString(number))));
            }
        }
        int right = 0;
        int wrong = 0;
        for (NamedCsvRecord offence : table(folder, "offences.csv")) {
            int row = Integer.parseInt(offence.getField("taken_into_consideration"));
            boolean own =
                    offence.getField("pseudonym").equals(pseudonymOf.getOrDefault(truth.participantOf()[row], ""));
            right += own ? 1 : 0;
            wrong += own ? 0 : 1;
        }
        Map<String, NamedCsvRecord> figures = new HashMap<>();
        table(folder, "sensitivity.csv").forEach(row -> figures.put(row.getField("figure"), row));
        return new DamagedStudies(
                rows,
                right,
                wrong,
                100.0 * truth.reoffended() / truth.known(),
                number(figures, "confident links", "per_cent"),
                number(figures, "estimate", "per_cent"),
                number(figures, "range", "lower"),
                number(figures, "range", "upper"));
    }

    private static double number(Map<String, NamedCsvRecord> figures, String figure, String column) {
        NamedCsvRecord row = figures.get(figure);
        return row == null ? Double.NaN : Double.parseDouble(row.getField(column));
    }

    private static List<NamedCsvRecord> table(Path folder, String name) throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("out"))) {
            Path file = all.filter(path -> path.endsWith(name)).findFirst().orElseThrow();
            try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
                return rows.stream().toList();
            }
        }
    }

    double shareRight() {
        return (double) right / rows;
    }

    /** Prints a table of every mix, once for each seed from 1 to that of the property {@code damaged.seeds}. */
    public static void main(String[] arguments) throws IOException {
        System.out.println("rows right, rows wrong, rate, of confident links, estimate, range");
        for (Map.Entry<String, Mix> mix : MIXES.entrySet()) {
            for (int seed = 1; seed <= Integer.getInteger("damaged.seeds", 3); seed++) {
                DamagedStudies of = run(Files.createTempDirectory("damaged"), mix.getValue(), seed);
                System.out.printf(
                        Locale.ROOT,
                        "%s, seed %d: %d of %d (%.4f), %d, %.1f, %.1f, %.1f, %.1f to %.1f%n",
                        mix.getKey(),
                        seed,
                        of.right,
                        of.rows,
                        of.shareRight(),
                        of.wrong,
                        of.rate,
                        of.confident,
                        of.estimate,
                        of.lower,
                        of.upper);
            }
        }
    }
}
