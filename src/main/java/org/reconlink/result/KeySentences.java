package org.reconlink.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.reconlink.disclosure.NumberText;
import org.reconlink.disclosure.SmallCounts;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.outcome.OutcomeSettings.ProofBasis;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.statistics.BoundedProportion;
import org.reconlink.statistics.Estimate;
import org.reconlink.statistics.Interval;
import org.reconlink.statistics.LogRank;
import org.reconlink.statistics.Proportion;
import org.reconlink.statistics.Summary;
import org.reconlink.statistics.SurvivalCurve.SurvivalTime;
import org.reconlink.statistics.TwoByTwo;

/**
 * What the study found in two sentences that can be quoted as they are: each figure with its numerator, denominator and 95%
 * interval, of study groups in the protocol's order with what tells the first from the reference.
 */
public final class KeySentences {
    private static final String CONFIDENCE = "95% confidence interval ";
    private static final String SHORT = "95% CI ";

    private final Cohort cohort;
    private final SmallCounts small;
    private final WindowSettings window;

    private KeySentences(Cohort cohort, WindowSettings window) {
        this.cohort = cohort;
        this.small = cohort.small();
        this.window = window;
    }

    /** The finding first, then what goes with it; none where the protocol has no window. */
    public static List<String> of(Cohort cohort) {
        if (cohort.windows().isEmpty()) {
            return List.of();
        }
        KeySentences sentences = new KeySentences(cohort, cohort.mainWindow());
        return Split.byStudyGroup(cohort)
                .map(split -> List.of(sentences.groups(split), sentences.groupsBeside(split)))
                .orElseGet(() -> List.of(sentences.everybody(), sentences.beside()));
    }

    private String everybody() {
        BoundedProportion share = without();
        if (share.n() == 0) {
            return "Nobody's outcome is observed in the window “" + window.name() + "”.";
        }
        return "Of " + observed() + " followed " + followed() + ", " + told(share, "", CONFIDENCE) + " "
                + (cautions() ? "had no proven reoffence." : "were not convicted of a further offence.");
    }

    private BoundedProportion without() {
        return cautions()
                ? Measure.main(cohort.result()).not().of(cohort.included(), window)
                : Measure.WITHOUT_RECONVICTION.of(cohort.included(), window);
    }

    private boolean cautions() {
        return cohort.result().outcome().counts() == ProofBasis.CONVICTIONS_OR_CAUTIONS;
    }

    private String observed() {
        long observed = cohort.observed(window).size();
        long included = cohort.included().size();
        return observed == included
                ? small.count(included) + " participants"
                : "the " + small.count(observed) + " of " + small.count(included)
                        + " participants included whose outcome is observed,";
    }

    /** {@code for 12 months from the release date}. */
    private String followed() {
        String from = "from the " + window.from().field();
        ParticipantDate to = window.to();
        Integer months = window.months();
        if (months != null) {
            return "for " + ReportWords.months(months) + " " + from;
        }
        if (to != null) {
            return from + " to the " + to.field();
        }
        Summary followed = cohort.followUp(window);
        return followed.n() == 0 || small.withholds(followed.n())
                ? from
                : from + " for a median of " + small.figure(followed, followed.median(), 1) + " months";
    }

    private String beside() {
        Measure indictable = Measure.indictable(cohort.result());
        BoundedProportion serious = indictable.of(cohort.included(), window);
        String first = serious.n() == 0
                ? ""
                : ReportWords.sentence(indictableOffence()) + " was proved against " + told(serious, SHORT);
        Optional<WindowSettings> recalls = recallWindow();
        if (recalls.isEmpty()) {
            return first.isEmpty() ? "No outcome is observed." : first + ".";
        }
        String recalled = told(Recalled.share(cohort.included(), recalls.get()), SHORT) + " were recalled to custody "
                + between(recalls.get()) + ".";
        return first.isEmpty() ? ReportWords.sentence(recalled) : first + ", and " + recalled;
    }

    private String indictableOffence() {
        return "an " + ReportWords.of(cohort.result().offence().indictable()) + " offence";
    }

    /** The first window with an end in which anybody's recalls are known. */
    private Optional<WindowSettings> recallWindow() {
        return cohort.result().custodyKnown()
                ? cohort.windowsWithAnEnd().stream()
                        .filter(w -> Recalled.share(cohort.included(), w).n() > 0)
                        .findFirst()
                : Optional.empty();
    }

    private static String between(WindowSettings window) {
        ParticipantDate to = window.to();
        Integer months = window.months();
        return to != null
                ? "between the " + window.from().field() + " and the " + to.field()
                : months != null
                        ? "within " + ReportWords.months(months) + " of the "
                                + window.from().field()
                        : "after the " + window.from().field();
    }

