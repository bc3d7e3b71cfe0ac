package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputFilesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void anInputIsNeverWritten() throws IOException {
        Path input = Files.writeString(folder.resolve("a.csv"), "id,surname\n");
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), input);
        OutputFiles outputs = new OutputFiles(List.of(input), true);
        for (Path output : List.of(input, link, folder.resolve("x/../a.csv"))) {
            assertThatThrownBy(() -> outputs.require("--out", output, "id,surname"))
                    .hasMessage("--out " + output + ": this file is read by the same command; name another");
        }
    }

    @Test
    void whatSomethingElseMadeIsLeftUnlessItMayGo() throws IOException {
        Path notes = Files.writeString(folder.resolve("notes.txt"), "mine");
        assertThatThrownBy(() -> new OutputFiles(List.of(), false).require("--log", notes, "{\""))
                .hasMessage("--log " + notes
                        + ": this file exists and was not made by --log; name another, or let it go with --overwrite");
        assertThatCode(() -> new OutputFiles(List.of(), true).require("--log", notes, "{\""))
                .doesNotThrowAnyException();
    }

    @Test
    void anEmptyFileAndOneThatTheOptionMadeMayBeWritten() throws IOException {
        OutputFiles outputs = new OutputFiles(List.of(), false);
        outputs.require("--log", Files.writeString(folder.resolve("log"), "{\"a\":1}\n"), "{\"");
        outputs.require("--metrics", Files.createFile(folder.resolve("empty")), "# HELP ");
        outputs.require("--lineage", folder.resolve("new"), "{\"");
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void aHeadingWithLineEndsBreaksNoScript() throws IOException {
        Path protocol = TinyStudy.write(folder);
        Path people = folder.resolve("participants.csv");
        Files.writeString(
                people,
                Files.readString(people)
                        .replace(",Released\n", ",Released,\"Site\rof\nreferral\"\n")
                        .replace("2014-01-10\n", "2014-01-10,North\n")
                        .replace("2014-02-11\n", "2014-02-11,North\n"));
        Files.writeString(
                protocol,
                Files.readString(protocol).replace("participants:\n", "participants:\n  carry: [Site of referral]\n"));
        Given run = Given.here(
                "run",
                protocol.toString(),
                "--quiet",
                "--work",
                folder.resolve("work").toString(),
                "--output",
                folder.resolve("output").toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        Path study = folder.resolve("output/tiny");
        Path written = study.resolve(Files.readString(study.resolve("latest")).strip());
        for (String script : List.of("load.do", "load.sps", "load.R")) {
            assertThat(Files.readString(written.resolve(script)))
                    .as(script)
                    .contains("Site of referral")
                    .doesNotContain("\r")
                    .doesNotContain("of\nreferral");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"people", "population", "sample"})
    void whatIsGeneratedIsNotWrittenOverFilesOfOthers(String what) throws IOException {
        String name = switch (what) {
            case "people" -> "truth.csv";
            case "population" -> "participants.csv";
            default -> "custody.xlsx";
        };
        String[] command = switch (what) {
            case "people" -> new String[] {"generate", what, folder.toString(), "--left", "20", "--right", "20"};
            case "population" ->
                new String[] {"generate", what, folder.toString(), "--participants", "1", "--rows", "100"};
            default -> new String[] {"generate", what, folder.toString()};
        };
        Path mine = Files.writeString(folder.resolve(name), "mine\n");
        StringWriter err = new StringWriter();
        assertThat(CommandLineEntry.run(new PrintWriter(err), new PrintWriter(err, true), command))
                .isEqualTo(2);
        assertThat(err.toString().strip())
                .isEqualTo(mine
                        + ": this file exists and was not made by this command; name another folder, or let it go with"
                        + " --overwrite");
        assertThat(Files.readString(mine)).isEqualTo("mine\n");
        assertThat(CommandLineEntry.run(with(command, "--overwrite"))).isZero();
        assertThat(CommandLineEntry.run(command)).isZero();
    }

    private static String[] with(String[] command, String more) {
        String[] all = Arrays.copyOf(command, command.length + 1);
        all[command.length] = more;
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"--metrics", "--log", "--lineage", "--checkpoint-to"})
    void aRunDoesNotWriteOverItsProtocol(String option) throws IOException {
        Path protocol = Path.of("jobs/resettle.yml");
        String before = Files.readString(protocol);
        int code = CommandLineEntry.run(
                "run", protocol.toString(), "--work", folder.resolve("work").toString(), option, protocol.toString());
        assertThat(code).isEqualTo(2);
        assertThat(Files.readString(protocol)).isEqualTo(before);
    }
}
