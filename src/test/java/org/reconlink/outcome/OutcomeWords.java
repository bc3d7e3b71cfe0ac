package org.reconlink.outcome;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.reconlink.kernel.Flag;
import org.reconlink.offence.ClassifiedOffence;
import org.reconlink.outcome.Offence.OffenceOutcome;
import org.reconlink.outcome.WindowOutcome.Recall;
import org.reconlink.outcome.WindowOutcome.Reoffending;
import org.reconlink.outcome.WindowOutcome.Survival;

/** What a case can expect of an outcome, by the words it is asked with. */
final class OutcomeWords {
    private static final Map<String, Function<ParticipantOutcome, Object>> OF_PARTICIPANT = Map.ofEntries(
            Map.entry("included", ParticipantOutcome::included),
            Map.entry("excluded", ParticipantOutcome::exclusionReason),
            Map.entry(
                    "TICs",
                    o -> o.offences().stream()
                            .map(offence -> offence.offence().takenIntoConsideration())
                            .toList()),
            Map.entry("index given", o -> name(o.index().given())),
            Map.entry("index derived", o -> name(o.index().derived())),
            Map.entry("index used", o -> name(o.index().used())),
            Map.entry("index disagrees", o -> o.index().disagreement()),
            Map.entry("age at start", ParticipantOutcome::ageAtStart),
            Map.entry("age at first conviction", ParticipantOutcome::ageAtFirstConviction),
            Map.entry("years in custody", ParticipantOutcome::yearsInCustodyBeforeRelease),
            Map.entry("prior occasions", ParticipantOutcome::priorConvictionOccasions),
            Map.entry("prior offences", ParticipantOutcome::priorOffences),
            Map.entry("violent or sexual", ParticipantOutcome::violentOrSexualConvictions),
            Map.entry("perhaps violent or sexual", ParticipantOutcome::perhapsViolentOrSexualConvictions),
            Map.entry("offences", o -> o.offences().size()),
            Map.entry("warnings", ParticipantOutcome::warnings));

    private static final Map<String, Function<WindowOutcome, Object>> OF_WINDOW = Map.ofEntries(
            Map.entry("start", WindowOutcome::start),
            Map.entry("last day", WindowOutcome::end),
            Map.entry("proof deadline", WindowOutcome::proofDeadline),
            Map.entry("observed", WindowOutcome::observed),
            Map.entry(
                    "not observed",
                    w -> w.notObserved() == null ? null : w.notObserved().words()),
            Map.entry("reoffended", w -> of(w, Reoffending::reoffended)),
            Map.entry("reoffences", w -> of(w, Reoffending::offences)),
            Map.entry("uncertain offences", w -> of(w, Reoffending::uncertainOffences)),
            Map.entry("undated offences", w -> of(w, Reoffending::undatedOffences)),
            Map.entry("worst mode", w -> of(w, r -> r.worstMode() == null ? null : words(r.worstMode()))),
            Map.entry("reconvicted", w -> of(w, Reoffending::reconvicted)),
            Map.entry("occasions", w -> of(w, Reoffending::convictionOccasions)),
            Map.entry("first row", w -> of(w, r -> row(r.first()))),
            Map.entry("worst row", w -> of(w, r -> row(r.worst()))),
            Map.entry(
                    "seriousness",
                    w -> of(
                            w,
                            r -> r.seriousness().entrySet().stream()
                                    .map(e -> e.getKey() + " " + words(e.getValue()))
                                    .toList())),
            Map.entry("violent", w -> of(w, Reoffending::violent)),
            Map.entry("sexual", w -> of(w, Reoffending::sexual)),
            Map.entry("indictable only", w -> of(w, Reoffending::indictableOnly)),
            Map.entry("indictable or either way", w -> of(w, Reoffending::indictableOrEitherWay)),
            Map.entry("custodial", w -> of(w, Reoffending::custodial)),
            Map.entry("reoffence in custody", w -> of(w, Reoffending::inCustody)),
            Map.entry("censored on", w -> at(w, Survival::censoringDate)),
            Map.entry("censored by", w -> at(w, s -> words(s.reason()))),
            Map.entry("days", w -> at(w, Survival::days)),
            Map.entry("at-risk days", w -> at(w, Survival::atRiskDays)),
            Map.entry("days to first", w -> at(w, Survival::daysToFirst)),
            Map.entry("at-risk days to first", w -> at(w, Survival::atRiskDaysToFirst)),
            Map.entry(
                    "recalled",
                    w -> w.recalls() == null ? null : words(w.recalls().recalled())),
            Map.entry(
                    "recalled from curfew",
                    w -> w.recalls() == null ? null : words(w.recalls().recalledFromCurfew())),
            Map.entry(
                    "recalls",
                    w -> w.recalls() == null ? null : recalls(w.recalls().recalls())),
            Map.entry(
                    "curfew recalls",
                    w -> w.recalls() == null ? null : recalls(w.recalls().curfewRecalls())));

    private OutcomeWords() {}

    /** The value, of the participant or of that window. */
    static Object value(String what, ParticipantOutcome outcome, WindowOutcome window) {
        if (OF_PARTICIPANT.containsKey(what)) {
            return OF_PARTICIPANT.get(what).apply(outcome);
        }
        if (OF_WINDOW.containsKey(what)) {
            return OF_WINDOW.get(what).apply(window);
        }
        throw new IllegalArgumentException("nothing called '" + what + "' can be expected");
    }

    static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Object of(WindowOutcome window, Function<Reoffending, Object> what) {
        return window.reoffending() == null ? null : said(what.apply(window.reoffending()));
    }

    /** A flag as a table of cases writes it. */
    static Object said(Object value) {
        return value instanceof Flag flag ? (flag.unknown() ? "unknown" : (Object) flag.yes()) : value;
    }

    private static Object at(WindowOutcome window, Function<Survival, Object> what) {
        return window.survival() == null ? null : what.apply(window.survival());
    }

    private static String name(ClassifiedOffence offence) {
        return offence == null ? null : OffenceCatalogue.name(offence);
    }

    private static Long row(OffenceOutcome offence) {
        return offence == null ? null : offence.offence().sources().get(0).row();
    }

    /** Each as {@code 2012-05-01 to 2012-06-01 on day 5, fixed term}. */
    private static List<String> recalls(List<Recall> recalls) {
        return recalls.stream()
                .map(r -> r.start() + " to " + Given.words(r.end()) + " on day " + r.day()
                        + (r.kind() == null ? "" : ", " + r.kind()))
                .toList();
    }
}