    /** {@code 29 of 45 (64.4%; 95% CI 49.8% to 76.8%)}. */
    private String told(BoundedProportion share, String interval) {
        return told(share, " of " + NumberText.whole(small.rounded(share).n()), interval);
    }

    /** @param of the denominator in words; empty where the sentence has it already */
    private String told(BoundedProportion share, String of, String interval) {
        if (!small.shows(share)) {
            String words = small.share(share);
            return words.equals(SmallCounts.WITHHELD)
                    ? "a number that is withheld"
                    : words.substring(0, words.indexOf('/')) + of + " (the number is withheld)";
        }
        BoundedProportion shown = small.rounded(share);
        Interval limits = shown.wilson().orElseThrow();
        String k = NumberText.whole(shown.k());
        String per = perCent(shown.least());
        if (!shown.isKnown()) {
            k = "between " + k + " and " + NumberText.whole(shown.most().k());
            per = per + " to " + perCent(shown.most());
        }
        return k + of + " (" + per + "; " + interval + percent(limits.lower()) + " to " + percent(limits.upper()) + ")";
    }

    private static String perCent(Proportion share) {
        return share.percent().map(p -> p.toPlainString() + "%").orElse(NumberText.NONE);
    }

    private static String percent(double share) {
        return NumberText.decimal(100 * share, 1) + "%";
    }

    private String groups(Split split) {
        Measure main = Measure.main(cohort.result());
        List<BoundedProportion> shares = split.each(people -> main.of(people, window));
        String verb = cautions() ? "had a proven reoffence" : "were convicted of a further offence";
        if (!shown(shares)) {
            return "How many of each group " + verb
                    + " is withheld: a count is small, or nobody of a group is observed.";
        }
        return "Followed " + followed() + ", " + byGroup(split, shares) + " " + verb + difference(shares, true) + ".";
    }

    private boolean shown(List<BoundedProportion> shares) {
        return shares.stream().allMatch(small::shows);
    }

    private String byGroup(Split split, List<BoundedProportion> shares) {
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            groups.add(told(shares.get(i), SHORT) + " in the group “"
                    + split.groups().get(i).name() + "”");
        }
        String last = groups.remove(groups.size() - 1);
        return String.join(", ", groups) + " and " + last;
    }

    /** Of two groups of whom all is known: the first less the reference. */
    private String difference(List<BoundedProportion> shares, boolean withRatio) {
        if (shares.size() != 2 || !shares.stream().allMatch(BoundedProportion::isKnown)) {
            return "";
        }
        TwoByTwo counts = small.twoByTwo(shares.get(0).least(), shares.get(1).least());
        Estimate difference = counts.riskDifference().orElseThrow();
        String words = ": a difference of " + points(difference.value()) + " percentage points (" + SHORT
                + points(difference.interval().lower()) + " to "
                + points(difference.interval().upper())
                + (counts.hasEmptyMargin() ? "" : "; Fisher's exact test, " + NumberText.p(counts.fisherTwoSided()))
                + ")";
        return withRatio ? words + counts.riskRatio().map(KeySentences::ratio).orElse("") : words;
    }

    private static String ratio(Estimate ratio) {
        return " and a risk ratio of " + NumberText.decimal(ratio.value(), 2) + " (" + SHORT
                + NumberText.decimal(ratio.interval().lower(), 2) + " to "
                + NumberText.decimal(ratio.interval().upper(), 2) + ")";
    }

    private static String points(double share) {
        return NumberText.decimal(100 * share, 1);
    }

    private String groupsBeside(Split split) {
        Measure indictable = Measure.indictable(cohort.result());
        List<BoundedProportion> shares = split.each(people -> indictable.of(people, window));
        String serious = shown(shares)
                ? ReportWords.sentence(indictableOffence()) + " was proved against " + byGroup(split, shares)
                        + difference(shares, false)
                : "How many of each group had " + indictableOffence() + " is withheld";
        return serious + logRank(split).map(test -> "; " + test).orElse("") + ".";
    }

    private Optional<String> logRank(Split split) {
        List<List<SurvivalTime>> times = split.each(people -> Cohort.times(people, window));
        boolean shown = times.stream().allMatch(of -> small.shows(Cohort.share(of, SurvivalTime::event)));
        return shown
                ? LogRank.of(times)
                        .test()
                        .map(test -> "the groups' times to the first proven reoffence compare with "
                                + NumberText.p(test.p()) + " by the log-rank test")
                : Optional.empty();
    }
}
