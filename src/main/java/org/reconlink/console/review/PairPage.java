package org.reconlink.console.review;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.reconlink.review.ReviewCase;
import org.reconlink.review.SideBySide;
import org.reconlink.review.SideBySide.Line;
import org.reconlink.review.SideBySide.Span;

/**
 * A pair as a page shows it: field by field, the person that is judged first and the other candidates beside.
 *
 * @param others keys of the other candidates, in the order of their columns
 */
record PairPage(String key, List<Row> rows, List<String> others) {

    /** One field: the participant's value, and each candidate's. */
    record Row(String field, List<List<Span>> participant, Cell person, List<Cell> others) {}

    /** A candidate's value and how it compares, as sign and as word. */
    record Cell(List<List<Span>> values, String sign, String word) {
        static Cell of(Line line) {
            return new Cell(parts(line.personSpans()), line.mark(), line.word());
        }
    }

    /** The values of a field, none of which is broken over two lines where there is room for it in one. */
    private static List<List<Span>> parts(List<Span> spans) {
        if (spans.size() != 1) {
            return spans.isEmpty() ? List.of() : List.of(spans);
        }
        Span only = spans.get(0);
        return Stream.of(only.text().split("(?<=;) ", -1))
                .map(value -> List.of(new Span(value, only.differs())))
                .toList();
    }

    static PairPage of(ReviewCase pair, List<ReviewCase> others) {
        List<List<Line>> beside = others.stream().map(SideBySide::of).toList();
        List<Line> lines = SideBySide.of(pair);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            int at = i;
            Line line = lines.get(i);
            rows.add(new Row(
                    line.field(),
                    parts(line.participantSpans()),
                    Cell.of(line),
                    beside.stream().map(other -> Cell.of(other.get(at))).toList()));
        }
        return new PairPage(
                pair.key(), rows, others.stream().map(ReviewCase::key).toList());
    }
}
