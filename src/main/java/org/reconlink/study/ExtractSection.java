package org.reconlink.study;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.ExtractKind;
import org.reconlink.intake.ExtractSettings;
import org.reconlink.intake.FileAccess;
import org.reconlink.kernel.EnumWords;
import org.reconlink.kernel.Participant.Repeated;
import org.reconlink.study.FilePath.FilePattern;
import org.reconlink.study.ProtocolNode.Given;
import org.reconlink.study.ProtocolNode.Located;
import org.reconlink.study.Scalars.Scalar;

/** {@code participants}, {@code convictions}, {@code custody}: where the rows are and which column is which field. */
final class ExtractSection {
    static final Key<Path> FILE =
            Key.optional("file", FilePath.ofInput(), "required without files", "the file, from the protocol's folder");
    static final Key<List<Path>> FILES = Key.optional(
            "files",
            new FileList(),
            "required without file",
            "several files, read as one; * stands for any letters of a file name; of convictions URLs too, for run --spark");
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

    private final ExtractKind kind;

    private ExtractSection(ExtractKind kind, Key<?>... own) {
        this.kind = kind;
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
        if (kind != ExtractKind.CONVICTIONS && files(values).stream().anyMatch(file -> FileAccess.url(file) != null)) {
            reading.problem(
                    values.at(values.given(FILE) ? FILE : FILES),
                    "a URL is named, and no cluster reads the files of this section",
                    "name a file of this machine; of the convictions alone a cluster reads files (run --spark)");
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

    /** So much as can be used of a section of which something is wrong; null without files or headings. */
    @Nullable
    ExtractSettings readable(Values values) {
        List<Path> files = files(values);
        MappedColumns mapped = values.find(columns);
        if (files.isEmpty() || mapped == null) {
            return null;
        }
        Map<String, String> headings = new LinkedHashMap<>(mapped.headings());
        headings.values().removeIf(String::isEmpty);
        List<Located<CarryType.Carried>> carry = values.given(CARRY) ? values.find(CARRY) : null;
        return headings.isEmpty()
                ? null
                : new ExtractSettings(
                        files,
                        values.find(SHEET),
                        values.find(DELIMITER),
                        values.find(ENCODING),
                        List.of(),
                        headings,
                        carry == null
                                ? List.of()
                                : carry.stream()
                                        .map(one -> one.value().heading())
                                        .toList());
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

    /** One or more existing files: a path, a pattern, or a list of both; the order of the list, names within a pattern. */
    record FileList() implements ValueType<List<Path>> {
        @Override
        public String words() {
            return "a path, a pattern such as pnc-*.csv, or a list of them";
        }

        @Override
        public @Nullable List<Path> read(Given given, ParseContext reading) {
            List<ProtocolNode> nodes =
                    given.node() instanceof ProtocolNode.Items list ? list.nodes() : List.of(given.node());
            if (nodes.isEmpty()) {
                reading.problem(given.at(), given.quotedName() + " is an empty list", "name a file or a pattern");
                return null;
            }
            Set<Path> files = new LinkedHashSet<>();
            for (ProtocolNode node : nodes) {
                Given item = node == given.node() ? given : given.item(node);
                ProtocolNode.Text text = node instanceof ProtocolNode.Refused ? null : Shape.text(item, reading);
                if (text != null) {
                    add(text, files, given, reading);
                }
            }
            return files.isEmpty() ? null : List.copyOf(files);
        }

        private static void add(ProtocolNode.Text text, Set<Path> files, Given given, ParseContext reading) {
            for (Path file : named(text, reading)) {
                if (!files.add(file)) {
                    reading.problem(
                            text.at(),
                            given.quotedName() + " names " + ProtocolWords.quoted(String.valueOf(file.getFileName()))
                                    + " twice",
                            "delete one of the two, or make the pattern narrower");
                }
            }
        }

        /** The files that one path or pattern names; empty if there are none. */
        static List<Path> named(ProtocolNode.Text text, ParseContext reading) {
            if (FileAccess.isUrl(text.text())) {
                return List.of(FileAccess.path(text.text()));
            }
            if (FilePattern.isPattern(text.text())) {
                return FilePattern.expand(text.at(), text.text(), reading);
            }
            List<Path> one = new ArrayList<>();
            Path file = FilePath.ofInput().existing(text.at(), text.text(), reading);
            if (file != null) {
                one.add(file);
            }
            return one;
        }
    }

    /** How the cells of a file are written. */
    private static final class FileFormats {
        private static final List<String> USUAL_ENCODINGS =
                List.of("UTF-8", "windows-1252", "ISO-8859-1", "ISO-8859-15", "UTF-16", "UTF-16LE", "UTF-16BE");
        private static final Pattern LETTERS = Pattern.compile("(\\p{L})\\1*");
        private static final Set<String> DAYS = Set.of("d", "dd");
        private static final Set<String> MONTHS = Set.of("M", "MM", "MMM", "MMMM");
        private static final Set<String> YEARS = Set.of("yy", "yyyy", "uuuu");

        private FileFormats() {}

        static ValueType<Character> delimiter() {
            Map<String, Character> words = new LinkedHashMap<>();
            words.put("comma", ',');
            words.put("semicolon", ';');
            words.put("tab", '\t');
            words.put("pipe", '|');
            return new Choice<>(words, Map.of(",", ',', ";", ';', "|", '|'));
        }

        static ValueType<Charset> encoding() {
            return new Scalar<>(
                    "a known encoding",
                    "windows-1252",
                    FileFormats::charset,
                    wrong -> ProtocolWords.nearest(wrong, USUAL_ENCODINGS)
                            // Windows programs of western Europe call it so.
                            .or(() -> wrong.equalsIgnoreCase("ansi") ? Optional.of("windows-1252") : Optional.empty())
                            .map(name -> "did you mean " + ProtocolWords.quoted(name) + "?")
                            .orElse("the usual ones are " + ProtocolWords.either(USUAL_ENCODINGS)));
        }

        private static @Nullable Charset charset(String name) {
            try {
                return Charset.isSupported(name) ? Charset.forName(name) : null;
            } catch (IllegalCharsetNameException e) {
                return null;
            }
        }

        static ValueType<String> datePattern() {
            return new Scalar<>("a date format", "dd/MM/yyyy", FileFormats::pattern, FileFormats::advice);
        }

        private static @Nullable String pattern(String text) {
            List<String> parts =
                    LETTERS.matcher(text).results().map(MatchResult::group).toList();
            boolean complete = parts.size() == 3 && one(parts, DAYS) && one(parts, MONTHS) && one(parts, YEARS);
            return complete ? text : null;
        }

        private static boolean one(List<String> parts, Set<String> letters) {
            return parts.stream().filter(letters::contains).count() == 1;
        }

        private static @Nullable String advice(String wrong) {
            if (wrong.contains("Y") || wrong.contains("D")) {
                return "capitals matter: days are d, months M, years y";
            }
            if (wrong.contains("m") && !wrong.contains("M")) {
                return "capitals matter: months are M (m are minutes)";
            }
            return "write day, month and year once each, such as dd/MM/yyyy, d/M/yy or d MMM yyyy; times need no format";
        }
    }
}
