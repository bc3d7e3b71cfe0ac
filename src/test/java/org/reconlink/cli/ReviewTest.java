package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.audit.AuditLog;

/** Clerical review from export to the run that takes its verdicts. */
class ReviewTest {
    private static final String COMMENT = "Neighbour of Wanda Quill";
    private static final int SURNAME = 4;
    private static final int VERDICT = 5;
    private static final int COMMENT_COLUMN = 7;

    @TempDir
    Path scratch;

    @Test
    void theSamplesOpenCasesAreClosedByTwoReviewersAndAnAdjudicator() throws Exception {
        Given first = run("jobs/resettle.yml");
        assertThat(first.exitCode()).as(first.err()).isEqualTo(4);
        assertThat(first.out())
                .contains(
                        "3 participants in doubt await clerical review, 3 pairs.",
                        "next: reconlink review export --study resettle-iirms --reviewers NAME,NAME DIR");

        Given amongOutputs = review(
                "export",
                "--reviewers",
                "anna,ben",
                scratch.resolve("output/resettle-iirms/review").toString());
        assertThat(amongOutputs.exitCode()).isEqualTo(2);
        List<String> workbooks = export("--reviewers", "anna,ben");
        assertThat(workbooks).hasSize(2);
        assertThat(review("import", workbooks.get(0)).exitCode()).isEqualTo(3);

        fillIn(workbooks.get(0), surname -> "non-match");
        List<String> disputed = new ArrayList<>();
        fillIn(workbooks.get(1), surname -> {
            disputed.add(surname);
            return disputed.size() == 1 ? "unsure" : "non-match";
        });
        Given taken = review("import", workbooks.get(0), workbooks.get(1));
        assertThat(taken.exitCode()).as(taken.err()).isEqualTo(4);
        assertThat(taken.out())
                .contains(
                        "anna: 3 pairs: 0 match, 3 non-match, 0 unsure",
                        "ben: 3 pairs: 0 match, 2 non-match, 1 unsure",
                        "agreement of anna and ben: 2 of 3 pairs, Cohen's kappa 0.00 (n = 3)",
                        "in the last run 3 pairs in doubt: 2 decided, 0 wait for reviewers, 1 for an adjudicator",
                        "next: reconlink review export --study resettle-iirms --adjudicate NAME DIR");

        assertThat(review(
                                "export",
                                "--adjudicate",
                                "Ben",
                                scratch.resolve("review").toString())
                        .exitCode())
                .isEqualTo(2);
        List<String> third = export("--adjudicate", "cleo");
        fillIn(third.get(0), surname -> "non-match");
        Given adjudicated = review("import", third.get(0));
        assertThat(adjudicated.exitCode()).as(adjudicated.err()).isEqualTo(0);
        assertThat(adjudicated.out()).containsPattern("next: reconlink run .*resettle.yml");

        Given second = run("jobs/resettle.yml");
        assertThat(second.exitCode()).as(second.err()).isEqualTo(0);
        assertThat(second.out()).contains("29/45 (64.4%)").doesNotContain("in doubt");
        assertThat(run("jobs/resettle.yml").exitCode()).isEqualTo(6);
        assertThat(review("list").out())
                .containsPattern("RS-045 +non-match, used +anna, ben")
                .containsPattern("RS-037 +non-match, used");
        outputsAreWholeAndNameNobody();
    }

    private void outputsAreWholeAndNameNobody() throws Exception {
        Path study = scratch.resolve("output/resettle-iirms");
        Path latest = study.resolve(Files.readString(study.resolve("latest")).strip());
        String audit = Files.readString(latest.resolve("audit.jsonl"));
        assertThat(AuditLog.verify(latest.resolve("audit.jsonl"))).isEmpty();
        assertThat(audit.lines().filter(line -> line.contains("\"verdict used\"")))
                .hasSize(3);
        assertThat(audit)
                .contains("\"reviewers\":[\"anna\",\"ben\"]", "\"adjudicated\":true", "\"reviewers\":[\"cleo\"]");
        assertThat(Files.readString(latest.resolve("links.csv"))).contains("verdict of clerical review");
        List<String> identifying = new ArrayList<>(Identifying.values(Path.of("sample-input")));
        identifying.add(COMMENT);
        try (Stream<Path> files = Files.walk(scratch.resolve("output"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Identifying.in(file, identifying))
                        .as("identifying values in %s", file.getFileName())
                        .isEmpty();
            }
        }
    }

