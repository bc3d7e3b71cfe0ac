package org.reconlink.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program as cron starts it, without a locale, in which file names have no letters beyond ASCII. */
class FileNamesBeyondTheLocaleTest {
    @TempDir
    Path folder;

    /** Reads a protocol and prints what is wrong with it. */
    public static void main(String[] arguments) {
        try {
            StudyReader.read(Path.of(arguments[0]));
        } catch (ProtocolException e) {
            e.errors().forEach(System.out::println);
        }
    }

    private String problems(String file) throws IOException, InterruptedException {
        Path protocol = folder.resolve("protocol.yml");
        Files.writeString(protocol, "participants: {" + file + "}\n", StandardCharsets.UTF_8);
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dsun.jnu.encoding=ANSI_X3.4-1968",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                FileNamesBeyondTheLocaleTest.class.getName(),
                protocol.toString());
        builder.environment().clear();
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return output;
    }

    @Test
    void theMessageNamesTheLocaleAndWhatToSet() throws IOException, InterruptedException {
        assertThat(problems("file: M\u00e4rz.csv"))
                .contains("has letters that this locale has not", "ANSI_X3.4-1968", "set LANG=C.UTF-8");
        Files.writeString(folder.resolve("plain.csv"), "a");
        assertThat(problems("file: plain.csv")).doesNotContain("locale");
    }
}
