package org.reconlink.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.intake.Layouts;
import org.reconlink.job.ExitCode;
import org.reconlink.kernel.EnumWords;
import org.reconlink.linkage.blocking.BlockingNames;
import org.reconlink.linkage.comparison.ComparisonNames;
import org.reconlink.result.quality.Checks;
import org.reconlink.result.quality.Checks.Check;
import org.reconlink.study.ProtocolReference;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * README and the pages under {@code src/docs} do what they say. Every {@code reconlink} command of a block is given, in order, on
 * a copy of the sample and ends as the block says ({@code sh}: with 0, {@code sh ends 4}: with 4, {@code sh elsewhere}: needs
 * what a build has not, so that its words alone are read); a block {@code text printed} is what the command before it prints, line for
 * line, where a line of dots stands for any. What stands between {@code <!-- made: X -->} and {@code <!-- end -->} is made from the
 * code: {@code -Ddocs.write=true} writes it anew.
 */
class DocsTest {
    private static final Pattern MADE = Pattern.compile("<!-- made: (.*?) -->\n(.*?)<!-- end -->", Pattern.DOTALL);
    private static final Pattern BLOCK = Pattern.compile("(?m)^```(.*)\n((?:(?!```).*\n)*)```$");
    private static final Pattern OPTION = Pattern.compile("(?<![-\\w])--[a-z][a-z-]+");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");
    /** A test by its name, or a type behind its package: {@code `intake.Intake`}. */
    private static final Pattern CLASS =
            Pattern.compile("\\b([A-Z]\\w+(?:Test|IT))\\b|`(?:[a-z]+\\.)+([A-Z][A-Za-z]+)\\b");
    /** A file or folder of the project, in full. */
    private static final Pattern FILE = Pattern.compile("`(src/[\\w./-]*)`");

    private static final Path TUTORIAL = Path.of("src/docs/tutorial.md");
    private static final int MINUTES = 8;

    @TempDir
    static Path folder;

    private static Map<Path, String> pages;
    private static List<Done> done;

    /** A command of a page, how it is to end and, where it was given, how it ended. */
    private record Asked(Path page, List<String> words, int code, boolean given) {}

    /** What came of a command. */
    private record Done(Asked asked, Given given) {}

    @BeforeAll
    static void giveEveryCommand() throws Exception {
        pages = new LinkedHashMap<>();
        try (Stream<Path> docs = Files.list(Path.of("src/docs"))) {
            Stream.concat(Stream.of(Path.of("README.md")), docs.sorted())
                    .filter(page -> page.toString().endsWith(".md"))
                    .forEach(page -> pages.put(page, read(page)));
        }
        Path fresh = Files.createDirectories(folder.resolve("fresh"));
        copy(Path.of("jobs"), fresh.resolve("jobs"));
        copy(Path.of("sample-input"), fresh.resolve("sample-input"));
        Layouts.write("layouts.tsv", "prison", fresh);
        List<Asked> asked = new ArrayList<>();
        pages.forEach((page, text) -> blocks(text).forEach(block -> asked.addAll(asked(page, block))));
        Map<Boolean, List<Asked>> all =
                asked.stream().collect(Collectors.partitioningBy(one -> one.page.equals(TUTORIAL)));
        done = Shell.give(fresh, List.of(all.get(true), all.get(false)));
    }

    @Test
    void everyCommandEndsAsThePageSays() {
        assertThat(done).hasSizeGreaterThan(30);
        assertThat(done.stream()
                        .filter(d -> d.given.exitCode() != d.asked.code)
                        .map(d -> d.asked.page + ": " + String.join(" ", d.asked.words) + " ended with "
                                + d.given.exitCode() + ", not " + d.asked.code + ": " + d.given.err()))
                .isEmpty();
    }

    @Test
    void threeCommandsLeadFromOwnFilesToAReport() {
        assertThat(pages.get(Path.of("src/docs/own-study.md"))).contains("reconlink run jobs/release.yml");
        assertThat(folder.resolve("own/output/release/latest")).exists();
    }

