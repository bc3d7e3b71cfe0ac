package org.reconlink.linkage.study;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.blocking.BlockingRule.Term;

/** The names that a protocol may write in its section {@code linkage}. */
public final class LinkageFields {
    private LinkageFields() {}

    /** The blocking rules of a study that names none, from the most specific; those come last that may find too many pairs. */
    public static List<List<String>> usualRules() {
        return StudyPlan.USUAL_RULES;
    }

    /** Forms of a term of a blocking rule, as help and errors show them: fields, and examples of what is taken of one. */
    public static List<String> blockingForms() {
        return StudyPlan.blockingForms();
    }

    /** Null if a blocking rule can be written with it; else what is wrong and what to do. */
    public static @Nullable String blockingProblem(String label) {
        try {
            StudyPlan.rule(List.of(label));
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage() == null ? label : e.getMessage();
        }
    }

    /** The fields behind a term of a blocking rule: the participant's, then the identity's. */
    public static List<String> columns(String label) {
        Term term = StudyPlan.rule(List.of(label)).terms().get(0);
        boolean days = term.left().equals(PersonField.INDEX_CONVICTION_DATE);
        return List.of(term.left(), days ? term.left() : term.right());
    }

    /**
     * The field of a comparison, by which its columns are known: of {@code surname by initial} it is {@code surname}.
     */
    public static String field(String comparison) {
        return StudyPlan.fieldLabel(comparison);
    }

    /** Whether a comparison is a field and how it is compared, not one of the usual ones. */
    public static boolean isPutTogether(String comparison) {
        return StudyPlan.isPutTogether(comparison);
    }

    /** Why a text that names a field and how it is compared is no comparison; null if it is one, or none of this form. */
    public static @Nullable String problem(String comparison) {
        if (!StudyPlan.isPutTogether(comparison)) {
            return null;
        }
        try {
            StudyPlan.check(comparison);
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    /** Comparisons. */
    public static List<String> comparisons() {
        return StudyPlan.usualComparisons();
    }
}
