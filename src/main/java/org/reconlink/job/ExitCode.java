package org.reconlink.job;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Stream;
import org.springframework.batch.core.ExitStatus;

/**
 * How a command ended, as its process says it and, where it is a run, as Spring Batch keeps it: an exit status has the
 * constant's name, but for the three that Batch has a name of its own for.
 */
public enum ExitCode {
    DONE(0, "done"),
    UNEXPECTED(1, "unexpected error"),
    USAGE(2, "the command or the protocol is wrong"),
    INPUT_REJECTED(3, "the input cannot be used"),
    DONE_WITH_OPEN_CASES(4, "done, but rows were rejected or cases await review"),
    ALREADY_RUNNING(5, "the study is being run by another process"),
    NOTHING_NEW(6, "nothing new to do"),
    STORAGE(7, "a folder or database cannot be used"),
    INTEGRITY(8, "outputs are not as the run left them"),
    INTERRUPTED(130, "stopped by Ctrl-C; the same command goes on from there"),
    STOPPED(143, "stopped by a signal; the same command goes on from there");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    public String meaning() {
        return meaning;
    }

    /** The name that Batch keeps. */
    String batchName() {
        return switch (this) {
            case DONE -> ExitStatus.COMPLETED.getExitCode();
            case DONE_WITH_OPEN_CASES -> ExitStatus.COMPLETED.getExitCode() + "_WITH_OPEN_CASES";
            case UNEXPECTED -> ExitStatus.FAILED.getExitCode();
            default -> name();
        };
    }

    /** @param because why, in words that hold no value of the data */
    ExitStatus status(String because) {
        return new ExitStatus(batchName(), because);
    }

    boolean is(ExitStatus status) {
        return status.getExitCode().equals(batchName());
    }

    /** What an exit status says; unexpected if it is none of ours. */
    static ExitCode of(ExitStatus status) {
        return of(status.getExitCode());
    }

    /** The same, by the name that Batch keeps. */
    public static ExitCode of(String batchName) {
        return Stream.of(values())
                .filter(code -> code.batchName().equals(batchName))
                .findFirst()
                .orElse(UNEXPECTED);
    }

    /** Whether a signal stopped it. */
    public boolean isStop() {
        return this == INTERRUPTED || this == STOPPED;
    }

    /** Whether something was to be done and was not. */
    public boolean isFailure() {
        return this != DONE && this != DONE_WITH_OPEN_CASES && this != NOTHING_NEW;
    }

    /** The one with a code. */
    public static ExitCode of(int code) {
        return Stream.of(values())
                .filter(known -> known.code == code)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no exit code " + code));
    }

    /** What several runs together end with: a failure before open cases before done, nothing new only if nothing else. */
    public static ExitCode worst(Collection<ExitCode> codes) {
        return codes.stream().max(Comparator.comparingInt(ExitCode::rank)).orElse(NOTHING_NEW);
    }

    private int rank() {
        return isFailure() ? values().length + code : this == NOTHING_NEW ? -1 : code;
    }
}
