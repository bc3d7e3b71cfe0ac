package org.reconlink.inquiry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.OffenceWords;
import org.reconlink.kernel.EnumWords;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.kernel.OffenceDescription;
import org.reconlink.offence.ClassifiedOffence;
import org.reconlink.offence.NearTitles;
import org.reconlink.offence.OffenceClassifier;
import org.reconlink.offence.OffenceInquiry;
import org.reconlink.offence.OffenceInquiry.ClassificationStep;
import org.reconlink.offence.OffenceSettings;
import org.reconlink.offence.SeriousnessScale;
import org.reconlink.offence.SeriousnessScales;

/**
 * What the tables say of an offence, as text or as fields.
 *
 * @param scales on which it may have a rank
 */
public record OffenceAnswer(OffenceInquiry inquiry, OffenceSettings settings, List<SeriousnessScale> scales) {
    public OffenceAnswer {
        scales = List.copyOf(scales);
    }

    private static final int NEAREST = 5;

    /**
     * One thing that is said of it.
     *
     * @param label what it is about; empty for a step of what the line before says
     */
    public record Line(String label, String text) {}

    /**
     * What the tables say of an offence.
     *
     * @param codes at most one CJS code and one Home Office code, as somebody types them
     * @param title looked at where there is no code; null if none is given
     * @throws NoAnswerException if it is not clear which offence is meant, or no table knows it
     */
    public static OffenceAnswer to(List<String> codes, @Nullable String title, OffenceSettings settings) {
        OffenceInquiry inquiry = OffenceClassifier.shipped(settings).inquire(description(codes, title));
        if (!inquiry.known()) {
            throw new NoAnswerException(unknown(inquiry));
        }
        return new OffenceAnswer(inquiry, settings, SeriousnessScales.of(settings));
    }

    /** Of an offence there is nothing to say; the message says why, and what to do. */
    public static final class NoAnswerException extends RuntimeException {
        NoAnswerException(String message) {
            super(message);
        }
    }

    /** Those of a protocol that says nothing, with every scale of seriousness. */
    public static OffenceSettings withEveryScale() {
        OffenceSettings defaults = OffenceSettings.defaults();
        return new OffenceSettings(
                SeriousnessScales.names(),
                defaults.indictable(),
                defaults.notCounted(),
                Set.copyOf(defaults.custodialDisposals()),
                null);
    }

    private static OffenceDescription description(List<String> codes, @Nullable String title) {
        OffenceCode code = null;
        HomeOfficeCode homeOffice = null;
        for (String typed : codes) {
            OffenceCode asCode = OffenceWords.code(typed);
            HomeOfficeCode asHomeOffice = asCode == null ? OffenceWords.homeOfficeCode(typed) : null;
            if (asCode == null && asHomeOffice == null) {
                throw new NoAnswerException("\"" + typed
                        + "\" is neither a CJS code (TH68023, TH68023A, COML025) nor a Home" + " Office code (8/06)");
            }
            if ((asCode != null && code != null) || (asHomeOffice != null && homeOffice != null)) {
                throw new NoAnswerException(
                        "two codes of one kind are given; give one CJS code, one Home Office code, or one"
                                + " of each");
            }
            code = asCode == null ? code : asCode;
            homeOffice = asHomeOffice == null ? homeOffice : asHomeOffice;
        }
        if (code == null && homeOffice == null && title == null) {
            throw new NoAnswerException("say which offence: a code, or a title");
        }
        return new OffenceDescription(code, homeOffice, title);
    }

    private static String unknown(OffenceInquiry inquiry) {
        OffenceDescription asked = inquiry.offence().offence();
        if (asked.cjsCode() == null && asked.homeOfficeCode() == null) {
            return "no single code has exactly this title; in a run such an offence has an unknown court mode and a finding";
        }
        String what =
                asked.cjsCode() != null ? "CJS code " + asked.cjsCode() : "Home Office code " + asked.homeOfficeCode();
        return "no table knows " + what
                + "; check it, or give its mode and source in a table of the study's own (offence, table)";
    }

    /** Titles of the national list that are most like one, each with its codes. */
    public static List<Line> near(String title) {
        return NearTitles.shipped().to(title, NEAREST).stream()
                .map(near -> new Line(
                        near.codes().stream().map(OffenceCode::value).collect(Collectors.joining(" ")), near.title()))
                .toList();
    }

