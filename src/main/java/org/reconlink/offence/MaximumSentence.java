package org.reconlink.offence;

/**
 * A longest sentence as the table states it: {@code life}, or a number and one of y, m, w, d.
 *
 * @param days a year is 365.25 days and a month a twelfth of it, rounded, so that twelve months are one year; life is
 *     {@link ClassifiedOffence#LIFE}
 */
record MaximumSentence(int days, String words) {
    private static final double YEAR = 365.25;

    static MaximumSentence of(String cell) {
        if (cell.equals("life")) {
            return new MaximumSentence(ClassifiedOffence.LIFE, "life");
        }
        int number = Integer.parseInt(cell.substring(0, cell.length() - 1));
        return switch (cell.charAt(cell.length() - 1)) {
            case 'y' -> counted(number, "year", YEAR);
            case 'm' -> counted(number, "month", YEAR / 12);
            case 'w' -> counted(number, "week", 7);
            case 'd' -> counted(number, "day", 1);
            default -> throw new IllegalStateException("no unit of time ends " + cell);
        };
    }

    /** Longer than any magistrates' court can give, so certainly a maximum on indictment. */
    boolean beyondSummaryPowers() {
        return days > Math.round(YEAR);
    }

    private static MaximumSentence counted(int number, String unit, double days) {
        return new MaximumSentence((int) Math.round(number * days), number + " " + unit + (number == 1 ? "" : "s"));
    }
}
