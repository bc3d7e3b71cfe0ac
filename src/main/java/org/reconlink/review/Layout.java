package org.reconlink.review;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.review.SideBySide.Line;

/** Where things are in a workbook of clerical review: a block of rows for each pair, one row for each field. */
final class Layout {
    static final String PAIRS = "Pairs";
    static final String ABOUT = "About";
    static final List<String> HEADINGS = List.of(
            "Pair", "Field", "Participant", "Mark", "Person of the extract", "Verdict", "Reason", "Comment", "Key");
    static final int PAIR = 0;
    static final int FIELD = 1;
    static final int PARTICIPANT = 2;
    static final int MARK = 3;
    static final int PERSON = 4;
    static final int VERDICT = 5;
    static final int REASON = 6;
    static final int COMMENT = 7;
    static final int KEY = 8;

    private Layout() {}

    /** The rows of a pair; for an adjudicator, what reviewers said of it stands below. */
    static List<Line> block(ReviewCase pair, @Nullable Deliberation said, boolean adjudication) {
        List<Line> lines = new ArrayList<>(SideBySide.of(pair));
        if (adjudication && said != null) {
            List<Judgement> reviews = said.reviews();
            for (int i = 0; i < reviews.size(); i++) {
                lines.add(new Line("reviewer " + (i + 1), words(reviews.get(i)), "", ""));
            }
        }
        return lines;
    }

    /** A cell's text in the order of the headings, up to the person. */
    static List<String> locked(int pair, Line line) {
        return List.of(String.valueOf(pair), line.field(), line.participant(), line.mark(), line.person());
    }

    private static String words(Judgement judgement) {
        return judgement.answer().words()
                + (judgement.reason() == null ? "" : " (" + judgement.reason().words() + ")")
                + (judgement.comment() == null ? "" : ": " + judgement.comment());
    }
}
