package org.reconlink.job;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.FileFacts;
import org.reconlink.job.ExtractWire.Wanted;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.kernel.Finding;
import org.reconlink.linkage.study.IdentityIndex;

/**
 * The conviction extract of a run as its steps ask for it: once for all identities, later for the rows of some. It is read on this
 * machine or by a cluster, and what comes of it is the same.
 */
interface ConvictionExtract {

    /**
     * Reads the whole extract.
     *
     * @param findings takes what there is to say of its files, in their order
     * @param facts takes what is known of each file, in the same order
     * @throws org.reconlink.intake.IntakeException if a file cannot be used
     */
    void index(IdentityIndex into, List<Finding> findings, List<FileFacts> facts, Progress progress) throws IOException;

    /** Begins to read the rows of the wanted persons, in the order of the extract, once it was read whole. */
    Rows read(Wanted wanted);

    /** Conviction rows, read one by one. */
    interface Rows extends Closeable {

        /** How many there are, at most; 0 if that is not known. */
        long expected();

        /** Passes over rows; answers whether there were as many. */
        boolean skip(long rows) throws IOException;

        /**
         * The next row; null after the last.
         *
         * @throws org.reconlink.intake.IntakeException if a file cannot be used
         */
        @Nullable
        ConvictionRecord next() throws IOException;
    }
}
