package org.reconlink.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.RecordId;
import org.reconlink.outcome.Offence.OffenceOutcome;
import org.reconlink.outcome.OutcomeDeriver.Derived;
import org.reconlink.spec.SpecTable;

/** Derives every case of every table of the rules and compares it with what the table expects. */
class SpecifiedOutcomesTest {
    private static final List<String> TABLES = List.of(
            "duplicate-rows",
            "hearings",
            "proof-and-counting",
            "unclassified",
            "principal-offence",
            "index-offence",
            "index-conviction",
            "window-dates",
            "timing",
            "partial-dates",
            "observed",
            "time-to-first",
            "days-at-risk",
            "recalls-to-custody",
            "reoffences",
            "unknown",
            "undated",
            "history-and-ages",
            "inclusion");

    @TestFactory
    Stream<DynamicContainer> outcomesAreWhatTheTablesExpect() {
        return TABLES.stream().map(name -> {
            SpecTable table = SpecTable.load("outcome/" + name + ".yml");
            return dynamicContainer(table.rule(), table.cases().stream().map(SpecifiedOutcomesTest::test));
        });
    }

    private static DynamicTest test(Map<String, Object> values) {
        return dynamicTest((String) values.get("case"), () -> check(new Given(values)));
    }

    private static void check(Given given) {
        OutcomeCase read = OutcomeCase.read(given);
        Derived derived = read.derived();
        Map<String, Object> expected = new LinkedHashMap<>();
        Map<String, Object> actual = new LinkedHashMap<>();
        rows(given, derived.outcome(), expected, actual);
        int stated = expected.size();
        Object findings = null;
        if (given.has("expect")) {
            Map<String, Object> expect = new LinkedHashMap<>(given.map("expect").all());
            findings = expect.remove("findings");
            stated += expect.size() + (findings == null ? 0 : 1);
            outcome(expect, derived.outcome(), expected, actual);
        }
        given.value("case");
        given.nothingElse();
        expected.put("findings", Given.words(findings == null ? List.of() : findings));
        actual.put(
                "findings",
                Given.words(derived.findings().stream().map(Finding::toString).toList()));
        assertThat(stated).as("things this case expects").isPositive();
        assertThat(actual).isEqualTo(expected);
    }

    private static void outcome(
            Map<String, Object> expect,
            ParticipantOutcome outcome,
            Map<String, Object> expected,
            Map<String, Object> actual) {
        expect.forEach((what, value) -> {
            if (value instanceof Map<?, ?>) {
                Given.asMap(value).forEach((inner, innerValue) -> {
                    String label = what + ": " + inner;
                    expected.put(label, Given.words(innerValue));
                    actual.put(label, Given.words(OutcomeWords.value(inner, outcome, outcome.window(what))));
                });
            } else {
                expected.put(what, Given.words(value));
                actual.put(
                        what,
                        Given.words(OutcomeWords.value(
                                what, outcome, outcome.windows().get(0))));
            }
        });
    }

    private static void rows(
            Given given, ParticipantOutcome outcome, Map<String, Object> expected, Map<String, Object> actual) {
        long number = 0;
        for (Given row : given.maps("rows")) {
            number++;
            RecordId source = new RecordId(row.text("file", "pnc.csv"), null, number);
            OffenceOutcome offence = outcome.offences().stream()
                    .filter(o -> o.offence().sources().contains(source))
                    .findFirst()
                    .orElse(null);
            if (row.value("is") instanceof Map<?, ?> byWindow) {
                Map<String, Object> is = new LinkedHashMap<>();
                offence.timing().forEach((window, timing) -> is.put(window, timing.name()));
                expected.put("row " + number, Map.copyOf(Given.asMap(byWindow)));
                actual.put("row " + number, Map.copyOf(is));
            } else if (row.has("is")) {
                expected.put("row " + number, row.text("is"));
                actual.put(
                        "row " + number,
                        offence == null
                                ? "left out"
                                : offence.timing().values().iterator().next().name());
            }
            if (row.has("straddles")) {
                expected.put("row " + number + " straddles", row.value("straddles"));
                actual.put(
                        "row " + number + " straddles",
                        offence.straddlesStart().values().iterator().next());
            }
            if (row.has("in custody")) {
                expected.put("row " + number + " in custody", row.value("in custody"));
                actual.put("row " + number + " in custody", OutcomeWords.said(offence.inCustody()));
            }
        }
    }
}
