package org.reconlink.result.quality;

import java.util.Comparator;
import org.reconlink.intake.FileFacts;

/** Something to mend in a file. */
public record Fix(FileFacts file, CheckResult result) {
    /** The dearest first; of two that cost the same, the one that concerns the larger share. */
    static final Comparator<Fix> ORDER = Comparator.comparing(
                    (Fix fix) -> fix.result().cost())
            .thenComparing(fix ->
                    -(double) fix.result().findings().size() / fix.result().of())
            .thenComparing(fix -> fix.file().file())
            .thenComparing(fix -> fix.result().check().rule())
            .thenComparing(fix -> fix.result().column());
}
