package org.reconlink.study;

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
}
