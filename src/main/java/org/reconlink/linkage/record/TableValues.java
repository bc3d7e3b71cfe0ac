package org.reconlink.linkage.record;

import it.unimi.dsi.fastutil.longs.Long2LongMap;
import java.util.List;
import org.reconlink.linkage.record.PackedTable.DistinctRows;

/** What is known of a table without looking at its rows one by one: they may be on this machine, or on many. */
public interface TableValues {
    /** The columns that this table shares with the one it is linked to. */
    PackedColumns columns();

    /** Number of rows. */
    int rows();

    /** How often each value of a column occurs, in an order that does not depend on the order of rows. */
    ValueCounts frequencies(String column);

    /**
     * Distinct rows of some columns, all others missing, with the number of rows of each, in an order that does not
     * depend on the order of rows.
     */
    DistinctRows distinct(List<String> kept);

    /** Rows by the columns that they have a value in, a bit each, the first column the lowest. */
    Long2LongMap present();

    /** Lets go of what {@link #frequencies} has counted. */
    void forgetFrequencies();
}
