package org.reconlink.review;

import java.util.List;

/** Workbooks that cannot be taken; holds all that is wrong, each with place and advice, without values. */
public final class ReviewException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    ReviewException(List<String> problems) {
        super("a workbook of clerical review cannot be taken");
        this.problems = List.copyOf(problems);
    }

    /** Throws one that holds the problems, if there are any. */
    public static void throwIfAny(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new ReviewException(problems);
        }
    }

    public List<String> problems() {
        return problems;
    }
}