    @Test
    void whatPagesShowIsWhatIsPrinted() {
        List<String> wrong = new ArrayList<>();
        pages.forEach((page, text) -> {
            List<Given> here = done.stream()
                    .filter(d -> d.asked.page.equals(page))
                    .map(Done::given)
                    .toList();
            int given = 0;
            for (Block block : blocks(text)) {
                given += (int) asked(page, block).stream().filter(Asked::given).count();
                if (block.info.equals("text printed")) {
                    Given last = here.get(given - 1);
                    if (!isPrinted(block.text, last.out()) && !isPrinted(block.text, last.err())) {
                        wrong.add(page + " shows\n" + block.text + "but printed is\n" + last.out() + last.err());
                    }
                }
            }
        });
        assertThat(String.join("\n", wrong)).isEmpty();
    }

    /** Whether the lines are there as they stand, one after the other; a line of dots passes over any number. */
    private static boolean isPrinted(String shown, String printed) {
        String pattern = Stream.of(shown.split("\n", -1))
                .filter(line -> !line.isEmpty())
                .map(line ->
                        line.strip().equals("...") ? "(?:.*\n)*?" : Pattern.quote(line.stripTrailing()) + " *\n\n?")
                .collect(Collectors.joining());
        return Pattern.compile(pattern).matcher(printed + "\n").find();
    }

    @Test
    void whatIsMadeFromTheCodeIsAsTheCodeSays() throws IOException {
        Reference reference = new Reference(folder.resolve("own"));
        for (Map.Entry<Path, String> page : pages.entrySet()) {
            String now = MADE.matcher(page.getValue())
                    .replaceAll(made -> Matcher.quoteReplacement("<!-- made: " + made.group(1) + " -->\n\n"
                            + reference.of(made.group(1)) + "\n<!-- end -->"));
            if (Boolean.getBoolean("docs.write") && !now.equals(page.getValue())) {
                Files.writeString(page.getKey(), now);
            } else {
                assertThat(page.getValue())
                        .as(page.getKey() + " is not as the code says; mvn test -Dtest=DocsTest -Ddocs.write=true"
                                + " writes it anew")
                        .isEqualTo(now);
            }
        }
        assertThat(reference.keysLeftOut())
                .as("keys that no table of protocol.md has")
                .isEmpty();
    }

    @Test
    void everyOptionThatIsNamedIsOneOfSomeCommand() {
        Set<String> known = new TreeSet<>(List.of("--help", "--version"));
        options(CommandLineEntry.all(), known);
        Set<String> unknown = new TreeSet<>();
        pages.forEach((page, text) -> {
            Matcher option = OPTION.matcher(text.replaceAll(
                    "(?m)^(chromium|git|systemctl|crontab|schtasks) .*$|^spark-submit .*reconlink-spark\\.jar", ""));
            while (option.find()) {
                if (!known.contains(option.group())) {
                    unknown.add(page + ": " + option.group());
                }
            }
        });
        assertThat(unknown).isEmpty();
    }

    @Test
    void everyCommandIsInTheListOfCommands() {
        String list = pages.get(Path.of("src/docs/commands.md"));
        assertThat(CommandLineEntry.all().getSubcommands().values()).allSatisfy(command -> {
            String name = command.getCommandName();
            assertThat(list).contains("`" + name);
            assertThat(command.getSubcommands().keySet())
                    .allSatisfy(below -> assertThat(list).contains("`" + name + " " + below));
        });
    }

