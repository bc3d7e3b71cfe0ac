package org.reconlink.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts the sample study's figures from the written files, in the plainest way there is. */
class SampleStudyTest {
    private static final LocalDate DATA_CUT = LocalDate.of(2021, 12, 31);
    private static final LocalDate HORIZON = LocalDate.of(2021, 6, 30);
    private static final Set<String> SUMMARY =
            Set.of("CJ88116", "CJ88001", "RT88333", "RT88334", "RT88007", "CJ67002", "BA76001");
    private static final Set<String> INDICTABLE_ONLY = Set.of(
            "COML025",
            "COML022",
            "COML020",
            "OF61016",
            "OF61016A",
            "OF61017",
            "TH68023",
            "SX03001",
            "SX03002",
            "SX03003",
            "SX03005",
            "SX03013",
            "SX03025");
    private static final List<String> VIOLENT_OR_SEXUAL = List.of("OF61", "CJ88", "COML", "SX03", "TH68023");

    @TempDir
    static java.nio.file.Path directory;

    private static SampleFiles files;

    @BeforeAll
    static void makeTheSample() throws java.io.IOException {
        SampleStudy.write(directory);
        files = new SampleFiles(directory);
    }

    private static List<SampleFiles.Participant> included(Predicate<SampleFiles.Participant> which) {
        return files.participants().stream()
                .filter(p -> p.truth("included").equals("yes"))
                .filter(which)
                .toList();
    }

    private static boolean sexual(SampleFiles.Participant p) {
        return p.text("Index offence code").startsWith("SX");
    }

    @Test
    void fortyFiveOfSixtyNineAreIncludedAndTheOthersForStatedReasons() {
        assertThat(files.participants()).hasSize(69);
        assertThat(included(p -> true)).hasSize(45);
        assertThat(included(SampleStudyTest::sexual)).hasSize(19);
        Map<String, Long> reasons = files.participants().stream()
                .map(p -> p.truth("exclusion reason"))
                .filter(reason -> !reason.isEmpty())
                .collect(Collectors.groupingBy(reason -> reason, TreeMap::new, Collectors.counting()));
        assertThat(reasons)
                .isEqualTo(Map.of(
                        "consent", 4L,
                        "release date", 4L,
                        "in-reach", 5L,
                        "intervention", 3L,
                        "alive and in the country", 4L,
                        "linked", 4L));
    }

    @Test
    void theIncludedMeetEveryCriterionOnTheSheet() {
        assertThat(included(p -> true)).allSatisfy(p -> {
            assertThat(p.text("Consent")).isEqualTo("Yes");
            assertThat(p.date("Released")).isBetween(LocalDate.of(2008, 1, 1), LocalDate.of(2018, 12, 31));
            assertThat(p.date("In-reach from").plusMonths(6)).isBeforeOrEqualTo(p.date("Released"));
            assertThat(p.date("Community from")).isBeforeOrEqualTo(p.date("Community to"));
            assertThat(p.known("Died", LocalDate.MAX)).isAfter(p.date("Community to"));
            assertThat(p.known("Deported", LocalDate.MAX)).isAfter(p.date("Community to"));
            assertThat(p.date("Community to")).isBefore(HORIZON);
        });
    }

    @Test
    void theIndexConvictionOfTheIncludedIsAmongTheirConvictionsAndIndictableOnly() {
        assertThat(included(p -> true)).allSatisfy(p -> {
            assertThat(INDICTABLE_ONLY).contains(p.text("Index offence code"));
            assertThat(files.charges(p))
                    .anyMatch(c -> c.guilty()
                            && c.code().equals(p.text("Index offence code"))
                            && c.convicted().equals(p.date("Index conviction date")));
        });
    }

    @Test
    void twentySevenAreRecalledMoreOftenAfterViolence() {
        assertThat(included(p -> recalled(p) && !sexual(p))).hasSize(19);
        assertThat(included(p -> recalled(p) && sexual(p))).hasSize(8);
    }

    private static boolean recalled(SampleFiles.Participant p) {
        return files.spells(p.text("Prison no")).stream()
                .filter(spell -> spell.type().startsWith("Recall"))
                .anyMatch(spell -> spell.from().isAfter(p.date("Released"))
                        && !spell.from().isAfter(p.date("Community to")));
    }

    @Test
    void sixteenReoffendAfterTheInterventionSevenOfThemMoreThanSummarily() {
        assertThat(included(p -> !reoffences(p).isEmpty())).hasSize(16);
        assertThat(included(p -> reoffences(p).stream().anyMatch(c -> !SUMMARY.contains(c.code()))))
                .hasSize(7);
        assertThat(included(p -> reoffences(p).stream().anyMatch(c -> INDICTABLE_ONLY.contains(c.code()))))
                .isEmpty();
        assertThat(included(p -> !reoffences(p).isEmpty()).stream()
                        .map(p -> p.id())
                        .toList())
                .isEqualTo(included(p -> p.truth("reoffended after").equals("yes")).stream()
                        .map(p -> p.id())
                        .toList());
    }

    /** Offences after the intervention, proved by the data cut, that count: neither breach of licence nor of an order. */
    private static List<SampleFiles.ChargeRow> reoffences(SampleFiles.Participant p) {
        return proved(p).stream()
                .filter(c -> c.committed() != null && c.committed().isAfter(p.date("Community to")))
                .filter(c -> !c.committed().isAfter(HORIZON) && !c.convicted().isAfter(DATA_CUT))
                .filter(c -> c.committed().isBefore(p.known("Died", LocalDate.MAX)))
                .filter(c -> !c.code().isEmpty() && !c.code().equals("CJ03510"))
                .toList();
    }

