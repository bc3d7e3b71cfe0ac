package org.reconlink.study;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.offence.OffenceSettings;
import org.reconlink.offence.OffenceSettings.Indictable;

/** {@code offence}: how offences are classified and counted. */
final class OffenceSection {
    private static final List<String> SCALE_NAMES = List.of("court-mode", "maximum-sentence");

    /** Class and subclass: 8/6, 195/66, 8.06; a single digit after a point may have lost its zero, so it is refused. */
    private static final Pattern HOME_OFFICE_CODE = Pattern.compile("(\\d{1,3})(?:/(\\d{1,2})|\\.(\\d{2}))");

    private static final Pattern FIVE_DIGITS = Pattern.compile("(\\d{3})(\\d{2})");

    static final Key<List<Located<String>>> SCALES = Key.withDefault(
            "scales",
            ListType.of(Choice.of(SCALE_NAMES), "[court-mode]"),
            "[court-mode]",
            "seriousness scales (" + Words.either(SCALE_NAMES) + "); the first finds the principal offence");
    static final Key<Indictable> INDICTABLE = Key.withDefault(
            "indictable",
            Choice.of("only", Indictable.ONLY, "including either-way", Indictable.INCLUDING_EITHER_WAY),
            "only",
            "what tables count as indictable: indictable-only offences, or also those triable either way");
    static final Key<List<Located<HomeOfficeCode>>> NOT_COUNTED = Key.withDefault(
            "not counted",
            ListType.maybeEmpty(
                    new Scalar<>(
                            "a Home Office code", "195/66", OffenceSection::homeOfficeCode, OffenceSection::lostZero),
                    "[195/66, 66/17]"),
            "[195/66]",
            "Home Office codes of breaches that do not count as offences");
    static final Key<List<Located<String>>> CUSTODIAL = Key.withDefault(
            "custodial disposals",
            ListType.of(
                    Scalar.of("a disposal code of four digits", "1002", text -> text.matches("\\d{4}") ? text : null),
                    "[1002, 1003]"),
            "[1002, 1003, 1007, 1022, 1024, 1081, 1162]",
            "disposal codes that are immediate custody");
    static final Key<Path> TABLE = Key.optional(
            "table",
            new FilePath(),
            "default: none",
            "the study's own court modes as CSV with the columns code, mode and source, from the protocol's folder");

    static final SectionType TYPE = SectionType.of(SCALES, INDICTABLE, NOT_COUNTED, CUSTODIAL, TABLE);

    private OffenceSection() {}

    static OffenceSettings settings(Values values) {
        Set<HomeOfficeCode> notCounted = new LinkedHashSet<>(Located.values(values.need(NOT_COUNTED)));
        Set<String> custodial = new LinkedHashSet<>(Located.values(values.need(CUSTODIAL)));
        return new OffenceSettings(
                Located.values(values.need(SCALES)),
                values.need(INDICTABLE),
                notCounted,
                custodial,
                values.find(TABLE));
    }

    private static @Nullable HomeOfficeCode homeOfficeCode(String text) {
        Matcher digits = FIVE_DIGITS.matcher(text);
        if (digits.matches()) {
            return code(digits.group(1), digits.group(2));
        }
        Matcher parts = HOME_OFFICE_CODE.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        return code(parts.group(1), parts.group(2) == null ? parts.group(3) : parts.group(2));
    }

    private static @Nullable String lostZero(String wrong) {
        return wrong.matches("\\d{1,3}\\.\\d")
                ? "write class and subclass with a slash: a zero may be lost after the point"
                : null;
    }

    private static HomeOfficeCode code(String offenceClass, String subclass) {
        return new HomeOfficeCode(Integer.parseInt(offenceClass), Integer.parseInt(subclass));
    }
}
