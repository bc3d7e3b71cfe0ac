package org.reconlink.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.HeadingWords;
import org.reconlink.intake.PlainRule.Kind;
import org.reconlink.linkage.comparison.FieldComparison.SharedColumn;
import org.reconlink.linkage.comparison.Meaning;

/**
 * Which columns of two tables are compared: each with one of the other table that is for the same. A name in one cell is
 * compared as its parts, a date of birth in three as one.
 *
 * @param fields in the order of the first table
 */
record TableColumns(List<SharedColumn> fields, Side left, Side right) {
    private static final Set<ColumnUse> PARTS_OF_A_DATE =
            EnumSet.of(ColumnUse.DAY_OF_BIRTH, ColumnUse.MONTH_OF_BIRTH, ColumnUse.YEAR_OF_BIRTH);

    private static final int NOT_ASKED = -1;

    TableColumns {
        fields = List.copyOf(fields);
    }

    /** What a table's columns are called, in their order, whoever reads it. */
    record Headings(String file, List<String> headings) {
        Headings {
            headings = List.copyOf(headings);
        }

        void require(String heading) {
            if (!headings.contains(heading)) {
                throw new UsageException(
                        file + " has no column \"" + heading + "\"; its columns are " + String.join(", ", headings));
            }
        }
    }

    /**
     * The columns of one table.
     *
     * @param compared in the order of the fields
     * @param unused why each other column that is for something is not compared, by its heading
     */
    record Side(
            String file, List<String> headings, @Nullable String id, List<Used> compared, Map<String, String> unused) {
        Side {
            headings = List.copyOf(headings);
            compared = List.copyOf(compared);
            unused = Map.copyOf(unused);
        }

        /** The heading of the other name, of which somebody who has one name may have it; null beside no name. */
        @Nullable
        String nameBeside(Used name) {
            ColumnUse other = name.use == ColumnUse.FORENAME
                    ? ColumnUse.SURNAME
                    : name.use == ColumnUse.SURNAME ? ColumnUse.FORENAME : null;
            Used beside = other == null || name.kind != Kind.NAME ? null : only(compared, other);
            return beside == null || beside.kind != Kind.NAME ? null : beside.name;
        }
    }

    /**
     * A column, or several that are read as one.
     *
     * @param name by which commands call it
     * @param use what its values are
     * @param asked which one of those that were asked for it is, or negative
     */
    record Used(List<String> headings, String name, ColumnUse use, Kind kind, int asked) {
        Used {
            headings = List.copyOf(headings);
        }

        static Used of(String heading, ColumnUse use, int asked) {
            return new Used(List.of(heading), heading, use, use.kind(), asked);
        }

        private String key() {
            return HeadingWords.key(name);
        }
    }

    /**
     * The columns of two tables, or of one if both are the same.
     *
     * @param asked as {@code --columns} has them; none for those whose headings say what they hold
     */
    static TableColumns of(
            List<String> asked, Headings left, @Nullable String leftId, Headings right, @Nullable String rightId) {
        List<Used> lefts = new ArrayList<>();
        List<Used> rights = new ArrayList<>();
        if (asked.isEmpty()) {
            lefts.addAll(usual(left, leftId));
            rights.addAll(usual(right, rightId));
        }
        for (int i = 0; i < asked.size(); i++) {
            asked(asked.get(i), i, left, right, lefts, rights);
        }
        Map<String, String> leftUnused = new LinkedHashMap<>();
        Map<String, String> rightUnused = new LinkedHashMap<>();
        List<Used> leftOwn = birth(names(lefts, leftUnused), leftUnused);
        List<Used> rightOwn = birth(names(rights, rightUnused), rightUnused);
        List<Used> leftAll = year(leftOwn, rightOwn);
        List<Used> rightAll = year(rightOwn, leftOwn);
        Map<Used, Used> pairs = pairs(leftAll, rightAll);
        List<SharedColumn> fields = new ArrayList<>();
        List<Used> leftCompared = new ArrayList<>();
        List<Used> rightCompared = new ArrayList<>();
        for (Used one : leftAll) {
            Used other = pairs.get(one);
            if (other != null) {
                fields.add(new SharedColumn(one.use.meaning(), one.name, other.name));
                leftCompared.add(one);
                rightCompared.add(other);
            }
        }
        alone(leftAll, leftCompared, right.file(), leftUnused);
        alone(rightAll, rightCompared, left.file(), rightUnused);
        if (fields.isEmpty()) {
            throw new UsageException("no column's heading says what it holds; say so with --columns, as in --columns"
                    + " surname=Name2");
        }
        return new TableColumns(
                fields,
                new Side(left.file(), left.headings(), leftId, leftCompared, leftUnused),
                new Side(right.file(), right.headings(), rightId, rightCompared, rightUnused));
    }

