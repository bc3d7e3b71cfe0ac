package org.reconlink.report;

import org.reconlink.kernel.ParticipantDate;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.result.ReportWords;

/** A follow-up window in words. */
final class WindowWords {
    private WindowWords() {}

    /** {@code from release date to intervention end}. */
    static String span(WindowSettings window) {
        String from = "from " + window.from().field();
        ParticipantDate to = window.to();
        Integer months = window.months();
        if (to != null) {
            return from + " to " + to.field();
        }
        return months == null ? from + ", open" : "for " + ReportWords.months(months) + " " + from;
    }

    /** One sentence with all its rules but the offence date. */
    static String sentence(WindowSettings window) {
        return "The window “" + window.name() + "” begins " + firstDay(window) + " and " + lastDay(window) + ".";
    }

    private static String firstDay(WindowSettings window) {
        return switch (window.firstDay()) {
            case NEXT_DAY -> "the day after the " + window.from().field();
            case SAME_DAY -> "on the " + window.from().field() + " itself";
        };
    }

    private static String lastDay(WindowSettings window) {
        ParticipantDate to = window.to();
        Integer months = window.months();
        String waiting = ReportWords.months(window.waitingMonths());
        if (to != null) {
            return "ends on the " + to.field() + "; an offence in it counts if it was proved within " + waiting
                    + " after that day";
        }
        if (months != null) {
            return "lasts " + ReportWords.months(months) + "; an offence in it counts if it was proved within "
                    + waiting + " after its last day";
        }
        return "is open: it runs to the last day that lies " + waiting
                + " before the data cut, and an offence in it counts if it was proved by the data cut";
    }
}
