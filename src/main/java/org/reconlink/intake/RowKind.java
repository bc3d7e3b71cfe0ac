package org.reconlink.intake;

/** What a row under the headings is. */
enum RowKind {
    /** A person, an offence or a spell. */
    RECORD("record", "records"),
    BLANK("blank row", "blank rows"),
    REPEATED_HEADING("repeated heading", "repeated headings"),
    /** A line of dashes, as database programs draw under headings. */
    LINE("line of dashes", "lines of dashes"),
    /** Left out as the protocol says. */
    HIDDEN("hidden row", "hidden rows"),
    STRUCK_OUT("struck-out row", "struck-out rows"),
    TOTALS("totals row", "totals rows"),
    /** Text that is not a row of the table. */
    NOTE("note", "notes");

    private final String one;
    private final String several;

    RowKind(String one, String several) {
        this.one = one;
        this.several = several;
    }

    /** The count in words: {@code 2 blank rows}. */
    String words(long count) {
        return count + " " + (count == 1 ? one : several);
    }
}
