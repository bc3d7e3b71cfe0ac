package org.reconlink.result.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.reconlink.result.quality.CheckResult.Cost;

/** The list of checks, in the order in which they are made. */
public final class Checks {
    static final String NO_IDENTIFIER = "participant without police identifier";
    static final String RELEASE_BEFORE_CUSTODY = "release before custody";
    static final String CONVICTION_MISSING = "index conviction not found";
    static final String IDENTIFIER_DIFFERS = "identifier differs";
    static final String BIRTH_DIFFERS = "date of birth differs";
    static final String PNC_OF_ANOTHER = "pnc id of another person";
    /** One PNC id of people who share neither name nor date of birth. */
    static final String SHARED_IDENTIFIER = "pnc id of several people";

    static final String SEX_DIFFERS = "sex differs";
    static final String MONTH_DIFFERS = "month of birth differs";
    static final String KEY_OTHERWISE = "person key written otherwise";
    static final String KEY_SHARED = "person key that several people bear";
    static final String STALE = "verdict no longer holds";
    static final String CHILD = "conviction before the age of 10";
    static final String IN_CUSTODY = "offence while in custody";
    static final String DUPLICATE = "duplicate row";
    static final String AFTER_DEATH = "offence after death";
    static final String AFTER_DEPORTATION = "offence after deportation";

    private static final List<String> P = List.of("participants");
    private static final List<String> C = List.of("convictions");
    private static final List<String> S = List.of("custody");
    private static final List<String> PEOPLE = List.of("participants", "convictions");
    private static final List<String> ALL = List.of("participants", "convictions", "custody");
    private static final List<String> NAMES = List.of("surname", "forename", "middle names", "full name", "aliases");
    private static final List<String> DATES = List.of(
            "date of birth",
            "index offence date",
            "index conviction date",
            "custody start",
            "in-reach start",
            "release date",
            "intervention start",
            "intervention end",
            "date of death",
            "deported on",
            "offence start date",
            "offence end date",
            "conviction date",
            "start",
            "end");

    private static final List<Check> STOCK = stock();

    private Checks() {}

    /** The checks that concern the files of a section of the protocol. */
    public static List<Check> of(String section) {
        return STOCK.stream()
                .filter(check -> check.sections().contains(section))
                .toList();
    }

    /** Whether the list has a check of that rule. */
    public static boolean has(String rule) {
        return STOCK.stream().anyMatch(check -> check.rule().equals(rule));
    }

    /** The rules of checks that look at rows, cells or people, each once; a file that fails one of the others cannot be read. */
    public static List<String> rulesOfRows() {
        return STOCK.stream()
                .filter(check -> check.scope().level() != Scope.Level.FILE)
                .map(Check::rule)
                .distinct()
                .toList();
    }

