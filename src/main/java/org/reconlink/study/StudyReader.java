package org.reconlink.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.ExtractKind;
import org.reconlink.intake.ExtractSettings;
import org.reconlink.kernel.Sha256;
import org.reconlink.study.ProtocolException.ProtocolError;
import org.reconlink.study.ProtocolNode.Given;
import org.reconlink.study.ProtocolNode.Position;
import org.yaml.snakeyaml.reader.StreamReader;

/** Reads a study protocol strictly: all of it is understood, or none of it is used. */
public final class StudyReader {
    private StudyReader() {}

    /**
     * The study that the protocol describes. Its paths start from the protocol's folder.
     *
     * @throws ProtocolException with everything that is wrong, if anything is
     */
    public static Study read(Path protocol) {
        return read(protocol, null);
    }

    /**
     * The study that the protocol describes, with another data cut than it says.
     *
     * @param asked the data cut; null for the protocol's own
     */
    public static Study read(Path protocol, @Nullable LocalDate asked) {
        ParseContext reading = new ParseContext(protocol);
        return read(protocol, bytes(protocol, reading), asked, reading);
    }

    /**
     * What is wrong with the text of a protocol, in the order of the text; empty if nothing is. No file is looked at, nor whether
     * it is there: whoever asks learns nothing of the machine.
     *
     * @param name stands for the file in what is said
     */
    public static List<ProtocolError> check(String name, byte[] text) {
        ParseContext reading = new ParseContext(Path.of(name), false);
        try {
            read(Path.of(name), text, null, reading);
            return List.of();
        } catch (ProtocolException e) {
            return e.errors();
        }
    }

    private static Study read(Path protocol, byte[] bytes, @Nullable LocalDate asked, ParseContext reading) {
        ProtocolNode root = root(bytes, reading);
        String written = root == null ? null : DataCuts.written(root);
        String dataCut = asked == null ? written : asked.toString();
        Values values = values(root == null || dataCut == null ? root : DataCuts.put(root, dataCut), reading);
        Values section = values == null ? null : values.find(Protocol.STUDY);
        String id = section == null ? null : section.find(StudySection.ID);
        if (id != null) {
            reading.isOf(id);
        }
        if (values != null) {
            Consistency.check(values, reading);
        }
        reading.stopIfWrong();
        if (values == null) {
            throw new IllegalStateException("a protocol without values has a reason");
        }
        return study(protocol, Sha256.hex(bytes), DataCuts.isAnother(asked, written), values);
    }

    /** The id of the study that a protocol is of, whatever else is wrong with it; empty if it does not say. */
    public static Optional<String> id(Path protocol) {
        ParseContext reading = new ParseContext(protocol);
        try {
            ProtocolNode root = root(bytes(protocol, reading), reading);
            Values values = values(root, reading);
            Values section = values == null ? null : values.find(Protocol.STUDY);
            return Optional.ofNullable(section == null ? null : section.find(StudySection.ID));
        } catch (ProtocolException e) {
            return Optional.empty();
        }
    }

    /**
     * The data cuts whose files lie where a protocol leaves room for the data cut, the earliest first, each with the files and
     * patterns that are missing of it, as the protocol writes them; empty if it leaves none.
     */
    public static SortedMap<LocalDate, List<String>> dataCuts(Path protocol) {
        ParseContext reading = new ParseContext(protocol);
        try {
            ProtocolNode root = root(bytes(protocol, reading), reading);
            return root == null ? new TreeMap<>() : DataCuts.found(root, reading);
        } catch (ProtocolException e) {
            return new TreeMap<>(); // no YAML at all
        }
    }

    /** What a protocol says of its files, so far as it can be read, whatever else is wrong with it; nothing of those it cannot. */
    public static Map<ExtractKind, ExtractSettings> inputs(Path protocol) {
        ParseContext reading = new ParseContext(protocol);
        Map<ExtractKind, ExtractSettings> inputs = new EnumMap<>(ExtractKind.class);
        try {
            Values values = values(root(bytes(protocol, reading), reading), reading);
            if (values != null) {
                input(
                        ExtractKind.PARTICIPANTS,
                        values.find(Protocol.PARTICIPANTS),
                        ExtractSection.PARTICIPANTS,
                        inputs);
                input(ExtractKind.CONVICTIONS, values.find(Protocol.CONVICTIONS), ExtractSection.CONVICTIONS, inputs);
                input(ExtractKind.CUSTODY, values.find(Protocol.CUSTODY), ExtractSection.CUSTODY, inputs);
            }
        } catch (ProtocolException e) {
            inputs.clear(); // no YAML at all
        }
        return inputs;
    }

