package org.reconlink.study;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.reconlink.study.ProtocolException.ProtocolError;
import org.reconlink.study.ProtocolNode.Position;

/** One reading of one protocol: where its relative paths start, and all that is wrong so far. */
final class ParseContext {
    private final String file;
    private final Path folder;
    private final boolean looks;
    private final SortedSet<ProtocolError> errors = new TreeSet<>();
    private String study;

    ParseContext(Path protocol) {
        this(protocol, true);
    }

    /** @param looks whether it looks for the files that the protocol names */
    ParseContext(Path protocol, boolean looks) {
        this.looks = looks;
        this.file = protocol.toString().replace('\\', '/');
        Path parent = protocol.toAbsolutePath().getParent();
        this.study = String.valueOf(protocol.getFileName()).replaceFirst("\\.[^.]*$", "");
        this.folder = (parent == null ? protocol.toAbsolutePath() : parent).normalize();
    }

    boolean looks() {
        return looks;
    }

    Path folder() {
        return folder;
    }

    void problem(Position at, String problem, String advice) {
        errors.add(new ProtocolError(file, at.line(), at.column(), problem, advice, false));
    }

    /** A file that the protocol names is not there, or cannot be read. */
    void missingInput(Position at, String problem, String advice) {
        errors.add(new ProtocolError(file, at.line(), at.column(), problem, advice, true));
    }

    /** The study's id, as soon as it is known. */
    void isOf(String id) {
        study = id;
    }

    List<ProtocolError> errors() {
        return List.copyOf(errors);
    }

    void stopIfWrong() {
        if (!errors.isEmpty()) {
            throw new ProtocolException(study, errors());
        }
    }
}
