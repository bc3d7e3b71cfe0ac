package org.reconlink.result.quality;

import java.util.List;
import org.reconlink.intake.FileFacts;

/**
 * How good one file is.
 *
 * @param notMapped fields that it could have and no column is mapped to
 * @param results of every check, in the order of the list
 */
public record FileQuality(FileFacts facts, List<String> notMapped, List<CheckResult> results) {
    public FileQuality {
        notMapped = List.copyOf(notMapped);
        results = List.copyOf(results);
    }

    /** The results that ended so. */
    public List<CheckResult> results(CheckResult.Outcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).toList();
    }
}
