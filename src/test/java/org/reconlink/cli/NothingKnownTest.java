package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study of codes that no table knows, without disposals, with a result that nothing understands: nothing is no. */
class NothingKnownTest {
    @TempDir
    Path folder;

    @Test
    void whatIsNotKnownIsABoundOfEveryFigure() throws Exception {
        Path protocol = study();
        Given run = Given.here(
                "run",
                protocol.toString(),
                "--work",
                folder.resolve("work").toString(),
                "--output",
                folder.resolve("output").toString());
        assertThat(run.exitCode()).as(run.err()).isEqualTo(0);
        assertThat(run.out())
                .containsPattern("No reconviction \\(year\\) +0/2 to 1/2, 1 unknown")
                .containsPattern("Indictable \\(year\\) +0/2 to 2/2, 2 unknown")
                .containsPattern("Less serious than the index offence \\(year\\) +0/1 to 1/1, 1 unknown");

        Path output = output();
        Map<String, NamedCsvRecord> people = table(output, "participants").stream()
                .collect(Collectors.toMap(row -> row.getField("year_reoffended"), row -> row));
        assertThat(people).containsOnlyKeys("yes", "unknown");
        assertThat(people.get("unknown").getField("year_uncertain_offences")).isEqualTo("1");
        for (String flag : List.of("violent", "sexual", "indictable_only", "indictable_or_either_way", "custodial")) {
            assertThat(people.values())
                    .extracting(row -> row.getField("year_" + flag))
                    .as(flag)
                    .containsOnly("unknown");
        }
        assertThat(Files.readString(output.resolve("report-appendix.html")))
                .contains("Of some it is not known whether they reoffended, of the observed of 1.")
                .contains("1/2 to 2/2");
        assertThat(table(output, "sensitivity"))
                .filteredOn(row -> row.getField("figure").equals("confident links"))
                .singleElement()
                .satisfies(row -> assertThat(List.of("reoffended", "unknown", "observed", "per_cent", "per_cent_most"))
                        .extracting(row::getField)
                        .containsExactly("1", "1", "2", "50.0", "100.0"));
    }

    @Test
    void whereNothingIsKnownOfAnybodyNoFigureIsNought() throws Exception {
        Path protocol = many();
        Given run = Given.here(
                "run",
                protocol.toString(),
                "--work",
                folder.resolve("work").toString(),
                "--output",
                folder.resolve("output").toString());
        assertThat(run.exitCode()).as(run.err()).isEqualTo(0);
        assertThat(run.out())
                .containsPattern("Linked +36/36")
                .containsPattern("No reconviction \\(year\\) +0/36 to 36/36, 36 unknown")
                .containsPattern("Indictable \\(year\\) +0/36 to 36/36, 36 unknown");
        Path output = output();
        for (String flag : List.of("reoffended", "violent", "sexual", "indictable_only", "custodial")) {
            assertThat(table(output, "participants"))
                    .extracting(row -> row.getField("year_" + flag))
                    .as(flag)
                    .containsOnly("unknown");
        }
        assertThat(table(output, "measures"))
                .filteredOn(row -> row.getField("measure").equals("rate"))
                .singleElement()
                .satisfies(row -> assertThat(List.of("numerator", "unknown", "denominator", "value", "value_most"))
                        .extracting(row::getField)
                        .containsExactly("0", "36", "36", "0.0000", "100.0000"));
        assertThat(table(output, "definitions"))
                .filteredOn(row -> row.getField("observed").equals("36"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.getField("unknown")).isEqualTo("36"));
        assertThat(table(output, "sensitivity"))
                .filteredOn(row -> !row.getField("reoffended").equals("not applicable"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(List.of("reoffended", "unknown", "per_cent", "per_cent_most"))
                        .extracting(row::getField)
                        .containsExactly("0", "36", "0.0", "100.0"));
        String report = Files.readString(output.resolve("report-appendix.html"));
        for (String chapter : List.of("reconviction", "expected", "rate", "seriousness", "definitions")) {
            String section = report.substring(report.indexOf("<section id=\"" + chapter + "\""));
            assertThat(section.substring(0, section.indexOf("</section>")))
                    .as(chapter)
                    .doesNotContain(">0/36 (0.0%)<")
                    .doesNotContain("36/36 (100.0%)<");
        }
        String read = Files.readString(output.resolve("report.html"));
        for (String part : List.of("class=\"finding\"", "<section id=\"outcomes\"")) {
            String section = read.substring(read.indexOf(part));
            assertThat(section.substring(0, section.indexOf("</section>")))
                    .as(part)
                    .doesNotContain("0/36 (0.0%)")
                    .doesNotContain("36/36 (100.0%)")
                    .doesNotContain("of 36 (0.0%;")
                    .contains("0.0% to 100.0%");
        }
    }

    private static List<NamedCsvRecord> table(Path output, String name) throws Exception {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(output.resolve(name + ".csv"))) {
            return reader.stream().toList();
        }
    }

    private Path output() throws Exception {
        try (Stream<Path> runs = Files.list(folder.resolve("output/tiny"))) {
            return runs.filter(run -> !run.endsWith("latest")).findFirst().orElseThrow();
        }
    }

    private Path study() throws Exception {
        Path protocol = TinyStudy.write(folder);
        Files.writeString(folder.resolve("convictions.csv"), """
                PNC,Surname,First name,DOB,Code,Offence date,Convicted,Adjudication
                91/10V,Rowe,Kim,1980-02-03,OF61016,2009-11-01,2010-03-01,GUILTY
                91/10V,Rowe,Kim,1980-02-03,QQ99001,2014-06-01,2014-08-01,GUILTY
                85/4321P,Okafor,Sam,1985-07-09,SX03001,2008-12-24,2009-05-05,GUILTY
                85/4321P,Okafor,Sam,1985-07-09,QQ99002,2014-06-01,2014-08-01,ADJ SINE DIE MAYBE
                79/900E,Lund,Ada,1962-01-01,TH68010,2014-06-01,2014-08-01,GUILTY
                """);
        String all = Files.readString(protocol);
        return Files.writeString(protocol, all.replace("    disposal code: Disposal\n", ""));
    }

    /** Thirty-six, each with one conviction after release, for an offence that no table knows and with a result nothing understands. */
    private Path many() throws Exception {
        Path protocol = study();
        StringBuilder participants =
                new StringBuilder("Study no,Surname,First name,DOB,PNC,Index code,Index date,Released\n");
        StringBuilder convictions =
                new StringBuilder("PNC,Surname,First name,DOB,Code,Offence date,Convicted,Adjudication\n");
        for (int i = 0; i < 36; i++) {
            String name = "Ro" + (char) ('a' + i / 26) + (char) ('a' + i % 26) + "den";
            String born = LocalDate.of(1970, 1, 20).plusDays(97L * i).toString();
            participants.append("T" + i + "," + name + ",Kim," + born + ",,OF61016,2010-03-01,2014-01-10\n");
            convictions.append("," + name + ",Kim," + born + ",OF61016,2009-11-01,2010-03-01,GUILTY\n");
            convictions.append("," + name + ",Kim," + born + ",QQ99001,2014-06-01,2014-08-01,ADJ SINE DIE MAYBE\n");
        }
        Files.writeString(folder.resolve("participants.csv"), participants);
        Files.writeString(folder.resolve("convictions.csv"), convictions);
        return Files.writeString(
                protocol, Files.readString(protocol).replace("outcome:\n", "outcome:\n  measures: justice data lab\n"));
    }
}
