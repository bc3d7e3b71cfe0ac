package org.reconlink.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.kernel.CustodySpell;
import org.reconlink.kernel.Flag;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.outcome.OutcomeDeriver.Derived;
import org.reconlink.outcome.WindowOutcome.NotObserved;
import org.reconlink.outcome.WindowOutcome.Recall;
import org.reconlink.outcome.WindowOutcome.Survival;
import org.reconlink.outcome.WindowOutcome.Timing;

/** Histories from seeds 0, 1, 2 ...; {@code mvn -Plong test} has more of them. */
class GeneratedHistoriesTest {
    private static final int HISTORIES = Integer.getInteger("histories", 3_000);
    private static final Pattern SOURCES = Pattern.compile("sources=\\[[^]]*]");

    @Test
    void aDayByDayReckoningComesToTheSameWindowsTimingsAndTimes() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            OutcomeCase given = withIndexOffence(RandomHistory.ofSingleRows(seed));
            assertThat(words(given.derived().outcome()))
                    .as("history " + seed)
                    .isEqualTo(new NaiveOutcome(given).words());
        }
    }

    @Test
    void aDateNotKnownToTheDayIsPlacedOnEachDayThatItCanBe() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            OutcomeCase given = withIndexOffence(RandomHistory.ofPartialDates(seed));
            assertThat(words(given.derived().outcome()))
                    .as("history " + seed)
                    .isEqualTo(new NaiveOutcome(given).words());
        }
    }

    @Test
    void theHistoriesMeetEveryTimingAndEveryReason() {
        Map<Timing, Integer> timings = new EnumMap<>(Timing.class);
        Map<NotObserved, Integer> reasons = new EnumMap<>(NotObserved.class);
        for (long seed = 0; seed < HISTORIES; seed++) {
            ParticipantOutcome outcome =
                    RandomHistory.ofPartialDates(seed).derived().outcome();
            outcome.offences().forEach(o -> timings.merge(o.timing().get("after"), 1, Integer::sum));
            NotObserved reason = outcome.window("after").notObserved();
            if (reason != null) {
                reasons.merge(reason, 1, Integer::sum);
            }
        }
        assertThat(timings)
                .hasSize(Timing.values().length)
                .allSatisfy(
                        (timing, times) -> assertThat(times).as(timing.name()).isGreaterThan(50));
        assertThat(reasons)
                .hasSize(NotObserved.values().length)
                .allSatisfy(
                        (reason, times) -> assertThat(times).as(reason.name()).isGreaterThan(50));
    }

    @Test
    void whoeverIsObservedHasAnEventExactlyIfReoffended() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            WindowOutcome window =
                    RandomHistory.ofPartialDates(seed).derived().outcome().window("after");
            if (window.observed()) {
                assertThat(window.survival()).as("history " + seed).isNotNull();
                assertThat(window.survival().daysToFirst() != null)
                        .as("history " + seed)
                        .isEqualTo(window.reoffending().reoffended().yes());
            }
        }
    }

    @Test
    void whoeverIsSupposedToBeAPersonHasTheOutcomeOfThatLink() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            OutcomeCase given = RandomHistory.ofHearings(seed);
            SupposedOutcomes supposed = given.deriver().supposing();
            WindowOutcome window = given.linked(true).derived().outcome().window("after");
            WindowOutcome.Reoffending reoffending = window.reoffending();
            Definition.Answer expected =
                    reoffending == null ? Definition.Answer.NOT_OBSERVED : DefinitionsTest.answer(reoffending);
            assertThat(supposed.of(given.participant(), supposed.history(given.rows()), given.spells()))
                    .as("history " + seed)
                    .containsExactly(expected);
        }
    }

    /** Rows without a date of birth are dated by the participant's, as they are where the link is sure. */
    @Test
    void whoeverIsSupposedToBeAPersonWasOfAgeForTheOffences() {
        Set<Definition.Answer> answers = EnumSet.noneOf(Definition.Answer.class);
        for (long seed = 0; seed < HISTORIES / 6; seed++) {
            OutcomeCase given = bornLate(RandomHistory.ofHearings(seed));
            SupposedOutcomes supposed = given.deriver().supposing();
            List<Definition.Answer> ofLink = given.linked(true).derived().answers();
            List<Definition.Asked> asked = given.deriver().definitions();
            List<Definition.Answer> expected = IntStream.range(0, asked.size())
                    .filter(i -> asked.get(i).ofProtocol())
                    .mapToObj(ofLink::get)
                    .toList();
            assertThat(supposed.of(given.participant(), supposed.history(given.rows()), given.spells()))
                    .as("history " + seed)
                    .isEqualTo(expected);
            answers.addAll(expected);
        }
        assertThat(answers).contains(Definition.Answer.YES, Definition.Answer.NO);
    }

    /** Of age only in 2012, in the midst of the windows. */
    private static OutcomeCase bornLate(OutcomeCase given) {
        return new OutcomeCase(
                given.settings(),
                given.scales(),
                OutcomeCase.participant(
                        LocalDate.of(2002, 6, 1), null, given.participant().dates(), null),
                given.linked(),
                given.rows(),
                given.spells());
    }

    @Test
    void theOrderOfRowsAndSpellsChangesNothing() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            OutcomeCase given = RandomHistory.ofHearings(seed);
            List<ConvictionRecord> rows = new ArrayList<>(given.rows());
            List<CustodySpell> spells = new ArrayList<>(given.spells());
            Collections.shuffle(rows, new Random(seed));
            Collections.shuffle(spells, new Random(seed));
            assertThat(with(given, rows, spells).derived())
                    .as("history " + seed)
                    .isEqualTo(given.derived());
        }
    }

    @Test
    void rowsInAnotherOrderInTheirFileChangeNothingButTheirNumbers() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            OutcomeCase given = RandomHistory.ofHearings(seed);
            List<ConvictionRecord> shuffled = new ArrayList<>(given.rows());
            Collections.shuffle(shuffled, new Random(seed));
            List<ConvictionRecord> renumbered = new ArrayList<>();
            for (ConvictionRecord row : shuffled) {
                renumbered.add(RandomHistory.repeated(row, renumbered.size() + 1L));
            }
            Derived expected = given.derived();
            Derived actual = with(given, renumbered, given.spells()).derived();
            assertThat(withoutSources(actual)).as("history " + seed).isEqualTo(withoutSources(expected));
            assertThat(actual.findings()).as("history " + seed).hasSameSizeAs(expected.findings());
        }
    }

    private static String withoutSources(Derived derived) {
        return SOURCES.matcher(derived.outcome().toString()).replaceAll("");
    }

    private static OutcomeCase with(OutcomeCase given, List<ConvictionRecord> rows, List<CustodySpell> spells) {
        return new OutcomeCase(
                given.settings(), given.scales(), given.participant(), given.linked(), List.copyOf(rows), spells);
    }

    /** With an index offence and its date in the sheet, so that the second reckoning need not derive them. */
    static OutcomeCase withIndexOffence(OutcomeCase given) {
        Map<ParticipantDate, LocalDate> dates =
                new TreeMap<>(given.participant().dates());
        dates.putIfAbsent(ParticipantDate.INDEX_CONVICTION, LocalDate.of(2000, 1, 1));
        return new OutcomeCase(
                given.settings(),
                given.scales(),
                OutcomeCase.participant(null, "robbery", dates, null),
                given.linked(),
                given.rows(),
                given.spells());
    }

    private static Map<String, String> words(ParticipantOutcome outcome) {
        WindowOutcome window = outcome.window("after");
        Map<String, String> words = new TreeMap<>();
        words.put("last day", String.valueOf(window.end()));
        words.put("proof deadline", String.valueOf(window.proofDeadline()));
        words.put("not observed", String.valueOf(window.notObserved()));
        outcome.offences()
                .forEach(offence -> words.put(
                        "row " + offence.offence().sources().get(0).row(),
                        offence.timing().get("after").name()));
        words.put(
                "reoffences",
                window.reoffending() == null
                        ? "none"
                        : "" + window.reoffending().offences());
        words.put(
                "undated",
                window.reoffending() == null
                        ? "none"
                        : String.valueOf(window.reoffending().undatedOffences()));
        words.put("survival", survival(window.survival()));
        words.put(
                "recalls",
                window.recalls() == null || window.recalls().recalled() == Flag.UNKNOWN
                        ? "none and none"
                        : starts(window.recalls().recalls()) + " and "
                                + starts(window.recalls().curfewRecalls()));
        return words;
    }

    private static String survival(Survival survival) {
        if (survival == null) {
            return "none";
        }
        String first = survival.daysToFirst() == null
                ? "none"
                : survival.daysToFirst() + " (" + survival.atRiskDaysToFirst() + " at risk)";
        return survival.censoringDate() + ": " + survival.days() + " (" + survival.atRiskDays() + " at risk), first "
                + first;
    }

    private static String starts(List<Recall> recalls) {
        return recalls.stream().map(Recall::start).toList().toString();
    }
}
