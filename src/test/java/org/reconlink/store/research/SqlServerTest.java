package org.reconlink.store.research;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reconlink.result.PublishSettings.DatabaseSettings;
import org.reconlink.result.PublishSettings.DatabaseSettings.Encryption;
import org.reconlink.result.PublishedTable;
import org.reconlink.result.PublishedTable.Column;
import org.reconlink.result.PublishedTable.Kind;
import org.reconlink.store.research.ResearchDatabase.ResearchDataset;

/** The script for SQL Server, and its driver up to the connection: no server of it can be had here. */
class SqlServerTest {
    @TempDir
    Path folder;

    @Test
    void theScriptLoadsTheRunInOneTransactionAndAsksBeforeItDoes() throws Exception {
        Path file = folder.resolve("load.sql");
        ResearchDatabase database =
                new ResearchDatabase(new DatabaseSettings("sqlserver-script:" + file, null, "study", null));
        assertThat(database.problem("study")).isEmpty();
        assertThat(file).doesNotExist();
        assertThat(database.publish(Datasets.of(1, 120))).isEqualTo("study_2021_12_31_1");
        String script = Files.readString(file);
        database.publish(Datasets.of(1, 120));
        assertThat(Files.readString(file)).isEqualTo(script);
        assertThat(Files.getPosixFilePermissions(file)).doesNotContain(PosixFilePermission.OTHERS_READ);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }

        assertThat(script.lines().limit(5))
                .containsExactly(
                        "-- Loads run 2021-12-31-1 of the study study into SQL Server 2016 SP1 or later, in one transaction: sqlcmd"
                                + " -b -f 65001 -i FILE",
                        "SET XACT_ABORT ON;",
                        "SET NOCOUNT ON;",
                        "BEGIN TRY",
                        "BEGIN TRANSACTION;");
        assertThat(script.lines().toList())
                .endsWith(
                        "COMMIT TRANSACTION;",
                        "END TRY",
                        "BEGIN CATCH",
                        "IF @@TRANCOUNT > 0 ROLLBACK TRANSACTION;",
                        "THROW;",
                        "END CATCH;");
        assertThat(script)
                .contains(
                        "IF SCHEMA_ID(N'study_2021_12_31_1') IS NULL EXEC(N'CREATE SCHEMA [study_2021_12_31_1]');",
                        "CREATE TABLE [study_2021_12_31_1].[participants] ([pseudonym] nvarchar(120) NOT NULL, [load] bigint NOT"
                                + " NULL, [released] date NULL, [released_missing] nvarchar(max) NULL, [share] float NOT NULL,"
                                + " [included] bit NOT NULL, PRIMARY KEY NONCLUSTERED ([pseudonym]));",
                        "FOREIGN KEY ([pseudonym]) REFERENCES [study_2021_12_31_1].[participants] ([pseudonym])",
                        "(N'p0', 1, '2020-02-29', NULL, 0.2500, 1),\n(N'p1', 1, NULL, N'not, \"linked\"', 0.2500, 0)",
                        "@value = N'The day''s date.', @level0type = N'SCHEMA', @level0name = N'study_2021_12_31_1'",
                        "IF NOT EXISTS (SELECT 1 FROM [study].[runs] WHERE LEFT(run, 10) > N'2021-12-31') BEGIN",
                        "EXEC(N'CREATE OR ALTER VIEW [study].[participants] AS SELECT * FROM"
                                + " [study_2021_12_31_1].[participants]')");
        assertThat(script.split("INSERT INTO \\[study_2021_12_31_1\\]\\.\\[participants\\]", -1))
                .as("120 rows in statements of 50")
                .hasSize(4);
        assertThat(script.replaceAll("N?'(?:[^']|'')*'", "").chars().filter(c -> c == '\''))
                .as("every quote is closed")
                .isEmpty();
    }

    @Test
    void aTableOfMoreColumnsThanItTakesIsNamed() {
        PublishedTable wide = new PublishedTable(
                "participants",
                "A row each.",
                List.of(),
                false,
                new ArrayList<>(Collections.nCopies(1_025, new Column("c", Kind.TEXT, "A cell.", true))),
                List.of());
        assertThatThrownBy(() -> new ResearchDatabase(new DatabaseSettings(
                                "sqlserver-script:" + folder.resolve("load.sql"), null, "study", null))
                        .publish(new ResearchDataset("study", "2021-12-31-1", "p", "q", List.of(wide))))
                .hasMessageContaining(
                        "the table participants has 1025 columns, and SQL Server takes 1024; leave out windows");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aServerThatIsNotThereIsNamedByTheDriverThatTheProtocolNames() throws Exception {
        Path password = Files.writeString(folder.resolve("password.txt"), "Open-Sesame\n");
        Path jar = Path.of(Class.forName("com.microsoft.sqlserver.jdbc.SQLServerDriver")
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        DatabaseSettings settings = new DatabaseSettings(
                "jdbc:sqlserver://127.0.0.1:1;databaseName=research",
                jar,
                "loader",
                "study",
                password,
                Encryption.VERIFIED,
                true);
        assertThatThrownBy(() -> new ResearchDatabase(settings).publish(Datasets.of(1, 3)))
                .hasMessageContaining(
                        "the research database (schema study of jdbc:sqlserver://127.0.0.1:1) was not loaded: it"
                                + " cannot be reached, or the connection broke; see that it is up and that the url is right.")
                .hasMessageNotContaining("Sesame");
        assertThat(new ResearchDatabase(settings).problem("study")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"VERIFIED, true, false", "UNVERIFIED, true, true", "NONE, false, false"})
    void anotherHostIsHeldToTheEncryptionThatTheProtocolSays(Encryption encryption, String encrypt, String trust) {
        DatabaseSettings settings = new DatabaseSettings(
                "jdbc:sqlserver://db.example.org", null, "loader", "study", null, encryption, true);
        assertThat(new SqlServer().properties(settings))
                .containsEntry("encrypt", encrypt)
                .containsEntry("trustServerCertificate", trust);
    }
}
