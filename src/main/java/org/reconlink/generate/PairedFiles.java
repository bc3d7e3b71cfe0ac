package org.reconlink.generate;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.generate.People.PostcodeStock;
import org.reconlink.generate.PoliceNumber.Digits;
import org.reconlink.generate.RepeatedRows.PersonRow;
import org.reconlink.generate.Tables.TableWriter;

/**
 * Two files about people who are partly the same, to link and to measure linkage with, and the truth about them. Every
 * row is made from its number while it is written, so that any size needs the same memory.
 */
public final class PairedFiles {
    /** How the first file of either command begins. */
    public static final String BEGINNING = String.join(",", PersonRow.HEADINGS);

    private static final List<String> TRUTH = List.of("left", "right");
    private static final int DIGITS = 7;

    private final PairedSize size;
    private final PairedPeople people;
    private final Scattering leftOrder;
    private final Scattering rightOrder;
    private final @Nullable RepeatedRows repeated;

    /** How many rows of the second file belong to its people up to each; empty if each has one. */
    private final int[] rowsUpTo;

    private PairedFiles(PairedSize size, @Nullable RepeatedRows repeated) {
        Dice dice = new Dice(size.seed());
        this.size = size;
        this.people = new PairedPeople(dice.child(0));
        this.leftOrder = new Scattering(size.left(), dice.child(1));
        this.repeated = repeated;
        this.rowsUpTo = repeated == null ? new int[0] : rowsUpTo(repeated, dice.child(3));
        this.rightOrder = new Scattering(rightRows(), dice.child(2));
    }

    private int[] rowsUpTo(RepeatedRows rows, Dice dice) {
        int[] upTo = new int[size.right()];
        for (int i = 0; i < upTo.length; i++) {
            upTo[i] = dice.between(rows.least(), rows.most());
        }
        Arrays.parallelPrefix(upTo, Math::addExact);
        return upTo;
    }

    private int rightRows() {
        return repeated == null ? size.right() : rowsUpTo[size.right() - 1];
    }

    /**
     * Writes {@code left.csv}, {@code right.csv} and {@code truth.csv}, which has the two ids of each person who is in
     * both, as often as the second file has rows of them.
     *
     * @param directory made if it does not exist; files of the same names in it are replaced
     * @param repeated null: each person has one row in the second file
     */
    public static void write(Path directory, PairedSize size, @Nullable RepeatedRows repeated) throws IOException {
        Files.createDirectories(directory);
        PairedFiles files = new PairedFiles(size, repeated);
        try (TableWriter left = new TableWriter(directory.resolve("left.csv"), PersonRow.HEADINGS)) {
            files.leftRows(left);
        }
        try (TableWriter right = new TableWriter(directory.resolve("right.csv"), PersonRow.HEADINGS)) {
            files.rightRows(right);
        }
        files.truth(directory);
    }

    /** Writes the rows of both in one file, {@code people.csv}, and {@code truth.csv}: a file with duplicates. */
    public static void writeInOne(Path directory, PairedSize size, @Nullable RepeatedRows repeated) throws IOException {
        Files.createDirectories(directory);
        PairedFiles files = new PairedFiles(size, repeated);
        try (TableWriter both = new TableWriter(directory.resolve("people.csv"), PersonRow.HEADINGS)) {
            files.leftRows(both);
            files.rightRows(both);
        }
        files.truth(directory);
    }

    private void leftRows(TableWriter table) {
        for (int row = 0; row < size.left(); row++) {
            table.row(people.first(leftOrder.at(row)).cells(leftId(row)));
        }
    }

    private void rightRows(TableWriter table) {
        for (int row = 0; row < rightRows(); row++) {
            table.row(
                    repeated == null
                            ? people.second(rightPerson(row)).cells(rightId(row))
                            : people.repeated(rightPerson(row), rightOrder.at(row), repeated, rightId(row)));
        }
    }

