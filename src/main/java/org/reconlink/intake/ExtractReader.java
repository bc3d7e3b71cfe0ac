package org.reconlink.intake;

import java.io.IOException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.RecordId;

/** The standardised records of one file, read as they are asked for. */
public interface ExtractReader<T> extends AutoCloseable {

    /**
     * The next record that can be used, or null after the last. Findings about the rows on the way have then been
     * said.
     *
     * @throws IntakeException if the file turns out to be damaged here
     */
    @Nullable
    T read() throws IOException;

    /** Where the row read last begins in the file, in bytes; negative if the file cannot be entered there. */
    long place();

    /**
     * The record of one of the rows behind this one that another reading of the file gave; null if it cannot be used.
     *
     * @param row its number
     * @param place where it begins, as {@link #place} gave it
     */
    @Nullable
    T at(long row, long place) throws IOException;

    /** Rows so far that are people, offences or spells, the rejected ones included. */
    long rowsRead();

    /** Rows so far that could not be used. */
    long rowsRejected();

    /** What is known about the file; its counts are final once {@link #read()} has given null. */
    FileFacts facts();

    @Override
    void close() throws IOException;

    /** Who a row of convictions is about, and when they were convicted: what is known of everybody in an extract. */
    public record ConvictedPerson(PersonDetails person, LocalDate convictionDate, RecordId source) {
        /** Nothing about a person. */
        @Override
        public String toString() {
            return "ConvictedPerson[withheld]";
        }
    }
}
