package org.reconlink.intake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The words of a vocabulary column that nothing understands, each with its number of rows. Such words are not personal and are
 * shown; but many of them, long ones and numbers may be what stands in a column mapped by mistake, and are only counted.
 */
final class UnknownWords {
    private static final int MOST_SHOWN = 40;
    private static final int MOST_KEPT = 10_000;
    private static final int LONGEST = 80;
    private static final int OFTEN = 10;
    private static final Pattern LIKE_A_PERSONS = Pattern.compile(
            "\\d{6}|@|\\d{2}/\\d{5}|\\d[/.-]\\d{1,2}[/.-]\\d|\\b[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}\\b",
            Pattern.CASE_INSENSITIVE);

    /** How often a word was met, and what is wrong with it. */
    private record Met(Problem problem, long rows) {
        Met plus(long more) {
            return new Met(problem, rows + more);
        }
    }

    private final Map<String, Met> met = new HashMap<>();
    private long further;

    void add(String text, Problem problem) {
        String word = Texts.spaced(text);
        Met before = met.get(word);
        if (before == null && met.size() >= MOST_KEPT) {
            further++;
        } else {
            met.put(word, before == null ? new Met(problem, 1) : before.plus(1));
        }
    }

    /** The most frequent first. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        long others = 0;
        long rows = further;
        List<Map.Entry<String, Met>> inOrder = met.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, Met>>comparingLong(
                                e -> -e.getValue().rows())
                        .thenComparing(Map.Entry::getKey))
                .toList();
        for (Map.Entry<String, Met> entry : inOrder) {
            if (isShown(entry.getKey(), entry.getValue()) && problems.size() < MOST_SHOWN) {
                problems.add(of(
                        "\"" + entry.getKey() + "\"",
                        entry.getValue().rows(),
                        entry.getValue().problem()));
            } else {
                others++;
                rows += entry.getValue().rows();
            }
        }
        if (rows > 0) {
            String what = others + (others == 1 ? " further value" : " further values") + ", not shown,";
            problems.add(of(what, rows, inOrder.get(0).getValue().problem()));
        }
        return problems;
    }

    private boolean isShown(String word, Met times) {
        boolean plain =
                word.length() <= LONGEST && !LIKE_A_PERSONS.matcher(word).find();
        return plain && (met.size() <= MOST_SHOWN || times.rows() >= OFTEN);
    }

    private static Problem of(String what, long rows, Problem problem) {
        String on = String.format(Locale.UK, "%,d %s: ", rows, rows == 1 ? "row" : "rows");
        return new Problem(problem.rule(), what + " on " + on + problem.problem(), problem.advice());
    }
}
