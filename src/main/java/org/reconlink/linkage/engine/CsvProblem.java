package org.reconlink.linkage.engine;

/** What is wrong with a row of a part of a file, whose number in the file is not known yet. */
final class CsvProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int row;
    private final String problem;

    /**
     * @param row in its part, from 0
     * @param problem behind the row's number
     */
    CsvProblem(int row, String problem) {
        super(problem);
        this.row = row;
        this.problem = problem;
    }

    int row() {
        return row;
    }

    String problem() {
        return problem;
    }
}
