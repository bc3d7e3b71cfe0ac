package org.reconlink.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Two files about people who are partly the same, to link and to measure linkage with, and the truth about them. Every
 * row is made from its number while it is written, so that any size needs the same memory.
 */
public final class PairedFiles {
    private static final List<String> TRUTH = List.of("left", "right");
    private static final int DIGITS = 7;

    private final PairedSize size;
    private final PairedPeople people;
    private final Scattering leftOrder;
    private final Scattering rightOrder;

    private PairedFiles(PairedSize size) {
        Dice dice = new Dice(size.seed());
        this.size = size;
        this.people = new PairedPeople(dice.child(0));
        this.leftOrder = new Scattering(size.left(), dice.child(1));
        this.rightOrder = new Scattering(size.right(), dice.child(2));
    }

    /**
     * Writes {@code left.csv}, {@code right.csv} and {@code truth.csv}, which has the two ids of each person who is in
     * both.
     *
     * @param directory made if it does not exist; files of the same names in it are replaced
     */
    public static void write(Path directory, PairedSize size) throws IOException {
        Files.createDirectories(directory);
        PairedFiles files = new PairedFiles(size);
        try (TextTable left = new TextTable(directory.resolve("left.csv"), PersonRow.HEADINGS)) {
            files.leftRows(left);
        }
        try (TextTable right = new TextTable(directory.resolve("right.csv"), PersonRow.HEADINGS)) {
            files.rightRows(right);
        }
        files.truth(directory);
    }

    /** Writes the rows of both in one file, {@code people.csv}, and {@code truth.csv}: a file with duplicates. */
    public static void writeInOne(Path directory, PairedSize size) throws IOException {
        Files.createDirectories(directory);
        PairedFiles files = new PairedFiles(size);
        try (TextTable both = new TextTable(directory.resolve("people.csv"), PersonRow.HEADINGS)) {
            files.leftRows(both);
            files.rightRows(both);
        }
        files.truth(directory);
    }

    private void leftRows(TextTable table) {
        for (int row = 0; row < size.left(); row++) {
            table.row(people.first(leftOrder.at(row)).cells(leftId(row)));
        }
    }

    private void rightRows(TextTable table) {
        for (int row = 0; row < size.right(); row++) {
            table.row(people.second(rightPerson(row)).cells(rightId(row)));
        }
    }

    private void truth(Path directory) throws IOException {
        try (TextTable truth = new TextTable(directory.resolve("truth.csv"), TRUTH)) {
            for (int row = 0; row < size.right(); row++) {
                int person = rightPerson(row);
                if (person < size.shared()) {
                    truth.row(List.of(leftId(leftOrder.placeOf(person)), rightId(row)));
                }
            }
        }
    }

    /** People are numbered: those in both files first, then those of the left alone, then those of the right alone. */
    private int rightPerson(int row) {
        int number = rightOrder.at(row);
        return number < size.shared() ? number : size.left() + number - size.shared();
    }

    private static String leftId(int row) {
        return "L" + Digits.padded(row + 1, DIGITS);
    }

    private static String rightId(int row) {
        return "R" + Digits.padded(row + 1, DIGITS);
    }
}
