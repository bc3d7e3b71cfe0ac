package org.reconlink.intake;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rule for lengths of sentences, in days: a week has 7 days; years are 12 months and months 30.4375 days, a fraction
 * of a day dropped, so that 12 months are 365 days; life and other indeterminate sentences are longer than any number.
 * Hours of unpaid work and sums of money have no length. Terms are added where they follow one another, as years and months do or
 * as the words say; bounds, alternatives, concurrent terms and a term told twice are no one length.
 */
final class SentenceLengths {
    static final Problem SHAPE = new Problem(
            "sentence length",
            "this is not a length with its unit",
            "write a number and years, months, weeks or days, or life");

    static final int INDETERMINATE = Integer.MAX_VALUE;

    /** Terms behind these words are not the one passed: how long it is suspended, or supervision after release. */
    private static final Pattern FURTHER = Pattern.compile(
            "[ (,;/](?:WHOLLY )?(?:SUSPENDED|SUSP|S/S)\\b.*"
                    + "|(?: ?\\+| PLUS| AND| WITH) [^+]*\\b(?:PSS|SUPERVISION|LICENCE)\\b.*|\\bTARIFF .*|\\bMIN(?:IMUM)? TERM .*");

    private static final Pattern WITHOUT_END = Pattern.compile("\\b(?:LIFE|IPP|ISPP|DPP|OLR|HMPL|DHMP|INDETERMINATE"
            + "|PLEASURE|LIFELONG|WITHOUT LIMIT OF TIME|NATURAL LIFE)\\b|^HMP(?: ?\\(.*| TARIFF.*| MIN.*)?$"
            + "|^(?!.*\\bEXTENDED\\b).*\\bPUBLIC PROTECTION\\b");

    private static final Pattern NUMBER_FIRST = Pattern.compile(
            "(\\d{1,5})(?:\\.(\\d{1,2}))? ?(YEARS?|YRS?|Y|MONTHS?|MTHS?|MOS?|M|WEEKS?|WKS?|W|DAYS?|D)(?![A-Z])");
    private static final Pattern UNIT_FIRST = Pattern.compile("([YMWD])(\\d{1,4})");
    /** Signs that a number is not a length to be added: bounds, doubt, subtraction, another way to tell the same. */
    private static final Pattern NOT_ONE_LENGTH =
            Pattern.compile("[<>\u2264\u2265~=?]|[/(] ?\\d|\\d ?[A-Z]* [-\u2013] ?\\d|\\+ ?$");

    private static final Pattern ADDED = Pattern.compile("\\+|\\b(?:AND|PLUS|CONSEC(?:UTIVE(?:LY)?)?|CS)\\b");
    private static final Pattern NOT_ADDED =
            Pattern.compile("\\b(?:CONC(?:URRENT(?:LY)?)?|CC|SUPERVISION|PROBATION|CURFEW|COMMUNITY|DISCHARGE)\\b");
    private static final String UNITS_FROM_LONGEST = "YMWD";

    private static final Pattern UNITS_FIRST = Pattern.compile("(?: ?[YMWD]\\d{1,4})+");

    private static final Set<String> BESIDE = Set.of(
            ("AND OF FOR A THE IN TOTAL TERM IMPRISONMENT IMPRIS IMP PRISON CUSTODY CUSTODIAL DETENTION DETAINED SENTENCE"
                            + " IMMEDIATE YOUNG OFFENDER OFFENDERS INSTITUTION YOI DYOI DTO SDS ADIMP EDS SOPC TRAINING ORDER"
                            + " CONCURRENT CONCURRENTLY CONSECUTIVE CONSECUTIVELY CONC CONSEC TO CC CS P DETERMINATE EXTENDED"
                            + " JAIL YOUTH COMMUNITY CURFEW SUPERVISION PROBATION SUSPENDED SSO DISCHARGE CONDITIONAL")
                    .split(" "));

    private static final int LIFE_IN_YEARS = 99;

    private SentenceLengths() {}

    static Reading<Integer> read(String text) {
        String words = Texts.folded(text).replace("'", "").replace("\u2019", "");
        if (Placeholders.isValue(words) || isNoTime(words)) {
            return Reading.placeholder();
        }
        if (words.startsWith("-") || words.startsWith("\u2013")) {
            return Reading.unreadable(SHAPE);
        }
        if (WITHOUT_END.matcher(words).find()) {
            return Reading.of(INDETERMINATE);
        }
        return sum(FURTHER.matcher(words).replaceFirst(""));
    }

    private static boolean isNoTime(String words) {
        return words.startsWith("£") || words.endsWith("HOURS") || words.endsWith("HOUR") || words.endsWith("HRS");
    }

    private static Reading<Integer> sum(String words) {
        double months = 0;
        long days = 0;
        boolean found = false;
        boolean anotherTerm = false;
        int unitBefore = -1;
        StringBuilder beside = new StringBuilder();
        Pattern pattern = UNITS_FIRST.matcher(words).matches() ? UNIT_FIRST : NUMBER_FIRST;
        Matcher term = pattern.matcher(words);
        while (term.find()) {
            boolean numberFirst = pattern.equals(NUMBER_FIRST);
            String part = numberFirst && term.group(2) != null ? "." + term.group(2) : "";
            double number = Double.parseDouble(numberFirst ? term.group(1) + part : term.group(2));
            char unit = term.group(numberFirst ? 3 : 1).charAt(0);
            anotherTerm |= UNITS_FROM_LONGEST.indexOf(unit) <= unitBefore;
            unitBefore = UNITS_FROM_LONGEST.indexOf(unit);
            switch (unit) {
                case 'Y' -> months += 12 * number;
                case 'M' -> months += number;
                case 'W' -> days += Math.round(7 * number);
                default -> days += Math.round(number);
            }
            found = true;
            term.appendReplacement(beside, " ");
        }
        term.appendTail(beside);
        boolean added = ADDED.matcher(words).find() && !NOT_ADDED.matcher(words).find();
        if (!found || (anotherTerm && !added) || NOT_ONE_LENGTH.matcher(words).find() || !isBeside(beside.toString())) {
            return Reading.unreadable(SHAPE);
        }
        if (months == 0 && days == 0) {
            return Reading.placeholder(); // what prison systems write for a sentence without a length
        }
        // Prison systems, which must have a number, write 99 years for life.
        return months == 12 * LIFE_IN_YEARS ? Reading.of(INDETERMINATE) : total((long) (months * 487 / 16) + days);
    }

    private static boolean isBeside(String words) {
        for (String word : words.toUpperCase(Locale.ROOT).split("[^A-Z0-9]+", -1)) {
            if (!word.isEmpty() && !BESIDE.contains(word)) {
                return false;
            }
        }
        return true;
    }

    private static Reading<Integer> total(long days) {
        return days < INDETERMINATE ? Reading.of((int) days) : Reading.unreadable(SHAPE);
    }
}
