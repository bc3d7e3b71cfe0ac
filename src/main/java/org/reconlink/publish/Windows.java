package org.reconlink.publish;

import java.util.List;
import java.util.function.Function;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.result.StudyResult;

/** Says what the follow-up windows of a study are, for definitions of columns. */
final class Windows {

    private Windows() {}

    /** What its columns begin with: {@code after_}. */
    static String prefix(WindowSettings window) {
        return ColumnName.of(window.name()) + "_";
    }

    /** What the window is, in words: {@code the window after (from intervention end, open)}. */
    static String words(WindowSettings window) {
        String end = window.to() != null
                ? " to " + window.to().field()
                : window.months() != null ? ", " + window.months() + " months" : ", open";
        return "the window " + window.name() + " (from " + window.from().field() + end + ")";
    }

    /** A column that names the window. */
    static <R> Variable<R> column(StudyResult result, String definition, Function<R, String> window) {
        return Variable.category(
                "window",
                definition,
                result.outcome().windows().stream()
                        .map(w -> new Category(w.name(), words(w)))
                        .toList(),
                row -> TableCell.own(window.apply(row)));
    }

    /** S of the window, which dates in it are counted from. */
    static String anchor(WindowSettings window) {
        return window.from().field() + " (S of the window " + window.name() + ")";
    }

    /** S of the first window, which all other dates are counted from. */
    static String anchor(StudyResult result) {
        List<WindowSettings> windows = result.outcome().windows();
        return windows.isEmpty() ? "S" : anchor(windows.get(0));
    }
}
