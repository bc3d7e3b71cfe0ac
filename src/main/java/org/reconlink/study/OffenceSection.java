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
import org.reconlink.offence.OffenceSettings.Evidence;
import org.reconlink.offence.OffenceSettings.Indictable;
import org.reconlink.offence.SeriousnessScales;
import org.reconlink.study.ProtocolNode.Located;
import org.reconlink.study.Scalars.Scalar;

/** {@code offence}: how offences are classified and counted. */
final class OffenceSection {
    private static final List<String> SCALE_NAMES = SeriousnessScales.names();

    /** Class and subclass: 8/6, 195/66, 8.06; a single digit after a point may have lost its zero, so it is refused. */
    private static final Pattern HOME_OFFICE_CODE = Pattern.compile("(\\d{1,3})(?:/(\\d{1,2})|\\.(\\d{2}))");

    private static final Pattern FIVE_DIGITS = Pattern.compile("(\\d{3})(\\d{2})");

    static final Key<List<Located<String>>> SCALES = Key.withDefault(
            "scales",
            ListType.of(Scalar.of("the name of a scale", "court-mode", OffenceSection::scaleName), "[court-mode]"),
            "[court-mode]",
            "seriousness scales (" + ProtocolWords.either(SCALE_NAMES)
                    + ", or one of the study's own tables by the name of its"
                    + " file without the ending); the first finds the principal offence");
    static final Key<List<Located<Path>>> SCALE_TABLES = Key.withDefault(
            "scale tables",
            ListType.maybeEmpty(FilePath.ofInput(), "[harm-index.csv]"),
            "[]",
            "seriousness scales of the study's own as CSV with the columns code (CJS or Home Office code) and value (a whole"
                    + " number, the higher the more serious), from the protocol's folder");
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
    static final Key<List<Located<String>>> COURTS = Key.withDefault(
            "courts not counted",
            ListType.maybeEmpty(
                    Scalar.of("words in the name of a court", "Sheriff", text -> text.isBlank() ? null : text),
                    "[Sheriff, Belfast]"),
            "[]",
            "words in the names of courts whose convictions do not count, such as those outside England and Wales");
    static final Key<List<Located<String>>> CUSTODIAL = Key.withDefault(
            "custodial disposals",
            ListType.of(
                    Scalar.of("a disposal code of four digits", "1002", text -> text.matches("\\d{4}") ? text : null),
                    "[1002, 1003]"),
            "[1002, 1003, 1007, 1022, 1024, 1081, 1162]",
            "disposal codes that are immediate custody");
    static final Key<Evidence> EVIDENCE = Key.withDefault(
            "evidence",
            Choice.of("any", Evidence.ANY, "statute and flag", Evidence.STATUTE_AND_FLAG),
            "any",
            "what can call an offence violent or sexual: any source (statutory lists, the Home Office's flag, parent groups"
                    + " and violent sanctions), or the statutory lists and the flag alone");
    static final Key<Path> TABLE = Key.optional(
            "table",
            FilePath.ofInput(),
            "default: none",
            "the study's own court modes as CSV with the columns code, mode and source, from the protocol's folder");

    static final Key<Path> TITLES = Key.optional(
            "titles",
            FilePath.ofInput(),
            "default: none",
            "what titles and local codes of the extracts mean, as CSV with the columns title and code (CJS or Home Office code);"
                    + " \"reconlink offence --titles EXTRACT\" writes one to fill in");

    static final SectionType TYPE =
            SectionType.of(SCALES, SCALE_TABLES, INDICTABLE, NOT_COUNTED, COURTS, CUSTODIAL, EVIDENCE, TABLE, TITLES);

    private OffenceSection() {}

    /** Every scale is one of the product's or one of the study's tables. */
    static void check(Values values, ParseContext reading) {
        List<Located<String>> scales = values.find(SCALES);
        List<Located<Path>> tables = values.find(SCALE_TABLES);
        if (scales == null || tables == null) {
            return;
        }
        Set<String> names = new LinkedHashSet<>(SCALE_NAMES);
        for (Located<Path> table : tables) {
            String name = SeriousnessScales.name(table.value());
            if (!names.add(name)) {
                reading.problem(
                        table.at(),
                        "a scale is called " + ProtocolWords.quoted(name) + " already",
                        "give the file another name: a scale is called as its file");
            }
        }
        for (Located<String> scale : scales) {
            if (!names.contains(scale.value())) {
                reading.problem(
                        scale.at(),
                        ProtocolWords.quoted(SCALES.name()) + " knows no " + ProtocolWords.quoted(scale.value()),
                        ProtocolWords.nearest(scale.value(), names)
                                .map(word -> "did you mean " + ProtocolWords.quoted(word) + "?")
                                .orElseGet(() -> "write " + ProtocolWords.either(names)));
            }
        }
    }

    /** Stock scales are also understood with a space for the hyphen; other names stand as they are. */
    private static @Nullable String scaleName(String text) {
        return SCALE_NAMES.stream()
                .filter(name -> ProtocolWords.plain(name).equals(ProtocolWords.plain(text)))
                .findFirst()
                .orElse(text.isBlank() ? null : text);
    }

    static OffenceSettings settings(Values values) {
        Set<HomeOfficeCode> notCounted = new LinkedHashSet<>(Located.values(values.need(NOT_COUNTED)));
        Set<String> custodial = new LinkedHashSet<>(Located.values(values.need(CUSTODIAL)));
        return new OffenceSettings(
                Located.values(values.need(SCALES)),
                values.need(INDICTABLE),
                notCounted,
                custodial,
                values.find(TABLE),
                Located.values(values.need(SCALE_TABLES)),
                Set.copyOf(Located.values(values.need(COURTS))),
                values.find(TITLES),
                values.need(EVIDENCE));
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
