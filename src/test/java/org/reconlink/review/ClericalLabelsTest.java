package org.reconlink.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.review.Judgement.Answer;

/** Verdicts as labels in Splink's columns: ids and a score, and what is taken of them. */
class ClericalLabelsTest {
    private static final PersonDetails WANTED =
            Pairs.details(Map.of("surname", "CARTER", "forename", "JAMES", "born", "1984-03-07"));

    /** Persons of two PNC ids, one of none, and two of one participant that bear the same. */
    private static final List<ReviewCase> CASES = List.of(
            Pairs.of("P1", WANTED, person("JIM", "1967/0000007X")),
            Pairs.of("P1", WANTED, person("JIMMY", "1979/0000900E")),
            Pairs.of("P2", WANTED, person("JAMIE", null)),
            Pairs.of("P3", WANTED, person("JOHN", "1985/0004321P")),
            Pairs.of("P3", WANTED, person("JON", "1985/0004321P")));

    private static PersonDetails person(String forename, String pnc) {
        return Pairs.details(
                pnc == null
                        ? Map.of("surname", "CATRER", "forename", forename)
                        : Map.of("surname", "CATRER", "forename", forename, "pnc", pnc));
    }

    private static Map<String, Deliberation> said(Judgement... judgements) {
        return Deliberation.of(List.of(judgements));
    }

    private static ClericalLabels labels(String by, boolean adjudicator, String... lines) {
        List<ClericalLabels.Row> rows = new ArrayList<>();
        for (String line : lines) {
            String[] cells = line.split(",", -1);
            rows.add(new ClericalLabels.Row(
                    rows.size() + 2L,
                    Map.of(
                            "unique_id_l", cells[0],
                            "source_dataset_l", cells[1],
                            "unique_id_r", cells[2],
                            "source_dataset_r", cells[3],
                            "clerical_match_score", cells[4])));
        }
        return new ClericalLabels("labels.csv", by, adjudicator, rows);
    }

    private static List<String> problems(ClericalLabels labels, Judgement... before) {
        List<String> problems = new ArrayList<>();
        assertThatThrownBy(() -> labels.judgements(CASES, said(before), Pairs.TIME))
                .isInstanceOfSatisfying(ReviewException.class, e -> problems.addAll(e.problems()));
        return problems;
    }

    @Test
    void aRowHasIdsAndAScoreAndNothingElse() {
        Map<String, Deliberation> said = said(
                Pairs.judgement(CASES.get(0), "anna", Answer.MATCH),
                Pairs.judgement(CASES.get(0), "ben", Answer.MATCH),
                Pairs.judgement(CASES.get(1), "anna", Answer.NON_MATCH),
                Pairs.judgement(CASES.get(2), "anna", Answer.UNSURE),
                Pairs.judgement(CASES.get(2), "ben", Answer.NON_MATCH),
                Pairs.judgement(CASES.get(4), "anna", Answer.NON_MATCH),
                Pairs.judgement(CASES.get(4), "ben", Answer.MATCH),
                Pairs.judgement(CASES.get(4), "cleo", Answer.NON_MATCH));
        assertThat(ClericalLabels.write(
                        CASES,
                        pair -> said.containsKey(pair.key())
                                ? said.get(pair.key()).together()
                                : null))
                .containsExactly(
                        "unique_id_l,source_dataset_l,unique_id_r,source_dataset_r,clerical_match_score",
                        "P1,participants,1967/0000007X,convictions,1",
                        "P2,participants," + CASES.get(2).key() + ",convictions,0.5",
                        "P3,participants," + CASES.get(4).key() + ",convictions,0");
        ReviewCase odd = Pairs.of("no. \"7\", A", WANTED, person("JAMIE", null));
        assertThat(ClericalLabels.write(List.of(odd), pair -> Answer.MATCH).get(1))
                .isEqualTo("\"no. \"\"7\"\", A\",participants," + odd.key() + ",convictions,1");
    }

    @Test
    void eitherSideMayBeTheLeftOneAndAScoreMayHaveDecimals() {
        ClericalLabels labels = labels(
                "dora",
                false,
                "P1,participants,1967/0000007X,convictions,1.0",
                "1979/0000900E,convictions,P1,participants,0.0",
                CASES.get(2).key() + ",convictions,P2,participants,0.50");
        List<Judgement> judgements = labels.judgements(CASES, said(), Pairs.TIME);
        assertThat(judgements).extracting(Judgement::key).containsExactly(keys(0, 1, 2));
        assertThat(judgements)
                .extracting(Judgement::answer)
                .containsExactly(Answer.MATCH, Answer.NON_MATCH, Answer.UNSURE);
        assertThat(judgements.get(0)).isEqualTo(Pairs.judgement(CASES.get(0), "dora", Answer.MATCH));
    }

