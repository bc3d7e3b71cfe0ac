package org.reconlink.linkage.comparison;

import java.util.List;
import org.reconlink.linkage.record.PackedColumns;

/** An ordered list of labelled levels at which two rows can agree: missing is 0, else the last. */
public interface EngineComparison {
    /** Label of level 0 everywhere. */
    String MISSING = "missing";

    /** What is compared. */
    String name();

    /** Labels of all levels, {@link #MISSING} first. */
    List<String> labels();

    /** The comparison at work on tables of these columns. */
    PairKernel on(PackedColumns columns);
}
