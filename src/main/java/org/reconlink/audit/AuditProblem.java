package org.reconlink.audit;

/**
 * A place where an audit log is broken.
 *
 * @param line the first line of the file is 1
 * @param problem what is broken and what it points to
 */
public record AuditProblem(long line, String problem) {

    /** One line for a console: {@code line 7: ...}. */
    @Override
    public String toString() {
        return "line " + line + ": " + problem;
    }
}
