package org.reconlink.review;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.PncId;
import org.reconlink.review.Judgement.Answer;

/**
 * Verdicts as labels in the columns of Splink's: a row a pair, with an id of each side and a score of 1, 0 or 0.5; no name, date,
 * reason or comment. Whoever has the two tables under the same ids can use them there, and what was judged there comes in here.
 *
 * <p>A participant's id is the study's number; a person's of the extract is their PNC id or, where they have none or two persons
 * of one participant bear it, the key of the pair.
 *
 * @param file name without its folder
 * @param by who judged, under the name that they work by
 * @param adjudication whether as adjudicator
 * @param rows below the headings, by heading
 */
public record ClericalLabels(String file, String by, boolean adjudication, List<Row> rows) {
    private static final String ID = "unique_id_";
    private static final String TABLE = "source_dataset_";
    private static final String SCORE = "clerical_match_score";

    /** In the order in which they are written; they may come in any, among others. */
    public static final List<String> COLUMNS = List.of(ID + "l", TABLE + "l", ID + "r", TABLE + "r", SCORE);

    private static final String PARTICIPANTS = "participants";
    private static final String CONVICTIONS = "convictions";
    private static final Pattern QUOTED = Pattern.compile("[\",\r\n]");
    private static final BigDecimal UNSURE = new BigDecimal("0.5");

    public ClericalLabels {
        rows = List.copyOf(rows);
    }

    /**
     * One row of a file.
     *
     * @param number as an editor or a spreadsheet shows it
     */
    public record Row(long number, Map<String, String> cells) {
        public Row {
            cells = Map.copyOf(cells);
        }

        String cell(String column) {
            return cells.getOrDefault(column, "");
        }

        /** Keeps values out of messages. */
        @Override
        public String toString() {
            return "Row[" + number + "]";
        }
    }

    /**
     * A file to be written, its headings first, as RFC 4180 has lines and quotes but for line feeds alone.
     *
     * @param said what is said of a pair; of one of which that is null there is no row
     */
    public static List<String> write(List<ReviewCase> cases, Function<ReviewCase, @Nullable Answer> said) {
        List<String> lines = new ArrayList<>(List.of(String.join(",", COLUMNS)));
        byIds(cases)
                .forEach((participant, persons) -> persons.forEach((person, pair) -> {
                    Answer answer = said.apply(pair);
                    if (answer != null) {
                        lines.add(Stream.of(participant, PARTICIPANTS, person, CONVICTIONS, score(answer))
                                .map(cell ->
                                        QUOTED.matcher(cell).find() ? '"' + cell.replace("\"", "\"\"") + '"' : cell)
                                .collect(Collectors.joining(",")));
                    }
                }));
        return lines;
    }

    private static String score(Answer answer) {
        return answer == Answer.MATCH ? "1" : answer == Answer.NON_MATCH ? "0" : UNSURE.toString();
    }

    /** The pairs of a run by the id of their participant and then of their person. */
    private static Map<String, Map<String, ReviewCase>> byIds(List<ReviewCase> cases) {
        Map<List<String>, Long> bearers =
                cases.stream().collect(Collectors.groupingBy(ClericalLabels::ids, Collectors.counting()));
        Map<String, Map<String, ReviewCase>> pairs = new LinkedHashMap<>();
        for (ReviewCase pair : cases) {
            List<String> ids = ids(pair);
            pairs.computeIfAbsent(ids.get(0), id -> new LinkedHashMap<>())
                    .put(bearers.getOrDefault(ids, 1L) == 1 ? ids.get(1) : pair.key(), pair);
        }
        return pairs;
    }

    private static List<String> ids(ReviewCase pair) {
        PncId pncId = pair.identity().pncId();
        return List.of(pair.participant().value(), pncId == null ? pair.key() : pncId.value());
    }

