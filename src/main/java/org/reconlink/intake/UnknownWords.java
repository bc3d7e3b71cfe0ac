package org.reconlink.intake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The words of a vocabulary column that nothing understands, each with its number of rows. Such words are not personal and are
 * shown; but many of them, long ones and numbers may be what stands in a column mapped by mistake, and are only counted. So is
 * what has a name of the person whose row it is, and what stands once and could be one.
 */
final class UnknownWords {
    private static final int MOST_SHOWN = 40;
    private static final int MOST_KEPT = 10_000;
    private static final int LONGEST = 80;
    private static final int OFTEN = 10;
    private static final Pattern LIKE_A_PERSONS = Pattern.compile(
            "\\d{6}|@|\\d{2}/\\d{5}|\\d[/.-]\\d{1,2}[/.-]\\d|\\b[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}\\b",
            Pattern.CASE_INSENSITIVE);

    /** A word or a few of letters alone, as names are. */
    private static final Pattern LIKE_A_NAME =
            Pattern.compile("[\\p{L}\\p{M}'\u2019.-]+(?:[ ,]+[\\p{L}\\p{M}'\u2019.-]+){0,3}");

    private static final int SHORTEST_NAME = 2;

    /**
     * How often a word was met, and what is wrong with it.
     *
     * @param named whether a name of the row's own person was in it
     */
    private record Met(Problem problem, long rows, boolean named) {
        Met plus(boolean alsoNamed) {
            return new Met(problem, rows + 1, named || alsoNamed);
        }
    }

    private final int[] names;

    private final Map<String, Met> met = new HashMap<>();
    private long further;

    /** @param names positions of the columns that hold names of a row's person */
    UnknownWords(int... names) {
        this.names = names;
    }

    void add(TableRow row, int column, Problem problem) {
        String word = Texts.spaced(row.text(column));
        Met before = met.get(word);
        if (before == null && met.size() >= MOST_KEPT) {
            further++;
        } else {
            boolean named = isNamed(word, row);
            met.put(word, before == null ? new Met(problem, 1, named) : before.plus(named));
        }
    }

    private boolean isNamed(String text, TableRow row) {
        Set<String> words = Set.copyOf(List.of(Vocabulary.key(text).split(" ", -1)));
        for (int column : names) {
            for (String name : Vocabulary.key(row.text(column)).split(" ", -1)) {
                if (name.length() >= SHORTEST_NAME && words.contains(name)) {
                    return true;
                }
            }
        }
        return false;
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
        boolean mayBeAName = times.named() || (times.rows() == 1 && isLikeAName(word));
        return plain && !mayBeAName && (met.size() <= MOST_SHOWN || times.rows() >= OFTEN);
    }

    private static boolean isLikeAName(String word) {
        return LIKE_A_NAME.matcher(word).matches()
                && Stream.of(Vocabulary.key(word).split(" ", -1)).noneMatch(Known.WORDS::contains);
    }

    /** Every word of the results and the kinds of custody that are known: with one of them it is no name. */
    private static final class Known {
        static final Set<String> WORDS = words();

        private static Set<String> words() {
            Set<String> words = new HashSet<>();
            new Vocabulary("results.tsv", 5).forEachRow(cells -> add(cells[4], words));
            new Vocabulary("custody-types.tsv", 3).forEachRow(cells -> add(cells[0], words));
            return words;
        }

        private static void add(String text, Set<String> words) {
            words.addAll(List.of(Vocabulary.key(text).split(" ", -1)));
        }
    }

    private static Problem of(String what, long rows, Problem problem) {
        String on = String.format(Locale.UK, "%,d %s: ", rows, rows == 1 ? "row" : "rows");
        return new Problem(problem.rule(), what + " on " + on + problem.problem(), problem.advice());
    }
}