    private static void input(
            ExtractKind kind,
            @Nullable Values values,
            ExtractSection section,
            Map<ExtractKind, ExtractSettings> inputs) {
        ExtractSettings settings = values == null ? null : section.readable(values);
        if (settings != null) {
            inputs.put(kind, settings);
        }
    }

    private static byte[] bytes(Path protocol, ParseContext reading) {
        try {
            if (Files.isRegularFile(protocol)) {
                return Files.readAllBytes(protocol);
            }
            reading.problem(
                    Position.START,
                    Files.exists(protocol) ? "this is not a file" : "there is no such file",
                    "name a protocol, such as jobs/resettle.yml");
        } catch (IOException e) {
            reading.problem(Position.START, "the file cannot be read", "ask for the right to read it");
        }
        reading.stopIfWrong();
        throw new IllegalStateException("unreachable: there is a problem");
    }

    static @Nullable ProtocolNode root(byte[] bytes, ParseContext reading) {
        String text = ProtocolText.decode(bytes, reading);
        return text == null ? null : YamlTree.read(text, reading);
    }

    private static @Nullable Values values(@Nullable ProtocolNode root, ParseContext reading) {
        boolean empty = root == null || (root instanceof ProtocolNode.Text words && words.absent());
        if (empty) {
            if (reading.errors().isEmpty()) {
                reading.problem(Position.START, "the protocol is empty", "start from a copy of jobs/resettle.yml");
            }
            return null;
        }
        if (!(root instanceof ProtocolNode.Entries)) {
            reading.problem(
                    Position.START,
                    "the protocol has no sections",
                    "start from a copy of jobs/resettle.yml, which has sections such as \"study:\"");
            return null;
        }
        return Protocol.TYPE.read(new Given("the protocol", Position.START, root), reading);
    }

    private static Study study(Path protocol, String sha256, boolean anotherDataCut, Values values) {
        Values study = values.need(Protocol.STUDY);
        Values participants = values.need(Protocol.PARTICIPANTS);
        Values convictions = values.need(Protocol.CONVICTIONS);
        @Nullable Values custody = values.find(Protocol.CUSTODY);
        LocalDate dataCut = study.need(StudySection.DATA_CUT);
        return new Study(
                study.need(StudySection.ID),
                study.need(StudySection.TITLE),
                protocol,
                sha256,
                anotherDataCut,
                study.need(StudySection.KEEP_WORKING_DATA),
                IntakeSection.settings(
                        values.need(Protocol.INTAKE), WordsSection.settings(values.need(Protocol.WORDS)), dataCut),
                ExtractSection.PARTICIPANTS.settings(participants),
                ExtractSection.CONVICTIONS.settings(convictions),
                custody == null ? null : ExtractSection.CUSTODY.settings(custody),
                LinkageSection.settings(
                        values.need(Protocol.LINKAGE),
                        participants.need(ExtractSection.PARTICIPANTS.columns),
                        convictions.need(ExtractSection.CONVICTIONS.columns)),
                OffenceSection.settings(values.need(Protocol.OFFENCE)),
                OutcomeSection.settings(
                        values.need(Protocol.OUTCOME),
                        dataCut,
                        InclusionSection.settings(participants.need(ExtractSection.INCLUDE))
                                .repeating(participants.need(ExtractSection.REPEATED)),
                        GroupsSection.settings(participants.find(ExtractSection.GROUPS)),
                        convictions
                                .need(ExtractSection.CONVICTIONS.columns)
                                .hasAny(List.of("offence start date", "offence end date"))),
                PublishSection.settings(
                        values.need(Protocol.PUBLISH),
                        study.need(StudySection.ID),
                        ExtractSection.freeText(participants)),
                freshness(values));
    }

    private static Map<String, Integer> freshness(Values protocol) {
        Map<String, Integer> days = new LinkedHashMap<>();
        for (Key<Values> section : List.of(Protocol.PARTICIPANTS, Protocol.CONVICTIONS, Protocol.CUSTODY)) {
            Values values = protocol.find(section);
            Integer most = values == null ? null : values.find(ExtractSection.FRESHNESS);
            if (most != null) {
                days.put(section.name(), most);
            }
        }
        return days;
    }

