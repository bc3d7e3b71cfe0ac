package org.reconlink.outcome;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.kernel.CustodySpell;
import org.reconlink.kernel.OffenceDescription;
import org.reconlink.kernel.Participant;
import org.reconlink.offence.ClassifiedOffence;
import org.reconlink.offence.OffenceSettings;
import org.reconlink.offence.SeriousnessScale;
import org.reconlink.outcome.CriminalRecord.CommittedOfAge;
import org.reconlink.outcome.Definition.Answer;
import org.reconlink.outcome.InclusionSettings.Inclusion;
import org.reconlink.outcome.Index.IndexConviction;
import org.reconlink.outcome.Offence.Recorded;

/** What a participant's outcome would be if they were a given person of the extract, by the protocol's own definitions. */
public final class SupposedOutcomes {
    private final OutcomeSettings settings;
    private final OffenceSettings offence;
    private final CriminalRecord criminalRecord;
    private final Function<OffenceDescription, ClassifiedOffence> classifier;
    private final List<SeriousnessScale> scales;
    private final List<Definition.Asked> own;
    private final int responsibleFrom;

    SupposedOutcomes(
            OutcomeSettings settings,
            OffenceSettings offence,
            CriminalRecord criminalRecord,
            Function<OffenceDescription, ClassifiedOffence> classifier,
            List<SeriousnessScale> scales,
            List<Definition.Asked> definitions,
            int responsibleFrom) {
        this.settings = settings;
        this.responsibleFrom = responsibleFrom;
        this.offence = offence;
        this.criminalRecord = criminalRecord;
        this.classifier = classifier;
        this.scales = scales;
        List<String> windows =
                settings.windows().stream().map(WindowSettings::name).toList();
        this.own = definitions.stream()
                .filter(Definition.Asked::ofProtocol)
                .sorted(Comparator.comparingInt(
                        asked -> windows.indexOf(asked.definition().window())))
                .toList();
    }

    /** A person's offences, read once for all participants who were of age for them. */
    public static final class History {
        private final List<ConvictionRecord> rows;
        private final @Nullable LocalDate earliest;
        private final List<Recorded> offences;

        private History(List<ConvictionRecord> rows, List<Recorded> offences) {
            this.rows = List.copyOf(rows);
            this.earliest = CommittedOfAge.earliest(rows);
            this.offences = offences;
        }
    }

    /** Takes the rows of one person together. */
    public History history(List<ConvictionRecord> rows) {
        return new History(rows, criminalRecord.of(rows, finding -> {}));
    }

    /** Whether the participant is in the study if only there is a link. */
    public boolean included(Participant participant) {
        return new Inclusion(settings.inclusion()).exclusionReason(participant, true) == null;
    }

    /** One answer for each of the protocol's windows, in its order. */
    public List<Answer> of(Participant participant, History person, List<CustodySpell> spells) {
        LocalDate dataCut = settings.dataCut();
        List<Recorded> offences = offences(participant, person);
        IndexConviction conviction = Index.conviction(participant, offences, dataCut, classifier, scales);
        List<CustodySpell> usable = spells.stream()
                .filter(spell -> spell.end() == null || !spell.end().isBefore(spell.start()))
                .toList();
        return new DefinedAnswers(
                        settings,
                        offence,
                        participant,
                        true,
                        offences,
                        conviction.offences(),
                        CustodyCalendar.of(usable, dataCut))
                .to(own);
    }

    /** Dated as the participant can have committed them. */
    private List<Recorded> offences(Participant participant, History person) {
        CommittedOfAge ofAge = new CommittedOfAge(participant.details().dateOfBirth(), responsibleFrom);
        return ofAge.includes(person.earliest)
                ? person.offences
                : criminalRecord.of(ofAge.of(person.rows, finding -> {}), finding -> {});
    }
}