    private void truth(Path directory) throws IOException {
        try (TableWriter truth = new TableWriter(directory.resolve("truth.csv"), TRUTH)) {
            for (int row = 0; row < rightRows(); row++) {
                int person = rightPerson(row);
                if (person < size.shared()) {
                    truth.row(List.of(leftId(leftOrder.placeOf(person)), rightId(row)));
                }
            }
        }
    }

    /** People are numbered: those in both files first, then those of the left alone, then those of the right alone. */
    private int rightPerson(int row) {
        int slot = rightOrder.at(row);
        int number = repeated == null ? slot : personOf(slot);
        return number < size.shared() ? number : size.left() + number - size.shared();
    }

    private int personOf(int slot) {
        int at = Arrays.binarySearch(rowsUpTo, slot + 1);
        return at >= 0 ? at : -at - 1;
    }

    private static String leftId(int row) {
        return "L" + Digits.padded(row + 1, DIGITS);
    }

    private static String rightId(int row) {
        return "R" + Digits.padded(row + 1, DIGITS);
    }

    /**
     * The people of two files, each found again from their number alone. The first file has them as they are; in the second,
     * one value in six is wrong and one person in three has moved. Each file lacks three police identifiers in ten.
     */
    private static final class PairedPeople {
        private static final double FORENAME_WRONG = 0.18;
        private static final double SURNAME_WRONG = 0.16;
        private static final double BIRTHDAY_WRONG = 0.15;
        private static final double SEX_WRONG = 0.01;
        private static final double MOVED = 0.35;
        private static final double NUMBER_MISSING = 0.30;
        private static final double NUMBER_WRONG = 0.03;
        private static final double POSTCODE_MISSING = 0.03;

        /** Offenders are mostly young: half of those born in these years are born in the last third of them. */
        private static final LocalDate FIRST_BORN = LocalDate.of(1945, 1, 1);

        private static final LocalDate LAST_BORN = LocalDate.of(2003, 12, 31);

        private static final double WOMEN = 0.16;

        private final NameStock names = new NameStock();
        private final PostcodeStock postcodes = new PostcodeStock();
        private final Dice dice;

        PairedPeople(Dice dice) {
            this.dice = dice;
        }

        /** The person as the first file has them. */
        PersonRow first(int person) {
            PersonRow right = undamaged(person);
            return dice.child(3L * person + 1).chance(NUMBER_MISSING) ? withoutNumber(right) : right;
        }

        /** The person as the second file has them. */
        PersonRow second(int person) {
            PersonRow right = undamaged(person);
            Dice own = dice.child(3L * person + 2);
            return new PersonRow(
                    own.chance(FORENAME_WRONG) ? wrongForename(right, own) : right.forename(),
                    own.chance(SURNAME_WRONG) ? wrongSurname(right, own) : right.surname(),
                    own.chance(BIRTHDAY_WRONG) ? wrongBirthday(right.born(), own) : right.born(),
                    own.chance(SEX_WRONG) ? (right.sex().equals("M") ? "F" : "M") : right.sex(),
                    postcode(right.postcode(), own),
                    pncId(right.pncId(), own));
        }

        /** The person in one of several rows of the second file. */
        List<String> repeated(int person, int row, RepeatedRows rows, String id) {
            return rows.cells(id, undamaged(person), dice.child(3L * person + 2).child(row));
        }

        private PersonRow undamaged(int person) {
            Dice own = dice.child(3L * person);
            String sex = own.chance(WOMEN) ? "F" : "M";
            LocalDate one = People.birthday(FIRST_BORN, LAST_BORN, own);
            LocalDate other = People.birthday(FIRST_BORN, LAST_BORN, own);
            LocalDate born = one.isAfter(other) ? one : other;
            PoliceNumber number = PoliceNumber.nth(person + 1L, Math.min(2019, born.getYear() + own.between(14, 24)));
            return new PersonRow(
                    forename(sex, born, own), names.surname(own), born, sex, postcodes.anywhere(own), number.pncId());
        }

