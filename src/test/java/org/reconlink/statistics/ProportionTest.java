package org.reconlink.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reconlink.spec.SpecTable;

class ProportionTest {
    static List<Map<String, Object>> percents() {
        return SpecTable.load("statistics/percent.yml").cases();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("percents")
    void percentIsTheExactFractionRoundedHalfUp(Map<String, Object> spec) {
        Proportion proportion = new Proportion((Integer) spec.get("k"), (Integer) spec.get("n"));
        assertThat(proportion.percent().map(BigDecimal::toPlainString).orElse("none"))
                .isEqualTo(spec.get("percent"));
    }

    @Test
    void theBoundOfNobodyAndOfEverybodyIsExact() {
        for (int n = 1; n <= 300; n++) {
            assertThat(new Proportion(0, n).wilson().orElseThrow().lower()).isZero();
            assertThat(new Proportion(n, n).wilson().orElseThrow().upper()).isEqualTo(1);
        }
    }

    @Test
    void aShareOfNobodyHasNoInterval() {
        assertThat(new Proportion(0, 0).wilson()).isEmpty();
        assertThat(new Proportion(0, 0).clopperPearson()).isEmpty();
    }

    @Test
    void aShareAndItsComplementMakeTheWhole() {
        assertThat(new Proportion(16, 45).complement()).isEqualTo(new Proportion(29, 45));
    }

    @Test
    void moreThanAllIsNoProportion() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Proportion(46, 45))
                .withMessage("not a proportion: 46 of 45");
    }
}
