package org.reconlink.intake;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.Reading.Problem;
import org.reconlink.kernel.CustodySpell;

/** The rule for the type of a custody spell and, for recalls, the kind: prison systems' codes, their names, and plain words. */
final class CustodyTypes {
    static final Problem UNKNOWN_WORD = new Problem(
            "custody type",
            "nothing understands this type of custody; the spell counts as time in custody, and whether it is a recall is unknown",
            "say what it means in the protocol (words, type): sentence, remand, recall (standard, fixed term or HDC), hospital,"
                    + " other, or not custody");
    static final Problem NOT_CUSTODY = new Problem(
            "no custody",
            "this is no custody; the spell is left out",
            "take such rows out of the file, or say in the protocol (words, type) what they are");

    /** Of codes that are on no list yet. */
    private static final Pattern FIXED_TERM = Pattern.compile("\\b\\d{0,2}FTR");

    private static final Pattern LICENCE_RECALL = Pattern.compile("^LR(?: |[A-Z]{2,}\\d)|^LR$|\\bLICENCE REVO[CK]");

    /** Beside recall: it was undone, or whoever was recalled is not back. */
    private static final Pattern NO_RETURN = Pattern.compile(
            "\\b(?:RESCINDED|CANCELLED|CANCELED|WITHDRAWN|QUASHED|REFUSED"
                    + "|DECLINED|REVERSED|ERROR|REQUESTED|PENDING|CONSIDERED|OUTSTANDING|UAL|AT LARGE|ABSCONDED|RELEASED?"
                    + "|ALTERNATIVE|WARNING|AVOIDED|HEARING|REVIEW|DECISION|POSSIBLE|POTENTIAL|(?:PRE|POST|AFTER) RECALL|RECALL (?:ENDED|EXPIRED|REVOKED))\\b");

    /** Beside remand, a sentence or a hospital: whoever is on bail, on licence or in the community is not held, or no longer. */
    private static final Pattern NOT_HELD = Pattern.compile(
            "\\b(?:BAIL\\w*|LICEN[CS]E|PAROLED?|COMMUNITY|UNPAID WORK|SUPERVISION|RELEASED?"
                    + "|DISCHARGED?|EXPIRED|ENDED|END OF|COMPLETED|SERVED|AFTER ?CARE|HDC|TAG|TAGGED|CURFEW|ESCAPED?|ABSCOND(?:ED)?"
                    + "|AT LARGE|UAL|OUTPATIENT|VISIT|APPOINTMENT|VOLUNTARY|INFORMAL|LOCAL AUTHORITY|PLAN|REVIEW|HEARING)\\b");

    /**
     * What a spell is.
     *
     * @param type null for what is no custody
     * @param kind of a recall: {@code standard}, {@code fixed term} or {@code HDC}; null where not said, and for others
     */
    record CustodyType(
            CustodySpell.@Nullable Type type, @Nullable String kind) {}

    private static final CustodyType UNKNOWN = new CustodyType(CustodySpell.Type.UNKNOWN, null);
    private static final Map<String, CustodyType> LISTED = new HashMap<>();

    static {
        new Vocabulary("custody-types.tsv", 3)
                .forEachRow(cells -> LISTED.putIfAbsent(Vocabulary.key(cells[0]), listed(cells[1])));
    }

    private CustodyTypes() {}

    private static CustodyType listed(String kind) {
        if (kind.equals("not custody")) {
            return new CustodyType(null, null);
        }
        boolean recall = kind.startsWith("recall");
        String ofRecall = recall && kind.length() > "recall ".length() ? kind.substring("recall ".length()) : null;
        return new CustodyType(
                recall ? CustodySpell.Type.RECALL : CustodySpell.Type.valueOf(kind.toUpperCase(Locale.ROOT)), ofRecall);
    }

    /** Never UNREADABLE: what is not understood is UNKNOWN, with a problem. */
    static Reading<CustodyType> read(String text) {
        if (Placeholders.isValue(text)) {
            return Reading.of(UNKNOWN, UNKNOWN_WORD);
        }
        if (text.indexOf('?') >= 0) {
            return Reading.of(UNKNOWN, UNKNOWN_WORD); // whoever wrote it was not sure
        }
        String words = Vocabulary.key(text);
        CustodyType listed = LISTED.get(words);
        CustodyType type = listed == null ? ofPhrase(words) : listed;
        if (type == null || type.type() == CustodySpell.Type.UNKNOWN) {
            return Reading.of(UNKNOWN, UNKNOWN_WORD);
        }
        return type.type() == null ? Reading.of(type, NOT_CUSTODY) : Reading.of(type);
    }

    private static @Nullable CustodyType ofPhrase(String words) {
        if (words.matches("(?:.* )?(?:NOT?|NON|NEVER) .*") || words.contains("SUSPENDED")) {
            return null;
        }
        // Hospital first: a recall to hospital is under mental health law, not from licence.
        if (words.contains("HOSPITAL") || words.contains("MHA") || words.contains("MENTAL HEALTH")) {
            return NOT_HELD.matcher(words).find() ? null : new CustodyType(CustodySpell.Type.HOSPITAL, null);
        }
        if (words.contains("RECALL") && NO_RETURN.matcher(words).find()) {
            return null;
        }
        if (words.contains("RECALL") || FIXED_TERM.matcher(words).find()) {
            return new CustodyType(CustodySpell.Type.RECALL, recallKind(words));
        }
        if (LICENCE_RECALL.matcher(words).find()) {
            return new CustodyType(CustodySpell.Type.RECALL, "standard");
        }
        if (NOT_HELD.matcher(words).find()) {
            return null;
        }
        if (words.contains("REMAND") || words.contains("UNCONVICTED") || words.contains("UNSENTENCED")) {
            return new CustodyType(CustodySpell.Type.REMAND, null);
        }
        boolean sentence =
                words.contains("SENTENCE") || words.contains("DETERMINATE") || words.contains("IMPRISONMENT");
        return sentence ? new CustodyType(CustodySpell.Type.SENTENCE, null) : null;
    }

    private static @Nullable String recallKind(String words) {
        if (words.contains("FTR") || words.contains("FIXED") || words.matches(".*\\d{2} ?DAY.*")) {
            return "fixed term";
        }
        if (words.contains("HDC") || words.contains("CURFEW")) {
            return "HDC";
        }
        return words.contains("STANDARD") ? "standard" : null;
    }
}
