package org.reconlink.linkage.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.linkage.study.CandidatePair.ComparedField;
import org.reconlink.linkage.study.CandidatePair.Decision;
import org.reconlink.linkage.study.Linker.ReviewedLinkage;
import org.reconlink.linkage.study.PossiblePairs.PossiblePair;

class LinkerTest {
    private static final Population POPULATION = new Population(11, 3_000, 3, 200);
    private static final Linker LINKER = new Linker(ScaleTest.SETTINGS, Model.shipped());

    @Test
    void theOrderOfRowsAndParticipantsDoesNotMatter() {
        LinkageResult inOrder = LINKER.link(POPULATION.participants, POPULATION.index());
        List<Population.Row> rows = new ArrayList<>(POPULATION.rows);
        List<Participant> participants = new ArrayList<>(POPULATION.participants);
        Collections.shuffle(rows, new Random(1));
        Collections.shuffle(participants, new Random(2));
        IdentityIndex shuffled = new IdentityIndex();
        rows.forEach(row -> shuffled.add(row.details(), row.conviction(), row.source()));

        assertThat(LINKER.link(participants, shuffled)).isEqualTo(inOrder);
    }

    @Test
    void theNumberOfThreadsDoesNotMatter() throws Exception {
        LinkageResult many = LINKER.link(POPULATION.participants, POPULATION.index());
        ForkJoinPool one = new ForkJoinPool(1);
        try {
            LinkageResult single = one.submit(() -> LINKER.link(POPULATION.participants, POPULATION.index()))
                    .get();
            assertThat(single).isEqualTo(many);
        } finally {
            one.shutdown();
        }
    }

    @Test
    void aRowThatComesTwiceChangesNothing() {
        IdentityIndex twice = POPULATION.index();
        POPULATION.rows.forEach(row -> twice.add(row.details(), row.conviction(), row.source()));
        assertThat(LINKER.link(POPULATION.participants, twice))
                .isEqualTo(LINKER.link(POPULATION.participants, POPULATION.index()));
    }

    @Test
    void aPersonHasOneParticipantAtMost() {
        List<PersonId> linked = LINKER.link(POPULATION.participants, POPULATION.index()).decisions().stream()
                .filter(decision -> decision.status() == LinkDecision.Status.LINKED)
                .map(LinkDecision::person)
                .toList();
        assertThat(linked).hasSizeGreaterThan(180).doesNotContainNull().doesNotHaveDuplicates();
    }

    @Test
    void aPairsWeightIsTheSumOfWhatItsComparisonsShow() {
        List<CandidatePair> pairs =
                LINKER.link(POPULATION.participants, POPULATION.index()).pairs();
        assertThat(pairs).isNotEmpty();
        for (CandidatePair pair : pairs) {
            assertThat(pair.compared()).extracting(ComparedField::comparison).isEqualTo(shown());
            double sum = pair.compared().stream()
                    .mapToDouble(field -> field.weight() + field.termFrequencyAdjustment())
                    .sum();
            assertThat(pair.weight()).isCloseTo(sum, within(1e-9));
            assertThat(pair.compared())
                    .filteredOn(field -> field.level().equals("missing"))
                    .allMatch(field -> field.weight() == 0 && field.termFrequencyAdjustment() == 0);
        }
    }

    /** Every comparison by itself, what goes together, and relatives. */
    private static List<String> shown() {
        List<String> shown = new ArrayList<>(StudyPlan.expanded(ScaleTest.SETTINGS.compare()));
        shown.addAll(List.of("together", "relatives"));
        return shown;
    }

    @Test
    void aPossiblePairsOddsAreThoseOfItsWeight() {
        ReviewedLinkage linked = LINKER.link(POPULATION.participants, POPULATION.index(), List.of());
        PossiblePairs possible = linked.possible();
        assertThat(possible.m())
                .hasSameSizeAs(StudyPlan.expanded(ScaleTest.SETTINGS.compare()))
                .allSatisfy(levels -> assertThat(DoubleStream.of(levels).sum()).isCloseTo(1, within(1e-9)));
        for (CandidatePair pair : linked.result().pairs()) {
            PossiblePair same = possible.pairs().stream()
                    .filter(p -> p.participant().equals(pair.participant())
                            && p.person().equals(pair.person()))
                    .findFirst()
                    .orElse(null);
            if (same != null) {
                double logM = 0;
                for (int k = 0; k < same.levels().length; k++) {
                    logM += same.levels()[k] == PossiblePair.SAYS_NOTHING
                            ? 0
                            : Math.log(possible.m().get(k)[same.levels()[k]]);
                }
                // m is given to so many digits that its levels add up to 1 but for their last
                assertThat((logM - same.logU()) / Math.log(2)).isCloseTo(pair.weight(), within(0.01));
            }
        }
        assertThat(possible.pairs()).hasSizeGreaterThan(180);
    }

    @Test
    void theLinksOfTheStudysOwnThresholdAreAmongThoseOfOthers() {
        ReviewedLinkage linked = LINKER.link(POPULATION.participants, POPULATION.index(), List.of());
        PossiblePairs.LinksAt own = linked.possible().links().stream()
                .filter(at -> at.threshold() == ScaleTest.SETTINGS.linkFrom())
                .findFirst()
                .orElseThrow();
        linked.result()
                .decisions()
                .forEach(decision ->
                        assertThat(own.persons().get(decision.participant())).isEqualTo(decision.person()));
    }

