package org.reconlink.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.reconlink.intake.CourtResults.Adjudications;
import org.reconlink.intake.CourtResults.CourtResult;
import org.reconlink.intake.CourtResults.Disposals;
import org.reconlink.intake.DatePattern.TwoDigitYears;
import org.reconlink.intake.Reading.Problem;
import org.reconlink.kernel.OffenceDescription;
import org.reconlink.kernel.PersonName;
import org.reconlink.kernel.Postcode;
import org.reconlink.spec.SpecTable;

/** Every standardising rule against its table of cases. */
class StandardisingRulesTest {
    private static final int PIVOT = 2029;
    private static final List<LocalDate> PLACEHOLDERS = List.of(LocalDate.of(1900, 1, 1), LocalDate.of(1970, 1, 1));

    /** One row of a table: a text, and what the rule's settings are if not the usual ones. */
    private record Case(Map<String, Object> entries) {
        String text() {
            return Texts.stripped(entries.get("text").toString());
        }

        int pivot() {
            return (int) entries.getOrDefault("pivot", PIVOT);
        }

        @SuppressWarnings("unchecked")
        Dates dates() {
            return new Dates(
                    (List<String>) entries.getOrDefault("formats", List.of()),
                    pivot(),
                    ZoneId.of("Europe/London"),
                    PLACEHOLDERS);
        }

        String expected(String key) {
            return Objects.toString(entries.get(key), "");
        }
    }

    private static Map<String, Function<Case, Reading<?>>> rules() {
        Map<String, Function<Case, Reading<?>>> rules = new LinkedHashMap<>();
        rules.put("names", c -> Names.read(c.text()));
        rules.put("full-names", c -> FullNames.read(c.text()));
        rules.put("aliases", c -> FullNames.readAll(c.text()));
        rules.put("dates", c -> c.dates().read(c.text()));
        rules.put("dates-of-birth", c -> c.dates().ofBirth(c.text(), PLACEHOLDERS, new Dates.TimesOfDay()));
        rules.put("two-digit-years", c -> Reading.of(TwoDigitYears.inFull(Integer.parseInt(c.text()), c.pivot())));
        rules.put("pnc-ids", c -> PncIds.read(c.text(), c.pivot()));
        rules.put("cro-numbers", c -> CroNumbers.read(c.text()));
        rules.put("postcodes", c -> Postcodes.readAll(c.text()));
        rules.put("offence-codes", c -> OffenceCodes.read(c.text()));
        rules.put("home-office-codes", c -> HomeOfficeCodes.read(c.text()));
        rules.put("index-offences", c -> IndexOffences.read(c.text()));
        rules.put("adjudications", c -> adjudication(Adjudications.read(c.text())));
        rules.put("disposals", c -> Disposals.readWords(c.text()));
        rules.put("disposal-codes", c -> Disposals.readCode(c.text()));
        rules.put(
                "sentence-lengths",
                c -> SentenceLengths.under(c.expected("heading")).apply(c.text()));
        rules.put("sexes", c -> Sexes.read(c.text()));
        rules.put("consents", c -> Consents.read(c.text()));
        rules.put("custody-types", c -> CustodyTypes.read(c.text()));
        rules.put("counts", c -> Counts.read(c.text()));
        return rules;
    }

    @TestFactory
    Stream<DynamicContainer> everyCaseOfEveryRule() {
        return rules().entrySet().stream().map(rule -> DynamicContainer.dynamicContainer(rule.getKey(), tests(rule)));
    }

    private static Stream<DynamicTest> tests(Map.Entry<String, Function<Case, Reading<?>>> rule) {
        return SpecTable.load("intake/" + rule.getKey() + ".yml").cases().stream()
                .map(Case::new)
                .map(c -> DynamicTest.dynamicTest(c.entries().toString(), () -> {
                    Reading<?> reading = rule.getValue().apply(c);
                    assertThat(value(reading)).isEqualTo(c.expected("is"));
                    Problem problem = reading.problem();
                    assertThat(problem == null ? "" : problem.rule()).isEqualTo(c.expected("finding"));
                }));
    }

    private static Reading<?> adjudication(Reading<CourtResult> result) {
        Object value = result.value() == null ? null : result.value().adjudication();
        return new Reading<>(result.kind(), value, result.problem());
    }

    private static String value(Reading<?> reading) {
        return switch (reading.kind()) {
            case VALUE -> written(reading.value());
            case PLACEHOLDER -> "missing";
            case PARTIAL -> reading.within().first() + " to " + reading.within().last();
            case UNREADABLE -> "";
            case BLANK -> "blank";
        };
    }

    private static String written(Object value) {
        if (value instanceof List<?> several) {
            return several.stream().map(StandardisingRulesTest::written).collect(Collectors.joining(" + "));
        }
        if (value instanceof PersonName name) {
            return Stream.of(name.surname(), name.forename(), name.middleNames())
                    .map(part -> Objects.toString(part, ""))
                    .collect(Collectors.joining("/"));
        }
        if (value instanceof OffenceDescription offence) {
            return offence.cjsCode() != null
                    ? "cjs " + offence.cjsCode()
                    : offence.homeOfficeCode() != null ? "ho " + offence.homeOfficeCode() : "title " + offence.title();
        }
        if (value instanceof CustodyTypes.CustodyType custody) {
            if (custody.type() == null) {
                return "no custody";
            }
            return custody.kind() == null ? custody.type().name() : custody.type() + " " + custody.kind();
        }
        if (value instanceof CourtResult result) {
            return Stream.of(result.code(), result.acquits() ? result.adjudication() : result.custody(), result.days())
                    .filter(Objects::nonNull)
                    .map(Object::toString)
                    .collect(Collectors.joining(" "));
        }
        if (value instanceof Postcode postcode) {
            return postcode.value();
        }
        if (value instanceof org.reconlink.kernel.PncId id) {
            return id.value();
        }
        return value instanceof org.reconlink.kernel.CroNumber number ? number.value() : value.toString();
    }
}