    private static List<Used> usual(Headings table, @Nullable String id) {
        List<Used> columns = new ArrayList<>();
        for (String heading : table.headings()) {
            Optional<ColumnUse> use = heading.equals(id) ? Optional.empty() : ColumnUse.ofHeading(heading);
            use.ifPresent(known -> columns.add(Used.of(heading, known, NOT_ASKED)));
        }
        return columns;
    }

    private static void asked(
            String text, int number, Headings left, Headings right, List<Used> lefts, List<Used> rights) {
        int equals = text.indexOf('=');
        ColumnUse use = equals < 0
                ? null
                : ColumnUse.labelled(text.substring(0, equals)).orElse(null);
        if (use == null) {
            throw new UsageException(
                    "--columns " + text + ": begin with a meaning and =; meanings are " + ColumnUse.labels());
        }
        String heading = text.substring(equals + 1);
        int colon = left.headings().contains(heading) ? -1 : heading.indexOf(':');
        String ofLeft = colon < 0 ? heading : heading.substring(0, colon);
        String ofRight = colon < 0 ? heading : heading.substring(colon + 1);
        if (!ofLeft.isEmpty()) {
            left.require(ofLeft);
            lefts.add(Used.of(ofLeft, use, number));
        }
        if (!ofRight.isEmpty()) {
            right.require(ofRight);
            rights.add(Used.of(ofRight, use, number));
        }
    }

    /** Forename and surname where a table has both; else those of its full name. A name beside a surname is the forename. */
    private static List<Used> names(List<Used> columns, Map<String, String> unused) {
        Used full = only(columns, ColumnUse.FULL_NAME);
        boolean surname = has(columns, ColumnUse.SURNAME);
        boolean parts = surname && has(columns, ColumnUse.FORENAME);
        boolean forename =
                full != null && surname && !parts && HeadingWords.key(full.name).equals("name");
        boolean split = full != null && !parts && !forename;
        List<Used> all = new ArrayList<>();
        for (Used column : columns) {
            boolean part = column.use == ColumnUse.FORENAME || column.use == ColumnUse.SURNAME;
            if (column.use == ColumnUse.FULL_NAME && forename) {
                all.add(Used.of(column.name, ColumnUse.FORENAME, column.asked));
            } else if (column.use == ColumnUse.FULL_NAME && split) {
                all.add(part(column, ColumnUse.FORENAME, Kind.FORENAME_OF_FULL_NAME));
                all.add(part(column, ColumnUse.SURNAME, Kind.SURNAME_OF_FULL_NAME));
            } else if (column.use == ColumnUse.FULL_NAME) {
                unused.put(
                        column.name,
                        full == null ? "several columns are full names" : "full name: its parts are compared");
            } else if (part && split) {
                unused.put(column.name, column.use.label() + ": the full name is compared");
            } else {
                all.add(column);
            }
        }
        return all;
    }

    private static Used part(Used full, ColumnUse use, Kind kind) {
        return new Used(full.headings, use.label(), use, kind, NOT_ASKED);
    }