    @Test
    void aVerdictIsStaleOnceTheParticipantsDetailsHaveChanged() throws Exception {
        Path protocol = TinyStudy.write(scratch);
        Path participants = scratch.resolve("participants.csv");
        String sheet =
                Files.readString(participants) + "T3,Zeller,Max,1990-05-15,79/900E,OF61016,2011-03-01,2014-01-10\n";
        Files.writeString(participants, sheet);
        assertThat(run(protocol.toString()).exitCode()).isEqualTo(4);
        List<String> workbooks = export("--reviewers", "anna,ben");
        fillIn(workbooks.get(0), surname -> surname.equals("LUND") ? "non-match" : "unsure");
        fillIn(workbooks.get(1), surname -> surname.equals("LUND") ? "non-match" : "unsure");
        Given taken = review("import", workbooks.get(0), workbooks.get(1));
        assertThat(taken.exitCode()).as(taken.err()).isEqualTo(0);
        assertThat(taken.out()).contains("Cohen's kappa 1.00 (n = 1)");
        Given closed = run(protocol.toString());
        assertThat(closed.exitCode()).as(closed.err()).isEqualTo(0);

        Files.writeString(participants, sheet.replace("Zeller,Max", "Zeller,Maximilian"));
        Given again = run(protocol.toString());
        assertThat(again.exitCode()).as(again.err()).isEqualTo(4);
        assertThat(again.out())
                .contains("1 verdict of clerical review no longer holds; see: reconlink review list --study tiny");
        Given list = review("list");
        assertThat(list.out())
                .containsPattern("T3 +waits for reviewers")
                .containsPattern("T3 +non-match, stale: the participant's details have changed +anna, ben");
        String key = list.out().lines().skip(1).findFirst().orElseThrow().substring(0, 16);
        assertThat(review("show", key).out()).contains("ZELLER", "LUND").doesNotContain("bits");
    }

    private Given run(String protocol) {
        return Given.here(
                "run",
                protocol,
                "--work",
                scratch.resolve("work").toString(),
                "--output",
                scratch.resolve("output").toString());
    }

    private Given review(String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "review", arguments[0], "--work", scratch.resolve("work").toString()));
        all.addAll(List.of(arguments).subList(1, arguments.length));
        return Given.here(all.toArray(String[]::new));
    }

    /** The workbooks that an export says it wrote. */
    private List<String> export(String option, String names) throws Exception {
        Given ended = review("export", option, names, scratch.resolve("review").toString());
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(0);
        return ended.out()
                .lines()
                .filter(line -> line.contains(".xlsx  "))
                .map(line -> line.substring(0, line.indexOf("  ")))
                .toList();
    }

    /** Writes a verdict, and a comment, into the first row of every pair, by the surname of the person. */
    private static void fillIn(String file, UnaryOperator<String> verdict) throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook(new FileInputStream(file))) {
            Sheet sheet = workbook.getSheet("Pairs");
            for (Row row : sheet) {
                if (row.getRowNum() > 0 && !row.getCell(VERDICT).getCellStyle().getLocked()) {
                    String surname = row.getCell(SURNAME).getStringCellValue().toUpperCase(Locale.ROOT);
                    row.getCell(VERDICT).setCellValue(verdict.apply(surname));
                    row.getCell(COMMENT_COLUMN).setCellValue(COMMENT);
                }
            }
            try (OutputStream out = Files.newOutputStream(Path.of(file))) {
                workbook.write(out);
            }
        }
    }
}