    private static String[] keys(int... cases) {
        return java.util.stream.IntStream.of(cases)
                .mapToObj(i -> CASES.get(i).key())
                .toArray(String[]::new);
    }

    @Test
    void whatSomebodySaysAlreadyIsNotSaidTwiceAndSomethingElseTakesItsPlace() {
        Judgement match = Pairs.judgement(CASES.get(0), "dora", Answer.MATCH);
        String same = "P1,participants,1967/0000007X,convictions,1";
        assertThat(labels("Dora", false, same).judgements(CASES, said(match), Pairs.TIME))
                .isEmpty();
        assertThat(labels("dora", false, same.replace("convictions,1", "convictions,0"))
                        .judgements(CASES, said(match), Pairs.TIME))
                .extracting(Judgement::answer)
                .containsExactly(Answer.NON_MATCH);
    }

    @Test
    void everythingThatIsWrongIsSaidWithRowAndColumnAndNoValue() {
        assertThat(problems(labels(
                        "dora",
                        false,
                        "P1,participants,1967/0000007X,convictions,0.9",
                        "P1,participants,1967/0000007X,convictions,",
                        "P9,participants,1967/0000007X,convictions,1",
                        "P2,participants,1967/0000007X,convictions,1",
                        "P1,people,1967/0000007X,convictions,1",
                        "1967/0000007X,convictions,1967/0000007X,convictions,1e0",
                        "P3,participants,1985/0004321P,convictions,1",
                        "P1,participants,1979/0000900E,convictions,1",
                        "P1,participants,1979/0000900E,convictions,1")))
                .containsExactly(
                        "labels.csv, row 2, column clerical_match_score: this score is no verdict; write 1 for a match, 0 for a"
                                + " non-match, 0.5 for unsure",
                        "labels.csv, row 3, column clerical_match_score: the score is missing; write 1 for a match, 0 for a"
                                + " non-match, 0.5 for unsure",
                        "labels.csv, row 4, column unique_id_l: this is no participant with a pair in doubt in this run; give"
                                + " the study's number, or leave the row out",
                        "labels.csv, row 5, column unique_id_r: this person is not in doubt for the participant in this run;"
                                + " give the id that review export --labels writes, or leave the row out",
                        "labels.csv, row 6, column source_dataset_l: a pair is one of participants and one of convictions;"
                                + " call the two tables so",
                        "labels.csv, row 7, column source_dataset_r: a pair is one of participants and one of convictions;"
                                + " call the two tables so",
                        "labels.csv, row 7, column clerical_match_score: this score is no verdict; write 1 for a match, 0 for a"
                                + " non-match, 0.5 for unsure",
                        "labels.csv, row 8, column unique_id_r: this person is not in doubt for the participant in this run;"
                                + " give the id that review export --labels writes, or leave the row out",
                        "labels.csv, row 10, column unique_id_l: the pair stands in an earlier row, too; leave one of them"
                                + " out");
        assertThat(problems(labels("dora", false)))
                .containsExactly("labels.csv: has no rows under the headings; give the labels that were filled in");
        assertThatThrownBy(() ->
                        ClericalLabels.requireColumns("labels.csv", List.of("unique_id_l", "unique_id_r", "score")))
                .isInstanceOfSatisfying(
                        ReviewException.class,
                        e -> assertThat(e.problems())
                                .containsExactlyElementsOf(
                                        Stream.of("source_dataset_l", "source_dataset_r", "clerical_match_score")
                                                .map(
                                                        column -> "labels.csv: has no column " + column
                                                                + "; the columns are unique_id_l,"
                                                                + " source_dataset_l, unique_id_r, source_dataset_r, clerical_match_score")
                                                .toList()));
    }

    @Test
    void anAdjudicatorDecidesWhatTwoOthersJudgedAndNobodyAfterwards() {
        String row = "P1,participants,1967/0000007X,convictions,0";
        Judgement anna = Pairs.judgement(CASES.get(0), "anna", Answer.MATCH);
        Judgement ben = Pairs.judgement(CASES.get(0), "ben", Answer.UNSURE);
        assertThat(problems(labels("cleo", true, row), anna))
                .containsExactly(
                        "labels.csv, row 2, column unique_id_l: the pair has not been reviewed by two others than"
                                + " this adjudicator; leave it out until it is");
        assertThat(problems(labels("ben", true, row), anna, ben)).hasSize(1);
        assertThat(labels("cleo", true, row).judgements(CASES, said(anna, ben), Pairs.TIME))
                .containsExactly(Pairs.judgement(CASES.get(0), "cleo", Answer.NON_MATCH));
        assertThat(problems(
                        labels("ben", false, row), anna, ben, Pairs.judgement(CASES.get(0), "cleo", Answer.NON_MATCH)))
                .containsExactly(
                        "labels.csv, row 2, column clerical_match_score: an adjudicator has decided about the pair"
                                + " since; leave it out");
    }
}
