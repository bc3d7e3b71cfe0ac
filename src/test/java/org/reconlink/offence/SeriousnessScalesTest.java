package org.reconlink.offence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SeriousnessScalesTest {
    @Test
    void everyStockScaleIsFoundByItsNameAndCitesItsSource() {
        assertThat(SeriousnessScales.names()).containsExactly("court-mode", "maximum-sentence");
        assertThat(SeriousnessScales.names()).allSatisfy(name -> {
            SeriousnessScale scale = SeriousnessScales.named(name);
            assertThat(scale.name()).isEqualTo(name);
            assertThat(scale.citation()).matches(".+ \\(.+\\)");
        });
    }

    @Test
    void anUnknownNameIsAnErrorThatSaysTheKnownOnes() {
        assertThatThrownBy(() -> SeriousnessScales.named("harm"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no seriousness scale is named harm; there are court-mode, maximum-sentence");
    }
}
