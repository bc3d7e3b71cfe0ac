package org.reconlink.cli;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.reconlink.generate.DamagedStudy;
import org.reconlink.generate.DamagedStudy.Mix;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.linkage.decision.Accuracy;
import org.reconlink.linkage.decision.Accuracy.Band;
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

    private static final double LINKS_FROM = 0.95;
    private static final double LIKELIER_THAN_NOT = 0.5;

    /** A study that was run: its truth, and the pseudonyms of the participants who are in the extract. */
    private record Done(Path folder, DamagedStudy.Truth truth, Map<Integer, String> pseudonymOf) {
        boolean isOwn(NamedCsvRecord offence) {
            int owner = truth.participantOf()[Integer.parseInt(offence.getField("taken_into_consideration"))];
            return offence.getField("pseudonym").equals(pseudonymOf.getOrDefault(owner, ""));
        }
    }

    private static Done done(Path folder, Mix mix, long seed, double linkFrom) throws IOException {
        DamagedStudy.Truth truth = DamagedStudy.write(folder, mix, seed, linkFrom);
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
        for (int participant : truth.participantOf()) {
            if (participant >= 0) {
                pseudonymOf.computeIfAbsent(
                        participant, number -> pseudonyms.of(new ParticipantId(Integer.toString(number))));
            }
        }
        return new Done(folder, truth, pseudonymOf);
    }

    /** Writes a study into a folder, runs it there and reads what came out. */
    static DamagedStudies run(Path folder, Mix mix, long seed) throws IOException {
        Done done = done(folder, mix, seed, LINKS_FROM);
        int right = 0;
        int wrong = 0;
        for (NamedCsvRecord offence : table(folder, "offences.csv")) {
            right += done.isOwn(offence) ? 1 : 0;
            wrong += done.isOwn(offence) ? 0 : 1;
        }
        Map<String, NamedCsvRecord> figures = new HashMap<>();
        table(folder, "sensitivity.csv").forEach(row -> figures.put(row.getField("figure"), row));
        return new DamagedStudies(
                (int) Arrays.stream(done.truth.participantOf())
                        .filter(participant -> participant >= 0)
                        .count(),
                right,
                wrong,
                100.0 * done.truth.reoffended() / done.truth.known(),
                number(figures, "confident links", "per_cent"),
                number(figures, "estimate", "per_cent"),
                number(figures, "range", "lower"),
                number(figures, "range", "upper"));
    }

    /** Of studies that link whatever is likelier than not, how often links of about a probability are right: most of their rows are. */
    private static List<Band> calibration(Mix mix, int seeds) throws IOException {
        List<Double> probabilities = new ArrayList<>();
        List<Boolean> right = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
            Done done = done(Files.createTempDirectory("damaged"), mix, seed, LIKELIER_THAN_NOT);
            Map<String, Integer> own = new HashMap<>();
            for (NamedCsvRecord offence : table(done.folder, "offences.csv")) {
                own.merge(offence.getField("pseudonym"), done.isOwn(offence) ? 1 : -1, Integer::sum);
            }
            for (NamedCsvRecord participant : table(done.folder, "participants.csv")) {
                Integer rows = own.get(participant.getField("pseudonym"));
                if (rows != null) {
                    probabilities.add(Double.parseDouble(participant.getField("linkage_probability")));
                    right.add(rows > 0);
                }
            }
        }
        boolean[] rights = new boolean[right.size()];
        for (int link = 0; link < rights.length; link++) {
            rights[link] = right.get(link);
        }
        return Accuracy.calibration(
                probabilities.stream().mapToDouble(Double::doubleValue).toArray(), rights);
    }

    private static double number(Map<String, NamedCsvRecord> figures, String figure, String column) {
        NamedCsvRecord row = figures.get(figure);
        return row == null ? Double.NaN : Double.parseDouble(row.getField(column));
    }

    private static List<NamedCsvRecord> table(Path folder, String name) throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("out"))) {
            Path file = all.filter(
                            path -> path.endsWith(name) && !path.getParent().endsWith("tables"))
                    .findFirst()
                    .orElseThrow();
            try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
                return rows.stream().toList();
            }
        }
    }

    double shareRight() {
        return (double) right / rows;
    }

    /** Prints tables of every mix, once for each seed from 1 to that of the property {@code damaged.seeds}, and of all seeds. */
    public static void main(String[] arguments) throws IOException {
        int seeds = Integer.getInteger("damaged.seeds", 3);
        System.out.println("rows right, rows wrong, rate, of confident links, estimate, range");
        for (Map.Entry<String, Mix> mix : MIXES.entrySet()) {
            for (int seed = 1; seed <= seeds; seed++) {
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
        System.out.println("links from a probability of 0.5: links, stated, right");
        for (Map.Entry<String, Mix> mix : MIXES.entrySet()) {
            for (Band band : calibration(mix.getValue(), seeds)) {
                System.out.printf(
                        Locale.ROOT,
                        "%s, %.2f to %.2f: %d, %.3f, %.3f%n",
                        mix.getKey(),
                        band.from(),
                        band.to(),
                        band.pairs(),
                        band.stated(),
                        band.trueShare());
            }
        }
    }
}
