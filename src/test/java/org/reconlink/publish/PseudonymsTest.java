package org.reconlink.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reconlink.kernel.ParticipantId;

class PseudonymsTest {

    private static final PseudonymKey KEY = PseudonymKey.read(null, Made.KEY);
    private static final ParticipantId SOMEBODY = new ParticipantId("R-001");

    @Test
    void aPseudonymIsTheSameInEveryRunOfAStudy() {
        // Worked out with another program: HMAC-SHA-256 of the id under the HMAC of the label and the study.
        assertThat(new Pseudonyms(KEY, "resettle").of(SOMEBODY)).isEqualTo("yz7fmp6ozoxdo4yasks5hs6aob");
    }

    @Test
    void nobodyCanJoinTwoStudiesOrTwoKeysByPseudonym() {
        String pseudonym = new Pseudonyms(KEY, "resettle").of(SOMEBODY);
        PseudonymKey other = PseudonymKey.read(null, Made.KEY.replace('0', 'f'));

        assertThat(new Pseudonyms(KEY, "resettle-2").of(SOMEBODY)).isNotEqualTo(pseudonym);
        assertThat(new Pseudonyms(other, "resettle").of(SOMEBODY)).isNotEqualTo(pseudonym);
    }

    @Test
    void everybodyHasAPseudonymOfTheirOwnThatNoProgramTakesForANumber() {
        List<ParticipantId> ids = IntStream.range(0, 5000)
                .mapToObj(i -> new ParticipantId("P" + i))
                .toList();

        var pseudonyms = new Pseudonyms(KEY, "resettle").of(ids);

        assertThat(pseudonyms).containsOnlyKeys(ids);
        assertThat(pseudonyms.values()).doesNotHaveDuplicates().allMatch(p -> p.matches("[a-z2-7]{26}"));
        assertThat(pseudonyms.values()).noneMatch(p -> p.matches("[0-9e]+"));
    }

    @Test
    void theKeyIsNamedWithoutBeingGivenAway() {
        assertThat(KEY.id()).isEqualTo("28371a0e51b67b9d");
        assertThat(KEY).hasToString("PseudonymKey[withheld]");
        assertThat(new Pseudonyms(KEY, "resettle")).hasToString("Pseudonyms[withheld]");
    }
}