    /**
     * The verdicts that come in with a file: those that say something else than the same person says already.
     *
     * @param cases of the run that it is about
     * @param said before
     * @throws ReviewException with everything that is wrong in it, row by row
     */
    public List<Judgement> judgements(List<ReviewCase> cases, Map<String, Deliberation> said, Instant time) {
        List<String> problems = new ArrayList<>();
        List<Judgement> judgements = new ArrayList<>();
        Map<String, Map<String, ReviewCase>> pairs = byIds(cases);
        Set<String> seen = new HashSet<>();
        for (Row row : rows) {
            ReviewCase pair = pair(row, pairs, problems);
            Answer answer = answer(row, problems);
            if (pair == null || answer == null) {
                continue;
            }
            Deliberation before = said.get(pair.key());
            Answer own = before == null
                    ? null
                    : before.by(by, adjudication).map(Judgement::answer).orElse(null);
            if (!seen.add(pair.key())) {
                problems.add(at(row, ID + "l") + "the pair stands in an earlier row, too; leave one of them out");
            } else if (adjudication && (before == null || !before.canBeAdjudicatedBy(by))) {
                problems.add(
                        at(row, ID + "l")
                                + "the pair has not been reviewed by two others than this adjudicator; leave it out until it is");
            } else if (own != answer) {
                if (!adjudication && isAdjudicated(before)) {
                    problems.add(at(row, SCORE) + "an adjudicator has decided about the pair since; leave it out");
                }
                judgements.add(pair.judgement(by, adjudication, answer, null, null, time));
            }
        }
        if (rows.isEmpty()) {
            problems.add(file + ": has no rows under the headings; give the labels that were filled in");
        }
        ReviewException.throwIfAny(problems);
        return judgements;
    }

    private static boolean isAdjudicated(@Nullable Deliberation said) {
        return said != null && said.judgements().stream().anyMatch(Judgement::adjudicator);
    }

    /** Splink has the sides in the order of their tables' names, so that either can be the left one. */
    private @Nullable ReviewCase pair(Row row, Map<String, Map<String, ReviewCase>> pairs, List<String> problems) {
        Set<String> tables = Set.of(PARTICIPANTS, CONVICTIONS);
        String left = row.cell(TABLE + "l");
        String right = row.cell(TABLE + "r");
        if (!tables.contains(left) || !tables.contains(right) || left.equals(right)) {
            problems.add(at(row, tables.contains(left) ? TABLE + "r" : TABLE + "l")
                    + "a pair is one of participants and one of convictions; call the two tables so");
            return null;
        }
        String participant = ID + (left.equals(PARTICIPANTS) ? "l" : "r");
        String person = ID + (left.equals(PARTICIPANTS) ? "r" : "l");
        Map<String, ReviewCase> persons = pairs.get(row.cell(participant));
        if (persons == null) {
            problems.add(
                    at(row, participant)
                            + "this is no participant with a pair in doubt in this run; give the study's number, or leave the row out");
            return null;
        }
        ReviewCase pair = persons.get(row.cell(person));
        if (pair == null) {
            problems.add(
                    at(row, person) + "this person is not in doubt for the participant in this run; give the id that"
                            + " review export --labels writes, or leave the row out");
        }
        return pair;
    }

    private @Nullable Answer answer(Row row, List<String> problems) {
        String text = row.cell(SCORE);
        for (Answer answer : Answer.offered()) {
            if (text.matches("[01](\\.[0-9]{1,20})?")
                    && new BigDecimal(text).compareTo(new BigDecimal(score(answer))) == 0) {
                return answer;
            }
        }
        problems.add(at(row, SCORE) + (text.isEmpty() ? "the score is missing" : "this score is no verdict")
                + "; write 1 for a match, 0 for a non-match, 0.5 for unsure");
        return null;
    }

    private String at(Row row, String column) {
        return file + ", row " + row.number() + ", column " + column + ": ";
    }

    /**
     * Holds that a file has the columns.
     *
     * @throws ReviewException with those that it has not
     */
    public static void requireColumns(String file, List<String> headings) {
        ReviewException.throwIfAny(COLUMNS.stream()
                .filter(column -> !headings.contains(column))
                .map(column -> file + ": has no column " + column + "; the columns are " + String.join(", ", COLUMNS))
                .toList());
    }
}
