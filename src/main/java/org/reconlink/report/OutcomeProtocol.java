package org.reconlink.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.reconlink.disclosure.NumberText;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.outcome.ComparisonSettings;
import org.reconlink.outcome.InclusionSettings;
import org.reconlink.outcome.InclusionSettings.Bounds;
import org.reconlink.outcome.InclusionSettings.Span;
import org.reconlink.outcome.OutcomeSettings;
import org.reconlink.outcome.OutcomeSettings.GroupSettings;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.result.ReportWords;

/** The settings of outcomes and inclusion in sentences. */
final class OutcomeProtocol {
    private static final String ASKED = "To be included, ";

    private OutcomeProtocol() {}

    static List<String> sentences(OutcomeSettings outcome) {
        List<String> all = new ArrayList<>(inclusion(outcome.inclusion()));
        all.add(
                switch (outcome.inclusion().repeated()) {
                    case REFUSE -> "Nobody may be in the participant sheet twice: the run would stop.";
                    case FIRST_EPISODE -> "Of several rows of one person the first episode is followed.";
                    case LAST_EPISODE -> "Of several rows of one person the last episode is followed.";
                    case EACH_EPISODE -> "Each of several rows of one person is followed by itself.";
                });
        all.add(groups(outcome.groups()));
        outcome.windows().forEach(w -> all.addAll(window(w)));
        all.add(
                switch (outcome.counts()) {
                    case CONVICTIONS -> "An offence is proved by a court conviction only.";
                    case CONVICTIONS_OR_CAUTIONS -> "An offence is proved by a court conviction or a caution.";
                });
        all.add(
                outcome.offenceInCustodyCounts()
                        ? "A reoffence committed in custody counts, and is flagged."
                        : "A reoffence committed in custody does not count, but is flagged.");
        all.add(
                switch (outcome.undated()) {
                    case NO_REOFFENCE ->
                        "An offence without a usable date is no reoffence; whose outcome rests on that stands beside the rate.";
                    case UNKNOWN ->
                        "An offence without a usable date may be a reoffence wherever its proof allows it: the outcome is then"
                                + " unknown.";
                });
        all.add(
                switch (outcome.measures()) {
                    case NONE -> "No set of published measures is asked for.";
                    case JUSTICE_DATA_LAB -> "measures.csv has the seven measures of the Justice Data Lab.";
                });
        all.add(
                switch (outcome.scores()) {
                    case OGRS3 -> "Expected reoffending is that of OGRS3.";
                    case OGRS3_AND_OGRS4_STATIC ->
                        "Expected reoffending is that of OGRS3, and of the static two-year score of OGRS4, which is not"
                                + " validated.";
                });
        ComparisonSettings comparison = outcome.comparison();
        if (comparison != null) {
            all.add(AdjustedChapter.setting(comparison));
        }
        return all;
    }

    /** The criteria that are asked for, without those that are not, in one sentence. */
    static String criteria(InclusionSettings inclusion) {
        String asked = inclusion(inclusion).stream()
                .filter(sentence -> sentence.startsWith(ASKED))
                .map(sentence -> sentence.substring(ASKED.length(), sentence.length() - 1))
                .collect(Collectors.joining("; "));
        return asked.isEmpty() ? "There is no criterion." : "The criteria: " + asked + ".";
    }

    private static String groups(GroupSettings groups) {
        return groups.values().isEmpty()
                ? "Study groups are those of the sheet, in alphabetical order; the last is the reference."
                : "The study groups are " + String.join(", ", groups.inOrder(groups.values()))
                        + "; the last is the reference.";
    }

    private static List<String> inclusion(InclusionSettings inclusion) {
        List<String> all = new ArrayList<>();
        all.add(
                inclusion.consent()
                        ? ASKED + "a participant must have consent on record."
                        : "Inclusion does not ask for consent.");
        inclusion.dates().forEach((date, bounds) -> all.add(bounds(date, bounds)));
        inclusion.atLeast().forEach(span -> all.add(span(span)));
        ParticipantDate alive = inclusion.aliveAndInCountryAt();
        all.add(
                alive == null
                        ? "Inclusion does not ask whether a participant is alive and in the country."
                        : ASKED + "a participant must be alive and not deported at the " + alive.field() + ".");
        all.add(
                inclusion.linked()
                        ? ASKED + "a participant must be linked to a person of the conviction extracts."
                        : "Inclusion does not ask for a link.");
        return all;
    }

    private static String bounds(ParticipantDate date, Bounds bounds) {
        LocalDate from = bounds.from();
        LocalDate to = bounds.to();
        return ASKED + "the " + date.field() + " must be known"
                + (from == null ? "" : ", not before " + from)
                + (to == null ? "" : ", not after " + to)
                + ".";
    }

    private static String span(Span span) {
        List<String> least = new ArrayList<>();
        if (span.months() > 0) {
            least.add(ReportWords.months(span.months()));
        }
        if (span.days() > 0) {
            least.add(span.days() + (span.days() == 1 ? " day" : " days"));
        }
        return ASKED + span.name() + " (" + span.from().field() + " to "
                + span.to().field() + ") must last at least " + String.join(" and ", least) + ".";
    }

    private static List<String> window(WindowSettings window) {
        List<String> all = new ArrayList<>();
        all.add(WindowWords.sentence(window));
        all.add("In “" + window.name() + "” the offence date is the "
                + switch (window.offenceDate()) {
                    case START -> "first";
                    case END -> "last";
                }
                + " date of an offence that has a range.");
        if (window.to() != null) {
            all.add("In “" + window.name() + "” a blank end "
                    + (window.blankEndContinues()
                            ? "means that the window is still running: not observed, immature."
                            : "means that the end is not known: not observed, no end date."));
        }
        Double rate = window.comparisonRate();
        if (rate != null) {
            all.add("The rate in “" + window.name() + "” is held against " + NumberText.decimal(100 * rate, 1) + "%.");
        }
        return all;
    }
}
