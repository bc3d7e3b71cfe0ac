package org.reconlink.study;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.ExtractKind;
import org.reconlink.intake.ExtractSettings;
import org.reconlink.kernel.EnumWords;
import org.reconlink.kernel.Participant.Repeated;

/** {@code participants}, {@code convictions}, {@code custody}: where the rows are and which column is which field. */
final class ExtractSection {
    static final Key<Path> FILE =
            Key.optional("file", FilePath.ofInput(), "required without files", "the file, from the protocol's folder");
    static final Key<List<Path>> FILES = Key.optional(
            "files",
            new FileList(),
            "required without file",
            "several files, read as one; * stands for any letters of a file name");
    static final Key<String> SHEET = Key.optional(
            "sheet",
            Scalars.text("the name of a sheet", "Referrals"),
            "default: the first visible sheet",
            "the sheet of a workbook that holds the rows");
    static final Key<Character> DELIMITER = Key.optional(
            "delimiter",
            FileFormats.delimiter(),
            "default: detected and reported",
            "what separates the cells of a CSV file");
    static final Key<Charset> ENCODING = Key.optional(
            "encoding", FileFormats.encoding(), "default: detected and reported", "the encoding of a CSV file");
    static final Key<List<Located<String>>> DATE_FORMATS = Key.withDefault(
            "date formats",
            ListType.of(FileFormats.datePattern(), "[dd/MM/yyyy]"),
            "[yyyy-MM-dd]",
            "how dates are written as text, tried in order; date cells of a workbook need none");
    static final Key<Integer> FRESHNESS = Key.optional(
            "freshness",
            Scalar.of(
                    "a number of days from 1 to 9999",
                    "35 days",
                    text -> text.matches("[1-9]\\d{0,3}( days?)?")
                            ? Integer.valueOf(text.replaceAll("\\D", ""))
                            : null),
            "default: any age",
            "how old the files may be: check ends with 3 if one is older, a run says so");
    static final Key<List<Located<CarryType.Carried>>> CARRY = Key.withDefault(
            "carry",
            new CarryType(),
            "[]",
            "headings of further columns to carry through to the dataset; one that tells who somebody is in any cell is"
                    + " withheld, and so is free text unless the protocol says \"heading: text\"");
    static final Key<Values> INCLUDE = Key.optionalSection(
            "include",
            InclusionSection.TYPE,
            "who of the participants is in the study; the first criterion that fails, in the order of this list,"
                    + " is the reason for exclusion");

    static final Key<Repeated> REPEATED = Key.withDefault(
            "repeated participants",
            new Choice<>(repeated()),
            "refuse",
            "what is done where rows are one person, by an identifier or by name and date of birth: the run stops, the row"
                    + " with the first or last anchor date of the first window is followed, or each row by itself");
    static final Key<Values> GROUPS = Key.optional(
            "groups",
            GroupsSection.TYPE,
            "default: the distinct values of the column, in alphabetical order",
            "the study groups");

    static final ExtractSection PARTICIPANTS =
            new ExtractSection(ExtractKind.PARTICIPANTS, CARRY, INCLUDE, REPEATED, GROUPS);
    static final ExtractSection CONVICTIONS = new ExtractSection(ExtractKind.CONVICTIONS);
    static final ExtractSection CUSTODY = new ExtractSection(ExtractKind.CUSTODY);

    final Key<MappedColumns> columns;
    final SectionType type;

    private ExtractSection(ExtractKind kind, Key<?>... own) {
        this.columns = Key.required("columns", new ColumnsType(kind), "which heading of the file is which field");
        List<Key<?>> keys =
                new ArrayList<>(List.of(FILE, FILES, SHEET, DELIMITER, ENCODING, DATE_FORMATS, FRESHNESS, columns));
        keys.addAll(List.of(own));
        this.type = new SectionType(keys);
    }

    private static Map<String, Repeated> repeated() {
        Map<String, Repeated> words = new LinkedHashMap<>();
        for (Repeated rule : Repeated.values()) {
            words.put(EnumWords.of(rule), rule);
        }
        return words;
    }

    void check(Values values, ParseContext reading) {
        if (values.given(FILE) && values.given(FILES)) {
            reading.problem(values.at(FILES), "both \"file\" and \"files\" are given", "keep one of them");
        }
        if (!values.meant(FILE) && !values.meant(FILES)) {
            reading.problem(values.at(), "no file is named", "add \"file: \" and its path from the protocol's folder");
        }
        checkFormat(values, reading);
    }

    private static void checkFormat(Values values, ParseContext reading) {
        List<Path> files = files(values);
        if (files.isEmpty()) {
            return;
        }
        if (values.given(SHEET) && files.stream().noneMatch(ExtractSection::isWorkbook)) {
            reading.problem(values.at(SHEET), "\"sheet\" is given but no file is a workbook", "leave it out");
        }
        for (Key<?> key : List.of(DELIMITER, ENCODING)) {
            if (values.given(key) && files.stream().allMatch(ExtractSection::isWorkbook)) {
                reading.problem(
                        values.at(key),
                        ProtocolWords.quoted(key.name()) + " is given but no file is CSV",
                        "leave it out");
            }
        }
    }

    private static boolean isWorkbook(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".xlsx") || name.endsWith(".xls") || name.endsWith(".xlsm");
    }

    private static List<Path> files(Values values) {
        @Nullable Path file = values.find(FILE);
        @Nullable List<Path> files = values.find(FILES);
        return file != null ? List.of(file) : files != null ? files : List.of();
    }

    ExtractSettings settings(Values values) {
        return new ExtractSettings(
                files(values),
                values.find(SHEET),
                values.find(DELIMITER),
                values.find(ENCODING),
                Located.values(values.need(DATE_FORMATS)),
                values.need(columns).headings(),
                carried(values).map(CarryType.Carried::heading).toList());
    }

    /** Headings of carried columns that the protocol says to be free text. */
    static Set<String> freeText(Values values) {
        return carried(values)
                .filter(CarryType.Carried::freeText)
                .map(CarryType.Carried::heading)
                .collect(Collectors.toSet());
    }

    private static Stream<CarryType.Carried> carried(Values values) {
        return values.given(CARRY) ? values.need(CARRY).stream().map(Located::value) : Stream.of();
    }
}
