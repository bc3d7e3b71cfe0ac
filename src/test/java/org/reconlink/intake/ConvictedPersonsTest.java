package org.reconlink.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reconlink.intake.ExtractReader.ConvictedPerson;
import org.reconlink.intake.Extracts.Result;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.kernel.Finding;

/** Who rows are about is read as their records are, though no record is made of most of them. */
class ConvictedPersonsTest {
    private static final ExtractSettings SETTINGS = Extracts.convictionSettings(
            "disposal code", "Disposal code",
            "disposal", "Disposal",
            "sentence length", "Length",
            "offences taken into consideration", "TICs",
            "case reference", "Case");

    private static final String HEADINGS =
            "PNC ID,Surname,Forename,Born,Code,HO code,Offence,From,To,Convicted,Adj,Disposal code,Disposal,Length,TICs,Case";

    private static final List<String> PEOPLE = List.of(
            "1976/3779413N,Latt,Mark,16/06/1960",
            "1976/3779413N,Latt,Marc,16/06/1960",
            "1976/3779413X,Latt,Mark,16/06/1960",
            ",Barnes,Amir,15/02/1986",
            ",Barnes,NULL,15/02/1986",
            ",Barnes,,01/01/1900",
            ",,,",
            "unknown,Óg,Niamh,15/02/86",
            ",Chapman,Ida,");

    private static final List<List<String>> REST = List.of(
            List.of("TH68023", "TH68023", "TH68023", "", "local 12"),
            List.of("", "", "008/06", "008"),
            List.of("Theft from shop", "Theft from shop", "", "Ã‰vasion"),
            List.of("01/02/2001", "01/02/2001", "03/04/1990", "", "2001", "01/01/1961", "31/02/2001"),
            List.of("", "", "", "05/02/2001", "01/01/2000", "1959"),
            List.of("09/09/2002", "09/09/2002", "09/09/2002", "10/10/1995", "", "2002", "01/01/1970"),
            List.of("GUILTY", "GUILTY", "GUILTY", "NOT GUILTY", "", "hmm"),
            List.of("1002", "1002", "", "1115", "1018", "9999"),
            List.of("Imprisonment", "Imprisonment", "", "Conditional Discharge", "Conviction quashed", "hmm"),
            List.of("6 months", "6 months", "", "6 months suspended", "long"),
            List.of("", "", "3", "many"),
            List.of("A/1", "A/1", "A/2", "A/3", ""));

    @TempDir
    Path folder;

    private Path file(int seed, int rows) {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>(List.of(HEADINGS));
        String person = PEOPLE.get(0);
        // Some files have hardly anything to be said, others much.
        int odd = 2 + seed % 40;
        while (lines.size() <= rows) {
            person = random.nextInt(6) == 0 ? PEOPLE.get(random.nextInt(PEOPLE.size())) : person;
            StringBuilder line = new StringBuilder(person);
            for (List<String> cells : REST) {
                line.append(',').append(cells.get(random.nextInt(odd) > 0 ? 0 : random.nextInt(cells.size())));
            }
            lines.add(line.toString());
        }
        return Extracts.csv(folder, "c.csv", lines.toArray(String[]::new));
    }

    private static Stream<ConvictedPerson> persons(List<ConvictionRecord> records) {
        return records.stream().map(row -> new ConvictedPerson(row.person(), row.convictionDate(), row.source()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 8, 13, 21, 34, 38})
    void personsAndFindingsAreThoseOfTheRecords(int seed) throws IOException {
        Path file = file(seed, 2_500);
        Result<ConvictionRecord> records = Extracts.convictions(file, SETTINGS);
        Result<ConvictedPerson> persons = Extracts.convictedPersons(file, SETTINGS);
        assertThat(persons.records())
                .hasSizeGreaterThan(1_000)
                .containsExactlyElementsOf(persons(records.records()).toList());
        assertThat(persons.findings()).isEqualTo(records.findings());
        assertThat(persons.facts()).isEqualTo(records.facts());
    }

    @Test
    void whatIsWrongWithARowLikeTheOneBeforeIsSaid() throws IOException {
        String plain =
                "1976/3779413N,Latt,Mark,16/06/1960,TH68023,,Theft,01/02/2001,,09/09/2002,GUILTY,1002,Imprisonment,6 months,,A/1";
        String endsBefore = plain.replace("01/02/2001,", "01/02/2001,31/01/2001");
        String underAge = plain.replace("01/02/2001", "15/06/1970");
        String atOdds = plain.replace("GUILTY", "NOT GUILTY");
        String suspended = plain.replace("6 months", "6 months suspended");
        String nameless = plain.replace("TH68023,,Theft", ",,");
        Path file = Extracts.csv(
                folder,
                "c.csv",
                HEADINGS,
                plain,
                plain,
                endsBefore,
                plain,
                underAge,
                plain,
                atOdds,
                plain,
                suspended,
                plain,
                nameless,
                plain,
                atOdds);
        assertThat(Extracts.convictedPersons(file, SETTINGS).findings())
                .extracting(Finding::row, Finding::rule)
                .containsExactlyElementsOf(Extracts.convictions(file, SETTINGS).findings().stream()
                        .map(finding -> org.assertj.core.groups.Tuple.tuple(finding.row(), finding.rule()))
                        .toList())
                .hasSize(6);
    }
}
