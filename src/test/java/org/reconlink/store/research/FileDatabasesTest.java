package org.reconlink.store.research;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reconlink.Needed;
import org.reconlink.result.PublishSettings.DatabaseSettings;
import org.reconlink.result.PublishedTable;
import org.reconlink.result.PublishedTable.Column;
import org.reconlink.result.PublishedTable.Kind;
import org.reconlink.store.research.ResearchDatabase.ResearchDatabaseException;
import org.reconlink.store.research.ResearchDatabase.ResearchDataset;

/** Loads into files of DuckDB and SQLite, by drivers from jars of their own; processes that load are killed. */
class FileDatabasesTest {
    private static final Column FURTHER = new Column("further", Kind.TEXT, "More.", true);
    private static final int ROWS = 3_000;
    private static final int KILLS = Integer.getInteger("kills", 3);

    @TempDir
    Path folder;

    enum Product {
        DUCKDB("org.duckdb.DuckDBDriver", "."),
        SQLITE("org.sqlite.JDBC", "_");

        private final String driver;
        private final String joint;

        Product(String driver, String joint) {
            this.driver = driver;
            this.joint = joint;
        }

        /** The jar that tests have on their class path. */
        Path jar() {
            try {
                return Path.of(Class.forName(driver)
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI());
            } catch (ReflectiveOperationException | URISyntaxException e) {
                throw new IllegalStateException(e);
            }
        }

        DatabaseSettings settings(Path file) {
            return new DatabaseSettings(
                    "jdbc:" + name().toLowerCase(java.util.Locale.ROOT) + ":" + file,
                    jar(),
                    null,
                    "study",
                    null,
                    DatabaseSettings.Encryption.VERIFIED,
                    true);
        }