    /** All that is said, in order. */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        ClassifiedOffence offence = inquiry.offence();
        line(lines, "CJS code", or(inquiry.code(), "none") + (fromTitle() ? ", from the title" : ""));
        line(lines, "title", or(inquiry.title(), "none in the national list"));
        String suffix = suffix();
        if (suffix != null) {
            line(lines, "suffix", suffix);
        }
        line(
                lines,
                "Home Office",
                or(offence.homeOfficeCode(), "none")
                        + (inquiry.homeOfficeDescription() == null ? "" : ", " + inquiry.homeOfficeDescription()));
        line(lines, "group", or(offence.group(), "not known"));
        line(
                lines,
                "court mode",
                EnumWords.of(offence.mode())
                        + (offence.unknown()
                                ? ": no evidence says anything"
                                : ", by " + EnumWords.of(offence.evidence())));
        for (int i = 0; i < inquiry.steps().size(); i++) {
            ClassificationStep step = inquiry.steps().get(i);
            line(
                    lines,
                    "",
                    (i + 1) + ". " + EnumWords.of(step.evidence()) + ": " + step.words()
                            + (step.mode() == null ? "" : " -> " + EnumWords.of(step.mode())));
        }
        line(lines, "supplement", or(inquiry.supplementAct(), "no row"));
        line(lines, "maximum", inquiry.maximum() == null ? "none on indictment is known" : inquiry.maximum());
        for (SeriousnessScale scale : scales) {
            OptionalLong rank = scale.rank(offence);
            line(lines, "rank", scale.name() + ": " + rank(rank));
        }
        line(lines, "violent", sources(inquiry.violentBy()));
        line(lines, "sexual", sources(inquiry.sexualBy()));
        line(lines, "counted", counted());
        line(
                lines,
                "custodial",
                "by its disposal, whatever the offence: "
                        + settings.custodialDisposals().stream().sorted().toList());
        return lines;
    }

    /** The same by name, for programs. */
    public Map<String, Object> fields() {
        ClassifiedOffence offence = inquiry.offence();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("code", inquiry.code() == null ? null : inquiry.code().value());
        fields.put("codeFromTitle", fromTitle());
        fields.put("title", inquiry.title());
        fields.put("suffix", inquiry.code() == null ? null : inquiry.code().suffix());
        fields.put(
                "homeOfficeCode",
                offence.homeOfficeCode() == null
                        ? null
                        : offence.homeOfficeCode().toString());
        fields.put("homeOfficeDescription", inquiry.homeOfficeDescription());
        fields.put("group", offence.group());
        fields.put("courtMode", offence.mode());
        fields.put("evidence", offence.evidence());
        fields.put("steps", inquiry.steps());
        fields.put("supplement", inquiry.supplementAct());
        fields.put("maximum", inquiry.maximum());
        Map<String, @Nullable Object> ranks = new LinkedHashMap<>();
        for (SeriousnessScale scale : scales) {
            OptionalLong rank = scale.rank(offence);
            ranks.put(scale.name(), rank.isPresent() ? rank.getAsLong() : null);
        }
        fields.put("ranks", ranks);
        fields.put("violentBy", inquiry.violentBy());
        fields.put("sexualBy", inquiry.sexualBy());
        fields.put("breachThatIsNoOffence", offence.nonOffenceBreach());
        fields.put("counted", isCounted());
        return Collections.unmodifiableMap(fields);
    }

    private static String rank(OptionalLong rank) {
        if (rank.isEmpty()) {
            return "not on the scale";
        }
        return rank.getAsLong() == ClassifiedOffence.LIFE ? "life" : Words.number(rank.getAsLong());
    }

    private boolean fromTitle() {
        return inquiry.code() != null && inquiry.offence().offence().cjsCode() == null;
    }

    private @Nullable String suffix() {
        OffenceCode code = inquiry.code();
        Character letter = code == null ? null : code.suffix();
        if (code == null || letter == null) {
            return null;
        }
        String base = "; its base is " + code.base();
        return switch (letter) {
            case 'A' -> "A, an attempt: follows its base where it has no row of its own" + base;
            case 'B' -> "B, aiding and abetting: follows its base where it has no row of its own" + base;
            case 'C' -> "C, a conspiracy: indictable only whatever its base" + base;
            case 'E' -> "E, encouraging or assisting: follows its base where it has no row of its own" + base;
            default -> letter + ", incitement: follows its base where it has no row of its own" + base;
        };
    }

    private boolean isCounted() {
        HomeOfficeCode code = inquiry.offence().homeOfficeCode();
        return !inquiry.offence().nonOffenceBreach()
                && (code == null || !settings.notCounted().contains(code));
    }

    private String counted() {
        if (inquiry.offence().nonOffenceBreach()) {
            return "no: category CB, a breach that is no offence of its own";
        }
        return isCounted() ? "yes" : "no: its Home Office code is on the list \"not counted\"";
    }

    private static String sources(List<String> sources) {
        return sources.isEmpty() ? "no source says so" : "yes: " + String.join("; ", sources);
    }

    private static String or(@Nullable Object value, String otherwise) {
        return value == null ? otherwise : value.toString();
    }

    private static void line(List<Line> lines, String label, String text) {
        lines.add(new Line(label, text));
    }
}
