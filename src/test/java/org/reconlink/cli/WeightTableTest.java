package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reconlink.cli.ExplainCommand.WeightTable;
import org.reconlink.inquiry.Explanation.PairWeights;
import org.reconlink.inquiry.Explanation.Sight;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.RecordId;
import org.reconlink.linkage.study.CandidatePair;
import org.reconlink.linkage.study.CandidatePair.ComparedField;
import org.reconlink.linkage.study.CandidatePair.Decision;
import org.reconlink.linkage.study.LinkageResult.Reckoning;
import org.reconlink.linkage.study.PersonId;

class WeightTableTest {
    @Test
    void barsPointRightForAMatchAndLeftAgainstIt() {
        CandidatePair pair = new CandidatePair(
                new ParticipantId("P1"),
                new PersonId("1981/0000034U"),
                new RecordId("pnc-1.csv", null, 9),
                List.of("pnc id", "surname + date of birth"),
                List.of(
                        new ComparedField("name", "exact", 17.1, -3.1),
                        new ComparedField("pnc id", "missing", 0, 0),
                        new ComparedField("date of birth", "different", -8.6, 0)),
                5.4,
                0.04,
                Decision.NON_LINK,
                "may be a twin");
        StringWriter text = new StringWriter();
        WeightTable.print(PairWeights.of(pair, new Reckoning(-6.5, 5.4, -3.5), Sight.ALL), new PrintWriter(text));
        assertThat(text.toString().lines().toList())
                .containsExactly(
                        "",
                        "  non link: pnc-1.csv, row 9 (may be a twin)",
                        "  found by pnc id | surname + date of birth",
                        "    comparison     level                        bits   rarity      │ one ▇ is 2 bits",
                        "    prior          before any comparison        -6.5            ▇▇▇│",
                        "    name           exact                        +17.1  -3.1        │▇▇▇▇▇▇▇",
                        "    pnc id         missing                      +0.0               │",
                        "    date of birth  different                    -8.6           ▇▇▇▇│",
                        "    sum            of the comparisons           +5.4",
                        "    everyone else  other candidates, or nobody  -3.5             ▇▇│",
                        "    odds           match probability 0.0400     -4.6");
    }
}
