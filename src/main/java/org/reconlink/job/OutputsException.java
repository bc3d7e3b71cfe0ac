package org.reconlink.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The outputs of runs are not where the register says. */
public final class OutputsException extends IOException {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;
    private final boolean isAnother;

    OutputsException(List<String> problems, boolean isAnother) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
        this.isAnother = isAnother;
    }

    /** The same with what to do. */
    OutputsException with(String advice) {
        List<String> more = new ArrayList<>(problems);
        more.add(advice);
        return new OutputsException(more, isAnother);
    }

    public List<String> problems() {
        return problems;
    }

    /** 8 where something else lies there, 7 where nothing does. */
    public ExitCode code() {
        return isAnother ? ExitCode.INTEGRITY : ExitCode.STORAGE;
    }

    boolean isAnother() {
        return isAnother;
    }
}
