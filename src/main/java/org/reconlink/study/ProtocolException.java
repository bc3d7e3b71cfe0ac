package org.reconlink.study;

import java.util.List;
import java.util.stream.Collectors;

/** Everything that is wrong with a protocol; its message has one line for each error, in the order of the file. */
public final class ProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // List.copyOf of records of strings and numbers
    private final List<ProtocolError> errors;

    ProtocolException(List<ProtocolError> errors) {
        super(errors.stream().map(ProtocolError::toString).collect(Collectors.joining("\n")));
        this.errors = List.copyOf(errors);
    }

    /** Never empty, sorted by position. */
    public List<ProtocolError> errors() {
        return errors;
    }
}
