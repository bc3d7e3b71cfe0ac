package org.reconlink.study;

import java.util.Comparator;

/**
 * Something wrong with a study protocol: where, what, and what to do.
 *
 * @param file as the caller named it, with forward slashes
 * @param line from 1
 * @param column from 1
 * @param missingInput whether the protocol can be right and a file that it names is not there
 */
public record ProtocolError(String file, int line, int column, String problem, String advice, boolean missingInput)
        implements Comparable<ProtocolError> {
    private static final Comparator<ProtocolError> ORDER = Comparator.comparing(ProtocolError::file)
            .thenComparingInt(ProtocolError::line)
            .thenComparingInt(ProtocolError::column)
            .thenComparing(ProtocolError::problem)
            .thenComparing(ProtocolError::advice);

    @Override
    public int compareTo(ProtocolError other) {
        return ORDER.compare(this, other);
    }

    /** One line for a console: {@code jobs/resettle.yml:12:5: unknown key "surnam"; did you mean "surname"?}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + problem + "; " + advice;
    }
}
