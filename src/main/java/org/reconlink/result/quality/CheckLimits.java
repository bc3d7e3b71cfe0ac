package org.reconlink.result.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.FileFacts;
import org.reconlink.kernel.Finding;
import org.reconlink.result.quality.DataQuality.FileQuality;

/**
 * How often checks may fail before a run stops: up to the share a check only warns.
 *
 * @param atMost by rule: the largest share, 0 to 1, of what a check looks at that may fail it, in each column and file by itself
 */
public record CheckLimits(Map<String, Double> atMost) {
    public CheckLimits {
        atMost = Map.copyOf(atMost);
    }

    /** One finding for each check that failed too often; empty if none did. */
    public List<Finding> exceeded(DataQuality quality) {
        List<Finding> exceeded = new ArrayList<>();
        for (FileQuality file : quality.files()) {
            for (CheckResult result : file.results()) {
                Double share = atMost.get(result.check().rule());
                if (share != null && result.findings().size() > share * result.of()) {
                    exceeded.add(finding(file.facts(), result, share));
                }
            }
        }
        return exceeded;
    }

    private static Finding finding(FileFacts file, CheckResult result, double share) {
        long failed = result.findings().size();
        return new Finding(
                Finding.Severity.ERROR,
                "check failed too often",
                file.file(),
                file.table().sheet(),
                null,
                emptyIsNull(result.column()),
                String.format(
                        Locale.ROOT,
                        "the check \"%s\" fails for %,d of %,d %s (%.2f%%), above the %.2f%% that the protocol accepts",
                        result.check().rule(),
                        failed,
                        result.of(),
                        result.check().scope().counted(),
                        100.0 * failed / result.of(),
                        100 * share),
                "mend them, or change \"failed checks at most\" in the protocol's intake section");
    }

    private static @Nullable String emptyIsNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