        private String wrongForename(PersonRow right, Dice own) {
            @Nullable String nickname = own.chance(0.4) ? names.nickname(right.forename(), own) : null;
            if (nickname != null) {
                return nickname;
            }
            return own.chance(0.15) ? forename(right.sex(), right.born(), own) : Typos.word(right.forename(), own);
        }

        /** Without accents: engines disagree on whether such a letter is one character. */
        private String forename(String sex, LocalDate born, Dice own) {
            return Normalizer.normalize(names.forename(sex, born.getYear(), own), Normalizer.Form.NFD)
                    .replaceAll("\\p{M}", "");
        }

        private String wrongSurname(PersonRow right, Dice own) {
            return own.chance(0.2) ? names.surname(own) : Typos.word(right.surname(), own);
        }

        private static LocalDate wrongBirthday(LocalDate born, Dice own) {
            return own.chance(0.3) ? Typos.swapped(born) : Typos.digitOff(born, own);
        }

        private String postcode(String right, Dice own) {
            if (own.chance(POSTCODE_MISSING)) {
                return "";
            }
            if (!own.chance(MOVED)) {
                return right;
            }
            return own.chance(0.5) ? postcodes.in(PostcodeStock.district(right), own) : postcodes.anywhere(own);
        }

        private static String pncId(String right, Dice own) {
            if (own.chance(NUMBER_MISSING)) {
                return "";
            }
            return own.chance(NUMBER_WRONG) ? Typos.digit(right, own) : right;
        }

        private static PersonRow withoutNumber(PersonRow row) {
            return new PersonRow(row.forename(), row.surname(), row.born(), row.sex(), row.postcode(), "");
        }
    }

    /**
     * A rearrangement of the numbers from 0 up to but not including {@code size}, and its inverse, without a table: files of
     * millions of rows are in no telling order and nothing about them is kept in memory.
     */
    static final class Scattering {
        private static final double GOLDEN = 0.6180339887498949;

        private final long size;
        private final long stride;
        private final long back;
        private final long offset;

        Scattering(int size, Dice dice) {
            this.size = size;
            this.stride = primeTo(size, Math.max(1, (long) (size * GOLDEN) + dice.below(1 + size / 16)));
            this.back = BigInteger.valueOf(stride)
                    .modInverse(BigInteger.valueOf(size))
                    .longValueExact();
            this.offset = dice.below(size);
        }

        int at(int place) {
            return (int) ((place * stride + offset) % size);
        }

        /** The place that {@code number} has. */
        int placeOf(int number) {
            return (int) (((number - offset + size) % size * back) % size);
        }

        private static long primeTo(long size, long from) {
            long number = from;
            while (!BigInteger.valueOf(number).gcd(BigInteger.valueOf(size)).equals(BigInteger.ONE)) {
                number++;
            }
            return number;
        }
    }

    /**
     * What pair of files to make.
     *
     * @param left rows of the first file
     * @param right rows of the second file
     * @param overlap share of the smaller file's people who are in the other file too, from 0 to 1
     * @param seed the same seed gives the same bytes
     */
    public record PairedSize(int left, int right, double overlap, long seed) {
        /** As many people as there are police identifiers for. */
        private static final long MOST_PEOPLE = 9_999_998;

        public PairedSize {
            if (left < 1 || right < 1) {
                throw new IllegalArgumentException("each file needs at least one row, not " + left + " and " + right);
            }
            if (!(overlap >= 0 && overlap <= 1)) {
                throw new IllegalArgumentException("the overlap is a share from 0 to 1, not " + overlap);
            }
            long people = (long) left + right - Math.round(overlap * Math.min(left, right));
            if (people > MOST_PEOPLE) {
                throw new IllegalArgumentException("there are police identifiers for " + MOST_PEOPLE
                        + " people, not for " + people + ": ask for fewer rows or more overlap");
            }
        }

        /** People of whom both files have a row. */
        int shared() {
            return Math.toIntExact(Math.round(overlap * Math.min(left, right)));
        }
    }
}
