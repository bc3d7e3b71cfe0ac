package org.reconlink.offence;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.HomeOfficeCode;

/**
 * How offences are classified and counted.
 *
 * @param scales seriousness scales by name, the first is the one that finds the principal offence
 * @param indictable which offences a table counts as indictable
 * @param notCounted Home Office codes of breaches that are not counted
 * @param custodialDisposals disposal codes that are immediate custody
 * @param table the study's own table (columns code, mode, source) as CSV; null if it has none
 */
public record OffenceSettings(
        List<String> scales,
        Indictable indictable,
        Set<HomeOfficeCode> notCounted,
        Set<String> custodialDisposals,
        @Nullable Path table) {
    public OffenceSettings {
        scales = List.copyOf(scales);
        notCounted = Set.copyOf(notCounted);
        custodialDisposals = Set.copyOf(custodialDisposals);
    }

    /** What counts as indictable in a table. */
    public enum Indictable {
        ONLY,
        INCLUDING_EITHER_WAY
    }
}
