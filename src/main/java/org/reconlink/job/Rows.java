package org.reconlink.job;

import java.io.IOException;
import java.util.function.Consumer;
import org.reconlink.intake.ExtractReader;

/** Drains extracts. */
final class Rows {
    private Rows() {}

    /** Reads to the end of the file. */
    static <T> void addAll(ExtractReader<T> rows, Consumer<? super T> sink) throws IOException {
        for (T row = rows.read(); row != null; row = rows.read()) {
            sink.accept(row);
        }
    }
}
