package org.reconlink.statistics.ogrs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reconlink.statistics.ogrs.SanctionHistory.HomeOfficeCode;
import org.reconlink.statistics.ogrs.SanctionHistory.Sex;

/** A history with everything known. */
record Inputs(
        Sex sex, int ageAtStart, int ageAtConviction, int ageAtFirstSanction, int previousSanctions, String group) {
    /** The age of criminal responsibility. */
    private static final int YOUNGEST = 10;

    /** Null if there is a reason against it, which then is added to the list. */
    static @Nullable Inputs of(SanctionHistory history, Map<HomeOfficeCode, String> groups, List<String> reasons) {
        Sex sex = history.sex();
        Integer start = history.ageAtStart();
        Integer conviction = history.ageAtConviction();
        Integer first = history.ageAtFirstSanction();
        Integer previous = history.previousSanctions();
        HomeOfficeCode offence = history.offence();
        String group = offence == null ? null : groups.get(offence);
        reasons.addAll(missing(history));
        if (offence != null && group == null) {
            reasons.add("offence code has no group in this scale");
        }
        if (sex == null || start == null || conviction == null || first == null || previous == null || group == null) {
            return null;
        }
        Inputs inputs = new Inputs(sex, start, conviction, first, previous, group);
        reasons.addAll(inputs.contradictions());
        return reasons.isEmpty() ? inputs : null;
    }

    private static List<String> missing(SanctionHistory history) {
        List<String> missing = new ArrayList<>();
        addIfNull(missing, history.sex(), "sex");
        addIfNull(missing, history.ageAtStart(), "age at start of follow-up");
        addIfNull(missing, history.ageAtConviction(), "age at current conviction");
        addIfNull(missing, history.ageAtFirstSanction(), "age at first sanction");
        addIfNull(missing, history.previousSanctions(), "number of previous sanctions");
        addIfNull(missing, history.offence(), "offence code");
        return missing;
    }

    private static void addIfNull(List<String> missing, @Nullable Object value, String name) {
        if (value == null) {
            missing.add(name + " is missing");
        }
    }

    private List<String> contradictions() {
        List<String> found = new ArrayList<>();
        if (previousSanctions < 0) {
            found.add("number of previous sanctions is below 0");
        }
        if (ageAtFirstSanction < YOUNGEST) {
            found.add("age at first sanction is below 10");
        }
        if (ageAtFirstSanction > ageAtConviction) {
            found.add("first sanction is after the current conviction");
        }
        if (ageAtConviction > ageAtStart) {
            found.add("current conviction is after the start of follow-up");
        }
        return found;
    }

    int sanctions() {
        return previousSanctions + 1;
    }

    int yearsSinceFirst() {
        return ageAtConviction - ageAtFirstSanction;
    }
}
