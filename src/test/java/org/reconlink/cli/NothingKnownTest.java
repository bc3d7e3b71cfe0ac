package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.file.Files;
import java.nio.file.Path;
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
        Map<String, NamedCsvRecord> people;
        try (CsvReader<NamedCsvRecord> reader =
                CsvReader.builder().ofNamedCsvRecord(output.resolve("participants.csv"))) {
            people = reader.stream().collect(Collectors.toMap(row -> row.getField("year_reoffended"), row -> row));
        }
        assertThat(people).containsOnlyKeys("yes", "unknown");
        assertThat(people.get("unknown").getField("year_uncertain_offences")).isEqualTo("1");
        for (String flag : List.of("violent", "sexual", "indictable_only", "indictable_or_either_way", "custodial")) {
            assertThat(people.values())
                    .extracting(row -> row.getField("year_" + flag))
                    .as(flag)
                    .containsOnly("unknown");
        }
        assertThat(Files.readString(output.resolve("report.html")))
                .contains("Of 1 of the observed it is not known whether they reoffended.")
                .contains("Of some it is not known whether they reoffended");
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
}
