package org.reconlink.review;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.EnumWords;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PersonName;
import org.reconlink.kernel.Postcode;
import org.reconlink.kernel.Spelling;

/** A pair as reviewers see it: who the two are, field by field, with the differences marked; no weight, no offence. */
public final class SideBySide {
    private final ReviewCase pair;

    private SideBySide(ReviewCase pair) {
        this.pair = pair;
    }

    /** What marks say, in words, from the same on. */
    public static List<String> words() {
        return Stream.of(Mark.values()).map(mark -> mark.word).toList();
    }

    /** The same lines in the same order for every pair. */
    public static List<Line> of(ReviewCase pair) {
        SideBySide sides = new SideBySide(pair);
        return List.of(
                sides.name("surname", PersonName::surname, PersonName::forename),
                sides.name("forename", PersonName::forename, PersonName::surname),
                sides.name("middle names", PersonName::middleNames, name -> null),
                sides.otherNames(),
                sides.born(),
                sides.text("sex", d -> d.sex() == null ? null : EnumWords.of(d.sex())),
                sides.postcodes(),
                sides.text("PNC id", d -> d.pncId() == null ? null : d.pncId().value()),
                sides.text(
                        "CRO number",
                        d -> d.croNumber() == null ? null : d.croNumber().value()),
                sides.text("prison number", PersonDetails::prisonNumber),
                sides.conviction());
    }

    private Line text(String field, Function<PersonDetails, @Nullable String> value) {
        String left = value.apply(pair.details());
        String right = value.apply(pair.identity());
        Mark mark = field.equals("sex") && left != null && right != null && !left.equals(right)
                ? Mark.DIFFERENT
                : Mark.texts(left, right);
        return line(field, left, mark, right);
    }

    /** Similar too where surname and forename have changed places. */
    private Line name(
            String field, Function<PersonName, @Nullable String> part, Function<PersonName, @Nullable String> other) {
        String left = part.apply(pair.details().name());
        String right = part.apply(pair.identity().name());
        Mark mark = Mark.texts(left, right);
        boolean reversed = mark == Mark.DIFFERENT
                && Objects.equals(left, other.apply(pair.identity().name()))
                && Objects.equals(right, other.apply(pair.details().name()));
        return line(field, left, reversed ? Mark.SIMILAR : mark, right);
    }

    /** The same if an alias of either side is a name of the other. */
    private Line otherNames() {
        Set<String> left = names(pair.details().aliases().stream());
        Set<String> right = names(Stream.concat(
                pair.identity().aliases().stream(),
                pair.otherIdentities().stream()
                        .flatMap(d -> Stream.concat(Stream.of(d.name()), d.aliases().stream()))));
        String mainLeft = shown(pair.details().name());
        String mainRight = shown(pair.identity().name());
        right.remove(mainRight);
        left.remove(mainLeft);
        boolean same = left.contains(mainRight)
                || right.contains(mainLeft)
                || left.stream().anyMatch(right::contains);
        Mark mark = same ? Mark.SAME : left.isEmpty() || right.isEmpty() ? Mark.MISSING : Mark.DIFFERENT;
        return line("other names", String.join("; ", left), mark, String.join("; ", right));
    }

    /** Similar too if another identity of the person has the participant's date. */
    private Line born() {
        LocalDate left = pair.details().dateOfBirth();
        LocalDate right = pair.identity().dateOfBirth();
        Set<LocalDate> others = new LinkedHashSet<>();
        pair.otherIdentities().forEach(d -> {
            if (d.dateOfBirth() != null && !d.dateOfBirth().equals(right)) {
                others.add(d.dateOfBirth());
            }
        });
        Mark mark = Mark.dates(left, right);
        if (mark != Mark.SAME && left != null && others.contains(left)) {
            mark = Mark.SIMILAR;
        }
        List<String> dates = new ArrayList<>();
        if (right != null) {
            dates.add(right.toString());
        }
        others.forEach(other -> dates.add("also " + other));
        return line("date of birth", left == null ? null : left.toString(), mark, String.join("; ", dates));
    }

    /** The same if one is on both sides, similar if a sector or a district is. */
    private Line postcodes() {
        Set<Postcode> left = new LinkedHashSet<>(pair.details().postcodes());
        Set<Postcode> right = new LinkedHashSet<>(pair.identity().postcodes());
        pair.otherIdentities().forEach(d -> right.addAll(d.postcodes()));
        Mark mark;
        if (left.isEmpty() || right.isEmpty()) {
            mark = Mark.MISSING;
        } else if (left.stream().anyMatch(right::contains)) {
            mark = Mark.SAME;
        } else {
            Set<String> districts = right.stream().map(Postcode::district).collect(Collectors.toSet());
            mark = left.stream().map(Postcode::district).anyMatch(districts::contains) ? Mark.SIMILAR : Mark.DIFFERENT;
        }
        return line("postcodes", codes(left), mark, codes(right));
    }

    private Line conviction() {
        LocalDate date = pair.indexConviction();
        String dates = pair.convictionDates().stream().map(LocalDate::toString).collect(Collectors.joining("; "));
        return line(
                "index conviction / convictions near it",
                date == null ? null : date.toString(),
                Mark.among(date, pair.convictionDates()),
                dates);
    }

    private static Line line(String field, @Nullable String left, Mark mark, @Nullable String right) {
        String one = left == null ? "" : left;
        String other = right == null ? "" : right;
        return new Line(field, one, one.isEmpty() && other.isEmpty() ? "" : mark.sign(), other);
    }

