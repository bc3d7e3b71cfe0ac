package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the driver says of a command that cannot be done, and the code that it ends with: those of one machine. */
class SparkCommandsIT {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private String said;

    @BeforeAll
    static void onThisMachine() {
        System.setProperty("spark.master", "local[1]");
        System.setProperty("spark.ui.enabled", "false");
        System.setProperty("spark.log.level", "WARN");
    }

    @AfterAll
    static void forOthers() {
        System.clearProperty("spark.master");
        System.clearProperty("spark.ui.enabled");
        System.clearProperty("spark.log.level");
    }

    private int run(String... arguments) {
        StringWriter err = new StringWriter();
        int code = SparkCommands.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), arguments);
        said = err.toString();
        return code;
    }

    private String table(String name, String headings) throws IOException {
        return Files.writeString(folder.resolve(name), headings + "\nA1,ANNA,BERG,1950-01-02\n")
                .toString();
    }

    @Test
    void whatIsNotThereOnSparkIsRefusedAndNotLeftOut() throws IOException {
        String a = table("a.csv", "id,forename,surname,dob");
        String b = table("b.csv", "id,forename,surname,dob");
        assertThat(run("link", a, b, "--truth", a)).isEqualTo(2);
        assertThat(said).isEqualTo("--truth is not there on Spark; leave it out, or give the command to one machine\n");
        assertThat(run("link", a, b, "--many", "right")).isEqualTo(2);
        assertThat(said).startsWith("--many: on Spark every row has one partner at most");
        assertThat(run("dedupe", a, "--distinct", "surname")).isEqualTo(2);
        assertThat(run("link", a, a)).isEqualTo(2);
        assertThat(said)
                .isEqualTo(
                        "both tables are the same file, in which every row is itself: reconlink dedupe finds rows of one"
                                + " person in one file\n");
        assertThat(run("link", a, b, "--threshold", "2")).isEqualTo(2);
        assertThat(said).isEqualTo("--threshold must lie above 0 and be 1 at most\n");
    }

    @Test
    void aTableOrColumnThatIsNotThereIsNamed() throws IOException {
        String a = table("a.csv", "id,forename,surname,dob");
        String none = folder.resolve("none.csv").toString();
        assertThat(run("link", a, none)).isEqualTo(3);
        assertThat(said).startsWith("none.csv: there is no such file");
        assertThat(run("dedupe", a, "--columns", "surname=Last")).isEqualTo(2);
        assertThat(said).isEqualTo("a.csv has no column \"Last\"; its columns are id, forename, surname, dob\n");
    }

    @Test
    void rowsThatNothingIdentifiesAreRefused() throws IOException {
        assertThat(run("dedupe", table("a.csv", "w,forename,surname,dob"))).isEqualTo(2);
        assertThat(said)
                .isEqualTo(
                        "a.csv: no column's heading says that it identifies a row, and rows that lie on many machines"
                                + " have no number; say with --id which column does\n");
    }

    @Test
    void identifiersThatAreNoneEndAsOnOneMachine() throws IOException {
        String twice = table("twice.csv", "id,forename,surname,dob");
        Files.writeString(folder.resolve("twice.csv"), "A1,BOB,BERG,1951-01-02\n", StandardOpenOption.APPEND);
        assertThat(run("dedupe", twice)).isEqualTo(2);
        assertThat(said)
                .isEqualTo("twice.csv, column id: two rows have the same identifier; name another column with --id\n");
        String blank = table("blank.csv", "id,forename,surname,dob");
        Files.writeString(folder.resolve("blank.csv"), ",BOB,BERG,1951-01-02\n", StandardOpenOption.APPEND);
        assertThat(run("dedupe", blank)).isEqualTo(2);
        assertThat(said).isEqualTo("blank.csv, column id: a row has no identifier; name another column with --id\n");
    }

    @Test
    void aFolderThatIsThereIsNotWrittenOver() throws IOException {
        String a = table("a.csv", "id,forename,surname,dob");
        String out = Files.createDirectory(folder.resolve("pairs")).toString();
        assertThat(run("dedupe", a, "--out", out)).isEqualTo(2);
        assertThat(said)
                .isEqualTo("--out " + out + ": this folder exists; name another, or let it go with --overwrite\n");
    }
}
