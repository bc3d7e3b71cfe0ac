package org.reconlink.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.offence.OffenceSettings;
import org.reconlink.offence.OffenceSettings.BreachOffences;
import org.reconlink.outcome.Definition.Answer;
import org.reconlink.outcome.Definition.Breaches;
import org.reconlink.outcome.Definition.Clock;
import org.reconlink.outcome.Definition.DatedBy;
import org.reconlink.outcome.OutcomeDeriver.Derived;
import org.reconlink.outcome.OutcomeSettings.ProofBasis;
import org.reconlink.outcome.WindowSettings.FirstDay;
import org.reconlink.outcome.WindowSettings.OffenceDate;
import org.reconlink.spec.SpecTable;

class DefinitionsTest {
    private static final int HISTORIES = 3_000;

    @TestFactory
    Stream<DynamicTest> answersAreWhatTheTableExpects() {
        return SpecTable.load("outcome/definitions.yml").cases().stream()
                .map(values -> DynamicTest.dynamicTest((String) values.get("case"), () -> check(new Given(values))));
    }

    @Test
    void aDayByDayReckoningComesToTheSameAnswersToEveryDefinition() {
        Map<Answer, Integer> met = new EnumMap<>(Answer.class);
        for (long seed = 0; seed < HISTORIES; seed++) {
            OutcomeCase given = withIndexOffence(RandomHistory.ofSingleRows(seed));
            NaiveDefinitions naive = new NaiveDefinitions(given);
            List<Definition.Asked> asked = asked(given);
            List<Answer> expected =
                    asked.stream().map(one -> naive.answer(one.definition())).toList();
            assertThat(given.derived().answers()).as("history " + seed).isEqualTo(expected);
            expected.forEach(answer -> met.merge(answer, 1, Integer::sum));
        }
        assertThat(met.keySet()).containsExactly(Answer.values());
    }

