package org.reconlink.store.research;

import java.util.List;
import java.util.Locale;
import org.reconlink.result.PublishedTable;

/**
 * What a run publishes.
 *
 * @param packageSha256 of the data package's descriptor, which has the hashes of all tables
 */
public record ResearchDataset(
        String study, String run, String protocolSha256, String packageSha256, List<PublishedTable> tables) {
    public ResearchDataset {
        tables = List.copyOf(tables);
    }

    /** The name of the run's own schema. */
    String schema(String base) {
        return base + "_" + run.toLowerCase(Locale.ROOT).replace('-', '_');
    }
}
