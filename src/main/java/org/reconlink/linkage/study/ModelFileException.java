package org.reconlink.linkage.study;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A parameter file that cannot be used, with all its problems: place, what is wrong, what to do. */
public final class ModelFileException extends RuntimeException {
    private final List<String> problems;

    ModelFileException(List<String> problems) {
        this(problems, null);
    }

    ModelFileException(List<String> problems, @Nullable Throwable cause) {
        super(String.join("\n", problems), cause);
        this.problems = List.copyOf(problems);
    }

    /** One line each, in the order of the file. */
    public List<String> problems() {
        return problems;
    }
}