    @Test
    void theProtocolsOwnDefinitionAnswersAsItsOutcomeDoes() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            OutcomeCase given = RandomHistory.ofHearings(seed);
            Derived derived = given.derived();
            List<Definition.Asked> asked = asked(given);
            int own = 0;
            while (!asked.get(own).ofProtocol()) {
                own++;
            }
            WindowOutcome window = derived.outcome().windows().get(0);
            Answer expected = window.reoffending() == null ? Answer.NOT_OBSERVED : answer(window.reoffending());
            assertThat(derived.answers().get(own)).as("history " + seed).isEqualTo(expected);
        }
    }

    @Test
    void eachWindowHas64CombinationsAndOneOfThemOrOneMoreIsTheProtocolsOwn() {
        assertThat(asked(window(12, 6), Set.of(new HomeOfficeCode(195, 66)))).hasSize(64);
        assertThat(asked(window(24, 0), BreachOffences.ALL)).hasSize(64);
        assertThat(asked(window(18, 6), Set.of(new HomeOfficeCode(195, 66)))).hasSize(65);
        assertThat(asked(window(12, 6), Set.of())).hasSize(65);
        assertThat(asked(window(null, 6), Set.of())).hasSize(65);
        Stream.of(window(12, 6), window(24, 0), window(18, 6), window(null, 3))
                .forEach(window -> assertThat(asked(window, Set.of()).stream()
                                .filter(Definition.Asked::ofProtocol)
                                .map(one -> one.definition().months()))
                        .containsExactly(window.months()));
    }

    @Test
    void withoutAWaitingPeriodOfItsOwnAWindowIsComparedWithSixMonths() {
        assertThat(asked(window(12, 0), Set.of()))
                .extracting(one -> one.definition().waitingMonths())
                .containsOnly(0, 6);
        assertThat(asked(window(12, 3), Set.of()))
                .extracting(one -> one.definition().waitingMonths())
                .containsOnly(0, 3);
    }

    @Test
    void onlyTheIncludedAreCounted() {
        Definition.Asked asked = new Definition.Asked(definition(12, Clock.CALENDAR), true);
        DefinitionTable table = DefinitionTable.of(
                List.of(asked),
                List.of(
                        answered(true, Answer.YES),
                        answered(true, Answer.NO),
                        answered(true, Answer.NOT_OBSERVED),
                        answered(true, Answer.UNKNOWN),
                        answered(true, Answer.NO_UNLESS_UNDATED),
                        answered(false, Answer.YES)));

        assertThat(table.rows()).containsExactly(new DefinitionTable.Row(asked.definition(), true, 1, 1, 1, 4));
    }

    /** What the outcome of a window says under the protocol's own definition. */
    static Answer answer(WindowOutcome.Reoffending reoffending) {
        return switch (reoffending.reoffended()) {
            case YES -> Answer.YES;
            case UNKNOWN -> Answer.UNKNOWN;
            case NO -> reoffending.undatedOffences() == 0 ? Answer.NO : Answer.NO_UNLESS_UNDATED;
        };
    }

    private static void check(Given given) {
        OutcomeCase read = OutcomeCase.read(given);
        Given wanted = given.map("definition");
        Definition definition = new Definition(
                "after",
                ParticipantDate.RELEASE,
                wanted.number("months", 12),
                null,
                wanted.number("waiting", 6),
                wanted.text("counts", "convictions").equals("convictions")
                        ? ProofBasis.CONVICTIONS
                        : ProofBasis.CONVICTIONS_OR_CAUTIONS,
                wanted.text("breaches", "counted").equals("counted") ? Breaches.COUNTED : Breaches.NOT_COUNTED,
                wanted.text("dated by", "offence").equals("offence") ? DatedBy.OFFENCE : DatedBy.CONVICTION,
                wanted.text("clock", "calendar").equals("calendar") ? Clock.CALENDAR : Clock.AT_RISK);
        wanted.nothingElse();
        String answer = given.text("answer");
        given.value("case");
        given.nothingElse();
        List<Definition> asked =
                asked(read).stream().map(Definition.Asked::definition).toList();
        assertThat(asked).contains(definition);
        assertThat(read.derived().answers().get(asked.indexOf(definition)))
                .isEqualTo(Answer.valueOf(answer.toUpperCase(Locale.ROOT).replace(' ', '_')));
    }

    private static List<Definition.Asked> asked(OutcomeCase given) {
        return Definition.all(given.settings(), OutcomeCase.OFFENCES);
    }

    private static List<Definition.Asked> asked(WindowSettings window, Set<HomeOfficeCode> notCounted) {
        OffenceSettings defaults = OffenceSettings.defaults();
        return Definition.all(
                new OutcomeSettings(
                        LocalDate.of(2021, 12, 31),
                        List.of(window),
                        ProofBasis.CONVICTIONS,
                        true,
                        OutcomeCase.EVERYBODY),
                new OffenceSettings(
                        defaults.scales(), defaults.indictable(), notCounted, defaults.custodialDisposals(), null));
    }

    private static WindowSettings window(Integer months, int waiting) {
        return new WindowSettings(
                "after", ParticipantDate.RELEASE, months, null, waiting, FirstDay.NEXT_DAY, OffenceDate.START, false);
    }

    private static Definition definition(int months, Clock clock) {
        return new Definition(
                "after",
                ParticipantDate.RELEASE,
                months,
                null,
                6,
                ProofBasis.CONVICTIONS,
                Breaches.COUNTED,
                DatedBy.OFFENCE,
                clock);
    }

    private static Derived answered(boolean included, Answer answer) {
        OutcomeCase base = new OutcomeCase(
                new OutcomeSettings(
                        LocalDate.of(2021, 12, 31),
                        List.of(window(12, 6)),
                        ProofBasis.CONVICTIONS,
                        true,
                        new InclusionSettings(!included, Map.of(), List.of(), null, false)),
                List.of(),
                OutcomeCase.participant(null, null, Map.of(), null),
                true,
                List.of(),
                List.of());
        return new Derived(base.derived().outcome(), List.of(answer), new ArrayList<>());
    }

    private static OutcomeCase withIndexOffence(OutcomeCase given) {
        return GeneratedHistoriesTest.withIndexOffence(given);
    }
}
