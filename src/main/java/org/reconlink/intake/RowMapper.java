package org.reconlink.intake;

import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.RecordId;

/** Makes a standardised record of a row. */
interface RowMapper<T> {

    /** The record; whatever it is, it is not to be used if the log then says that the row is rejected. */
    @Nullable
    T map(TableRow row, RecordId source, RowLog log);
}
