package org.reconlink.outcome;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.reconlink.kernel.Flag;
import org.reconlink.offence.ClassifiedOffence;
import org.reconlink.offence.RelativeSeriousness;

/**
 * An offence of a linked participant with its place in every window.
 *
 * @param timing by window name, in the protocol's order
 * @param straddlesStart by window name: its range contains a day before the first day and the first day
 * @param ranks rank on each scale that has one for it, by scale name
 * @param seriousness against the index offence, by scale name
 * @param custodial the disposal is immediate custody
 * @param inCustody committed inside a custody spell, by the first window's offence date
 * @param perhapsIn the windows in which it may be IN_WINDOW, though that is not known
 */
public record OffenceOutcome(
        Offence offence,
        ClassifiedOffence classified,
        Map<String, Timing> timing,
        Map<String, Boolean> straddlesStart,
        Map<String, Long> ranks,
        Map<String, RelativeSeriousness> seriousness,
        Flag custodial,
        Flag inCustody,
        Set<String> perhapsIn) {
    public OffenceOutcome {
        timing = Collections.unmodifiableMap(new LinkedHashMap<>(timing));
        straddlesStart = Collections.unmodifiableMap(new LinkedHashMap<>(straddlesStart));
        ranks = Collections.unmodifiableMap(new LinkedHashMap<>(ranks));
        seriousness = Collections.unmodifiableMap(new LinkedHashMap<>(seriousness));
        perhapsIn = Set.copyOf(perhapsIn);
    }
}
