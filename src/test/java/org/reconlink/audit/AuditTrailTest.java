package org.reconlink.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.Needed;
import org.reconlink.audit.AuditLog.AuditProblem;
import org.reconlink.audit.AuditTrail.AuditEvent;

/** Events that several processes write, some of which are killed, and that somebody changes. */
class AuditTrailTest {
    private static final Instant NOW = Instant.parse("2026-11-29T02:14:00Z");
    private static final int APPENDS = 20;

    @TempDir
    Path folder;

    @Test
    void aCommandIsToldFromItsBeginningToItsEnd() throws IOException {
        AuditTrail trail = begin("run");
        trail.append("run begun", Map.of("run", "r"));
        trail.end(4, "done, but");
        trail.end(1, "once only");
        assertThat(told()).containsExactly("log opened", "command begun", "run begun", "command ended");
        AuditEvent begun = events().get(1);
        assertThat(begun.details())
                .containsEntry("account", "an")
                .containsEntry("operator", "Anna")
                .containsEntry("version", "9")
                .containsEntry("at", NOW.toString())
                .containsEntry("command", "run")
                .containsEntry("process", String.valueOf(ProcessHandle.current().pid()))
                .containsKeys("host", "started");
        AuditEvent end = events().get(3);
        assertThat(end.command()).isEqualTo(begun.seq());
        assertThat(end.details())
                .containsEntry("exit_code", "4")
                .containsEntry("outcome", "done, but")
                .containsEntry("entries", "3");
        assertThat(AuditTrail.verify(file())).isEmpty();
        assertThatThrownBy(() -> trail.append("run begun", Map.of())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> begin("next").append("command ended", Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEntryIsThereForEverybodyWhenItIsWritten() throws IOException {
        AuditTrail trail = begin("run");
        for (int i = 0; i < 3; i++) {
            trail.append("step taken", Map.of("n", i));
            assertThat(Files.readAllLines(file())).hasSize(3 + i);
        }
    }

    @Test
    void twoProcessesThatWriteAtTheSameTimeTearNothing() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            processes.add(started("append"));
        }
        for (Process process : processes) {
            assertThat(process.waitFor()).isZero();
        }
        assertThat(AuditTrail.verify(file())).isEmpty();
        assertThat(told()).hasSize(1 + 2 * (APPENDS + 2));
        assertThat(told().stream().filter("step taken"::equals)).hasSize(2 * APPENDS);
        assertThat(AuditTrail.open(events())).isEmpty();
    }

    @Test
    void aCommandThatWasKilledIsSaidByTheNextBeforeAnythingElse() throws Exception {
        assertThat(started("die").waitFor()).isEqualTo(9);
        begin("explain").end(0, "done");
        assertThat(told())
                .containsExactly(
                        "log opened", "command begun", "step taken", "found killed", "command begun", "command ended");
        assertThat(events().get(3).details())
                .containsEntry("of", "2")
                .containsEntry("command", "test")
                .containsEntry("because", "its process is gone and left no end");
        begin("explain").end(0, "done");
        assertThat(told().stream().filter(AuditTrail.KILLED::equals)).hasSize(1);
    }

    @Test
    void aCommandThatIsStillAtWorkIsNot() throws Exception {
        Process other = started("wait");
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("begun");
            begin("explain").end(0, "done");
            assertThat(told()).doesNotContain(AuditTrail.KILLED);
            assertThat(AuditTrail.open(events()))
                    .extracting(event -> event.detail("command"))
                    .containsExactly("test");
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void ofACommandOnAnotherHostADayIsWaited() throws IOException {
        begin("run").append("step taken", Map.of());
        String elsewhere = Files.readString(file()).replaceAll("\"host\":\"[^\"]*\"", "\"host\":\"elsewhere\"");
        Files.writeString(file(), elsewhere);
        begin("explain", NOW.plus(Duration.ofHours(23)));
        assertThat(told()).doesNotContain(AuditTrail.KILLED);
        begin("explain", NOW.plus(Duration.ofHours(25)));
        assertThat(told().stream().filter(AuditTrail.KILLED::equals)).hasSize(1);
    }

    @Test
    void aTornLineIsSetAsideWithWhatThereWasOfIt() throws IOException {
        begin("run").end(0, "done");
        String torn = "{\"seq\":4,\"event\":\"run begun\",\"run\":\"M\u00fcller" + "x".repeat(9_000);
        Files.writeString(file(), torn, UTF_8, StandardOpenOption.APPEND);
        assertThat(AuditTrail.verify(file()))
                .extracting(AuditProblem::toString)
                .containsExactly("line 4: is not complete; the log was cut off here");
        begin("explain").end(0, "done");
        assertThat(told())
                .containsExactly(
                        "log opened",
                        "command begun",
                        "command ended",
                        "torn line set aside",
                        "command begun",
                        "command ended");
        assertThat(events().get(3).detail("bytes")).isEqualTo(String.valueOf(torn.getBytes(UTF_8).length));
        assertThat(events().get(3).detail("torn")).startsWith("{\"seq\":4,\"event\":\"run begun\",\"run\":\"M");
        assertThat(AuditTrail.verify(file())).isEmpty();
    }

    /** Wherever in a line a kill tears it, also the one that sets another aside. */
    @Test
    void aLineCanBeTornAnywhere() throws IOException {
        begin("run").end(0, "done");
        byte[] whole = Files.readAllBytes(file());
        int last = new String(whole, UTF_8).lastIndexOf("{\"seq\":3");
        for (int length = last + 1; length < whole.length; length += 41) {
            Files.write(file(), java.util.Arrays.copyOf(whole, length));
            AuditTrail trail = begin("explain");
            assertThat(told().get(2)).isEqualTo("torn line set aside");
            trail.end(0, "done");
            assertThat(AuditTrail.verify(file())).isEmpty();
        }
    }

    @Test
    void aChangedRemovedSwappedOrRepeatedEntryIsFoundHereAndByTheIndependentVerifier() throws Exception {
        for (int i = 0; i < 3; i++) {
            AuditTrail trail = begin("run");
            trail.append("step taken", Map.of("n", i));
            trail.end(0, "done");
        }
        List<String> lines = Files.readAllLines(file());
        List<Path> damaged = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            int entry = i;
            damaged.add(changed(lines, all -> all.set(entry, all.get(entry).replace("\"an\"", "\"another\""))));
            damaged.add(changed(lines, all -> all.add(entry, all.get(entry))));
            if (i < lines.size() - 1) {
                damaged.add(changed(lines, all -> all.remove(entry)));
                damaged.add(changed(lines, all -> Collections.swap(all, entry, entry + 1)));
            }
        }
        for (Path log : damaged) {
            assertThat(AuditTrail.verify(log)).as(Files.readString(log)).isNotEmpty();
        }
        damaged.add(file());
        String python = Needed.program("python3").toString();
        List<String> command = new ArrayList<>(List.of(python, "src/test/resources/audit/verify_audit.py"));
        damaged.forEach(log -> command.add(log.toString()));
        Process verifier = new ProcessBuilder(command).start();
        List<String> said = verifier.inputReader(UTF_8).lines().toList();
        assertThat(verifier.waitFor()).isEqualTo(8);
        assertThat(said).hasSize(damaged.size());
        assertThat(said.subList(0, said.size() - 1)).noneMatch(line -> line.endsWith("\twhole"));
        assertThat(said.get(said.size() - 1)).isEqualTo("events.jsonl\twhole");
    }

    private Path changed(List<String> lines, Consumer<List<String>> change) throws IOException {
        List<String> all = new ArrayList<>(lines);
        change.accept(all);
        return Files.write(
                Files.createDirectory(folder.resolve("d" + System.nanoTime())).resolve(AuditTrail.FILE), all);
    }

    @Test
    void anEndThatWasCutOffIsFoundByWhatWasKeptElsewhere() throws IOException {
        begin("run").end(0, "done");
        AuditTrail.Head kept = AuditTrail.head(file());
        assertThat(kept.entries()).isEqualTo(3);
        begin("run").end(0, "done");
        assertThat(AuditTrail.missing(file(), kept)).isEmpty();
        List<String> lines = Files.readAllLines(file());
        Files.write(file(), lines.subList(0, 2));
        assertThat(AuditTrail.verify(file())).isEmpty();
        assertThat(AuditTrail.missing(file(), kept))
                .containsExactly("events.jsonl has 2 entries and had 3; its end was cut off");
        begin("run").end(0, "done");
        assertThat(AuditTrail.missing(file(), kept))
                .containsExactly("events.jsonl, line 3 is not as it was; the log was changed up to there");
        Files.delete(file());
        assertThat(AuditTrail.missing(file(), kept)).containsExactly("events.jsonl is missing; it had 3 entries");
    }

    @Test
    void eventsThatCannotBeWrittenBeginNothing() throws IOException {
        Path blocked = Files.writeString(folder.resolve("blocked"), "");
        assertThatThrownBy(() -> AuditTrail.begin(
                        blocked.resolve("study"), Map.of(), author(), Clock.systemUTC(), "run", Map.of()))
                .isInstanceOf(IOException.class);
    }

    private AuditTrail begin(String command) throws IOException {
        return begin(command, NOW);
    }

    private AuditTrail begin(String command, Instant now) throws IOException {
        return AuditTrail.begin(
                folder, Map.of("study", "s"), author(), Clock.fixed(now, ZoneOffset.UTC), command, Map.of());
    }

    private static AuditTrail.Author author() {
        return new AuditTrail.Author("an", "Anna", "9");
    }

    private Path file() {
        return folder.resolve(AuditTrail.FILE);
    }

    private List<AuditEvent> events() throws IOException {
        return AuditTrail.read(file());
    }

    private List<String> told() throws IOException {
        return events().stream().map(AuditEvent::event).toList();
    }

    private Process started(String how) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AuditTrailTest.class.getName(),
                        folder.toString(),
                        how)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Another process at the same events, which appends and ends, dies or waits. */
    public static void main(String[] arguments) throws Exception {
        AuditTrail trail = AuditTrail.begin(
                Path.of(arguments[0]), Map.of("study", "s"), author(), Clock.systemUTC(), "test", Map.of());
        if (arguments[1].equals("append")) {
            for (int i = 0; i < APPENDS; i++) {
                trail.append("step taken", Map.of("n", i));
            }
            trail.end(0, "done");
        } else if (arguments[1].equals("die")) {
            trail.append("step taken", Map.of());
            Runtime.getRuntime().halt(9);
        } else {
            System.out.println("begun");
            Thread.sleep(600_000);
        }
    }
}
