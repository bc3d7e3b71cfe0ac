package org.reconlink.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reconlink.inquiry.Explanation.Shown;
import org.reconlink.inquiry.Explanation.Sight;
import org.reconlink.inquiry.Explanation.TimingWords;
import org.reconlink.kernel.Adjudication;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.kernel.OffenceDescription;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PersonName;
import org.reconlink.kernel.RecordId;
import org.reconlink.offence.OffenceClassifier;
import org.reconlink.offence.OffenceSettings;
import org.reconlink.offence.SeriousnessScales;
import org.reconlink.outcome.InclusionSettings;
import org.reconlink.outcome.OutcomeDeriver;
import org.reconlink.outcome.OutcomeSettings;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.outcome.WindowSettings;

/** Released on 1 March 2012; data cut 31 December 2021; six months' waiting. */
class TimingWordsTest {
    private static final WindowSettings OPEN = window(null);
    private static final WindowSettings YEAR = window(12);

    @Test
    void anOffenceOnTheAnchorDayIsNoReoffence() {
        assertThat(words(YEAR, null, null, "2012-03-01", "2012-06-01"))
                .isEqualTo(
                        "committed on S itself, the day before the first day of the window, and proved on or after that"
                                + " first day: a pseudo-reconviction, not a reoffence");
    }

    @Test
    void anOffenceOnTheHorizonProvedOnTheDataCutIsTheLastThatCounts() {
        assertThat(words(OPEN, null, null, "2021-06-30", "2021-12-31"))
                .isEqualTo(
                        "committed in the window, on the last day (the horizon: later offences have not had time to be"
                                + " proved), and proved on the last day for it, 2021-12-31: a proven reoffence");
        assertThat(words(OPEN, null, null, "2021-07-01", "2021-12-31"))
                .isEqualTo("committed after the last day (the horizon: later offences have not had time to be proved),"
                        + " 2021-06-30");
    }

    @Test
    void lateProofSaysHowLate() {
        assertThat(words(YEAR, null, null, "2013-03-01", "2013-09-02"))
                .isEqualTo("committed in the window, but proved 1 day after the last day for proof, 2013-09-01");
    }

    @Test
    void anOffenceAfterDeathOrDeportationDoubtsTheLink() {
        assertThat(words(OPEN, ParticipantDate.DEATH, "2012-05-01", "2012-05-02", "2012-06-01"))
                .isEqualTo(
                        "dated after the date of death 2012-05-01: it counts in no outcome, and the link to this person may"
                                + " be wrong");
        assertThat(words(OPEN, ParticipantDate.DEPORTATION, "2012-05-01", "2012-05-02", "2012-06-01"))
                .startsWith("dated after the date of deportation 2012-05-01");
    }

    @Test
    void anUndatedOffenceMayBeFromBefore() {
        assertThat(words(YEAR, null, null, null, "2012-06-01"))
                .isEqualTo(
                        "no usable offence date, and proved on or after the first day: it may be from before the window, so"
                                + " it is no reoffence");
    }

    @Test
    void anOffenceInAnUnobservedWindowSaysWhyItDoesNotCount() {
        assertThat(words(YEAR, ParticipantDate.DEATH, "2012-12-01", "2012-05-02", "2012-06-01"))
                .isEqualTo(
                        "committed in the window, and proved by 2013-09-01; no outcome is counted, for it is not observed:"
                                + " died");
    }

    @Test
    void whatTheTableSaysAlreadyNeedsNoWords() {
        assertThat(words(YEAR, null, null, "2011-05-02", "2011-06-01")).isNull();
    }

    private static @Nullable String words(
            WindowSettings window,
            @Nullable ParticipantDate exit,
            @Nullable String exitDate,
            @Nullable String committed,
            String proved) {
        Map<ParticipantDate, LocalDate> dates = new EnumMap<>(ParticipantDate.class);
        dates.put(ParticipantDate.RELEASE, LocalDate.of(2012, 3, 1));
        if (exit != null) {
            dates.put(exit, LocalDate.parse(exitDate));
        }
        PersonDetails person =
                new PersonDetails(new PersonName("A", "B", null), List.of(), null, null, null, null, null, List.of());
        Participant participant = new Participant(
                new ParticipantId("1"),
                new RecordId("participants.xlsx", "Referrals", 2),
                person,
                null,
                dates,
                null,
                null,
                null,
                null,
                Map.of());
        ConvictionRecord row = new ConvictionRecord(
                new RecordId("pnc.csv", null, 2),
                person,
                null,
                null,
                new OffenceDescription(new OffenceCode("TH68010"), null, null),
                committed == null ? null : LocalDate.parse(committed),
                null,
                LocalDate.parse(proved),
                Adjudication.GUILTY,
                null,
                null,
                null,
                0);
        ParticipantOutcome outcome = deriver(window)
                .derive(participant, true, List.of(row), List.of())
                .outcome();
        return new TimingWords(participant, outcome.windows().get(0), new Shown(Sight.ALL, null))
                .of(outcome.offences().get(0));
    }

    private static OutcomeDeriver deriver(WindowSettings window) {
        OffenceSettings offence = OffenceSettings.defaults();
        OutcomeSettings outcome = new OutcomeSettings(
                LocalDate.of(2021, 12, 31),
                List.of(window),
                OutcomeSettings.ProofBasis.CONVICTIONS,
                true,
                new InclusionSettings(false, Map.of(), List.of(), null, false));
        return new OutcomeDeriver(
                outcome, offence, OffenceClassifier.shipped(offence)::classify, SeriousnessScales.of(offence), 10);
    }

    private static WindowSettings window(@Nullable Integer months) {
        return new WindowSettings(
                "after",
                ParticipantDate.RELEASE,
                months,
                null,
                6,
                WindowSettings.FirstDay.NEXT_DAY,
                WindowSettings.OffenceDate.START,
                false);
    }
}