    /** A date of birth, or one of the three columns that it is in. */
    private static List<Used> birth(List<Used> columns, Map<String, String> unused) {
        boolean whole = has(columns, ColumnUse.DATE_OF_BIRTH);
        Used day = only(columns, ColumnUse.DAY_OF_BIRTH);
        Used month = only(columns, ColumnUse.MONTH_OF_BIRTH);
        Used year = only(columns, ColumnUse.YEAR_OF_BIRTH);
        boolean three = !whole && day != null && month != null && year != null;
        List<Used> all = new ArrayList<>();
        for (Used column : columns) {
            boolean birthday = day != null && column.equals(day) && month == null && year == null && isBirthday(day);
            if (birthday && !whole) {
                all.add(Used.of(column.name, ColumnUse.DATE_OF_BIRTH, column.asked));
            } else if (!PARTS_OF_A_DATE.contains(column.use) || (!whole && !three)) {
                all.add(column);
            } else if (whole) {
                unused.put(column.name, column.use.label() + ": the whole date is compared");
            } else if (day != null && column.equals(day) && month != null && year != null) {
                all.add(new Used(
                        List.of(day.name, month.name, year.name),
                        "date of birth",
                        ColumnUse.DATE_OF_BIRTH,
                        Kind.DATE_IN_PARTS,
                        NOT_ASKED));
            }
        }
        return all;
    }

    /** A birthday, if no month and year stand beside it. */
    private static boolean isBirthday(Used day) {
        return day.asked < 0 && day.key().replace(" ", "").matches("birthday|bday");
    }

    /** Of a date of birth the year, where the other table has no more than that. */
    private static List<Used> year(List<Used> columns, List<Used> others) {
        Used date = only(columns, ColumnUse.DATE_OF_BIRTH);
        boolean yearAlone = only(others, ColumnUse.YEAR_OF_BIRTH) != null && !has(others, ColumnUse.DATE_OF_BIRTH);
        return date == null || date.kind != Kind.DATE || !yearAlone || has(columns, ColumnUse.YEAR_OF_BIRTH)
                ? columns
                : columns.stream()
                        .map(column -> column.equals(date)
                                ? new Used(
                                        date.headings,
                                        ColumnUse.YEAR_OF_BIRTH.label(),
                                        ColumnUse.YEAR_OF_BIRTH,
                                        Kind.YEAR_OF_DATE,
                                        NOT_ASKED)
                                : column)
                        .toList();
    }

    private static boolean has(List<Used> columns, ColumnUse use) {
        return columns.stream().anyMatch(column -> column.use == use);
    }

    /** The only column of the use; null if there is none or more than one. */
    private static @Nullable Used only(List<Used> columns, ColumnUse use) {
        List<Used> found = columns.stream().filter(column -> column.use == use).toList();
        return found.size() == 1 ? found.get(0) : null;
    }

    /** Each with its counterpart: asked for together, of the same heading, or the only ones left of their use. */
    private static Map<Used, Used> pairs(List<Used> lefts, List<Used> rights) {
        Map<Used, Used> pairs = new LinkedHashMap<>();
        List<BiPredicate<Used, Used>> ways = List.of(
                (one, other) -> one.asked >= 0 && one.asked == other.asked,
                (one, other) -> one.asked < 0 && one.name.equals(other.name),
                (one, other) -> one.asked < 0 && one.key().equals(other.key()),
                (one, other) -> !one.use.byHeading());
        for (int way = 0; way < ways.size(); way++) {
            boolean last = way == ways.size() - 1;
            for (Used one : lefts) {
                List<Used> free = rights.stream()
                        .filter(other -> other.use == one.use && !pairs.containsValue(other))
                        .toList();
                boolean alone = lefts.stream()
                                .filter(like -> like.use == one.use && !pairs.containsKey(like))
                                .count()
                        == 1;
                if (pairs.containsKey(one) || (last && (!alone || free.size() != 1))) {
                    continue;
                }
                int at = way;
                free.stream()
                        .filter(other -> ways.get(at).test(one, other))
                        .findFirst()
                        .ifPresent(other -> pairs.put(one, other));
            }
        }
        return pairs;
    }

