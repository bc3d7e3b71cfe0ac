package org.reconlink.intake;

/** How spreadsheets name columns: A to Z, then AA. */
final class CellNames {
    private CellNames() {}

    /** The letters of a column; 0 is A. */
    static String letters(int column) {
        StringBuilder letters = new StringBuilder();
        for (int rest = column; rest >= 0; rest = rest / 26 - 1) {
            letters.insert(0, (char) ('A' + rest % 26));
        }
        return letters.toString();
    }

    /** The column of a cell's name, 0 for {@code A7}; negative if it does not begin with letters. */
    static int column(String cell) {
        int column = 0;
        for (int i = 0; i < cell.length() && cell.charAt(i) >= 'A' && cell.charAt(i) <= 'Z' && i < 4; i++) {
            column = column * 26 + cell.charAt(i) - 'A' + 1;
        }
        return column - 1;
    }
}