    /**
     * Puts the data cut where a protocol leaves room for it: {@code {data cut}} in the names of files stands for it, and a
     * command can name another than the protocol does, so that one protocol reads the extracts of every year.
     */
    private static final class DataCuts {
        private static final String PLACE = "{data cut}";
        private static final Set<String> FILES = Set.of("file", "files");
        private static final String DATE = "(\\d{4}-\\d{2}-\\d{2})";

        private DataCuts() {}

        /** The data cut as the protocol writes it; null if it does not. */
        static @Nullable String written(ProtocolNode root) {
            ProtocolNode study = value(root, Protocol.STUDY.name());
            ProtocolNode written = study == null ? null : value(study, StudySection.DATA_CUT.name());
            return written instanceof ProtocolNode.Text text ? text.text().strip() : null;
        }

        /** The protocol with the data cut put in everywhere. */
        static ProtocolNode put(ProtocolNode root, String dataCut) {
            return root instanceof ProtocolNode.Entries sections
                    ? new ProtocolNode.Entries(
                            sections.at(),
                            sections.entries().stream()
                                    .map(section -> new ProtocolNode.Entry(
                                            section.at(),
                                            section.key(),
                                            section(section.key(), section.value(), dataCut)))
                                    .toList())
                    : root;
        }

        private static ProtocolNode section(String name, ProtocolNode section, String dataCut) {
            if (!(section instanceof ProtocolNode.Entries entries)) {
                return section;
            }
            return new ProtocolNode.Entries(
                    entries.at(),
                    entries.entries().stream()
                            .map(entry -> new ProtocolNode.Entry(entry.at(), entry.key(), value(name, entry, dataCut)))
                            .toList());
        }

        private static ProtocolNode value(String section, ProtocolNode.Entry entry, String dataCut) {
            if (section.equals(Protocol.STUDY.name()) && entry.key().equals(StudySection.DATA_CUT.name())) {
                return entry.value() instanceof ProtocolNode.Text text
                        ? new ProtocolNode.Text(text.at(), dataCut, text.quoted())
                        : entry.value();
            }
            return FILES.contains(entry.key()) ? files(entry.value(), dataCut) : entry.value();
        }

        private static ProtocolNode files(ProtocolNode node, String dataCut) {
            if (node instanceof ProtocolNode.Text text) {
                return new ProtocolNode.Text(text.at(), text.text().replace(PLACE, dataCut), text.quoted());
            }
            if (node instanceof ProtocolNode.Items items) {
                List<ProtocolNode> named =
                        items.nodes().stream().map(item -> files(item, dataCut)).toList();
                return new ProtocolNode.Items(items.at(), named);
            }
            return node;
        }

        private static @Nullable ProtocolNode value(ProtocolNode node, String key) {
            return node instanceof ProtocolNode.Entries entries
                    ? entries.entries().stream()
                            .filter(entry -> entry.key().equals(key))
                            .map(ProtocolNode.Entry::value)
                            .findFirst()
                            .orElse(null)
                    : null;
        }

        /** Data cuts by the names of what lies there, each with what is missing. */
        static SortedMap<LocalDate, List<String>> found(ProtocolNode root, ParseContext reading) {
            SortedMap<LocalDate, List<String>> found = new TreeMap<>();
            for (ProtocolNode.Text written : texts(root)) {
                dates(written, reading).forEach(date -> found.put(date, List.of()));
            }
            found.replaceAll((date, none) -> texts(put(root, date.toString())).stream()
                    .filter(file -> ExtractSection.FileList.named(file, reading).isEmpty())
                    .map(ProtocolNode.Text::text)
                    .toList());
            return found;
        }

        /** Paths and patterns as they are written. */
        private static List<ProtocolNode.Text> texts(ProtocolNode root) {
            return entries(root)
                    .flatMap(section -> entries(section.value()))
                    .filter(entry -> FILES.contains(entry.key()))
                    .flatMap(entry -> entry.value() instanceof ProtocolNode.Items items
                            ? items.nodes().stream()
                            : Stream.of(entry.value()))
                    .filter(ProtocolNode.Text.class::isInstance)
                    .map(ProtocolNode.Text.class::cast)
                    .toList();
        }

        private static Stream<ProtocolNode.Entry> entries(ProtocolNode node) {
            return node instanceof ProtocolNode.Entries entries ? entries.entries().stream() : Stream.of();
        }