    private static void alone(List<Used> all, List<Used> compared, String otherFile, Map<String, String> unused) {
        for (Used column : all) {
            if (!compared.contains(column)) {
                boolean several = all.stream()
                                .filter(like -> like.use == column.use && !compared.contains(like))
                                .count()
                        > 1;
                String why = several && !column.use.byHeading()
                        ? "several columns are for this; say with --columns which"
                        : otherFile + " has no such column";
                column.headings.forEach(heading -> unused.put(heading, column.use.label() + ": " + why));
            }
        }
    }

    /** What a column of a plain table is for, as its heading or {@code --columns} says, and what follows from it. */
    enum ColumnUse {
        FORENAME("forename", Meaning.FORENAME, Kind.NAME),
        SURNAME("surname", Meaning.SURNAME, Kind.NAME),
        FULL_NAME("full name", Meaning.SURNAME, Kind.SURNAME_OF_FULL_NAME),
        MIDDLE_NAMES("middle names", Meaning.TEXT, Kind.NAME),
        DATE_OF_BIRTH("date of birth", Meaning.DATE_OF_BIRTH, Kind.DATE),
        DAY_OF_BIRTH("day of birth", Meaning.NUMBER, Kind.NUMBER),
        MONTH_OF_BIRTH("month of birth", Meaning.NUMBER, Kind.NUMBER),
        YEAR_OF_BIRTH("year of birth", Meaning.NUMBER, Kind.NUMBER),
        SEX("sex", Meaning.SEX, Kind.SEX),
        POSTCODE("postcode", Meaning.POSTCODE, Kind.POSTCODE),
        PNC_ID("pnc id", Meaning.IDENTIFIER, Kind.PNC_ID),
        CRO_NUMBER("cro number", Meaning.IDENTIFIER, Kind.CRO_NUMBER),
        PRISON_NUMBER("prison number", Meaning.IDENTIFIER, Kind.IDENTIFIER),
        CRN("crn", Meaning.IDENTIFIER, Kind.IDENTIFIER),
        NHS_NUMBER("nhs number", Meaning.IDENTIFIER, Kind.IDENTIFIER),
        NATIONAL_INSURANCE_NUMBER("national insurance number", Meaning.IDENTIFIER, Kind.IDENTIFIER),
        SOCIAL_SECURITY_NUMBER("social security number", Meaning.IDENTIFIER, Kind.IDENTIFIER),
        PASSPORT_NUMBER("passport number", Meaning.IDENTIFIER, Kind.IDENTIFIER),
        LICENCE_NUMBER("licence number", Meaning.IDENTIFIER, Kind.IDENTIFIER),
        IDENTIFIER("identifier", Meaning.IDENTIFIER, Kind.IDENTIFIER),
        EMAIL("email", Meaning.EMAIL, Kind.EMAIL),
        PHONE("phone", Meaning.NUMBER, Kind.NUMBER),
        NUMBER("number", Meaning.NUMBER, Kind.NUMBER),
        TEXT("text", Meaning.TEXT, Kind.TEXT);

        private final String label;
        private final Meaning meaning;
        private final Kind kind;

        ColumnUse(String label, Meaning meaning, Kind kind) {
            this.label = label;
            this.meaning = meaning;
            this.kind = kind;
        }

        String label() {
            return label;
        }

        Meaning meaning() {
            return meaning;
        }

        Kind kind() {
            return kind;
        }

        /** Whether two columns hold the same only if their headings say so themselves: a town is no county. */
        boolean byHeading() {
            return this == NUMBER || this == TEXT || this == IDENTIFIER;
        }

        static Optional<ColumnUse> labelled(String label) {
            return Arrays.stream(values())
                    .filter(use -> use.label.equals(HeadingWords.key(label)))
                    .findFirst();
        }

        /** What a column with this heading usually holds. */
        static Optional<ColumnUse> ofHeading(String heading) {
            return HeadingWords.ofPerson(heading).flatMap(ColumnUse::labelled);
        }

        /** All that a command can name. */
        static String labels() {
            String all = Arrays.stream(values()).map(ColumnUse::label).collect(Collectors.joining(", "));
            int last = all.lastIndexOf(", ");
            return all.substring(0, last) + " and " + all.substring(last + 2);
        }
    }
}