    private static String codes(Set<Postcode> postcodes) {
        return postcodes.stream().map(Postcode::value).collect(Collectors.joining("; "));
    }

    private static Set<String> names(Stream<PersonName> names) {
        return names.map(SideBySide::shown).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String shown(PersonName name) {
        String surname = name.surname() == null ? "" : name.surname();
        String given = Stream.of(name.forename(), name.middleNames())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        return surname.isEmpty() || given.isEmpty() ? surname + given : surname + ", " + given;
    }

    /** How two values compare, as a sign that needs no colour. */
    enum Mark {
        SAME("=", "same"),
        SIMILAR("~", "similar"),
        DIFFERENT("≠", "different"),
        /** Missing on a side: nothing to compare. */
        MISSING("?", "missing");

        private static final int SHORT = 5;
        private static final int DAYS = 31;

        private final String sign;
        private final String word;

        Mark(String sign, String word) {
            this.sign = sign;
            this.word = word;
        }

        String sign() {
            return sign;
        }

        /** Similar: a slip or two, or one begins with the other, as initials and short forms do. */
        static Mark texts(@Nullable String left, @Nullable String right) {
            if (left == null || right == null) {
                return MISSING;
            }
            if (left.equals(right)) {
                return SAME;
            }
            int slips = Math.min(left.length(), right.length()) <= SHORT ? 1 : 2;
            return left.startsWith(right) || right.startsWith(left) || Spelling.distance(left, right) <= slips
                    ? SIMILAR
                    : DIFFERENT;
        }

        /** Similar: day and month swapped, one digit off, or two of day, month and year equal. */
        static Mark dates(@Nullable LocalDate left, @Nullable LocalDate right) {
            if (left == null || right == null) {
                return MISSING;
            }
            if (left.equals(right)) {
                return SAME;
            }
            boolean year = left.getYear() == right.getYear();
            boolean month = left.getMonthValue() == right.getMonthValue();
            boolean day = left.getDayOfMonth() == right.getDayOfMonth();
            boolean swapped = year
                    && left.getMonthValue() == right.getDayOfMonth()
                    && left.getDayOfMonth() == right.getMonthValue();
            return swapped
                            || (year && month)
                            || (year && day)
                            || (month && day)
                            || Spelling.distance(left.toString(), right.toString()) == 1
                    ? SIMILAR
                    : DIFFERENT;
        }

        /** The date among others; similar: one of them is within a month. */
        static Mark among(@Nullable LocalDate date, Collection<LocalDate> dates) {
            if (date == null || dates.isEmpty()) {
                return MISSING;
            }
            if (dates.contains(date)) {
                return SAME;
            }
            return dates.stream()
                            .anyMatch(other -> dates(date, other) == SIMILAR
                                    || Math.abs(ChronoUnit.DAYS.between(date, other)) <= DAYS)
                    ? SIMILAR
                    : DIFFERENT;
        }
    }

    /**
     * One field of a pair, side by side.
     *
     * @param participant empty if missing
     * @param mark {@code =}, {@code ~}, {@code ≠} or {@code ?}; empty where nothing is compared
     * @param person empty if missing
     */
    public record Line(String field, String participant, String mark, String person) {
        /** Whether the differing characters say something: two single values that are alike. */
        boolean alike() {
            return mark.equals(Mark.SIMILAR.sign()) && !participant.contains(";") && !person.contains(";");
        }

        /** What the mark says. */
        public String word() {
            return Arrays.stream(Mark.values())
                    .filter(one -> one.sign.equals(mark))
                    .map(one -> one.word)
                    .findFirst()
                    .orElse("");
        }

        /** The participant's value in parts that the other side has and parts that it has not, if they are alike; else in one. */
        public List<Span> participantSpans() {
            return spans(participant, person);
        }

        /** The person's value, likewise. */
        public List<Span> personSpans() {
            return spans(person, participant);
        }

        private List<Span> spans(String text, String other) {
            BitSet different = alike() ? notIn(text, other) : new BitSet();
            List<Span> spans = new ArrayList<>();
            int from = 0;
            for (int i = 1; i <= text.length(); i++) {
                if (i == text.length() || different.get(i) != different.get(from)) {
                    spans.add(new Span(text.substring(from, i), different.get(from)));
                    from = i;
                }
            }
            return spans;
        }

        /** The places in a text that are not part of what it has in common with the other, in order. */
        static BitSet notIn(String text, String other) {
            int[][] common = new int[text.length() + 1][other.length() + 1];
            for (int i = text.length() - 1; i >= 0; i--) {
                for (int j = other.length() - 1; j >= 0; j--) {
                    common[i][j] = text.charAt(i) == other.charAt(j)
                            ? common[i + 1][j + 1] + 1
                            : Math.max(common[i + 1][j], common[i][j + 1]);
                }
            }
            BitSet different = new BitSet();
            int j = 0;
            for (int i = 0; i < text.length(); i++) {
                while (j < other.length() && text.charAt(i) != other.charAt(j) && common[i][j + 1] >= common[i][j]) {
                    j++;
                }
                if (j < other.length() && text.charAt(i) == other.charAt(j)) {
                    j++;
                } else {
                    different.set(i);
                }
            }
            return different;
        }

        /** Keeps values out of messages. */
        @Override
        public String toString() {
            return "Line[" + field + "]";
        }
    }

    /** A part of a value. */
    public record Span(String text, boolean differs) {
        /** Keeps values out of messages. */
        @Override
        public String toString() {
            return "Span[" + differs + "]";
        }
    }
}