    @Test
    void everyTestClassAndFileOfTheProjectThatIsNamedIsThere() throws IOException {
        Set<String> known = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .forEach(file -> known.add(file.getFileName().toString().replace(".java", "")));
        }
        Set<String> unknown = new TreeSet<>();
        pages.forEach((page, text) -> {
            Matcher name = CLASS.matcher(text);
            while (name.find()) {
                String type = name.group(1) == null ? name.group(2) : name.group(1);
                if (!known.contains(type)) {
                    unknown.add(page + ": " + type);
                }
            }
            Matcher file = FILE.matcher(text);
            while (file.find()) {
                if (!Files.exists(Path.of(file.group(1)))) {
                    unknown.add(page + ": " + file.group(1));
                }
            }
        });
        assertThat(unknown).isEmpty();
    }

    @Test
    void everyLinkLeadsToAFile() {
        pages.forEach((page, text) -> {
            Matcher link = LINK.matcher(text);
            while (link.find()) {
                assertThat(page.resolveSibling(link.group(1)))
                        .as(page.toString())
                        .exists();
            }
        });
    }

    private static void options(CommandLine line, Set<String> known) {
        line.getCommandSpec().options().forEach(option -> known.addAll(List.of(option.names())));
        line.getSubcommands().values().forEach(below -> options(below, known));
    }

    /** A fenced block: what stands behind the fence, and its lines. */
    private record Block(String info, String text) {}

    private static List<Block> blocks(String page) {
        List<Block> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(page);
        while (block.find()) {
            blocks.add(new Block(block.group(1).strip(), block.group(2)));
        }
        return blocks;
    }

    private static List<Asked> asked(Path page, Block block) {
        if (!block.info.startsWith("sh")) {
            return List.of();
        }
        Matcher ends = Pattern.compile("ends (\\d+)").matcher(block.info);
        int code = ends.find() ? Integer.parseInt(ends.group(1)) : 0;
        List<Asked> asked = new ArrayList<>();
        for (String line : block.text.replace("\\\n", " ").split("\n", -1)) {
            String command = line.replaceFirst(
                    "^(java .*-jar \\S*reconlink\\.jar|spark-submit .*\\breconlink-spark\\.jar) ", "reconlink ");
            if (command.startsWith("reconlink ")) {
                asked.add(new Asked(page, words(command), code, !block.info.contains("elsewhere")));
            }
        }
        return asked;
    }

    /** As a shell takes them apart, without the command's own name. */
    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = Pattern.compile("\"([^\"]*)\"|(#.*)|(\\S+)").matcher(command.substring("reconlink ".length()));
        while (word.find() && word.group(2) == null) {
            words.add(word.group(1) == null ? word.group(3) : word.group(1));
        }
        return List.copyOf(words);
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                    target.toFile().setWritable(true, true);
                }
            }
        }
    }

    /**
     * One process in a folder that is given many commands: what they name is found from there, and Java starts once. Where no words
     * are given the folder is made anew.
     */
    static final class Shell {
        private static final int VERDICT = 5;

        private Shell() {}

        /** Gives each list in a copy of the folder, the last of which stays, as {@code own} beside it. */
        static List<Done> give(Path fresh, List<List<Asked>> all) throws IOException, InterruptedException {
            List<Asked> given = new ArrayList<>();
            List<List<String>> words = new ArrayList<>();
            for (List<Asked> one : all) {
                words.add(List.of());
                for (Asked asked : one) {
                    assertThat(asked.words).as(asked.page.toString()).isNotEmpty();
                    if (asked.given) {
                        given.add(asked);
                        words.add(asked.words);
                    } else {
                        CommandLineEntry.all().parseArgs(asked.words.toArray(String[]::new));
                    }
                }
            }
            Path commands = fresh.resolveSibling("commands.json");
            Path results = fresh.resolveSibling("results.json");
            Path printed = fresh.resolveSibling("shell.txt");
            Files.write(commands, JsonMapper.builder().build().writeValueAsBytes(words));
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1))
                                    .map(part -> Path.of(part).toAbsolutePath().toString())
                                    .collect(Collectors.joining(java.io.File.pathSeparator)),
                            Shell.class.getName(),
                            commands.toString(),
                            results.toString(),
                            fresh.toString())
                    .directory(
                            Files.createDirectories(fresh.resolveSibling("own")).toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(printed.toFile())
                    .start();
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
            assertThat(results).as(Files.readString(printed)).exists();
            JsonNode ended = JsonMapper.builder().build().readTree(results.toFile());
            List<Done> done = new ArrayList<>();
            for (int i = 0; i < given.size(); i++) {
                JsonNode one = ended.get(i);
                done.add(new Done(
                        given.get(i),
                        new Given(
                                one.get("code").asInt(),
                                one.get("out").asString(),
                                one.get("err").asString())));
            }
            return done;
        }

        public static void main(String[] files) throws IOException {
            List<Map<String, Object>> results = new ArrayList<>();
            for (JsonNode command :
                    JsonMapper.builder().build().readTree(Path.of(files[0]).toFile())) {
                String[] words = command.valueStream()
                        .map(JsonNode::asString)
                        .flatMap(Shell::named)
                        .toArray(String[]::new);
                if (words.length == 0) {
                    beginAnew(Path.of("").toAbsolutePath(), Path.of(files[2]));
                    continue;
                }
                if (List.of(words).subList(0, 2).equals(List.of("review", "import"))) {
                    for (String word : words) {
                        if (word.endsWith(".xlsx") && Files.exists(Path.of(word))) {
                            fillIn(word);
                        }
                    }
                }
                StringWriter out = new StringWriter();
                StringWriter err = new StringWriter();
                int code = CommandLineEntry.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
                results.add(Map.of("code", code, "out", out.toString(), "err", err.toString()));
            }
            Files.write(Path.of(files[1]), JsonMapper.builder().build().writeValueAsBytes(results));
            Runtime.getRuntime().halt(0);
        }

        /** What a shell makes of a star in a name of a file. */
        private static Stream<String> named(String word) {
            Path file = Path.of(word.contains("*") ? word : "x");
            Path in = file.getParent();
            if (in == null || !Files.isDirectory(in)) {
                return Stream.of(word);
            }
            try (DirectoryStream<Path> found =
                    Files.newDirectoryStream(in, file.getFileName().toString())) {
                List<String> names = new ArrayList<>();
                found.forEach(path -> names.add(path.toString()));
                return names.stream().sorted();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void beginAnew(Path folder, Path fresh) throws IOException {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                    if (!file.equals(folder)) {
                        Files.delete(file);
                    }
                }
            }
            copy(fresh, folder);
        }

        /** What reviewers do between two commands: Ben is unsure of the first pair, all else is a match. */
        private static void fillIn(String file) throws IOException {
            try (XSSFWorkbook workbook = new XSSFWorkbook(new FileInputStream(file))) {
                boolean unsure = file.contains("ben");
                for (Row row : workbook.getSheet("Pairs")) {
                    if (row.getRowNum() > 0
                            && !row.getCell(VERDICT).getCellStyle().getLocked()) {
                        row.getCell(VERDICT).setCellValue(unsure ? "unsure" : "match");
                        unsure = false;
                    }
                }
                try (OutputStream out = Files.newOutputStream(Path.of(file))) {
                    workbook.write(out);
                }
            }
        }
    }

    /** Tables of Markdown from the definitions that the code itself uses, and from what a run of the sample wrote. */
    private static final class Reference {
        private final List<ProtocolReference.Entry> entries = ProtocolReference.entries();
        private final Set<List<String>> told = new LinkedHashSet<>();
        private final Path folder;

        Reference(Path folder) {
            this.folder = folder;
        }

        String of(String what) {
            String[] words = what.split(" ", 2);
            return switch (words[0]) {
                case "keys" -> keys(words[1], true);
                case "fields" -> keys(words[1] + "/columns", false);
                case "exit-codes" -> exitCodes();
                case "comparisons" -> comparisons();
                case "study-comparisons" -> studyComparisons();
                case "blocking-rules" ->
                    BlockingNames.FORMS.stream().map(form -> "`" + form + "`").collect(Collectors.joining(", ")) + "\n";
                case "checks" -> checks(words[1]);
                case "tables" -> tables();
                case "columns" -> columns(words[1]);
                case "packages" -> packages();
                default -> throw new IllegalArgumentException("nothing makes \"" + what + "\"");
            };
        }

        /** Keys of a section; of several sections those that all have; {@code x without y}: those of x that y has not. */
        private String keys(String sections, boolean types) {
            String[] without = sections.split(" without ", -1);
            List<List<ProtocolReference.Entry>> below =
                    Stream.of(without[0].split(" and ", -1)).map(this::below).toList();
            Set<String> others = without.length == 1 ? Set.of() : names(below(without[1]));
            List<ProtocolReference.Entry> keys = below.get(0).stream()
                    .filter(key ->
                            below.stream().allMatch(section -> names(section).contains(name(key))))
                    .filter(key -> !others.contains(name(key)))
                    .toList();
            below.forEach(section -> section.stream()
                    .filter(key -> names(keys).contains(name(key)))
                    .forEach(key -> told.add(key.path())));
            Map<List<String>, Set<String>> rows = new LinkedHashMap<>();
            keys.forEach(key -> rows.computeIfAbsent(
                            types
                                    ? List.of(key.meaning(), key.type(), key.leftOut())
                                    : List.of(key.meaning(), key.leftOut()),
                            cells -> new LinkedHashSet<>())
                    .add("`" + name(key) + "`"));
            List<List<String>> table = new ArrayList<>();
            rows.forEach((cells, names) -> table.add(Stream.concat(Stream.of(String.join(", ", names)), cells.stream())
                    .toList()));
            return table(
                    types
                            ? List.of("key", "what it is", "what may be written", "left out")
                            : List.of("key", "what it is", "left out"),
                    table);
        }

        /** Of a path in which a star stands for any key. */
        private List<ProtocolReference.Entry> below(String section) {
            List<String> path = List.of(section.split("/", -1));
            List<ProtocolReference.Entry> below = entries.stream()
                    .filter(entry -> entry.path().size() == path.size() + 1)
                    .filter(entry -> {
                        for (int i = 0; i < path.size(); i++) {
                            if (!path.get(i).equals("*")
                                    && !path.get(i).equals(entry.path().get(i))) {
                                return false;
                            }
                        }
                        return true;
                    })
                    .toList();
            assertThat(below).as(section).isNotEmpty();
            return below;
        }

        private static Set<String> names(List<ProtocolReference.Entry> keys) {
            return keys.stream().map(Reference::name).collect(Collectors.toSet());
        }

        private static String name(ProtocolReference.Entry key) {
            return key.path().get(key.path().size() - 1);
        }

        /** Sections themselves are told by their headings. */
        List<List<String>> keysLeftOut() {
            return entries.stream()
                    .map(ProtocolReference.Entry::path)
                    .filter(path -> path.size() > 1 && !told.contains(path))
                    .toList();
        }

        private static String exitCodes() {
            return table(
                    List.of("code", "meaning"),
                    Arrays.stream(ExitCode.values())
                            .map(code -> List.of(String.valueOf(code.code()), code.meaning()))
                            .toList());
        }

        private static String comparisons() {
            return table(
                    List.of("comparison", "levels, the closest first"),
                    ComparisonNames.FORMS.stream()
                            .map(form -> List.of(
                                    "`" + form + "`",
                                    ComparisonNames.comparison("x", form).labels().stream()
                                            .skip(1)
                                            .collect(Collectors.joining(", "))))
                            .toList());
        }

        private String studyComparisons() {
            JsonNode model = json(only(folder.resolve("work/resettle-iirms"), "model-"));
            List<List<String>> rows = new ArrayList<>();
            model.get("comparisons")
                    .propertyStream()
                    .forEach(comparison -> rows.add(List.of(
                            "`" + comparison.getKey() + "`",
                            String.join(
                                    ", ", comparison.getValue().get("levels").propertyNames()))));
            return table(List.of("comparison", "levels, the closest first"), rows);
        }

        private static String checks(String level) {
            Map<List<String>, List<String>> rows = new LinkedHashMap<>();
            for (String section : List.of("participants", "convictions", "custody")) {
                for (Check check : Checks.of(section)) {
                    if (EnumWords.of(check.scope().level()).equals(level)) {
                        List<String> sections = rows.computeIfAbsent(
                                List.of(check.rule(), check.asks(), check.cost().words()), row -> new ArrayList<>());
                        if (!sections.contains(section)) {
                            sections.add(section);
                        }
                    }
                }
            }
            List<List<String>> table = new ArrayList<>();
            rows.forEach((row, sections) -> table.add(List.of(
                    "`" + row.get(0) + "`",
                    row.get(1),
                    sections.size() == 3 ? "all" : String.join(", ", sections),
                    row.get(2))));
            return table(List.of("rule", "what has to be so", "of", "else"), table);
        }

        private Path run() {
            return only(folder.resolve("output/resettle-iirms"), "2021-12-31-");
        }

        private String tables() {
            List<List<String>> rows = new ArrayList<>();
            for (JsonNode table : json(run().resolve("datapackage.json")).get("resources")) {
                if (table.has("description") && table.get("path").asString().endsWith(".csv")) {
                    rows.add(List.of(
                            "[`" + table.get("name").asString() + "`](#"
                                    + table.get("name").asString() + ")",
                            table.get("description").asString()));
                }
            }
            return table(List.of("table", "rows"), rows);
        }

        /** Columns of the first window stand for those of each. */
        private String columns(String table) {
            Map<String, List<String>> rows = new LinkedHashMap<>();
            try (CsvReader<NamedCsvRecord> codebook =
                    CsvReader.builder().ofNamedCsvRecord(run().resolve("codebook.csv"), UTF_8)) {
                codebook.stream()
                        .filter(row -> row.getField("table").equals(table))
                        .forEach(row -> {
                            String column = row.getField("column").replaceFirst("^(during|after)_", "WINDOW_");
                            rows.putIfAbsent(
                                    column,
                                    List.of(
                                            "`" + column + "`",
                                            row.getField("definition"),
                                            row.getField("type")
                                                    + (row.getField("unit").isEmpty()
                                                            ? ""
                                                            : ", "
                                                                    + row.getField("unit")
                                                                            .replace(" (S of the window during)", "")
                                                                            .replace(
                                                                                    "since release date",
                                                                                    "since the window's start")),
                                            row.getField("categories").replace(" | ", "; "),
                                            row.getField("missing_codes").replace(" | ", "; ")));
                        });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            assertThat(rows).as(table).isNotEmpty();
            return table(
                    List.of("column", "what it is", "type", "values", "instead of a value"),
                    List.copyOf(rows.values()));
        }

        /** Which package imports which, without what follows from the others, as a picture of Mermaid. */
        private static String packages() {
            Map<String, Set<String>> imports = new TreeMap<>();
            JavaClasses product = new ClassFileImporter()
                    .withImportOption(location -> !location.contains("test-classes"))
                    .importPackages("org.reconlink");
            for (JavaClass type : product) {
                String from = packageOf(type);
                type.getDirectDependenciesFromSelf().forEach(dependency -> {
                    String to = packageOf(dependency.getTargetClass());
                    if (!from.isEmpty() && !to.isEmpty() && !from.equals(to) && !to.equals("kernel")) {
                        imports.computeIfAbsent(from, name -> new TreeSet<>()).add(to);
                    }
                });
            }
            StringBuilder picture = new StringBuilder("```mermaid\nflowchart TD\n");
            imports.forEach((from, all) -> all.stream()
                    .filter(to -> all.stream().noneMatch(other -> !other.equals(to) && reaches(imports, other, to)))
                    .forEach(to -> picture.append("  ")
                            .append(from)
                            .append(" --> ")
                            .append(to)
                            .append('\n')));
            return picture.append("```\n").toString();
        }

        private static boolean reaches(Map<String, Set<String>> imports, String from, String to) {
            return imports.getOrDefault(from, Set.of()).stream()
                    .anyMatch(next -> next.equals(to) || reaches(imports, next, to));
        }

        private static String packageOf(JavaClass type) {
            Matcher name = Pattern.compile("org\\.reconlink\\.([a-z]+)\\..*").matcher(type.getName());
            return name.matches() ? name.group(1) : "";
        }

        private static Path only(Path folder, String begin) {
            try (Stream<Path> files = Files.list(folder)) {
                return files.filter(file -> file.getFileName().toString().startsWith(begin))
                        .max(Path::compareTo)
                        .orElseThrow();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static JsonNode json(Path file) {
            return JsonMapper.builder().build().readTree(file.toFile());
        }

        private static String table(List<String> headings, List<List<String>> rows) {
            StringBuilder table = new StringBuilder("| " + String.join(" | ", headings) + " |\n");
            table.append("|---".repeat(headings.size())).append("|\n");
            rows.forEach(row -> table.append("| ")
                    .append(row.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ")))
                    .append(" |\n"));
            return table.toString();
        }
    }
}
