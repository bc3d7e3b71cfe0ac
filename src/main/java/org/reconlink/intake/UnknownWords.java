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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reconlink.intake.Reading.Problem;

/**
 * The words of a vocabulary column that nothing understands, each with its number of rows. Such words are not personal and are
 * shown, also those of one row. What may be personal after all is counted, and the first rows that have it are named: what is
 * long, has a name of the row's own person, or numbers, dates and addresses as people have; on few rows, what has a capital behind
 * the first word, as names are written; on one row, several words in capitals, of which none is of the vocabulary; and of a column
 * that may be mapped by mistake, as it has many words that stand once, all of these.
 */
final class UnknownWords {
    private static final int MOST_SHOWN = 40;
    private static final int MOST_KEPT = 10_000;
    private static final int LONGEST = 80;
    /** Of many words those on so many rows are words of a list, not what somebody wrote once. */
    private static final int OFTEN = 3;

    /** More words than this that stand once and are none that is known are no vocabulary. */
    private static final int MOST_ODD = 6;

    private static final int MOST_ROWS_NAMED = 5;
    private static final Pattern LIKE_A_PERSONS = Pattern.compile(
            "\\d{6}|@|\\d{2}/\\d{5}|\\d[/.-]\\d{1,2}[/.-]\\d|\\b[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}\\b",
            Pattern.CASE_INSENSITIVE);

    /** Letters alone, as names are. */
    private static final Pattern LETTERS =
            Pattern.compile("[\\p{L}\\p{M}'\u2019.-]+(?:[ ,]+[\\p{L}\\p{M}'\u2019.-]+){0,3}");

    /** Several words that each begin with a capital. */
    private static final Pattern LIKE_A_NAME =
            Pattern.compile("(?:\\p{Lu}[\\p{L}\\p{M}'\u2019.-]*[ ,]+)+\\p{Lu}[\\p{L}\\p{M}'\u2019.-]*");

    private static final Pattern TITLED =
            Pattern.compile("\\b(?:mr|mrs|ms|miss|dr|hhj|dj|judge|pc|dc|ds)[. ]", Pattern.CASE_INSENSITIVE);

    private static final int SHORTEST_NAME = 2;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}'\u2019.-]+");
    private static final Pattern AS_NAMES_ARE_WRITTEN = Pattern.compile("\\p{Lu}\\p{Ll}[\\p{L}\\p{M}'\u2019-]*");

    /**
     * Where a word was met, and what is wrong with it.
     *
     * @param named whether a name of the row's own person was in it
     * @param first of the rows
     */
    private record Met(Problem problem, long rows, boolean named, long first) {
        Met plus(boolean alsoNamed) {
            return new Met(problem, rows + 1, named || alsoNamed, first);
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
            met.put(word, before == null ? new Met(problem, 1, named, row.number()) : before.plus(named));
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
        List<Met> others = new ArrayList<>();
        boolean vocabulary = met.entrySet().stream()
                        .filter(entry -> entry.getValue().rows() == 1 && isOdd(entry.getKey()))
                        .limit(MOST_ODD + 1L)
                        .count()
                <= MOST_ODD;
        List<Map.Entry<String, Met>> inOrder = met.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, Met>>comparingLong(
                                e -> -e.getValue().rows())
                        .thenComparing(Map.Entry::getKey))
                .toList();
        for (Map.Entry<String, Met> entry : inOrder) {
            Met times = entry.getValue();
            if (problems.size() < MOST_SHOWN && isShown(entry.getKey(), times, vocabulary)) {
                problems.add(of("\"" + entry.getKey() + "\"", times.rows(), times.problem()));
            } else {
                others.add(times);
            }
        }
        long rows = further + others.stream().mapToLong(Met::rows).sum();
        if (rows > 0) {
            String what = others.size() + (others.size() == 1 ? " further value" : " further values") + ", not shown"
                    + first(others) + ",";
            problems.add(of(what, rows, inOrder.get(0).getValue().problem()));
        }
        return problems;
    }

    /** Where to look for what is not shown. */
    private static String first(List<Met> hidden) {
        String rows = hidden.stream()
                .map(Met::first)
                .sorted()
                .limit(MOST_ROWS_NAMED)
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        return hidden.size() > MOST_ROWS_NAMED
                ? " (the first in rows " + rows + ")"
                : " (see row" + (hidden.size() == 1 ? " " : "s ") + rows + ")";
    }

    private boolean isShown(String word, Met times, boolean vocabulary) {
        if (times.named()
                || word.length() > LONGEST
                || LIKE_A_PERSONS.matcher(word).find()) {
            return false;
        }
        boolean once = times.rows() == 1;
        if (once && TITLED.matcher(word).find()) {
            return false;
        }
        if (times.rows() >= OFTEN) {
            return true;
        }
        if (hasCapitalInside(word)) {
            return false;
        }
        if (isKnown(word)) {
            return true;
        }
        return met.size() <= MOST_SHOWN
                && !(once && LIKE_A_NAME.matcher(word).matches())
                && !(once && !vocabulary && isOdd(word));
    }

    /** Whether a word behind the first is written as names are, and is of no vocabulary: {@code Held for Smith J}. */
    private static boolean hasCapitalInside(String word) {
        return Stream.of(BETWEEN_WORDS.split(word))
                .skip(1)
                .anyMatch(part -> AS_NAMES_ARE_WRITTEN.matcher(part).matches() && !isKnown(part));
    }

    /** Letters alone, none of its words known. */
    private static boolean isOdd(String word) {
        return LETTERS.matcher(word).matches() && !isKnown(word);
    }

    private static boolean isKnown(String word) {
        return Stream.of(Vocabulary.key(word).split(" ", -1)).anyMatch(Known.WORDS::contains);
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
