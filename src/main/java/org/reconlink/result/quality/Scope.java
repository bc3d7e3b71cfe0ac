package org.reconlink.result.quality;

/** What a check looks at, one by one. */
public enum Scope {
    /** The file itself; what fails here stops the run, so that a report shows it as passed. */
    FILE(Level.FILE, "file"),
    /** The file if it is CSV. */
    CSV(Level.FILE, "file"),
    /** The file if it is a workbook. */
    WORKBOOK(Level.FILE, "file"),
    /** The file if there is a checksum file beside it. */
    CHECKSUM(Level.FILE, "file"),
    /** Rows, where all the fields of the check are mapped. */
    ROW(Level.ROW, "rows"),
    /** Rows of CSV. */
    CSV_ROW(Level.ROW, "rows"),
    /** Rows, which must not be blank in a column. */
    NOT_BLANK(Level.ROW, "rows"),
    /** Cells of a column that are filled. */
    CELL(Level.ROW, "filled cells"),
    /** Filled cells of all mapped and carried columns together. */
    ANY_CELL(Level.ROW, "filled cells"),
    /** Participants who are not rejected. */
    PARTICIPANT(Level.PLAUSIBILITY, "participants"),
    /** Participants who are linked. */
    LINK(Level.PLAUSIBILITY, "linked participants"),
    /** Conviction rows of participants who are linked. */
    OFFENCE(Level.PLAUSIBILITY, "rows of the linked"),
    /** Custody spells that are not rejected. */
    SPELL(Level.PLAUSIBILITY, "spells");

    /** The three levels of checks. */
    public enum Level {
        FILE,
        ROW,
        PLAUSIBILITY
    }

    private final Level level;
    private final String counted;

    Scope(Level level, String counted) {
        this.level = level;
        this.counted = counted;
    }

    public Level level() {
        return level;
    }

    /** What the denominator counts, in words. */
    public String counted() {
        return counted;
    }
}