        /** The dates that stand in names where this has room for one. */
        private static Set<LocalDate> dates(ProtocolNode.Text written, ParseContext reading) {
            String path = written.text().strip().replace('\\', '/');
            int place = path.indexOf(PLACE);
            int begin = path.lastIndexOf('/', place) + 1;
            int end = path.indexOf('/', Math.max(0, place));
            Path folder = place < 0 ? null : FilePath.resolve(written.at(), path.substring(0, begin), reading);
            Set<LocalDate> dates = new TreeSet<>();
            if (folder == null || !Files.isDirectory(folder)) {
                return dates;
            }
            String name = path.substring(begin, end < 0 ? path.length() : end);
            Pattern dated = Pattern.compile(
                    Stream.of(name.split(Pattern.quote(PLACE), -1))
                            .map(part -> FilePath.FilePattern.regex(part).pattern())
                            .collect(Collectors.joining(DATE)),
                    Pattern.DOTALL);
            try (Stream<Path> all = Files.list(folder)) {
                all.map(file -> dated.matcher(String.valueOf(file.getFileName())))
                        .filter(Matcher::matches)
                        .forEach(match -> {
                            try {
                                dates.add(LocalDate.parse(match.group(1)));
                            } catch (DateTimeParseException e) {
                                // some other number
                            }
                        });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return dates;
        }

        /** Whether a command named another data cut than the protocol. */
        static boolean isAnother(@Nullable LocalDate asked, @Nullable String written) {
            return asked != null && !asked.toString().equals(written);
        }
    }

    /** Turns the bytes of a protocol into text, and refuses what no YAML reader could explain well. */
    static final class ProtocolText {
        /** A protocol is written by hand: a larger file is something else, given by mistake. */
        static final int MOST_BYTES = 256 * 1024;

        private static final Pattern INDENTED_BY_TAB = Pattern.compile("(?m)^ *(\t)[ \t]*[^\\s#]");
        private static final String BYTE_ORDER_MARK = "\uFEFF";

        private ProtocolText() {}

        /** The text, or null if it cannot be read as YAML; then the reading says why. */
        static @Nullable String decode(byte[] bytes, ParseContext reading) {
            if (bytes.length > MOST_BYTES) {
                reading.problem(
                        Position.START,
                        "the protocol has more than " + MOST_BYTES / 1024 + " KB",
                        "check that this is the protocol and not a data file");
                return null;
            }
            String text = utf8(bytes, reading);
            if (text == null) {
                return null;
            }
            boolean tabs = reportTabs(text, reading);
            boolean unprintable = reportUnprintable(text, reading);
            return tabs || unprintable ? null : text;
        }

        private static @Nullable String utf8(byte[] bytes, ParseContext reading) {
            CharsetDecoder decoder = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            CharBuffer text = CharBuffer.allocate(bytes.length);
            boolean malformed =
                    decoder.decode(ByteBuffer.wrap(bytes), text, true).isError();
            String read = text.flip().toString();
            if (read.startsWith(BYTE_ORDER_MARK)) {
                read = read.substring(1);
            }
            if (malformed) {
                reading.problem(
                        position(read, read.length()),
                        "a character that is not UTF-8",
                        "save the file as text with the encoding UTF-8");
                return null;
            }
            return read;
        }

        private static boolean reportTabs(String text, ParseContext reading) {
            Matcher tabs = INDENTED_BY_TAB.matcher(text);
            boolean found = false;
            while (tabs.find()) {
                found = true;
                reading.problem(position(text, tabs.start(1)), "a tab in the indentation", "indent with spaces");
            }
            return found;
        }

        /** Reports the first only: a file that is no text has thousands. */
        private static boolean reportUnprintable(String text, ParseContext reading) {
            for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
                int character = text.codePointAt(i);
                if (!StreamReader.isPrintable(character)) {
                    reading.problem(
                            position(text, i),
                            String.format(Locale.ROOT, "a character that cannot be seen (U+%04X)", character),
                            "delete it, or save the file as text with the encoding UTF-8");
                    return true;
                }
            }
            return false;
        }

        private static Position position(String text, int index) {
            String before = text.substring(0, index);
            int lineStart = before.lastIndexOf('\n') + 1;
            int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
            return new Position(line, 1 + before.codePointCount(lineStart, index));
        }
    }
}
