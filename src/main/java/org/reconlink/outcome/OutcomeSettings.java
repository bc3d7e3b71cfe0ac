package org.reconlink.outcome;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The definitions of a study's outcomes.
 *
 * @param dataCut the last day that the extract covers
 * @param offenceInCustodyCounts whether a reoffence inside custody counts, else it is NOT_COUNTED; it is flagged either way
 * @param measures which set of published measures is computed beside the outcomes
 * @param scores which scores of expected reoffending are computed
 * @param groups the study groups
 * @param undated what an offence without a date is, if it may be of a window
 * @param comparison how groups are compared with covariates held equal; null if they are not
 */
public record OutcomeSettings(
        LocalDate dataCut,
        List<WindowSettings> windows,
        ProofBasis counts,
        boolean offenceInCustodyCounts,
        InclusionSettings inclusion,
        MeasureSet measures,
        ScoreSet scores,
        GroupSettings groups,
        Undated undated,
        @Nullable ComparisonSettings comparison) {
    public OutcomeSettings {
        windows = List.copyOf(windows);
    }

    /** Without measures or comparison, with the validated score, the groups of the sheet, and an offence without a date no reoffence. */
    public OutcomeSettings(
            LocalDate dataCut,
            List<WindowSettings> windows,
            ProofBasis counts,
            boolean offenceInCustodyCounts,
            InclusionSettings inclusion) {
        this(
                dataCut,
                windows,
                counts,
                offenceInCustodyCounts,
                inclusion,
                MeasureSet.NONE,
                ScoreSet.OGRS3,
                GroupSettings.OF_THE_SHEET,
                Undated.NO_REOFFENCE,
                null);
    }

    /** The same with another basis of proof. */
    OutcomeSettings counting(ProofBasis basis) {
        return new OutcomeSettings(
                dataCut,
                windows,
                basis,
                offenceInCustodyCounts,
                inclusion,
                measures,
                scores,
                groups,
                undated,
                comparison);
    }

    /** The same with a set of measures. */
    public OutcomeSettings measuring(MeasureSet set) {
        return new OutcomeSettings(
                dataCut, windows, counts, offenceInCustodyCounts, inclusion, set, scores, groups, undated, comparison);
    }

    /** The same with other scores. */
    public OutcomeSettings scoring(ScoreSet set) {
        return new OutcomeSettings(
                dataCut,
                windows,
                counts,
                offenceInCustodyCounts,
                inclusion,
                measures,
                set,
                groups,
                undated,
                comparison);
    }

    /** The same with other groups. */
    public OutcomeSettings grouped(GroupSettings by) {
        return new OutcomeSettings(
                dataCut, windows, counts, offenceInCustodyCounts, inclusion, measures, scores, by, undated, comparison);
    }

    /** The same with offences without a date taken so. */
    public OutcomeSettings takingUndatedAs(Undated what) {
        return new OutcomeSettings(
                dataCut,
                windows,
                counts,
                offenceInCustodyCounts,
                inclusion,
                measures,
                scores,
                groups,
                what,
                comparison);
    }

    /** The same with groups that are compared so; null if they are not. */
    public OutcomeSettings comparing(@Nullable ComparisonSettings how) {
        return new OutcomeSettings(
                dataCut, windows, counts, offenceInCustodyCounts, inclusion, measures, scores, groups, undated, how);
    }

    /** The window of that name. */
    public WindowSettings window(String name) {
        return windows.stream()
                .filter(window -> window.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no window named " + name));
    }

    /** A set of measures that others publish too. */
    public enum MeasureSet {
        NONE,
        JUSTICE_DATA_LAB
    }

    /** Scores of expected reoffending. */
    public enum ScoreSet {
        OGRS3,
        /** With its successor's static two-year score, which no published case validates. */
        OGRS3_AND_OGRS4_STATIC
    }

    /** What an offence is that has no usable date and was proved when it may be of a window. */
    public enum Undated {
        /** It counts in no outcome; how many people's outcome rests on that stands beside the rate. */
        NO_REOFFENCE,
        /** It may be one, and every outcome is worked out with it and without it. */
        UNKNOWN
    }

    /** What proves an offence. */
    public enum ProofBasis {
        CONVICTIONS,
        CONVICTIONS_OR_CAUTIONS
    }

    /**
     * The study groups that a protocol names.
     *
     * @param values in the order in which tables show them; empty: those of the sheet, in alphabetical order
     * @param reference the group with which the others are compared, shown last; null: the last
     */
    public record GroupSettings(
            List<String> values, @Nullable String reference) {
        public static final GroupSettings OF_THE_SHEET = new GroupSettings(List.of(), null);

        public GroupSettings {
            values = List.copyOf(values);
        }

        /** These groups as tables show them. */
        public List<String> inOrder(Collection<String> groups) {
            List<String> ordered =
                    new ArrayList<>(values.stream().filter(groups::contains).toList());
            new TreeSet<>(groups)
                    .stream().filter(group -> !values.contains(group)).forEach(ordered::add);
            if (reference != null && ordered.remove(reference)) {
                ordered.add(reference);
            }
            return ordered;
        }
    }
}
