package org.reconlink.result.quality;

import java.util.List;
import java.util.Set;
import org.reconlink.kernel.Finding;
import org.reconlink.result.quality.Checks.Check;

/**
 * How a file did in one check, in one column where the check looks at columns.
 *
 * @param field that the column is mapped to; empty if the check looks at none
 * @param column its heading; empty if the check looks at none, or the file has none
 * @param notApplicable why the check does not apply; empty if it does
 * @param of how many were looked at; 0 if the check does not apply
 * @param findings one for each that failed
 */
public record CheckResult(
        Check check, String field, String column, String notApplicable, long of, List<Finding> findings) {
    public CheckResult {
        findings = List.copyOf(findings);
    }

    /** How a check can end. */
    public enum Outcome {
        REJECTED,
        WARNING,
        PASSED,
        NOT_APPLICABLE
    }

    public Outcome outcome() {
        if (!notApplicable.isEmpty()) {
            return Outcome.NOT_APPLICABLE;
        }
        if (findings.isEmpty()) {
            return Outcome.PASSED;
        }
        return rejects() ? Outcome.REJECTED : Outcome.WARNING;
    }

    public Cost cost() {
        if (rejects()) {
            return Cost.ROWS;
        }
        return Cost.isLinkedBy(field) && check.cost() == Cost.OUTCOMES ? Cost.LINKAGE : check.cost();
    }

    private boolean rejects() {
        return findings.stream().anyMatch(f -> f.severity() != Finding.Severity.WARNING);
    }

    /** What a problem of the input costs the study, the dearest first. */
    public enum Cost {
        ROWS("rows are lost"),
        PEOPLE("people can hardly be linked"),
        LINKAGE("linkage is weaker"),
        OUTCOMES("outcomes are less sure"),
        COSMETIC("nothing is lost");

        private static final Set<String> LINKED_BY = Set.of(
                "surname",
                "forename",
                "middle names",
                "full name",
                "aliases",
                "date of birth",
                "sex",
                "pnc id",
                "cro number",
                "prison number",
                "postcodes",
                "postcode",
                "index conviction date");

        private final String words;

        Cost(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        /** Whether linkage compares people by the field. */
        static boolean isLinkedBy(String field) {
            return LINKED_BY.contains(field);
        }
    }
}
