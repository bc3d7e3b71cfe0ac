package org.reconlink.review;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reconlink.review.FilledWorkbook.FilledRow;
import org.reconlink.review.Judgement.Answer;
import org.reconlink.review.Judgement.Reason;
import org.reconlink.review.SideBySide.Line;

/** Compares a workbook that came back with what was given out; nothing is taken from one in which anything is wrong. */
public final class Verification {
    private final FilledWorkbook filled;
    private final Map<String, ReviewCase> cases = new HashMap<>();
    private final Map<String, Deliberation> said;
    private final List<GivenOut> givenOut;
    private final List<String> problems = new ArrayList<>();

    private Verification(
            FilledWorkbook filled, List<ReviewCase> cases, Map<String, Deliberation> said, List<GivenOut> givenOut) {
        this.filled = filled;
        this.said = said;
        this.givenOut = givenOut.stream()
                .filter(g -> g.study().equals(filled.study())
                        && g.run().equals(filled.run())
                        && g.reviewer().equals(filled.reviewer())
                        && g.adjudicator() == filled.adjudication())
                .toList();
        cases.forEach(c -> this.cases.put(c.key(), c));
    }

    /**
     * The judgements in a workbook.
     *
     * @param cases of the run that it names
     * @param said before the import
     * @param givenOut all workbooks that were given out
     * @throws ReviewException with everything that is wrong in the workbook
     */
    public static List<Judgement> judgements(
            FilledWorkbook filled,
            List<ReviewCase> cases,
            Map<String, Deliberation> said,
            List<GivenOut> givenOut,
            Instant time) {
        Verification verification = new Verification(filled, cases, said, givenOut);
        List<Judgement> judgements = verification.judgements(time);
        if (!verification.problems.isEmpty()) {
            throw new ReviewException(verification.problems);
        }
        return judgements;
    }

    private List<Judgement> judgements(Instant time) {
        List<Judgement> judgements = new ArrayList<>();
        if (givenOut.isEmpty()) {
            problems.add(filled.file() + ": no workbook of this study's run was given out to that name as "
                    + (filled.adjudication() ? "adjudicator" : "reviewer")
                    + "; import the file that review export wrote, or export again");
            return judgements;
        }
        Set<String> keys = new LinkedHashSet<>();
        for (List<FilledRow> block : blocks()) {
            String key = block.get(0).key();
            if (!keys.add(key)) {
                problem(block.get(0), "the pair comes twice; undo the change or export again");
                continue;
            }
            ReviewCase pair = cases.get(key);
            if (pair == null) {
                problem(
                        block.get(0),
                        "the key in column I is of no pair in doubt of this run; undo the change or export again");
                continue;
            }
            Deliberation before = said.get(key);
            if (filled.adjudication() && (before == null || !before.canBeAdjudicatedBy(filled.reviewer()))) {
                problem(
                        block.get(0),
                        "the pair has not been reviewed by two others than this adjudicator; import the reviewers' workbooks"
                                + " first, and name a third person to adjudicate");
            }
            unchanged(pair, keys.size(), block);
            Answer answer = answer(block.get(0));
            Reason reason = reason(block.get(0));
            onlyInTheFirstRow(block);
            if (answer != null) {
                judgements.add(judgement(pair, block.get(0), answer, reason, time));
            }
        }
        if (problems.isEmpty() && !sealed(new ArrayList<>(keys))) {
            problems.add(filled.file()
                    + ": pairs are missing or moved, or sheet About was changed; undo the change or export again");
        }
        return judgements;
    }

    private List<List<FilledRow>> blocks() {
        List<List<FilledRow>> blocks = new ArrayList<>();
        String key = "";
        for (FilledRow row : filled.rows()) {
            if (row.key().isEmpty()) {
                problem(row, "the row belongs to no pair; remove it or export again");
                continue;
            }
            if (!row.key().equals(key)) {
                key = row.key();
                blocks.add(new ArrayList<>());
            }
            blocks.get(blocks.size() - 1).add(row);
        }
        return blocks;
    }

    private boolean sealed(List<String> keys) {
        return givenOut.stream()
                .map(g -> Worklist.seal(g.secret(), g.study(), g.run(), g.reviewer(), g.adjudicator(), keys))
                .anyMatch(seal -> MessageDigest.isEqual(
                        seal.getBytes(UTF_8), filled.seal().getBytes(UTF_8)));
    }

    private void unchanged(ReviewCase pair, int number, List<FilledRow> block) {
        List<Line> lines = Layout.block(pair, said.get(pair.key()), filled.adjudication());
        if (lines.size() != block.size()) {
            problem(block.get(0), "the pair has rows too many or too few; undo the change or export again");
            return;
        }
        for (int i = 0; i < lines.size(); i++) {
            List<String> expected = Layout.locked(number, lines.get(i));
            for (int column = 0; column < expected.size(); column++) {
                if (!expected.get(column).strip().equals(block.get(i).cells().get(column))) {
                    problem(block.get(i), column, "the cell was changed; undo the change or export again");
                }
            }
        }
    }

    private @Nullable Answer answer(FilledRow row) {
        String text = row.cells().get(Layout.VERDICT);
        Answer answer = Answer.named(text).orElse(null);
        if (answer == null) {
            problem(
                    row,
                    Layout.VERDICT,
                    (text.isEmpty() ? "the verdict is missing" : "this is no verdict") + "; choose one of: "
                            + String.join(", ", Answer.all()));
        }
        return answer;
    }

    private @Nullable Reason reason(FilledRow row) {
        String text = row.cells().get(Layout.REASON);
        Reason reason = Reason.named(text).orElse(null);
        if (reason == null && !text.isEmpty()) {
            problem(
                    row,
                    Layout.REASON,
                    "this is no reason; write a comment instead or choose one of: " + String.join(", ", Reason.all()));
        }
        return reason;
    }

    private void onlyInTheFirstRow(List<FilledRow> block) {
        for (FilledRow row : block.subList(1, block.size())) {
            for (int column = Layout.VERDICT; column <= Layout.COMMENT; column++) {
                if (!row.cells().get(column).isEmpty()) {
                    problem(row, column, "the cell is not one to fill in; write into the first row of the pair");
                }
            }
        }
    }

    private Judgement judgement(ReviewCase pair, FilledRow row, Answer answer, @Nullable Reason reason, Instant time) {
        String comment = row.cells().get(Layout.COMMENT);
        return pair.judgement(
                filled.reviewer(), filled.adjudication(), answer, reason, comment.isEmpty() ? null : comment, time);
    }

    private void problem(FilledRow row, String problem) {
        problems.add(filled.file() + ", sheet " + Layout.PAIRS + ", row " + row.number() + ": " + problem);
    }

    private void problem(FilledRow row, int column, String problem) {
        problems.add(filled.file() + ", sheet " + Layout.PAIRS + ", cell " + row.name(column) + ": " + problem);
    }

    /** Names of files of which two are by the same reviewer in the same role, so that one would replace the other. */
    public static Set<String> sameReviewer(List<FilledWorkbook> workbooks) {
        Set<String> seen = new HashSet<>();
        Set<String> twice = new LinkedHashSet<>();
        for (FilledWorkbook workbook : workbooks) {
            if (!seen.add(workbook.reviewer().toLowerCase(Locale.ROOT) + workbook.adjudication())) {
                twice.add(workbook.file());
            }
        }
        return twice;
    }
}
