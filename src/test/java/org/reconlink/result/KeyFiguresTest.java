package org.reconlink.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reconlink.offence.OffenceSettings.Indictable;
import org.reconlink.outcome.OutcomeSettings.ProofBasis;
import org.reconlink.result.KeyFigures.KeyFigure;

class KeyFiguresTest {
    @Test
    void keyFiguresFollowTheOrderOfTheReport() {
        assertThat(sentences(0))
                .containsExactly(
                        "Included 8/12 (66.7%)",
                        "Linked 10/12 (83.3%)",
                        "Violent or sexual convictions, mean 17.0 (n = 7)",
                        "Years in custody before release, mean 11.0 (n = 8)",
                        "Months of in-reach, mean 7.0 (n = 8)",
                        "Months of intervention, mean 19.0 (n = 8)",
                        "Recalled to custody (during) 4/7 (57.1%)",
                        "No reconviction (during) 7/7 (100.0%)",
                        "Indictable (during) 0/7 (0.0%)",
                        "No reconviction (after) 4/6 (66.7%)",
                        "Indictable (after) 1/6 (16.7%)",
                        "Less serious than the index offence (after) 2/2 (100.0%)");
    }

    @Test
    void studyGroupsStandBesideEverybodyUnlessOneIsWithheld() {
        List<Person> people = new ArrayList<>(Studies.twelve());
        for (int i = 0; i < people.size(); i++) {
            people.get(i).in(i < 4 ? "Comparison" : "Service");
        }
        assertThat(KeyFigures.of(Studies.of(people)).stream().map(KeyFigure::sentence))
                .containsSubsequence(
                        "No reconviction (after) 4/6 (66.7%)",
                        "  of group Comparison (after) 2/4 (50.0%)", "  of group Service (after) 2/2 (100.0%)");
        assertThat(KeyFigures.of(Studies.of(people, 3, Indictable.ONLY, ProofBasis.CONVICTIONS)).stream()
                        .map(KeyFigure::label))
                .noneMatch(label -> label.contains("of group") && label.endsWith("(after)"));
    }

    @Test
    void smallCountsAreWithheldFromKeyFiguresToo() {
        assertThat(sentences(5))
                .contains(
                        "Included over 7/12",
                        "Recalled to custody (during) under 5/7",
                        "Less serious than the index offence (after) withheld");
    }

    @Test
    void whoseOutcomeRestsOnOffencesWithoutADateStandsBesideTheRate() {
        List<Person> people = new ArrayList<>(Studies.twelve());
        people.set(1, people.get(1).undated(2));
        people.set(0, people.get(0).undated(1));
        StudyResult study = Studies.of(people);
        assertThat(KeyFigures.of(study).stream().map(KeyFigure::sentence))
                .containsSubsequence(
                        "No reconviction (after) 4/6 (66.7%)", "Of these, with an undated offence (after) 1/4 (25.0%)")
                .doesNotContain("Of these, with an undated offence (during) 0/7 (0.0%)");
    }

    @Test
    void whoMayHaveBeenRecalledStaysInTheDenominator() {
        List<Person> people = new ArrayList<>(Studies.twelve());
        people.get(3).perhapsRecalled();
        assertThat(KeyFigures.of(Studies.of(people)).stream().map(KeyFigure::sentence))
                .contains("Recalled to custody (during) 4/7 to 5/7, 1 unknown (57.1% to 71.4%)");
    }

    private static List<String> sentences(int smallCountsBelow) {
        return KeyFigures.of(Studies.of(
                        Studies.twelve(), smallCountsBelow, Indictable.INCLUDING_EITHER_WAY, ProofBasis.CONVICTIONS))
                .stream()
                .map(KeyFigure::sentence)
                .toList();
    }
}
