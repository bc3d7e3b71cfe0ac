package org.reconlink.intake;

/**
 * The rule for lengths of sentences, in days: a week has 7 days; years are 12 months and months 30.4375 days, a fraction
 * of a day dropped, so that 12 months are 365 days; life and other indeterminate sentences are longer than any number.
 * Hours of unpaid work and sums of money have no length.
 */
final class SentenceLengths {
    static final Problem SHAPE = new Problem(
            "sentence length",
            "this is not a length with its unit",
            "write a number and years, months, weeks or days, or life");

    static final int INDETERMINATE = Integer.MAX_VALUE;

    private static final int MOST_DIGITS = 5;

    private SentenceLengths() {}

    static Reading<Integer> read(String text) {
        String words = operative(Texts.folded(text));
        if (Placeholders.isValue(words) || isNoTime(words)) {
            return Reading.placeholder();
        }
        if (words.startsWith("LIFE")
                || words.startsWith("INDETERMINATE")
                || words.equals("IPP")
                || words.equals("DPP")
                || words.contains("MAJESTY'S PLEASURE")) {
            return Reading.of(INDETERMINATE);
        }
        return sum(words);
    }

    /** Only the term passed: not for how long it is suspended nor how it runs beside others. */
    private static String operative(String words) {
        int end = words.length();
        for (String qualifier :
                new String[] {" SUSPENDED", " CONCURRENT", " CONSECUTIVE", " IMPRISONMENT", " CUSTODY"}) {
            int at = words.indexOf(qualifier);
            end = at > 0 ? Math.min(end, at) : end;
        }
        return words.substring(0, end);
    }

    private static boolean isNoTime(String words) {
        return words.startsWith("£") || words.endsWith("HOURS") || words.endsWith("HOUR") || words.endsWith("HRS");
    }

    private static Reading<Integer> sum(String words) {
        long months = 0;
        long days = 0;
        int at = 0;
        while (at < words.length()) {
            int digits = at;
            while (at < words.length() && Texts.isDigit(words.charAt(at))) {
                at++;
            }
            if (at == digits || at - digits > MOST_DIGITS) {
                return Reading.unreadable(SHAPE);
            }
            int number = Integer.parseInt(words.substring(digits, at));
            int unit = at;
            while (at < words.length() && !Texts.isDigit(words.charAt(at))) {
                at++;
            }
            switch (words.substring(unit, at)
                    .replace("AND", "")
                    .replace(",", "")
                    .strip()) {
                case "Y", "YR", "YRS", "YEAR", "YEARS" -> months += 12L * number;
                case "M", "MTH", "MTHS", "MONTH", "MONTHS" -> months += number;
                case "W", "WK", "WKS", "WEEK", "WEEKS" -> days += 7L * number;
                case "D", "DAY", "DAYS" -> days += number;
                default -> {
                    return Reading.unreadable(SHAPE);
                }
            }
        }
        return total(months * 487 / 16 + days);
    }

    private static Reading<Integer> total(long days) {
        return days < INDETERMINATE ? Reading.of((int) days) : Reading.unreadable(SHAPE);
    }
}
