package org.reconlink.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.reconlink.kernel.CellRule;
import org.reconlink.kernel.CellRule.Made;
import org.reconlink.kernel.CellRule.Outcome;
import org.reconlink.spec.SpecTable;

/** Cells of plain tables against their table of cases, as text and, where that can be done, as bytes. */
class PlainRuleTest {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final PlainRule.Settings USUAL =
            new PlainRule.Settings(List.of(), List.of(), 2025, false, LONDON, '|');

    @TestFactory
    Stream<DynamicTest> everyCase() {
        return SpecTable.load("intake/plain-cells.yml").cases().stream()
                .map(c -> DynamicTest.dynamicTest(c.toString(), () -> check(c)));
    }

    @SuppressWarnings("unchecked")
    private static void check(Map<String, Object> c) {
        List<String> formats = (List<String>) c.getOrDefault("formats", List.of());
        PlainRule.Settings settings = new PlainRule.Settings(
                (List<String>) c.getOrDefault("missing", List.of()),
                formats.stream().map(DatePattern::of).toList(),
                2025,
                (boolean) c.getOrDefault("month first", false),
                LONDON,
                '|');
        PlainRule rule = new PlainRule(PlainRule.Kind.valueOf((String) c.get("kind")), false, settings);
        String text = c.get("text").toString();
        Made made = rule.of(text);
        assertThat(made)
                .isEqualTo(Made.of(Outcome.valueOf((String) c.getOrDefault("outcome", "READ")), (String) c.get("is")));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] into = new byte[bytes.length];
        int length = rule.of(bytes, 0, bytes.length, into);
        if (length == CellRule.NOTHING) {
            assertThat(made).isEqualTo(Made.missing(Outcome.NOT_UNDERSTOOD));
        } else if (length != CellRule.NO_BYTES) {
            assertThat(Made.of(Outcome.READ, new String(Arrays.copyOf(into, length), StandardCharsets.US_ASCII)))
                    .isEqualTo(made);
        }
    }

    @Test
    void textsAreComparedByTheirFirstLettersAndEqualOnlyIfAllAre() {
        PlainRule rule = new PlainRule(PlainRule.Kind.TEXT, false, USUAL);
        String same = "word ".repeat(30);
        Made one = rule.of(same + "one");
        assertThat(one.outcome()).isEqualTo(Outcome.SHORTENED);
        assertThat(one.value()).hasSizeBetween(PlainRule.LONGEST + 2, PlainRule.LONGEST + 14);
        assertThat(one)
                .isEqualTo(rule.of(same.toUpperCase(Locale.ROOT) + " one"))
                .isNotEqualTo(rule.of(same + "two"));
    }

    @Test
    void aCellOfSeveralValuesIsReadIfAnyIs() {
        PlainRule rule = new PlainRule(PlainRule.Kind.POSTCODE, true, USUAL);
        assertThat(rule.of("LS1 4AP; NFA|LS2 7QA")).isEqualTo(new Made(Outcome.READ, List.of("LS14AP", "", "LS27QA")));
        assertThat(rule.of("abroad; NFA").outcome()).isEqualTo(Outcome.PLACEHOLDER);
    }
}
