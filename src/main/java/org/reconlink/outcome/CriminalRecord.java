package org.reconlink.outcome;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.Flag;
import org.reconlink.kernel.OffenceDescription;
import org.reconlink.offence.ClassifiedOffence;
import org.reconlink.offence.OffenceSettings;
import org.reconlink.outcome.WindowSettings.OffenceDate;

/** Turns the rows of a person into offences: repeated rows and hearings taken together, each offence classified. */
final class CriminalRecord {
    private static final Pattern DISPOSAL_CODE = Pattern.compile("\\d{4}");

    private final Hearings hearings;
    private final OffenceSettings settings;
    private final Function<OffenceDescription, ClassifiedOffence> classifier;

    CriminalRecord(
            OutcomeSettings outcome,
            OffenceSettings settings,
            Function<OffenceDescription, ClassifiedOffence> classifier) {
        boolean endsAreDates = outcome.windows().stream().anyMatch(w -> w.offenceDate() == OffenceDate.END);
        this.hearings = new Hearings(new Standing(outcome.dataCut(), settings.custodialDisposals()), endsAreDates);
        this.settings = settings;
        this.classifier = classifier;
    }

    /** The offences in order of proof date. */
    List<RecordedOffence> of(List<ConvictionRecord> rows, Consumer<Finding> findings) {
        return hearings.offences(DuplicateRows.removed(rows, findings), findings).stream()
                .map(this::recorded)
                .toList();
    }

    private RecordedOffence recorded(HeardOffence heard) {
        Offence offence = heard.offence();
        ClassifiedOffence classified = classifier.apply(offence.description());
        return new RecordedOffence(
                offence,
                classified,
                heard.provedOn(),
                counted(classified) && settings.countsAt(offence.court()),
                custodial(offence));
    }

    private boolean counted(ClassifiedOffence offence) {
        boolean listed =
                offence.homeOfficeCode() != null && settings.notCounted().contains(offence.homeOfficeCode());
        return !offence.nonOffenceBreach() && !listed;
    }

    /** What is not proven, and a caution, has no sentence; a code that is none of the police computer's says nothing. */
    private Flag custodial(Offence offence) {
        return switch (offence.adjudication()) {
            case CAUTION, NOT_GUILTY, NON_CONVICTION, QUASHED -> Flag.NO;
            case GUILTY, NONE, UNKNOWN -> custodial(offence.disposalCode(), offence.disposalUnclear());
        };
    }

    private Flag custodial(@Nullable String disposal, boolean unclear) {
        if (disposal != null && settings.custodialDisposals().contains(disposal)) {
            return Flag.YES;
        }
        return disposal == null || unclear || !DISPOSAL_CODE.matcher(disposal).matches() ? Flag.UNKNOWN : Flag.NO;
    }
}
