package org.reconlink.study;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.FieldWords;
import org.reconlink.intake.IntakeSettings;
import org.reconlink.result.quality.Checks;
import org.reconlink.study.ProtocolNode.Given;
import org.reconlink.study.ProtocolNode.Located;

/** {@code intake}: what holds for the rows of all files. */
final class IntakeSection {
    static final Key<Double> REJECTED_ROWS = Key.withDefault(
            "rejected rows at most",
            Scalars.share("0.5%"),
            "0",
            "the share of unusable rows above which the run stops before linkage");
    static final Key<Integer> TWO_DIGIT_YEARS = Key.optional(
            "two-digit years up to",
            Scalars.year(),
            "default: the year of the data cut",
            "the latest year that two digits can mean: with 2029, 29 is 2029 and 30 is 1930");
    static final Key<List<Located<LocalDate>>> PLACEHOLDERS = Key.withDefault(
            "placeholder dates of birth",
            ListType.maybeEmpty(Scalars.date(), "[1900-01-01]"),
            "[1900-01-01, 1970-01-01]",
            "dates that a system writes where the date of birth is not known");

    static final Key<List<Located<LocalDate>>> PLACEHOLDER_DATES = Key.withDefault(
            "placeholder dates",
            ListType.maybeEmpty(Scalars.date(), "[1900-01-01]"),
            "[1900-01-01, 1970-01-01]",
            "dates that a system writes where any other date is not known; dates such as 0000-00-00, 1899-12-30 or"
                    + " 9999-12-31 always are");
    static final Key<Integer> RESPONSIBLE = Key.withDefault(
            "age of criminal responsibility",
            Scalars.wholeNumber("an age in years", 0, 21, 10),
            "10",
            "an offence dated before the person was so old is taken as undated; 12 in Scotland");
    static final Key<ZoneId> ZONE = Key.withDefault(
            "time zone",
            Scalars.zone(),
            "Europe/London",
            "where a time of day that is written with a zone has its day");

    static final Key<Boolean> HIDDEN = Key.withDefault(
            "hidden rows",
            Choice.of("read", true, "leave out", false),
            "read",
            "rows of a workbook that are hidden, by hand or by a filter; how many is said");
    static final Key<Boolean> STRUCK_OUT = Key.withDefault(
            "struck-out rows",
            Choice.of("read", true, "leave out", false),
            "read",
            "rows of a workbook with a line through every filled cell; how many is said");

    static final Key<Map<String, Double>> FAILED_CHECKS = Key.optional(
            "failed checks at most",
            new CheckShares(),
            "default: no limit",
            "for checks of the data-quality report: the share of what a check looks at in a column or file that may"
                    + " fail it before the run stops");

    static final SectionType TYPE = SectionType.of(
            REJECTED_ROWS,
            FAILED_CHECKS,
            TWO_DIGIT_YEARS,
            PLACEHOLDERS,
            PLACEHOLDER_DATES,
            RESPONSIBLE,
            ZONE,
            HIDDEN,
            STRUCK_OUT);

    private IntakeSection() {}

    /** Nobody is born, convicted or recorded after the data cut, so its year is the latest that two digits can mean. */
    static IntakeSettings settings(Values values, FieldWords words, LocalDate dataCut) {
        @Nullable Integer pivot = values.find(TWO_DIGIT_YEARS);
        return new IntakeSettings(
                values.need(REJECTED_ROWS),
                pivot == null ? dataCut.getYear() : pivot,
                Located.values(values.need(PLACEHOLDERS)),
                words,
                Objects.requireNonNullElse(values.find(FAILED_CHECKS), Map.of()),
                new IntakeSettings.DateSettings(
                        Located.values(values.need(PLACEHOLDER_DATES)), values.need(RESPONSIBLE), values.need(ZONE)),
                new IntakeSettings.RowSettings(values.need(HIDDEN), values.need(STRUCK_OUT)));
    }

    /** Checks of the data-quality report, each with a share. */
    private record CheckShares() implements ValueType<Map<String, Double>> {
        private static final ValueType<Double> SHARE = Scalars.share("5%");

        @Override
        public String words() {
            return "a section of checks as the data-quality report calls them, such as { postcode: 5% }";
        }

        /** Those that can be used; null if this is no section. */
        @Override
        public @Nullable Map<String, Double> read(Given given, ParseContext reading) {
            if (!(given.node() instanceof ProtocolNode.Entries section)) {
                Shape.keysExpected(given, "write checks and shares such as { postcode: 5% }", reading);
                return null;
            }
            Map<String, Double> shares = new LinkedHashMap<>();
            MatchedKeys.of(section.entries(), Checks.rulesOfRows(), reading)
                    .entries()
                    .forEach((check, entry) -> {
                        Double share = entry.value() instanceof ProtocolNode.Refused
                                ? null
                                : SHARE.read(new Given(check, entry.at(), entry.value()), reading);
                        if (share != null) {
                            shares.put(check, share);
                        }
                    });
            return shares;
        }
    }
}
