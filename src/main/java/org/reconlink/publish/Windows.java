package org.reconlink.publish;

import java.util.List;
import java.util.function.Function;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.publish.Variable.Category;
import org.reconlink.result.StudyResult;

/** Says what the follow-up windows of a study are, for definitions of columns. */
final class Windows {

    /** Names a window; {@code window} alone is a word of SQL's own. */
    static final String COLUMN = "follow_up_window";

    private Windows() {}

    /**
     * How the columns of a window are called and what they say of it.
     *
     * @param prefix what they begin with
     * @param words what the window is
     * @param anchor S of it, which dates in it are counted from
     */
    record Naming(String prefix, String words, String anchor) {

        /** Of columns whose row says which window it is of. */
        static final Naming OF_ANY = new Naming("", "the window", "S of the row's window");

        static Naming of(WindowSettings window) {
            return new Naming(Windows.prefix(window), Windows.words(window), Windows.anchor(window));
        }
    }

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
                COLUMN,
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