    private static List<Check> stock() {
        return Stream.of(files(), rows(), cells(), plausibility())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Check> files() {
        List<Check> checks = new ArrayList<>();
        file(checks, Scope.FILE, "missing file", "the file exists");
        file(checks, Scope.FILE, "symbolic link", "the file is no symbolic link");
        file(checks, Scope.FILE, "unreadable file", "the file may be read");
        file(checks, Scope.FILE, "incomplete file", "the file is no longer being written");
        file(checks, Scope.CHECKSUM, "checksum", "the file is what its checksum file says");
        file(checks, Scope.FILE, "empty file", "the file is not empty");
        file(checks, Scope.FILE, "not a table", "the file is a table, whatever its name says");
        file(checks, Scope.CSV, "encoding", "the text is in the encoding that is stated or detected");
        file(checks, Scope.CSV, "quotation marks", "quotation marks pair");
        file(checks, Scope.CSV, "cell length", "no cell is longer than 1,048,576 characters");
        file(checks, Scope.CSV, "row length", "no record has more than 16,384 cells or 4,194,304 characters");
        file(checks, Scope.CSV, "damaged text", "there are no characters of nought");
        file(checks, Scope.WORKBOOK, "not a workbook", "the archive is a workbook");
        file(checks, Scope.WORKBOOK, "damaged file", "the workbook is whole");
        file(checks, Scope.WORKBOOK, "duplicated part", "no two parts have one name");
        file(checks, Scope.WORKBOOK, "workbook size", "the workbook is within the limits of size");
        file(checks, Scope.WORKBOOK, "password", "there is no password");
        file(checks, Scope.WORKBOOK, "binary workbook", "the form is not the binary one");
        file(checks, Scope.WORKBOOK, "missing sheet", "the sheet is there");
        file(checks, Scope.FILE, "empty table", "there are rows");
        file(checks, Scope.FILE, "headings", "a row has the headings");
        file(checks, Scope.FILE, "missing heading", "no mapped heading is missing");
        file(checks, Scope.FILE, "duplicated heading", "no mapped heading is there twice");
        file(checks, Scope.WORKBOOK, "hidden rows", "no row is hidden");
        file(checks, Scope.WORKBOOK, "struck-out rows", "no row is struck out");
        file(checks, Scope.WORKBOOK, "merged cells", "no cell is merged over several rows");
        file(checks, Scope.FILE, "no rows", "there are rows under the headings");
        file(checks, Scope.CSV, "row widths", "every row has as many cells as there are headings");
        checks.add(new Check(
                C, Scope.FILE, "no offence dates", "a column of offence dates is mapped", Cost.OUTCOMES, List.of()));
        checks.add(new Check(
                PEOPLE, Scope.FILE, "unreadable column", "no column is unreadable as a whole", Cost.ROWS, List.of()));
        checks.add(new Check(
                PEOPLE,
                Scope.FILE,
                "missing column",
                "surname, forename and date of birth have a column",
                Cost.LINKAGE,
                List.of()));
        return checks;
    }

    private static void file(List<Check> checks, Scope scope, String rule, String asks) {
        checks.add(new Check(ALL, scope, rule, asks, Cost.ROWS, List.of()));
    }

    private static List<Check> rows() {
        return List.of(
                row(ALL, Scope.CSV_ROW, "row width", "no row has more cells than there are headings"),
                new Check(
                        PEOPLE,
                        Scope.ROW,
                        "nothing to link by",
                        "a name, a date of birth or a police identifier can be used",
                        Cost.ROWS,
                        List.of()),
                row(C, Scope.ROW, "offence", "a code or a title names the offence"),
                row(
                        C,
                        Scope.ROW,
                        "offence dates",
                        "no offence ends before it starts",
                        "offence start date",
                        "offence end date"),
                row(S, Scope.ROW, "custody person", "a number says whose spell it is"),
                row(S, Scope.ROW, "custody dates", "no spell ends before it starts", "start", "end"));
    }

    private static Check row(List<String> sections, Scope scope, String rule, String asks, String... fields) {
        return new Check(sections, scope, rule, asks, Cost.OUTCOMES, List.of(fields));
    }

    private static List<Check> cells() {
        return List.of(
                new Check(
                        P,
                        Scope.NOT_BLANK,
                        "required value",
                        "the cell is filled",
                        Cost.ROWS,
                        List.of("participant id")),
                new Check(
                        C,
                        Scope.NOT_BLANK,
                        "required value",
                        "the cell is filled",
                        Cost.ROWS,
                        List.of("conviction date")),
                new Check(S, Scope.NOT_BLANK, "required value", "the cell is filled", Cost.ROWS, List.of("start")),
                new Check(S, Scope.NOT_BLANK, "missing value", "the cell is filled", Cost.OUTCOMES, List.of("type")),
                new Check(
                        P,
                        Scope.NOT_BLANK,
                        "missing value",
                        "the cell is filled",
                        Cost.LINKAGE,
                        List.of("surname", "forename", "full name", "date of birth")),
                new Check(
                        C,
                        Scope.NOT_BLANK,
                        "missing value",
                        "the cell is filled",
                        Cost.LINKAGE,
                        List.of("surname", "forename")),
                new Check(
                        P,
                        Scope.CELL,
                        "duplicate participant id",
                        "no two rows have one participant id",
                        Cost.ROWS,
                        List.of("participant id")),
                new Check(
                        ALL,
                        Scope.ANY_CELL,
                        "spreadsheet error",
                        "no cell shows an error of a formula",
                        Cost.OUTCOMES,
                        List.of()),
                new Check(
                        PEOPLE,
                        Scope.CELL,
                        "placeholder",
                        "the value stands for itself, not for one that is not known",
                        Cost.LINKAGE,
                        List.of("surname", "forename", "full name", "date of birth")),
                cell(S, "placeholder", "the value stands for itself, not for one that is not known", "type"),
                cell(
                        PEOPLE,
                        "placeholder date of birth",
                        "the date is not one that stands for one that is not known",
                        "date of birth"),
                new Check(
                        ALL,
                        Scope.ANY_CELL,
                        "garbled letters",
                        "no letters were garbled before the file was saved",
                        Cost.LINKAGE,
                        List.of()),
                new Check(ALL, Scope.CELL, "date format", "dates are written as agreed", Cost.OUTCOMES, DATES),
                new Check(
                        ALL,
                        Scope.CELL,
                        "other date form",
                        "dates are written as the protocol states",
                        Cost.OUTCOMES,
                        DATES),
                new Check(ALL, Scope.CELL, "date on the calendar", "the calendar has the day", Cost.OUTCOMES, DATES),
                new Check(ALL, Scope.CELL, "date year", "the year is between 1880 and 2100", Cost.OUTCOMES, DATES),
                new Check(
                        ALL,
                        Scope.CELL,
                        "placeholder date",
                        "the date is not one that stands for one that is not known",
                        Cost.OUTCOMES,
                        DATES),
                new Check(
                        PEOPLE,
                        Scope.CELL,
                        "dates piled up",
                        "no day stands on more rows than is likely",
                        Cost.OUTCOMES,
                        List.of("date of birth", "offence start date", "index offence date")),
                new Check(ALL, Scope.CELL, "partial date", "the date is known to the day", Cost.OUTCOMES, DATES),
                new Check(ALL, Scope.CELL, "date number", "the date is no number of a day", Cost.OUTCOMES, DATES),
                new Check(
                        ALL,
                        Scope.CELL,
                        "order of day and month",
                        "all dates have day and month in one order",
                        Cost.OUTCOMES,
                        DATES),
                new Check(
                        ALL,
                        Scope.CELL,
                        "time of day",
                        "the times of day are not those of midnights elsewhere",
                        Cost.OUTCOMES,
                        DATES),
                new Check(
                        P,
                        Scope.CELL,
                        "dates out of order",
                        "offence, conviction and release follow one another",
                        Cost.OUTCOMES,
                        List.of("index conviction date", "release date")),
                cell(PEOPLE, "birth after own event", "nobody is born after a date of their own", "date of birth"),
                new Check(
                        C,
                        Scope.CELL,
                        "offence before birth",
                        "no offence is dated before the person was born",
                        Cost.OUTCOMES,
                        List.of("offence start date", "offence end date")),
                new Check(
                        C,
                        Scope.CELL,
                        "offence under age",
                        "no offence is dated below the age of criminal responsibility",
                        Cost.OUTCOMES,
                        List.of("offence start date", "offence end date")),
                new Check(
                        PEOPLE,
                        Scope.CELL,
                        "lost characters",
                        "no characters of the name were lost",
                        Cost.LINKAGE,
                        NAMES),
                cell(P, "full name", "the full name has a surname and a forename", "full name"),
                cell(PEOPLE, "sex", "the sex is a recorded one", "sex"),
                cell(ALL, "pnc id shape", "the PNC id is written as one", "pnc id"),
                cell(ALL, "pnc id check letter", "the check letter of the PNC id fits its digits", "pnc id"),
                row(P, Scope.PARTICIPANT, "repeated participant", "no two rows are one person"),
                row(P, Scope.PARTICIPANT, "participants alike", "no two people have the same name and date of birth"),
                row(
                        P,
                        Scope.PARTICIPANT,
                        "participants much alike",
                        "no two people have much the same name and date of birth"),
                row(P, Scope.PARTICIPANT, "identifier of several participants", "no two people have one identifier"),
                cell(P, "group spellings", "no two groups differ only by case, blanks or punctuation", "group"),
                cell(P, "unknown group", "the group is one of the protocol's", "group"),
                cell(P, "small group", "the group has three people or more", "group"),
                cell(P, "many groups", "the groups are as few as a study has", "group"),
                cell(P, "participant without group", "the participant is in a group", "group"),
                cell(C, SHARED_IDENTIFIER, "rows of one PNC id share a name or a date of birth", "pnc id"),
                cell(
                        C,
                        "cro number of several people",
                        "rows of one CRO number share a name or a date of birth",
                        "cro number"),
                cell(
                        C,
                        "person key of several people",
                        "rows of one key share a name or a date of birth",
                        "person key"),
                cell(
                        C,
                        "result blank beside a sentence",
                        "a row with a sentence has a result that says something of guilt",
                        "adjudication"),
                cell(C, "result and disposal", "result and disposal can both be right", "adjudication"),
                cell(
                        C,
                        "disposal code and words",
                        "disposal code, words and length agree about immediate custody",
                        "disposal code"),
                cell(C, "person key of several sexes", "rows of one key have one sex", "person key"),
                cell(
                        C,
                        "person key of several dates of birth",
                        "rows of one key have much the same date of birth",
                        "person key"),
                cell(PEOPLE, "cro number shape", "the CRO number is written as one", "cro number"),
                cell(
                        PEOPLE,
                        "cro number check letter",
                        "the check letter of the CRO number fits its digits",
                        "cro number"),
                cell(P, "postcode", "every postcode is one", "postcodes"),
                cell(C, "postcode", "the postcode is one", "postcode"),
                cell(P, "consent", "consent is yes or no", "consent"),
                cell(P, "index offence", "the index offence is a code or a title", "index offence"),
                cell(C, "offence code", "the code is a CJS offence code", "offence code"),
                cell(C, "home office code", "the code is a Home Office code of one subclass", "home office code"),
                cell(C, "adjudication", "the result is understood", "adjudication"),
                cell(C, "disposal code", "a list has the code", "disposal code"),
                cell(C, "disposal", "the words are a disposal", "disposal"),
                cell(C, "count", "the count is a whole number", "offences taken into consideration"),
                cell(C, "sentence length", "the length has its unit", "sentence length"),
                cell(S, "custody type", "the word is a type of custody", "type"),
                cell(S, "no custody", "the spell is one in custody", "type"));
    }

    private static Check cell(List<String> sections, String rule, String asks, String field) {
        return new Check(sections, Scope.CELL, rule, asks, Cost.OUTCOMES, List.of(field));
    }

    private static List<Check> plausibility() {
        return List.of(
                new Check(
                        P,
                        Scope.PARTICIPANT,
                        NO_IDENTIFIER,
                        "a PNC id or CRO number can be used",
                        Cost.PEOPLE,
                        List.of("pnc id or cro number")),
                new Check(
                        P,
                        Scope.PARTICIPANT,
                        RELEASE_BEFORE_CUSTODY,
                        "release is not before custody starts",
                        Cost.OUTCOMES,
                        List.of("custody start", "release date")),
                plausible(P, Scope.PARTICIPANT, PNC_OF_ANOTHER, "nobody else has the PNC id", "pnc id"),
                plausible(
                        P,
                        Scope.LINK,
                        CONVICTION_MISSING,
                        "the linked person has the index conviction",
                        "index conviction date"),
                plausible(
                        P,
                        Scope.LINK,
                        IDENTIFIER_DIFFERS,
                        "the linked person has the same PNC id and CRO number",
                        "pnc id or cro number"),
                plausible(
                        P, Scope.LINK, BIRTH_DIFFERS, "the linked person has the same date of birth", "date of birth"),
                plausible(
                        P, Scope.LINK, SEX_DIFFERS, "the person of the same key has the same sex", "person key", "sex"),
                plausible(
                        P,
                        Scope.LINK,
                        MONTH_DIFFERS,
                        "the person of the same key was born in the same month",
                        "person key",
                        "date of birth"),
                plausible(
                        P,
                        Scope.PARTICIPANT,
                        KEY_OTHERWISE,
                        "the person key is written as in the conviction extracts",
                        "person key"),
                plausible(
                        P,
                        Scope.PARTICIPANT,
                        KEY_SHARED,
                        "the person key is one person's in the conviction extracts",
                        "person key"),
                plausible(P, Scope.LINK, CHILD, "nobody was convicted before the age of 10", "date of birth"),
                plausible(P, Scope.PARTICIPANT, STALE, "every verdict of clerical review still holds"),
                plausible(P, Scope.PARTICIPANT, "link of an earlier run", "links of an earlier run are as they were"),
                new Check(
                        C,
                        Scope.OFFENCE,
                        DUPLICATE,
                        "no row repeats another in every mapped field",
                        Cost.COSMETIC,
                        List.of()),
                sound(
                        C,
                        Scope.OFFENCE,
                        "appeal of several convictions",
                        "what is quashed can be one conviction alone",
                        "adjudication"),
                sound(
                        C,
                        Scope.OFFENCE,
                        "offence after proof",
                        "no offence is dated after its conviction",
                        "offence start date"),
                plausible(C, Scope.OFFENCE, AFTER_DEATH, "no offence is dated after the participant's death"),
                plausible(
                        C, Scope.OFFENCE, AFTER_DEPORTATION, "no offence is dated after the participant's deportation"),
                plausible(C, Scope.OFFENCE, IN_CUSTODY, "no offence is dated inside custody", "offence start date"),
                sound(C, Scope.OFFENCE, "offence not classified", "a table knows where the offence can be tried"),
                sound(
                        C,
                        Scope.OFFENCE,
                        "offence codes disagree",
                        "offence code and Home Office code name one offence",
                        "home office code"),
                sound(C, Scope.OFFENCE, "offence title not matched", "one code has exactly the title", "offence title"),
                sound(S, Scope.SPELL, "custody spell of nobody", "a participant has the number"),
                sound(
                        S,
                        Scope.SPELL,
                        "custody end before start",
                        "no spell that is kept ends before it starts",
                        "end"));
    }

    /** What else may point to a wrong link. */
    private static Check plausible(List<String> sections, Scope scope, String rule, String asks, String... fields) {
        return new Check(sections, scope, rule, asks, Cost.LINKAGE, List.of(fields));
    }

    private static Check sound(List<String> sections, Scope scope, String rule, String asks, String... fields) {
        return new Check(sections, scope, rule, asks, Cost.OUTCOMES, List.of(fields));
    }

    /**
     * Something that input is held to.
     *
     * @param sections of the protocol whose files it concerns
     * @param rule as findings call it
     * @param asks what has to be so, in words
     * @param cost what a warning costs, unless linkage compares people by its column
     * @param fields that it looks at, all of them needed where it looks at a row; {@code pnc id or cro number}: either
     */
    public record Check(List<String> sections, Scope scope, String rule, String asks, Cost cost, List<String> fields) {
        public Check {
            sections = List.copyOf(sections);
            fields = List.copyOf(fields);
        }
    }

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
}
