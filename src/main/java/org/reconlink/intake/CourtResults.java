package org.reconlink.intake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.CourtResults.CourtResult.Custody;
import org.reconlink.intake.Reading.Problem;
import org.reconlink.kernel.Adjudication;

/**
 * The rule for results of courts and of the police: verdicts, disposals, and what became of appeals, as codes or in words. A
 * text is understood if every word of it is: lengths, amounts and small words aside, phrases of the list must cover it. The
 * one exception is a conviction that is undone, which is told by its own words whatever stands beside them.
 */
final class CourtResults {
    private static final Pattern CODE = Pattern.compile("\\d{4}");

    /** Numbers, lengths ({@code 12W}, {@code Y3}), amounts. */
    private static final Pattern QUANTITY = Pattern.compile(
            "£?\\d+(?:ST|ND|RD|TH)?|(?:\\d+(?:YEARS?|YRS?|Y|MONTHS?|MTHS?|MOS?|M|WEEKS?|WKS?|W|DAYS?|D|HOURS?|HRS?|H|P))+"
                    + "|(?:[YMWDH]\\d{1,4})+");

    private static final Set<String> SMALL = Set.of(
            ("A AN AND AT BY EACH FOR FROM IN OF ON OR'D PLUS THE TO TOTAL UNDER UNTIL WITH COUNT COUNTS CHARGE CHARGES PER"
                            + " CONCURRENT CONCURRENTLY CONSECUTIVE CONSECUTIVELY CONC CONSEC YEAR YEARS YR YRS MONTH MONTHS"
                            + " MTH MTHS MO MOS WEEK WEEKS WK WKS DAY DAYS HOUR HOURS HRS Y M W D H MINIMUM MIN TERM TARIFF"
                            + " PERIOD LICENCE PSS COURT CROWN MAGISTRATES HIGH SHERIFF LESS REMAND TIME SERVED COMMENCING"
                            + " S SECTION SENT PAYMENT IMPOSED PASSED ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE"
                            + " THIRTEEN FOURTEEN FIFTEEN SIXTEEN SEVENTEEN EIGHTEEN NINETEEN TWENTY THIRTY FORTY FIFTY SIXTY"
                            + " SEVENTY EIGHTY NINETY HUNDRED")
                    .split(" ", -1));

