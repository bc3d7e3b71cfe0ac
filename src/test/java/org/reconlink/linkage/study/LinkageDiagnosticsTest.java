package org.reconlink.linkage.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reconlink.kernel.Participant;
import org.reconlink.linkage.study.LinkDecision.Status;
import org.reconlink.linkage.study.LinkageDiagnostics.AtThreshold;
import org.reconlink.linkage.study.LinkageDiagnostics.Completeness;
import org.reconlink.linkage.study.LinkageDiagnostics.ModelLevel;
import org.reconlink.linkage.study.LinkageResult.Reckoning;

class LinkageDiagnosticsTest {
    private static final LocalDate DATE = LocalDate.of(2010, 5, 4);
    private static final Population POPULATION = new Population(11, 3_000, 3, 200);
    private static final LinkageResult RESULT =
            linker(ScaleTest.SETTINGS).link(POPULATION.participants, POPULATION.index());

    @Test
    void levelsAreThoseOfTheComparisonsInTheProtocolsOrder() {
        List<ModelLevel> levels = RESULT.diagnostics().levels();
        assertThat(levels.stream().map(ModelLevel::comparison).distinct())
                .isEqualTo(StudyPlan.expanded(ScaleTest.SETTINGS.compare()));
        assertThat(levels.get(0))
                .isEqualTo(new ModelLevel(
                        "surname", "exact", 0.868, 0.0018, levels.get(0).weight()));
        assertThat(levels)
                .allSatisfy(level -> assertThat(Math.pow(2, level.weight()))
                        .isCloseTo(level.m() / level.u(), within(1e-6 * level.m() / level.u())));
    }

    @Test
    void completenessCountsPeopleAndIdentitiesWithAValue() {
        IdentityIndex index = new IdentityIndex();
        index.add(People.details(Map.of("surname", "CARTER", "pnc", "1981/0000034U")), DATE, People.row(2));
        index.add(People.details(Map.of("surname", "BROWN", "pnc", "1981/0000034U")), null, People.row(3));
        index.add(People.details(Map.of("surname", "GREY", "postcodes", List.of("L1 8JQ"))), null, People.row(4));
        List<Participant> participants = List.of(
                People.participant("P1", People.details(Map.of("surname", "CARTER", "sex", "MALE")), DATE),
                People.participant("P2", People.details(Map.of("forename", "JAMES")), null));
        List<Completeness> columns = linker(ScaleTest.SETTINGS)
                .link(participants, index)
                .diagnostics()
                .columns();

        assertThat(columns)
                .contains(
                        new Completeness("surname", 1, 2, 3, 3),
                        new Completeness("forename", 1, 2, 0, 3),
                        new Completeness("sex", 1, 2, 0, 3),
                        new Completeness("postcode", 0, 2, 1, 3),
                        new Completeness("pnc id", 0, 2, 2, 3),
                        new Completeness("index conviction date", 1, 2, 2, 3));
    }

    /** Not even a record that repeats it could link somebody of whom too little is known. */
    @Test
    void aRecordThatSaysTooLittleCannotBeLinked() {
        List<Participant> participants = List.of(
                People.participant(
                        "known well",
                        People.details(Map.of("surname", "CARTER", "forename", "JAMES", "born", "1984-03-07")),
                        DATE),
                People.participant(
                        "never compared", People.details(Map.of("surname", "CARTER", "forename", "JAMES")), null),
                People.participant(
                        "compared, but common",
                        People.details(Map.of("born", "1984-03-07", "sex", "MALE", "postcodes", List.of("L1 8JQ"))),
                        null));
        List<AtThreshold> thresholds = linker(ScaleTest.SETTINGS)
                .link(participants, POPULATION.index())
                .diagnostics()
                .thresholds();

        assertThat(thresholds.get(0).threshold()).isEqualTo(0.5);
        assertThat(thresholds.get(0).unlinkable()).isEqualTo(1);
        assertThat(thresholds.get(thresholds.size() - 1).unlinkable()).isEqualTo(2);
    }

    @Test
    void aStudyWithoutPersonsCanLinkNobody() {
        AtThreshold first = linker(ScaleTest.SETTINGS)
                .link(POPULATION.participants, new IdentityIndex())
                .diagnostics()
                .thresholds()
                .get(0);
        assertThat(first).isEqualTo(new AtThreshold(0.5, 0, 0, 200, 200));
    }

    @Test
    void otherThresholdsCountWhatAProtocolWithThemWouldDecide() {
        for (AtThreshold at : RESULT.diagnostics().thresholds()) {
            List<Status> statuses =
                    linker(linkingFrom(at.threshold()))
                            .link(POPULATION.participants, POPULATION.index())
                            .decisions()
                            .stream()
                            .map(LinkDecision::status)
                            .toList();
            assertThat(at.linked()).isEqualTo(Collections.frequency(statuses, Status.LINKED));
            assertThat(at.inReview()).isEqualTo(Collections.frequency(statuses, Status.IN_REVIEW));
            assertThat(at.unlinked()).isEqualTo(Collections.frequency(statuses, Status.UNLINKED));
        }
        assertThat(RESULT.diagnostics().thresholds())
                .extracting(AtThreshold::threshold)
                .containsExactly(0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.995, 0.999, 0.9999);
    }

    @Test
    void aReckoningEndsInTheLogOddsOfTheProbability() {
        assertThat(RESULT.pairs())
                .filteredOn(pair -> pair.probability() < 1 - 1e-9)
                .isNotEmpty()
                .allSatisfy(pair -> assertThat(RESULT.reckoning(pair).total())
                        .isCloseTo(
                                Math.log(pair.probability() / (1 - pair.probability())) / Math.log(2), within(1e-9)));
        assertThat(RESULT.pairs())
                .filteredOn(pair -> pair.probability() >= 1 - 1e-9)
                .isNotEmpty()
                .allSatisfy(pair -> assertThat(RESULT.reckoning(pair).others()).isEqualTo(0));
    }

    @Test
    void thePriorIsTheOddsOfOnePersonAgainstNobody() {
        CandidatePair any = RESULT.pairs().get(0);
        assertThat(Reckoning.of(any, 0.5, 1024).prior()).isEqualTo(-10, within(1e-9));
        assertThat(Reckoning.of(any, 1, 1024).prior()).isFinite();
    }

    private static Linker linker(LinkageSettings settings) {
        return new Linker(settings, Model.shipped());
    }

    private static LinkageSettings linkingFrom(double threshold) {
        LinkageSettings usual = ScaleTest.SETTINGS;
        return new LinkageSettings(
                usual.blockOn(), usual.compare(), threshold, usual.reviewFrom(), usual.expectedShare(), null);
    }
}