    /** The first GUILTY row of each offence that no later row overturns. */
    private static List<SampleFiles.ChargeRow> proved(SampleFiles.Participant p) {
        Map<String, SampleFiles.ChargeRow> first = new HashMap<>();
        Set<String> overturned = new HashSet<>();
        files.charges(p).stream()
                .sorted(Comparator.comparing(SampleFiles.ChargeRow::convicted))
                .forEach(c -> {
                    if (c.guilty()) {
                        first.putIfAbsent(c.offence(), c);
                    } else {
                        overturned.add(c.offence());
                    }
                });
        first.keySet().removeAll(overturned);
        return List.copyOf(first.values());
    }

    @Test
    void aFewReoffendDuringTheIntervention() {
        assertThat(included(p -> proved(p).stream()
                        .filter(c -> c.committed() != null)
                        .filter(c -> c.committed().isAfter(p.date("Released"))
                                && !c.committed().isAfter(p.date("Community to")))
                        .anyMatch(c ->
                                !c.convicted().isAfter(p.date("Community to").plusMonths(6)))))
                .hasSize(4);
    }

    @Test
    void theyHaveSevenHundredAndSixtyFiveViolentOrSexualConvictionsSeventeenEach() {
        long sum = included(p -> true).stream()
                .flatMap(p -> proved(p).stream().filter(c -> !c.convicted().isAfter(p.date("Index conviction date"))))
                .filter(c -> VIOLENT_OR_SEXUAL.stream().anyMatch(c.code()::startsWith))
                .count();
        assertThat(sum).isEqualTo(765).isEqualTo(17 * 45);
    }

    @Test
    void theySpendElevenYearsInCustodyAndNineteenMonthsWithTheService() {
        assertThat(mean(p -> ChronoUnit.DAYS.between(p.date("In custody from"), p.date("Released"))) / 365.25)
                .isCloseTo(11.0, within(0.02));
        assertThat(mean(p -> ChronoUnit.DAYS.between(p.date("Community from"), p.date("Community to"))) / (365.25 / 12))
                .isCloseTo(19.0, within(0.1));
    }

    private static double mean(ToLongFunction<SampleFiles.Participant> days) {
        return included(p -> true).stream().mapToLong(days).average().orElseThrow();
    }

    @Test
    void fourOrMoreAdverseExperiencesAreTypical() {
        List<Integer> counts = included(p -> !p.text("ACE count").isEmpty()).stream()
                .map(p -> (int) Double.parseDouble(p.text("ACE count")))
                .sorted()
                .toList();
        assertThat(counts).hasSizeGreaterThan(40);
        assertThat(counts.get(counts.size() / 2)).isGreaterThanOrEqualTo(4);
        assertThat(counts.stream().mapToInt(i -> i).average().orElseThrow()).isBetween(4.0, 5.0);
    }

    @Test
    void everyTrapHasSomebodyInIt() {
        Set<String> traps = files.participants().stream()
                .flatMap(p -> Arrays.stream(p.truth("traps").split("; ")))
                .collect(Collectors.toSet());
        assertThat(traps)
                .contains(
                        "pseudo-reconviction",
                        "proved after the waiting period of during",
                        "proved after the data cut",
                        "offence on the anchor day",
                        "offence on the first day of the window",
                        "offence on the horizon proved on the data cut",
                        "breach of a restraining order counts",
                        "breach of licence conditions does not count",
                        "breach of a community order never counts",
                        "caution",
                        "not guilty",
                        "undated offence",
                        "range straddles the start of the window",
                        "one row twice in one extract",
                        "one row in both extracts",
                        "several hearings of one offence",
                        "conviction quashed on appeal",
                        "known by three aliases",
                        "twin in the extracts",
                        "namesake born the same day",
                        "day and month of birth swapped",
                        "police identifier with a wrong check letter",
                        "number on the sheet mistyped to that of somebody else",
                        "no police identifier",
                        "offence after death",
                        "deported before intervention end",
                        "never found in the extracts",
                        "only his twin is in the extracts");
    }

    @Test
    void noOutsiderIsLikeAParticipantByAccident() {
        Set<LocalDate> births =
                files.participants().stream().map(p -> p.date("DOB")).collect(Collectors.toSet());
        Set<String> study =
                files.participants().stream().map(p -> p.truth("pnc id")).collect(Collectors.toSet());
        List<String> alike = files.rows().stream()
                .filter(row -> !study.contains(row.pncId()) && row.born() != null && births.contains(row.born()))
                .map(SampleFiles.ChargeRow::surname)
                .distinct()
                .toList();
        // The planned ones: two twins and a namesake.
        assertThat(alike).containsExactlyInAnyOrder("Openshaw", "Okafor", "Westhead");
        assertThat(files.rows().stream()
                        .filter(row -> !study.contains(row.pncId()))
                        .map(SampleFiles.ChargeRow::pncId)
                        .distinct())
                .hasSizeGreaterThan(4000);
    }

    @Test
    void policeIdentifiersHaveTheirCheckLettersButForAFew() {
        long wrong = files.rows().stream()
                .filter(row -> !row.pncId().isEmpty())
                .filter(row -> !SampleFiles.rightLetter(row.pncId()))
                .count();
        assertThat(wrong).isBetween(50L, 500L);
    }

    @Test
    void everyOffenceOfThePlanIsInTheStock() {
        OffenceStock stock = new OffenceStock();
        for (NamedCsvRecord row : Tables.read("sample/follow-up-offences.csv")) {
            String code = row.getField("cjs_code");
            assertThat(stock.named(code.isEmpty() ? row.getField("home_office_code") : code))
                    .isNotNull();
        }
    }
}
