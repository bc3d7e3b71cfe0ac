package org.reconlink.study;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Everything that is wrong with a protocol; its message has one line for each error, in the order of the file. */
public final class ProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // List.copyOf of records of strings and numbers
    private final List<ProtocolError> errors;

    private final String study;

    /** @param study its id so far as it can be read, else the name of the protocol */
    ProtocolException(String study, List<ProtocolError> errors) {
        super(errors.stream().map(ProtocolError::toString).collect(Collectors.joining("\n")));
        this.errors = List.copyOf(errors);
        this.study = study;
    }

    /** For whoever is told of it: the study's id, or the name of the protocol without its ending. */
    public String study() {
        return study;
    }

    /** Whether nothing is wrong but that files which the protocol names are not there. */
    public boolean isMissingInput() {
        return errors.stream().allMatch(ProtocolError::missingInput);
    }

    /** Never empty, sorted by position. */
    public List<ProtocolError> errors() {
        return errors;
    }

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
}