    @Test
    void aPairFoundBySeveralRulesIsComparedOnceAndKeepsThem() {
        PersonDetails carter = People.details(Map.of("surname", "CARTER", "forename", "JAMES", "born", "1984-03-07"));
        IdentityIndex index = new IdentityIndex();
        index.add(carter, LocalDate.of(2010, 5, 4), People.row(2));
        LinkageResult result = LINKER.link(List.of(People.participant("P1", carter, LocalDate.of(2010, 5, 4))), index);

        assertThat(result.candidatePairs()).isEqualTo(1);
        assertThat(result.pairsByRule())
                .containsEntry("pnc id", 0L)
                .containsEntry("surname + date of birth", 1L)
                .containsEntry("surname + forename + index conviction date", 1L);
        assertThat(new ArrayList<>(result.pairsByRule().keySet()))
                .isEqualTo(ScaleTest.SETTINGS.blockOn().stream()
                        .map(fields -> String.join(" + ", fields))
                        .toList());
        assertThat(result.pairs()).singleElement().satisfies(pair -> {
            assertThat(pair.decision()).isEqualTo(Decision.LINK);
            assertThat(pair.source()).isEqualTo(People.row(2));
            assertThat(pair.blockedBy())
                    .containsExactly(
                            "surname + date of birth",
                            "forename + date of birth",
                            "surname + forename + year of birth",
                            "surname + forename + index conviction date");
        });
    }

    @Test
    void agreementOnACommonNameWeighsLessThanOnARareOne() {
        IdentityIndex index = new IdentityIndex();
        for (int i = 0; i < 90; i++) {
            index.add(named("SMITH", i), LocalDate.of(2010, 5, 4), People.row(i));
        }
        for (int i = 90; i < 100; i++) {
            index.add(named("RARE" + i, i), LocalDate.of(2010, 5, 4), People.row(i));
        }
        LinkageResult result = LINKER.link(
                List.of(
                        People.participant("P1", named("SMITH", 1), null),
                        People.participant("P2", named("RARE95", 95), null)),
                index);

        // the shipped u of an equal surname, 0.0018, over the share of the 99 others with this one, half a record added
        assertThat(nameAdjustment(result, "P1")).isCloseTo(log2(0.0018 / (89 / 100.0 + 0.0018)), within(1e-9));
        assertThat(nameAdjustment(result, "P2")).isZero();
    }

    @Test
    void anEmptyExtractLinksNobody() {
        LinkageResult result = LINKER.link(POPULATION.participants, new IdentityIndex());
        assertThat(result.pairs()).isEmpty();
        assertThat(result.decisions()).hasSize(200).allSatisfy(decision -> {
            assertThat(decision.status()).isEqualTo(LinkDecision.Status.UNLINKED);
            assertThat(decision.weight()).isNull();
            assertThat(decision.probability()).isNull();
        });
    }

    @Test
    void aRuleOnSwappedNamesFindsWhomTheExtractHasTheOtherWayRound() {
        PersonDetails carter = People.details(Map.of("surname", "CARTER", "forename", "JAMES", "born", "1984-03-07"));
        PersonDetails swapped = People.details(Map.of("surname", "JAMES", "forename", "CARTER", "born", "1984-03-07"));
        LinkageResult result = new Linker(
                        new LinkageSettings(
                                List.of(
                                        List.of("surname as forename", "forename as surname", "year of date of birth"),
                                        List.of("surname as forename", "surname")),
                                List.of("name", "date of birth"),
                                0.99,
                                0.5,
                                0.98,
                                null),
                        Model.shipped())
                .link(List.of(People.participant("P1", carter, null)), indexOf(swapped));
        assertThat(result.pairsByRule())
                .containsExactly(
                        Map.entry("surname as forename + forename as surname + year of date of birth", 1L),
                        Map.entry("surname as forename + surname", 0L));
    }

    @Test
    void settingsThatCannotBeCarriedOutAreRefusedAllAtOnce() {
        LinkageSettings settings = new LinkageSettings(
                List.of(List.of("surnam"), List.of()), List.of("name", "name", "shoe size"), 0.4, 0.5, 0.0, null);
        assertThatThrownBy(() -> new Linker(settings, Model.shipped()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("""
                        linkage: block on, rule 1: "surnam" is not a field; known are %s
                        linkage: block on, rule 2: has no field; name at least one
                        linkage: compare names a comparison twice; keep one ("name" holds surname and forename, "police identifiers" the PNC id and the CRO number)
                        linkage: compare: "shoe size" is not a comparison; known are %s
                        linkage: review from must lie above 0 and not above link from, link from not above 1
                        linkage: expected share must lie above 0 and not above 1""".formatted(
                                String.join(", ", LinkageFields.blockingForms()),
                                String.join(", ", LinkageFields.comparisons())));
    }

    @Test
    void noValueOfAPersonShowsInTextForms() {
        PersonDetails carter = People.details(Map.of("surname", "CARTER", "forename", "JAMES", "born", "1984-03-07"));
        LinkageResult result = LINKER.link(List.of(People.participant("P1", carter, null)), indexOf(carter));
        assertThat(new HashSet<>(result.pairs())).hasSize(1);
        assertThat(result.toString()).doesNotContain("CARTER", "JAMES", "1984-");
        assertThat(Subject.of(carter, List.of()).toString()).isEqualTo("Subject[withheld]");
    }

    private static IdentityIndex indexOf(PersonDetails details) {
        IdentityIndex index = new IdentityIndex();
        index.add(details, LocalDate.of(2010, 5, 4), People.row(2));
        return index;
    }

    private static PersonDetails named(String surname, int number) {
        return People.details(Map.of(
                "surname",
                surname,
                "forename",
                "JAMES",
                "born",
                LocalDate.of(1960, 1, 1).plusDays(number * 97L).toString()));
    }

    private static double nameAdjustment(LinkageResult result, String participant) {
        return result.pairs().stream()
                .filter(pair -> pair.participant().value().equals(participant))
                .findFirst()
                .orElseThrow()
                .compared()
                .get(0)
                .termFrequencyAdjustment();
    }

    private static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }
}