        /** The cells of a query, in which tables are written with a dot before their name. */
        List<String> rows(Path file, String sql) throws Exception {
            DatabaseSettings settings = settings(file);
            List<String> cells = new ArrayList<>();
            try (Connection connection = DatabaseKind.of(settings.url())
                            .driver()
                            .connector(settings)
                            .connect(settings.url(), new Properties());
                    Statement statement = connection.createStatement()) {
                if (statement.execute(sql.replaceAll("(study\\w*)\\.", "$1" + joint))) {
                    try (ResultSet rows = statement.getResultSet()) {
                        while (rows.next()) {
                            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                                cells.add(String.valueOf(rows.getString(i)));
                            }
                        }
                    }
                }
            }
            return cells;
        }
    }

    private Path file() {
        return folder.resolve("research of trusts.db");
    }

    private static String publish(Product product, Path file, ResearchDataset dataset) {
        return new ResearchDatabase(product.settings(file)).publish(dataset);
    }

    @ParameterizedTest
    @EnumSource
    void aFileHoldsTypedRowsTheirKeysAndWhatTheyMean(Product product) throws Exception {
        assertThat(new ResearchDatabase(product.settings(file())).problem("study"))
                .isEmpty();
        assertThat(file()).doesNotExist();
        assertThat(publish(product, file(), Datasets.of(1, 2_500, FURTHER))).isEqualTo("study_2021_12_31_1");
        assertThat(new ResearchDatabase(product.settings(file())).problem("study"))
                .isEmpty();

        assertThat(product.rows(
                        file(),
                        "SELECT pseudonym, load, released, released_missing, share, included, further FROM study.participants"
                                + " ORDER BY pseudonym LIMIT 2"))
                .containsExactly(
                        "p0",
                        "1",
                        "2020-02-29",
                        "null",
                        "0.25",
                        product == Product.SQLITE ? "1" : "true",
                        "more",
                        "p1",
                        "1",
                        "null",
                        "not, \"linked\"",
                        "0.25",
                        product == Product.SQLITE ? "0" : "false",
                        "more");
        assertThat(product.rows(file(), "SELECT count(*) FROM study_2021_12_31_1.offences"))
                .containsExactly("2500");
        assertThatThrownBy(() -> product.rows(
                        file(), "INSERT INTO study_2021_12_31_1.offences SELECT * FROM study_2021_12_31_1.offences"))
                .isInstanceOf(SQLException.class);
        assertThat(product.rows(
                        file(),
                        product == Product.SQLITE
                                ? "SELECT comment FROM reconlink_comments WHERE schema_name = 'study' AND table_name ="
                                        + " 'participants' AND column_name IN ('', 'released') ORDER BY column_name"
                                : "SELECT comment FROM duckdb_views() WHERE schema_name = 'study' AND view_name = 'participants'"
                                        + " UNION ALL SELECT comment FROM duckdb_columns() WHERE schema_name = 'study' AND"
                                        + " table_name = 'participants' AND column_name = 'released'"))
                .containsExactly("A row each. Made by Reconlink for the study study.", "The day's date.");
        assertThat(product.rows(file(), "SELECT substr(CAST(published_at AS VARCHAR), 1, 2) FROM study.runs"))
                .containsExactly("20");
        assertThat(Files.getPosixFilePermissions(file())).doesNotContain(PosixFilePermission.OTHERS_READ);
    }

    @ParameterizedTest
    @EnumSource
    void theLatestFollowsTheDataCutAndTheSameAgainChangesNothing(Product product) throws Exception {
        publish(product, file(), Datasets.of(1, 3, FURTHER));
        publish(product, file(), Datasets.of(2, 3));
        publish(product, file(), Datasets.of(2, 3));
        ResearchDataset earlier = new ResearchDataset(
                "study", "2019-12-31-7", "p", "q", Datasets.of(7, 3).tables());
        assertThat(publish(product, file(), earlier)).isEqualTo("study_2019_12_31_7");

        assertThat(product.rows(file(), "SELECT run FROM study.run")).containsExactly("2021-12-31-2");
        assertThat(product.rows(file(), "SELECT max(load) FROM study.participants"))
                .containsExactly("2");
        assertThat(product.rows(file(), "SELECT max(load) FROM study_2019_12_31_7.participants"))
                .containsExactly("7");
        assertThat(product.rows(file(), "SELECT run, schema_name FROM study.runs ORDER BY 1"))
                .containsExactly(
                        "2019-12-31-7", "study_2019_12_31_7",
                        "2021-12-31-1", "study_2021_12_31_1",
                        "2021-12-31-2", "study_2021_12_31_2");
        publish(product, file(), Datasets.of(1, 3, FURTHER));
        assertThat(product.rows(file(), "SELECT run FROM study.run")).containsExactly("2021-12-31-1");
        ResearchDataset other = new ResearchDataset(
                "study", "2021-12-31-1", "protocol", "other", Datasets.of(1, 5).tables());
        assertThatThrownBy(() -> publish(product, file(), other))
                .hasMessageContaining("the schema study_2021_12_31_1 holds another dataset of the same run; rename it");
    }

    @ParameterizedTest
    @EnumSource
    void whatNoRunOfTheStudyMadeIsLeftAlone(Product product) throws Exception {
        publish(product, file(), Datasets.of(1, 3));
        product.rows(file(), "CREATE TABLE study.notes (id INTEGER)");
        product.rows(file(), "DROP VIEW study.offences");
        product.rows(file(), "CREATE TABLE study.offences (id INTEGER)");
        assertThatThrownBy(() -> publish(product, file(), Datasets.of(2, 3)))
                .hasMessageContaining("study" + product.joint + "offences was made by no run of the study study");
        product.rows(file(), "DROP TABLE study.offences");
        publish(product, file(), Datasets.of(2, 3));
        assertThat(product.rows(file(), "SELECT count(*) FROM study.notes")).containsExactly("0");

        ResearchDataset others = new ResearchDataset(
                "others", "2021-12-31-9", "p", "q", Datasets.of(9, 3).tables());
        String refused = "the schema study holds what no run of the study others made";
        assertThatThrownBy(() -> publish(product, file(), others)).hasMessageContaining(refused);
        assertThat(new ResearchDatabase(product.settings(file())).problem("others"))
                .hasValueSatisfying(said -> assertThat(said).contains(refused));
        assertThat(product.rows(file(), "SELECT max(load) FROM study.participants"))
                .containsExactly("2");
    }

    @ParameterizedTest
    @EnumSource
    void aLoadThatIsKilledLeavesTheVersionBeforeWhole(Product product) throws Exception {
        publish(product, file(), Datasets.of(0, ROWS));
        int load = 1;
        for (int at : List.of(0, ROWS / 2, ROWS - 1)) {
            try (Loader loader = new Loader(product, file(), load, at)) {
                loader.await("at row " + at);
                loader.kill();
            }
            assertThat(whole(product)).isEqualTo("0");
            load++;
        }
        for (int i = 0; i < KILLS; i++) {
            try (Loader loader = new Loader(product, file(), load, ROWS - 1)) {
                loader.await("at row " + (ROWS - 1));
                loader.goOn();
                TimeUnit.MILLISECONDS.sleep(7L * i);
                loader.kill();
            }
            assertThat(whole(product)).isIn("0", "" + load);
        }
        publish(product, file(), Datasets.of(load, ROWS));
        assertThat(whole(product)).isEqualTo("" + load);
        assertThat(product.rows(file(), "SELECT count(*) FROM study.runs")).containsExactly("2");
    }

    /** The load that a reader sees, after it is shown to be one whole load. */
    private String whole(Product product) throws Exception {
        List<String> seen = product.rows(
                file(),
                "SELECT count(*), min(p.load), max(p.load), min(o.load), max(o.load), (SELECT run FROM study.run)"
                        + " FROM study.participants p JOIN study.offences o USING (pseudonym)");
        String load = seen.get(1);
        assertThat(seen).containsExactly("" + ROWS, load, load, load, load, "2021-12-31-" + load);
        return load;
    }

    @ParameterizedTest
    @EnumSource
    void ofTwoLoadsAtOnceOneWaitsForTheOther(Product product) throws Exception {
        try (Loader first = new Loader(product, file(), 1, ROWS / 2);
                Loader second = new Loader(product, file(), 2, -1)) {
            first.await("at row " + ROWS / 2);
            second.await("starts");
            TimeUnit.MILLISECONDS.sleep(1_000);
            first.goOn();
            first.await("loaded");
            second.await("loaded");
        }
        assertThat(product.rows(file(), "SELECT run FROM study.runs ORDER BY 1"))
                .containsExactly("2021-12-31-1", "2021-12-31-2");
        whole(product);
    }

    @Test
    void aFileThatAnotherProgramHasOpenIsNamed() throws Exception {
        try (Loader other = new Loader(Product.DUCKDB, file(), 1, 0)) {
            other.await("at row 0");
            ResearchDatabase database = new ResearchDatabase(Product.DUCKDB.settings(file()), 1);
            String words = "another program has it open; close it there (R, Python, a database browser, another load)";
            assertThatThrownBy(() -> database.publish(Datasets.of(2, 3)))
                    .hasMessage("the research database (schema study of jdbc:duckdb:" + file() + ") was not loaded: "
                            + words
                            + ". Readers have a whole version as before, and the files of the run are written; then give the"
                            + " same command again");
            assertThat(database.problem("study"))
                    .hasValue("the research database (schema study of jdbc:duckdb:" + file() + ") cannot be loaded: "
                            + words);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileOfAnotherProgramIsLeftAsItIs(Product product) throws Exception {
        Product other = product == Product.DUCKDB ? Product.SQLITE : Product.DUCKDB;
        publish(other, file(), Datasets.of(1, 3));
        Path text = Files.writeString(folder.resolve("notes.txt"), "no database at all, only words\n".repeat(500));
        for (Path file : List.of(file(), text)) {
            byte[] before = Files.readAllBytes(file);
            String words = "the file is no database of " + (product == Product.DUCKDB ? "DuckDB" : "SQLite")
                    + ", or damaged; name another, or put it aside";
            assertThatThrownBy(() -> publish(product, file, Datasets.of(1, 3))).hasMessageContaining(words);
            assertThat(new ResearchDatabase(product.settings(file)).problem("study"))
                    .hasValueSatisfying(said -> assertThat(said).endsWith(words));
            assertThat(Files.readAllBytes(file)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatCannotBeMadeOrWrittenIsNamed(Product product) throws Exception {
        Path nowhere = Path.of("/proc/research.db");
        Assumptions.assumeTrue(Files.isDirectory(nowhere.getParent()));
        assertThatThrownBy(() -> publish(product, nowhere, Datasets.of(1, 3)))
                .hasMessageContaining(
                        "the file cannot be opened or made; see that its folder is there and can be written");
        assertThat(new ResearchDatabase(product.settings(folder.resolve("gone/research.db"))).problem("study"))
                .isEmpty();
        publish(product, file(), Datasets.of(1, 3));
        Files.setPosixFilePermissions(file(), java.util.Set.of(PosixFilePermission.OWNER_READ));
        Assumptions.assumeFalse(Files.isWritable(file()), "root may write all files");
        assertThatThrownBy(() -> publish(product, file(), Datasets.of(2, 3)))
                .hasMessageContaining(
                        "it is read-only for whoever runs this; ask for the right to write the file and its folder");
    }

    @ParameterizedTest
    @EnumSource
    void aDiskWithoutRoomIsNamedAndTheVersionBeforeStays(Product product) throws Exception {
        publish(product, file(), Datasets.of(0, ROWS));
        try (Loader loader = new Loader(product, file(), 1, 0, 100_000)) {
            loader.await("at row 0");
            loader.limitFiles(Files.size(file()) + 200_000);
            loader.goOn();
            assertThat(loader.await("not loaded")).contains("the disk has no room for it, or fails; see to that");
        }
        assertThat(whole(product)).isEqualTo("0");
    }

    @Test
    void aDriverThatIsNotThereIsNamedAsMavenKnowsIt() throws Exception {
        DatabaseSettings without = new DatabaseSettings("jdbc:duckdb:" + file(), null, "study", null);
        ResearchDriver driver = new ResearchDriver("DuckDB", "org.duckdb.NotHere", "org.duckdb:duckdb_jdbc:1.5.6.0");
        assertThatThrownBy(() -> driver.connector(without))
                .hasMessage("the driver of DuckDB is no part of Reconlink; get it by mvn dependency:copy"
                        + " -Dartifact=org.duckdb:duckdb_jdbc:1.5.6.0 -DoutputDirectory=drivers, and write the jar's path, from"
                        + " the protocol's folder, as \"driver\"");
        Path wrong = Product.SQLITE.jar();
        DatabaseSettings other = new DatabaseSettings(
                "jdbc:duckdb:" + file(), wrong, null, "study", null, DatabaseSettings.Encryption.VERIFIED, true);
        assertThatThrownBy(() -> new ResearchDatabase(other).publish(Datasets.of(1, 3)))
                .hasMessageContaining(wrong + " is no driver of DuckDB; get it by mvn dependency:copy");
        String pom = Files.readString(Path.of("pom.xml"));
        for (String url : List.of("jdbc:duckdb:x", "jdbc:sqlite:x")) {
            String coordinates = String.valueOf(DatabaseKind.of(url).driver().coordinates());
            assertThat(pom).contains(".version>" + coordinates.substring(coordinates.lastIndexOf(':') + 1) + "</");
        }
    }

    /** A process that loads, and stops at a row of the participants until it is told to go on. */
    private static final class Loader implements AutoCloseable {
        private final Process process;
        private final BufferedReader out;

        Loader(Product product, Path file, int load, int stopAt) throws IOException {
            this(product, file, load, stopAt, ROWS);
        }

        Loader(Product product, Path file, int load, int stopAt, int rows) throws IOException {
            List<String> command = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:-UsePerfData",
                    "-cp",
                    System.getProperty("java.class.path"),
                    FileDatabasesTest.class.getName(),
                    product.name(),
                    file.toString(),
                    "" + load,
                    "" + stopAt,
                    "" + rows);
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
            out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        /** The line that begins so. */
        String await(String start) throws IOException {
            StringBuilder all = new StringBuilder();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(start)) {
                    return line;
                }
                all.append(line).append('\n');
            }
            throw new AssertionError("the loading process never said " + start + " but\n" + all);
        }

        void goOn() throws IOException {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        }

        /** No file that it writes grows beyond this from now on, as on a full disk. */
        void limitFiles(long bytes) throws IOException, InterruptedException {
            Process prlimit;
            try {
                prlimit = new ProcessBuilder("prlimit", "--pid", "" + process.pid(), "--fsize=" + bytes)
                        .inheritIO()
                        .start();
            } catch (IOException e) {
                Needed.that(false, "prlimit is not here: " + e.getMessage());
                throw e;
            }
            assertThat(prlimit.waitFor()).isZero();
        }

        void kill() {
            process.destroyForcibly().onExit().join();
        }

        @Override
        public void close() {
            kill();
        }
    }

    public static void main(String[] arguments) {
        Product product = Product.valueOf(arguments[0]);
        int stopAt = Integer.parseInt(arguments[3]);
        System.out.println("starts");
        try {
            publish(
                    product,
                    Path.of(arguments[1]),
                    stopping(Datasets.of(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[4])), stopAt));
            System.out.println("loaded");
        } catch (ResearchDatabaseException e) {
            System.out.println("not loaded: " + e.getMessage());
        }
    }

    private static ResearchDataset stopping(ResearchDataset dataset, int at) {
        List<PublishedTable> tables = new ArrayList<>(dataset.tables());
        PublishedTable first = tables.get(0);
        tables.set(
                0,
                new PublishedTable(
                        first.name(),
                        first.definition(),
                        first.key(),
                        first.isAboutParticipants(),
                        first.columns(),
                        () -> new StoppingRows(first.rows().iterator(), at)));
        return new ResearchDataset(
                dataset.study(), dataset.run(), dataset.protocolSha256(), dataset.packageSha256(), tables);
    }

    private static final class StoppingRows implements Iterator<List<@Nullable String>> {
        private final Iterator<List<@Nullable String>> rows;
        private final int at;
        private int next;

        StoppingRows(Iterator<List<@Nullable String>> rows, int at) {
            this.rows = rows;
            this.at = at;
        }

        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public List<@Nullable String> next() {
            if (next++ == at) {
                System.out.println("at row " + at);
                try {
                    if (System.in.read() < 0) {
                        throw new IllegalStateException("nobody says to go on");
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return rows.next();
        }
    }
}
