package org.reconlink.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reconlink.cli.TinyStudy;

/** Which addresses a research database can have, and which would lose what is loaded or show the password. */
class DatabaseUrlTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db.example.org/research",
                "jdbc:postgresql://db.example.org/research?sslrootcert=/etc/ca.pem",
                "jdbc:postgresql://db.example.org/research?ssl=true&sslmode=verify-full",
                "jdbc:hsqldb:file:/srv/research",
                "jdbc:hsqldb:hsqls://db.example.org/research",
                "jdbc:duckdb:/srv/research.duckdb",
                "jdbc:duckdb:../research of the trust.duckdb",
                "jdbc:sqlite:C:/research/study.db",
                "jdbc:sqlite:research.db",
                "jdbc:sqlserver://db.example.org:1433;databaseName=research",
                "sqlserver-script:/srv/load research.sql"
            })
    void theseAreTaken(String url) throws Exception {
        assertThat(read(url)).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jdbc:hsqldb:mem:x                                        | neither a file nor on a server
            jdbc:hsqldb:MEM:x                                        | neither a file nor on a server
            jdbc:hsqldb:res:x                                        | neither a file nor on a server
            jdbc:hsqldb:.                                            | neither a file nor on a server
            jdbc:hsqldb:research                                     | neither a file nor on a server
            jdbc:postgresql://db/r?sslmode=disable                   | sets sslmode
            jdbc:postgresql://db/r?a=b&sslMode=prefer                | sets sslmode
            jdbc:postgresql://db/r?sslfactory=org.postgresql.ssl.NonValidatingFactory | sets sslfactory
            jdbc:postgresql://db/r?requireAuth=password              | sets requireauth
            jdbc:postgresql://db/r?ssl=false                         | sets ssl
            jdbc:duckdb:                                             | must be the JDBC address
            jdbc:duckdb::memory:                                     | does not name a file by a path alone
            jdbc:duckdb:md:research                                  | does not name a file by a path alone
            jdbc:duckdb:s3://bucket/research.duckdb                  | does not name a file by a path alone
            jdbc:duckdb:postgres:dbname=x                            | does not name a file by a path alone
            jdbc:duckdb:research.duckdb;threads=4                    | does not name a file by a path alone
            jdbc:sqlite::memory:                                     | does not name a file by a path alone
            jdbc:sqlite:file:research.db?mode=memory                 | does not name a file by a path alone
            jdbc:sqlite:research.db?journal_mode=OFF                 | does not name a file by a path alone
            jdbc:sqlserver://db;databaseName=r;encrypt=false         | has more than a server and a database
            jdbc:sqlserver://db;trustServerCertificate=true          | has more than a server and a database
            jdbc:sqlserver://db;user=a;password=open-sesame          | has a secret in it
            sqlserver-script:https://example.org/load.sql            | does not name a file by a path alone
            jdbc:sqlite:/srv/research/                               | does not name a file by a path alone
            """)
    void theseAreRefused(String url, String why) {
        assertThatThrownBy(() -> read(url))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining(why);
    }

    private String read(String url) throws Exception {
        Path protocol = TinyStudy.write(folder);
        Files.writeString(
                protocol, Files.readString(protocol) + "  database: { url: \"" + url + "\", user: loader }\n");
        return java.util.Objects.requireNonNull(
                        StudyReader.read(protocol).publish().database())
                .url();
    }
}