    /** Short forms that stand for one word whatever is beside them. */
    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("SUSP", "SUSPENDED"),
            Map.entry("SUSPD", "SUSPENDED"),
            Map.entry("SUS", "SUSPENDED"),
            Map.entry("SENT", "SENTENCE"),
            Map.entry("SENTENCED", "SENTENCE"),
            Map.entry("CUST", "CUSTODY"),
            Map.entry("JAILED", "IMPRISONED"),
            Map.entry("IMPRISON", "IMPRISONED"),
            Map.entry("DISQ", "DISQUALIFIED"),
            Map.entry("COMP", "COMPENSATION"),
            Map.entry("DET", "DETENTION"),
            Map.entry("SUPV", "SUPERVISION"),
            Map.entry("REQT", "REQUIREMENT"));

    /** {@code s91}, {@code s.250}, {@code Sec 37}: the {@code s} of {@code s/s} is none. */
    private static final Pattern SECTION = Pattern.compile(
            "(?<![/\\p{L}])s(?:ec(?:tion)?)?\\.? ?(\\d{2,3}[A-Z]?)(?![\\p{L}\\d])", Pattern.CASE_INSENSITIVE);

    private static final Pattern SUSPENDED = Pattern.compile("\\b(?:SUSPENDED|SUSP|SUSPD|SSO|SS|S S)\\b");

    /** Codes of sentences that are suspended, and not yet activated. */
    private static final Set<String> SUSPENDED_SENTENCES = Set.of("1089", "1115", "1134", "1171", "3220");

    /** A term of which a part is suspended that is shorter than it is: {@code 12 MONTHS ... 6 MONTHS SUSPENDED}. */
    private static final Pattern A_PART = Pattern.compile(
            "\\bPART(?:LY|IALLY)?\\b|(\\d+ ?[A-Z]+)\\b.*[ ,;(+](\\d+ ?[A-Z]+) (?:SUSPENDED|SUSP|S/S)\\b(?! (?:FOR )?\\d)");

    /** Words that say a conviction is undone, and words beside them that say it is not, or not the conviction. */
    private static final Pattern UNDONE = Pattern.compile("\\b(?:QUASH(?:ED|ES|ING)?|OVERTURNED|ANNULLED|SET ASIDE"
            + "|APPEALS? (?:AGAINST CONVICTIONS? )?(?:WAS )?ALLOWED|ALLOW(?:ED)? (?:THE )?APPEALS?)\\b");

    private static final Pattern NOT_UNDONE = Pattern.compile(
            "\\b(?:NOT|NO|REFUSED?|REFUSAL|DISMISSED|REJECTED|WITHDRAWN"
                    + "|CONVICTIONS? (?:WAS |IS )?(?:UPHELD|AFFIRMED|CONFIRMED|STANDS?|MAINTAINED|SUSTAINED)"
                    + "|ABANDONED|VAR(?:Y|IED)|PART|PARTLY|PENDING|LEAVE|APPLICATION|APPLIED|SEEKING|BAIL|WARRANT|IF|UNLESS)\\b");

    /** Beside words that say that something is undone: it may be no more than a sentence, an order or a part of one. */
    private static final Pattern OF_A_SENTENCE =
            Pattern.compile("\\b(?:SENTENCES?|DISPOSALS?|ORDERS?|FINES?|COSTS|SURCHARGE"
                    + "|COMPENSATION|CONFISCATION|FORFEITURE|DISQ\\w*|BAN|PENALT\\w+|POINTS|TERMS?|TARIFF|YEARS?|MONTHS?|WEEKS?|DAYS?"
                    + "|\\d+[YMWD]|IMPRISONMENT|PRISON|CUSTODY|CUSTODIAL|DETENTION|DISCHARGE|DTO|YOI|YRO|SSO|SHPO|SOPO|CBO|ASBO|WARRANTS?"
                    + "|SUMMONS|COMMITTAL|REDUCED|INCREASED|SUBSTITUT\\w+|REPLACED|REMOVED)\\b");

    private static final Map<String, CourtResult> BY_CODE = new HashMap<>();
    private static final Map<String, CourtResult> BY_WORDS = new HashMap<>(1 << 12);
    private static final int LONGEST_PHRASE;

    static {
        new Vocabulary("results.tsv", 5).forEachRow(cells -> {
            String code = cells[0].isEmpty() ? null : cells[0];
            CourtResult result = new CourtResult(adjudication(cells[1]), custody(cells[2]), code);
            if (cells[3].equals("B7")) {
                BY_CODE.put(code, result);
            }
            BY_WORDS.putIfAbsent(key(cells[4]), result);
            if (code != null) {
                BY_CODE.putIfAbsent(code, result);
            }
        });
        LONGEST_PHRASE = BY_WORDS.keySet().stream()
                .mapToInt(words -> words.split(" ", -1).length)
                .max()
                .orElse(1);
    }

    private CourtResults() {}

    private static Adjudication adjudication(String words) {
        return words.isEmpty()
                ? Adjudication.UNKNOWN
                : Adjudication.valueOf(words.replace(' ', '_').replace('-', '_'));
    }

    /** Verdicts, which say nothing of custody, leave an earlier disposal as it is. */
    private static Custody custody(String word) {
        return switch (word) {
            case "yes" -> Custody.YES;
            case "no" -> Custody.NO;
            case "unclear" -> Custody.UNCLEAR;
            default -> Custody.STANDS;
        };
    }

    /** Null where nothing understands it. */
    static @Nullable CourtResult of(String text) {
        CourtResult result = withoutLength(text);
        if (result == null
                || result.adjudication() != Adjudication.GUILTY
                || result.custody() == Custody.STANDS
                || !Texts.hasLetter(text)) {
            return result;
        }
        return result.of(SentenceLengths.read(text).value());
    }

    private static String key(String text) {
        return Vocabulary.key(SECTION.matcher(text).replaceAll("section$1"));
    }

    /** Whether words say that a term is suspended, in full or in a usual short form. */
    static boolean saySuspended(String text) {
        return SUSPENDED.matcher(Vocabulary.key(text)).find();
    }

    private static @Nullable CourtResult withoutLength(String text) {
        String words = key(text);
        CourtResult exactly = BY_WORDS.get(words);
        if (exactly != null) {
            return exactly;
        }
        CourtResult code = ofCode(text);
        if (code != null) {
            return code;
        }
        CourtResult covered = covered(words);
        if (covered != null && covered.custody() == Custody.NO && isSuspendedInPart(text)) {
            covered = new CourtResult(covered.adjudication(), Custody.UNCLEAR, null);
        }
        boolean undone = covered != null && covered.adjudication() == Adjudication.QUASHED;
        if (!undone && !isUndone(words)) {
            return covered;
        }
        if (OF_A_SENTENCE.matcher(words).find() && !words.contains("CONVICTION")) {
            return null;
        }
        return undone ? covered : new CourtResult(Adjudication.QUASHED, Custody.NO, null);
    }

    /** Part of the term is served then. */
    private static boolean isSuspendedInPart(String text) {
        Matcher part = A_PART.matcher(Texts.folded(text));
        if (!part.find()) {
            return false;
        }
        Integer whole = part.group(1) == null
                ? null
                : SentenceLengths.read(part.group(1)).value();
        Integer suspended = part.group(1) == null
                ? null
                : SentenceLengths.read(part.group(2)).value();
        return part.group(1) == null || (whole != null && suspended != null && suspended < whole);
    }

    /** By a code of four digits alone, as a spreadsheet may write it ({@code 1002.0}); null for any other text. */
    static @Nullable CourtResult ofCode(String text) {
        String code = Texts.compact(text);
        code = code.endsWith(".0") ? code.substring(0, code.length() - 2) : code;
        return CODE.matcher(code).matches() ? BY_CODE.get(code) : null;
    }

    /** A sentence may be quashed and the conviction stand; where both are quashed it does not. */
    private static boolean isUndone(String words) {
        boolean sentenceAlone = words.contains("SENTENCE") && !words.contains("CONVICTION");
        return UNDONE.matcher(words).find() && !NOT_UNDONE.matcher(words).find() && !sentenceAlone;
    }

    private static @Nullable CourtResult covered(String words) {
        List<String> left = new ArrayList<>();
        for (String word : SentenceLengths.OTHER_LIFE
                .matcher(words)
                .replaceAll(" ")
                .strip()
                .split(" +", -1)) {
            if (!QUANTITY.matcher(word).matches() || (CODE.matcher(word).matches() && BY_CODE.containsKey(word))) {
                left.add(word);
            }
        }
        List<CourtResult> parts = new ArrayList<>();
        int at = 0;
        while (at < left.size()) {
            int length = phrase(left, at, parts);
            if (length == 0 && !SMALL.contains(left.get(at))) {
                return null;
            }
            at += Math.max(1, length);
        }
        return parts.isEmpty() || ofBreach(parts, words) ? null : together(parts, words);
    }

    /** Adds the longest phrase that begins there; answers how many words it has, 0 if none does. */
    private static int phrase(List<String> words, int from, List<CourtResult> parts) {
        for (int length = Math.min(LONGEST_PHRASE, words.size() - from); length > 0; length--) {
            String phrase = String.join(" ", words.subList(from, from + length));
            CourtResult part = length == 1 && CODE.matcher(phrase).matches() ? BY_CODE.get(phrase) : known(phrase);
            if (part != null) {
                parts.add(part);
                return length;
            }
        }
        return 0;
    }

    private static @Nullable CourtResult known(String phrase) {
        CourtResult known = BY_WORDS.get(phrase);
        return known != null
                ? known
                : BY_WORDS.get(Arrays.stream(phrase.split(" ", -1))
                        .map(word -> SHORT.getOrDefault(word, word))
                        .collect(Collectors.joining(" ")));
    }

    /** What was done about a suspended sentence that was breached is another's disposal, or activates it: nobody can tell. */
    private static boolean ofBreach(List<CourtResult> parts, String words) {
        return words.contains("BREACH")
                && parts.stream().anyMatch(part -> SUSPENDED_SENTENCES.contains(String.valueOf(part.code())));
    }

    private static CourtResult together(List<CourtResult> parts, String words) {
        CourtResult disposal = disposal(parts, words);
        return new CourtResult(adjudication(parts), disposal.custody(), disposal.code());
    }

    /** What all parts say of guilt; UNKNOWN where they contradict one another. */
    private static Adjudication adjudication(List<CourtResult> parts) {
        Set<Adjudication> said = EnumSet.noneOf(Adjudication.class);
        parts.forEach(part -> said.add(part.adjudication()));
        if (said.contains(Adjudication.QUASHED)) {
            return Adjudication.QUASHED;
        }
        boolean silent = said.remove(Adjudication.UNKNOWN);
        boolean none = said.remove(Adjudication.NONE);
        if (said.equals(EnumSet.of(Adjudication.NOT_GUILTY, Adjudication.NON_CONVICTION))) {
            return Adjudication.NON_CONVICTION;
        }
        if (said.isEmpty()) {
            return none && !silent ? Adjudication.NONE : Adjudication.UNKNOWN;
        }
        return said.size() == 1 ? said.iterator().next() : Adjudication.UNKNOWN;
    }

    /** A suspended term is no custody though its words name prison; custody in default of payment depends on the payment. */
    private static CourtResult disposal(List<CourtResult> parts, String words) {
        if (words.contains("DEFAULT")) {
            boolean fine = parts.stream().anyMatch(part -> "1015".equals(part.code()));
            return new CourtResult(Adjudication.GUILTY, fine ? Custody.NO : Custody.UNCLEAR, fine ? "1015" : null);
        }
        for (CourtResult part : parts) {
            if (SUSPENDED_SENTENCES.contains(String.valueOf(part.code()))) {
                return part;
            }
        }
        for (Custody custody : List.of(Custody.YES, Custody.UNCLEAR, Custody.NO)) {
            for (CourtResult part : parts) {
                if (part.custody() == custody) {
                    return part;
                }
            }
        }
        return parts.get(0);
    }

    /**
     * What a result of a court or of the police, in words or as a code, says.
     *
     * @param adjudication of the charge; UNKNOWN where the result tells nothing of guilt
     * @param custody whether it is immediate custody
     * @param code of the police computer; null where it has none for it
     * @param days length of a sentence that the words say; null if they say none
     */
    record CourtResult(
            Adjudication adjudication,
            Custody custody,
            @Nullable String code,
            @Nullable Integer days) {
        /** One that says no length. */
        CourtResult(Adjudication adjudication, Custody custody, @Nullable String code) {
            this(adjudication, custody, code, null);
        }

        /** What a result says of custody. */
        enum Custody {
            /** Immediate custody, by one of the codes that a protocol lists if it says nothing else. */
            YES,
            NO,
            /** It may be immediate custody: words too wide, sentences of other jurisdictions, a sentence varied or still to come. */
            UNCLEAR,
            /** No disposal: an earlier one stands. */
            STANDS
        }

        CourtResult of(@Nullable Integer length) {
            return new CourtResult(adjudication, custody, code, length);
        }

        /** Acquitted, not proceeded with, or quashed. */
        boolean acquits() {
            return switch (adjudication) {
                case NOT_GUILTY, NON_CONVICTION, QUASHED -> true;
                case GUILTY, CAUTION, NONE, UNKNOWN -> false;
            };
        }
    }

    /**
     * The rule for adjudications: the police computer's words, the courts' code letters, and whatever else is a result. A finding
     * of guilt on an alternative charge is a not guilty on this one, whose alternative has its own row.
     */
    static final class Adjudications {
        static final Problem UNKNOWN_WORD = new Problem(
                "adjudication",
                "nothing understands this result; whether it proves the offence is counted as unknown",
                "say what it means in the protocol (words, adjudication): guilty, not guilty, non-conviction, caution, quashed or"
                        + " none");

        private static final CourtResult NOTHING = new CourtResult(Adjudication.NONE, CourtResult.Custody.STANDS, null);

        /** Whoever wrote it was not sure; elsewhere a question mark is what is left of a letter that was lost. */
        private static final Pattern IN_DOUBT = Pattern.compile("\\?[)\\]\\s]*$");

        /** Elsewhere it is no fixed abode. */
        private static final Pattern NO_FURTHER_ACTION = Pattern.compile("(?i)NFA");

        /** Behind a not guilty: of which charge the row is cannot be told. */
        private static final Pattern GUILTY_TOO = Pattern.compile("(?<!^NOT )\\bGUILTY\\b|\\bCONVICTED\\b");

        /** Beside a caution: there was none, or it does not stand. */
        private static final Pattern NOT_GIVEN =
                Pattern.compile("\\b(?:NOT?|NON|NEVER|WITHOUT|REFUSED|DECLINED|REJECTED|OFFERED|CONSIDERED"
                        + "|RESCINDED|CANCELLED|REVOKED|SET ASIDE|BREACH\\w*|FAILED)\\b");

        private Adjudications() {}

        /** Never UNREADABLE: what is not understood is {@link Adjudication#UNKNOWN}, with a problem. */
        static Reading<CourtResult> read(String text) {
            if (Placeholders.isBlankWord(text)
                    && !NO_FURTHER_ACTION.matcher(text).matches()) {
                return Reading.of(NOTHING);
            }
            if (IN_DOUBT.matcher(text).find()) {
                return Reading.of(
                        new CourtResult(Adjudication.UNKNOWN, CourtResult.Custody.STANDS, null), UNKNOWN_WORD);
            }
            CourtResult result = CourtResults.of(text);
            if (result != null && result.adjudication() != Adjudication.UNKNOWN) {
                return Reading.of(result);
            }
            Adjudication phrase = ofPhrase(Vocabulary.key(text));
            CourtResult.Custody custody = result == null ? CourtResult.Custody.STANDS : result.custody();
            CourtResult read = new CourtResult(phrase, custody, result == null ? null : result.code());
            return phrase == Adjudication.UNKNOWN ? Reading.of(read, UNKNOWN_WORD) : Reading.of(read);
        }

        private static Adjudication ofPhrase(String words) {
            if (words.contains("WITHDRAWN") || words.contains("PLEA")) {
                return Adjudication.UNKNOWN;
            }
            if (words.startsWith("NOT GUILTY")) {
                boolean alsoGuilty = GUILTY_TOO.matcher(words).find() && !words.contains("ALTERNATIVE");
                return alsoGuilty ? Adjudication.UNKNOWN : Adjudication.NOT_GUILTY;
            }
            boolean caution = words.contains("CAUTION") || words.contains("REPRIMAND") || words.endsWith("WARNING");
            return caution && !NOT_GIVEN.matcher(words).find() ? Adjudication.CAUTION : Adjudication.UNKNOWN;
        }
    }

    /** The rules for disposals: the police computer's codes, and what courts and extracts call them in words. */
    static final class Disposals {
        static final Problem UNKNOWN_WORD = new Problem(
                "disposal",
                "nothing understands this disposal; whether it is immediate custody is counted as unknown",
                "say what it means in the protocol (words, disposal): a code such as 1002, or words such as imprisonment");
        static final Problem UNKNOWN_CODE = new Problem(
                "disposal code",
                "no list has this disposal code; whether it is immediate custody is counted as unknown",
                "say what it means in the protocol (words, disposal code): a code such as 1002, or words such as imprisonment");

        private Disposals() {}

        static Reading<CourtResult> readWords(String text) {
            return read(text, null, UNKNOWN_WORD);
        }

        /** A code, which is kept as it is written though no list may have it; words are read as such. */
        static Reading<CourtResult> readCode(String text) {
            return read(text, Texts.compact(text), UNKNOWN_CODE);
        }

        /** Never UNREADABLE: what is not understood is UNCLEAR, with a problem. */
        private static Reading<CourtResult> read(String text, @Nullable String unknownCode, Problem problem) {
            if (Placeholders.isValue(text)) {
                return Reading.placeholder();
            }
            CourtResult result = CourtResults.of(text);
            return result != null
                    ? Reading.of(result)
                    : Reading.of(new CourtResult(Adjudication.UNKNOWN, Custody.UNCLEAR, unknownCode), problem);
        }
    }
}
