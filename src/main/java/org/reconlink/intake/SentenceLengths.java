package org.reconlink.intake;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.Reading.Problem;

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

    static final Problem NO_TERM = new Problem(
            "sentence length",
            "no sentence is so long: systems write such a number for life, or for a length that is not known",
            "say in the protocol (words, sentence length) what it stands for");

    static final int INDETERMINATE = Integer.MAX_VALUE;

    /** Longer than any determinate sentence of these islands. */
    private static final int LONGEST_YEARS = 60;

    private static final int DAYS_OF_FOUR_YEARS = 1461;

    /** What stands for life or for nothing known where a number is asked for. */
    private static final Pattern NINES = Pattern.compile("(?:9{3,5}|8{4,5})(?:\\.0{1,2})?");

    /** Terms behind these words are not the one passed: how long it is suspended, or supervision after release. */
    private static final Pattern FURTHER = Pattern.compile(
            "[ (,;/](?:WHOLLY )?(?:SUSPENDED|SUSPD?|SUS|S/S|SSO?(?= ?\\d| ?$))\\b.*|(?<=\\d[YMWD])SSO\\b.*"
                    + "|[ ,;(+/]+(?:AND |WITH |PLUS )?(?:\\d+ ?(?:H|HRS?|HOURS?|DAYS?) )?(?:UPW|UNPAID WORK|RAR)\\b.*"
                    + "|(?<=\\b(?:EDS|EXTENDED|SOPC|EPP)\\b.{0,40}\\d ?[A-Z]{1,6}) ?(?:\\+|PLUS|AND) ?\\d.*"
                    + "|(?: ?\\+| PLUS| AND| WITH) [^+]*\\b(?:PSS|SUPERVISION|LICENCE)\\b.*|\\bTARIFF .*|\\bMIN(?:IMUM)? TERM .*");

    /** The section under which somebody is sentenced, which is no number of anything. */
    private static final Pattern SECTION = Pattern.compile(
            "\\b(?:S|SEC|SECTION)\\.? ?(?:53|90|91|226[AB]?|227|228|236A|250|252A|254|259|265|266|278|279|280)\\b(?: ?\\(\\d\\))?");

    /** Months, weeks and days as clinics and prisons note them: {@code 12/12 SUSP 24/12}. */
    private static final Pattern OF_TWELVE = Pattern.compile("(?<![\\d/])(\\d{1,3}) ?/ ?(12|52|7)(?![\\d/])");

    private static final Pattern LETTERS = Pattern.compile("[A-Z]{2}");
    private static final Pattern FRACTION = Pattern.compile("(\\d{1,3})(?: ?(?:\u00bd|AND A HALF)| 1/2)(?!\\d)");
    private static final Pattern NUMBER_WORD = Pattern.compile(
            "\\b(?:(TWENTY|THIRTY|FORTY|FIFTY|SIXTY|SEVENTY|EIGHTY|NINETY)[ -]?)?(ONE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE"
                    + "|TEN|ELEVEN|TWELVE|THIRTEEN|FOURTEEN|FIFTEEN|SIXTEEN|SEVENTEEN|EIGHTEEN|NINETEEN)\\b"
                    + "|\\b(TWENTY|THIRTY|FORTY|FIFTY|SIXTY|SEVENTY|EIGHTY|NINETY)\\b");
    /** The same number again in brackets: {@code SIX (6)}. */
    private static final Pattern AGAIN = Pattern.compile("\\b(\\d+) ?\\(\\1\\)");

    private static final List<String> UNITS =
            List.of(("ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE THIRTEEN"
                            + " FOURTEEN FIFTEEN SIXTEEN SEVENTEEN EIGHTEEN NINETEEN")
                    .split(" "));
    private static final List<String> TENS =
            List.of("TWENTY THIRTY FORTY FIFTY SIXTY SEVENTY EIGHTY NINETY".split(" "));

    /** Hours, points and money alone, with what they are of. */
    private static final Pattern NO_TIME = Pattern.compile(
            "(?:(?:\u00a3|GBP) ?\\d[\\d,.]*|\\d{1,4} ?(?:H|HRS?|HOURS?|POINTS?|PTS|PENALTY POINTS)"
                    + "|UPW|UNPAID WORK|CSO|CPO|COMMUNITY PAYBACK|COMMUNITY SERVICE|ENDORSED|FINED?|COSTS?|VS|VICTIM SURCHARGE|SURCHARGE|COMP(?:ENSATION)?|OF|AND|[ ,.;:+()&-])+");

    private static final Pattern WITHOUT_END = Pattern.compile("\\b(?:LIFE|IPP|ISPP|DPP|OLR|HMPL|DHMP|INDETERMINATE"
            + "|PLEASURE|LIFELONG|WITHOUT LIMIT OF TIME|NATURAL LIFE)\\b|^HMP(?: ?\\(.*| TARIFF.*| MIN.*)?$"
            + "|^(?!.*\\bEXTENDED\\b).*\\bPUBLIC PROTECTION\\b");

    /** What else lasts for life: a disqualification, a licence, a duty to tell the police one's address. */
    static final Pattern OTHER_LIFE = Pattern.compile(
            "(?<=[^ ] )(?<!\\b(?:IMPRISONMENT|IMPRISONED|PRISON|CUSTODY|DETENTION|DETAINED|SENTENCED?|JAILED) )FOR LIFE\\b"
                    + "|\\bLIFE(?:TIME|LONG)? (?=BAN|DISQ|LICENCE|PROHIBIT)|(?<=\\b(?:DISQ|BAN|DISQUALIFIED|BANNED) )LIFE\\b");

    private static final Pattern NUMBER_FIRST = Pattern.compile(
            "(\\d{1,5})(?:\\.(\\d{1,2}))? ?(YEARS?|YRS?|Y|MONTHS?|MTHS?|MOS?|M|WEEKS?|WKS?|W|DAYS?|D)(?![A-Z])");
    private static final Pattern UNIT_FIRST = Pattern.compile("([YMWD])(\\d{1,4})");
    /** Signs that a number is not a length to be added: bounds, doubt, subtraction, another way to tell the same. */
    private static final Pattern NOT_ONE_LENGTH =
            Pattern.compile("[<>\u2264\u2265~=?]|[/(] ?\\d|\\d ?[A-Z]* [-\u2013] ?\\d|\\+ ?$");

    private static final Pattern ADDED = Pattern.compile("\\+|\\b(?:AND|PLUS|CONSEC(?:UTIVE(?:LY)?)?|CS)\\b");
    private static final Pattern NOT_ADDED = Pattern.compile(
            "\\b(?:CONC(?:URRENT(?:LY)?)?|CC|CONSEC(?:UTIVE(?:LY)?)? (?:TO|WITH)|SUPERVISION|PROBATION|CURFEW|COMMUNITY|DISCHARGE)\\b");
    private static final String UNITS_FROM_LONGEST = "YMWD";

    private static final Pattern UNITS_FIRST = Pattern.compile("(?: ?[YMWD]\\d{1,4})+");

    private static final Set<String> BESIDE = Set.of(
            ("AND OF FOR A THE IN TOTAL TERM IMPRISONMENT IMPRIS IMP PRISON CUSTODY CUSTODIAL DETENTION DETAINED SENTENCE"
                            + " IMMEDIATE YOUNG OFFENDER OFFENDERS INSTITUTION YOI DYOI DTO SDS ADIMP EDS SOPC TRAINING ORDER"
                            + " CONCURRENT CONCURRENTLY CONSECUTIVE CONSECUTIVELY CONC CONSEC TO CC CS P DETERMINATE EXTENDED"
                            + " JAIL YOUTH COMMUNITY CURFEW SUPERVISION PROBATION SUSPENDED SSO DISCHARGE CONDITIONAL"
                            + " CO CD YRO REFERRAL RLO DTTO ICS ECS DCS SENT SENTENCED CUST JAILED")
                    .split(" "));

    private static final int LIFE_IN_YEARS = 99;

    private static final Pattern BARE_NUMBER = Pattern.compile("\\d{1,5}(?:\\.\\d{1,2})?");

    private SentenceLengths() {}

    /**
     * The rule for a column: where its heading names one unit, bare numbers are lengths in that unit, {@code 84} under {@code Sentence
     * length (days)}.
     *
     * @param heading null where the field is not mapped
     */
    static Function<String, Reading<Integer>> under(@Nullable String heading) {
        List<String> units = heading == null
                ? List.of()
                : Arrays.stream(HeadingWords.key(heading.replaceAll("[(\\[)\\]]", " "))
                                .split(" "))
                        .map(SentenceLengths::unit)
                        .filter(unit -> !unit.isEmpty())
                        .distinct()
                        .toList();
        if (units.size() != 1) {
            return SentenceLengths::read;
        }
        String unit = units.get(0);
        return text -> {
            String bare = text.strip();
            if (NINES.matcher(bare).matches()) {
                return Reading.unreadable(NO_TERM);
            }
            return read(BARE_NUMBER.matcher(bare).matches() ? bare + unit : text);
        };
    }

    private static String unit(String word) {
        return switch (word) {
            case "day", "days" -> "D";
            case "week", "weeks", "wks" -> "W";
            case "month", "months", "mth", "mths" -> "M";
            case "year", "years", "yrs" -> "Y";
            default -> "";
        };
    }

    static Reading<Integer> read(String text) {
        String words = Texts.folded(text).replace("'", "").replace("\u2019", "");
        if (Placeholders.isValue(words) || NO_TIME.matcher(words).matches()) {
            return Reading.placeholder();
        }
        words = inFigures(SECTION.matcher(words).replaceAll("").strip());
        if (words.startsWith("-") || words.startsWith("\u2013")) {
            return Reading.unreadable(SHAPE);
        }
        words = OTHER_LIFE.matcher(words).replaceAll("");
        if (WITHOUT_END.matcher(words).find()) {
            return Reading.of(INDETERMINATE);
        }
        return sum(FURTHER.matcher(words).replaceFirst(""));
    }

    /** Numbers in words and halves as figures; what is written over twelve, fifty-two or seven with its unit, beside a word alone. */
    private static String inFigures(String words) {
        String figures = NUMBER_WORD
                .matcher(words)
                .replaceAll(word -> String.valueOf(
                        word.group(3) != null
                                ? tens(word.group(3))
                                : tens(word.group(1)) + UNITS.indexOf(word.group(2)) + 1));
        figures = FRACTION.matcher(AGAIN.matcher(figures).replaceAll("$1")).replaceAll("$1.5");
        return LETTERS.matcher(figures).find()
                ? OF_TWELVE
                        .matcher(figures)
                        .replaceAll(over -> over.group(1)
                                + switch (over.group(2)) {
                                    case "12" -> "M";
                                    case "52" -> "W";
                                    default -> "D";
                                })
                : figures;
    }

    private static int tens(@Nullable String word) {
        return word == null ? 0 : 10 * (TENS.indexOf(word) + 2);
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
            if (NINES.matcher(term.group(numberFirst ? 1 : 2)).matches()) {
                return Reading.unreadable(NO_TERM);
            }
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
        return 4 * days <= (long) LONGEST_YEARS * DAYS_OF_FOUR_YEARS
                ? Reading.of((int) days)
                : Reading.unreadable(NO_TERM);
    }
}
