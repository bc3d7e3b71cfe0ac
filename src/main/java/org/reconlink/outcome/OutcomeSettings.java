package org.reconlink.outcome;

import java.time.LocalDate;
import java.util.List;

/**
 * The definitions of a study's outcomes.
 *
 * @param dataCut the last day that the extract covers
 * @param offenceInCustodyCounts whether a reoffence inside custody counts, else it is NOT_COUNTED; it is flagged either way
 */
public record OutcomeSettings(
        LocalDate dataCut,
        List<WindowSettings> windows,
        ProofBasis counts,
        boolean offenceInCustodyCounts,
        InclusionSettings inclusion) {
    public OutcomeSettings {
        windows = List.copyOf(windows);
    }

    /** What proves an offence. */
    public enum ProofBasis {
        CONVICTIONS,
        CONVICTIONS_OR_CAUTIONS
    }
}
