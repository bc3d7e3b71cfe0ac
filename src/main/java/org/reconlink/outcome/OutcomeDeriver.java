package org.reconlink.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.kernel.CustodySpell;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.OffenceDescription;
import org.reconlink.kernel.Participant;
import org.reconlink.offence.ClassifiedOffence;
import org.reconlink.offence.OffenceSettings;
import org.reconlink.offence.SeriousnessScale;

/** Derives what happened to each participant; the same rows in any order give the same outcome. */
public final class OutcomeDeriver {
    private final OutcomeSettings settings;
    private final CriminalRecord criminalRecord;
    private final Function<OffenceDescription, ClassifiedOffence> classifier;
    private final List<SeriousnessScale> scales;
    private final OffenceSettings offence;
    private final List<Definitions.Asked> definitions;

    /** @param scales the study's seriousness scales, the first finds principal offences */
    public OutcomeDeriver(
            OutcomeSettings settings,
            OffenceSettings offence,
            Function<OffenceDescription, ClassifiedOffence> classifier,
            List<SeriousnessScale> scales) {
        this.settings = settings;
        this.criminalRecord = new CriminalRecord(settings, offence, classifier);
        this.classifier = classifier;
        this.scales = List.copyOf(scales);
        this.offence = offence;
        this.definitions = Definitions.of(settings, offence);
    }

    /** The definitions that every participant's answers are to, in their order. */
    public List<Definitions.Asked> definitions() {
        return definitions;
    }

    /** The same rules for persons who may be the participant. */
    public SupposedOutcomes supposing() {
        return new SupposedOutcomes(settings, offence, criminalRecord, classifier, scales, definitions);
    }

    /**
     * Derives one participant's outcome.
     *
     * @param linked whether a person of the conviction extract was found
     * @param rows all rows of that person, in any order, repetitions included; not looked at if not linked
     * @param spells all custody spells of the participant, in any order
     */
    public Derived derive(
            Participant participant, boolean linked, List<ConvictionRecord> rows, List<CustodySpell> spells) {
        List<Finding> findings = new ArrayList<>();
        List<RecordedOffence> history = linked ? criminalRecord.of(rows, findings::add) : List.of();
        List<CustodySpell> usable = usable(spells, findings::add);
        Index index = Index.of(participant, linked, history, settings.dataCut(), classifier, scales);
        history.stream()
                .filter(recorded -> recorded.classified().unknown())
                .map(recorded ->
                        RowFindings.unclassified(recorded.offence().sources().get(0), recorded.classified()))
                .forEach(findings::add);
        history.stream()
                .filter(recorded -> recorded.classified().codesDisagree())
                .map(recorded ->
                        RowFindings.codesDisagree(recorded.offence().sources().get(0)))
                .forEach(findings::add);
        ClassifiedOffence given = index.offence().given();
        if (given != null && given.unknown()) {
            findings.add(RowFindings.unclassified(participant.source(), given));
        }
        DefinedAnswers answers = new DefinedAnswers(
                settings,
                offence,
                participant,
                linked,
                history,
                index.conviction().offences(),
                CustodyCalendar.of(usable, settings.dataCut()));
        ParticipantOutcome outcome = new Derivation(settings, participant, linked, history, usable, index, scales)
                .outcome(answers, findings::add);
        return new Derived(
                outcome, answers.to(definitions), findings.stream().sorted().toList());
    }

    private static List<CustodySpell> usable(List<CustodySpell> spells, Consumer<Finding> findings) {
        List<CustodySpell> usable = new ArrayList<>();
        for (CustodySpell spell : spells) {
            if (spell.end() != null && spell.end().isBefore(spell.start())) {
                findings.accept(RowFindings.spellEndsBeforeStart(spell.source()));
            } else {
                usable.add(spell);
            }
        }
        return usable;
    }
}
