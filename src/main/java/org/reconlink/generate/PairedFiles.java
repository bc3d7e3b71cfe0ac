package org.reconlink.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
}
