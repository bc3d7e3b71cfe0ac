package org.reconlink.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.Needed;
import org.reconlink.audit.AuditTrail;
import org.reconlink.audit.AuditTrail.AuditEvent;
import org.reconlink.audit.ChainFile;
import org.reconlink.store.WorkingStore;

/** However a command ends, the study's events say that it began, for whom, what it did and how it ended. */
class EventsTest {
    @TempDir
    Path folder;

    private Path protocol;

    @BeforeEach
    void write() throws IOException {
        protocol = TinyStudy.write(folder);
    }

    @Test
    void aRunThatIsDoneAndOneThatHasNothingNewToDo() throws IOException {
        assertThat(run("--operator", "Anna B").exitCode()).isZero();
        assertThat(told())
                .containsExactly(
                        "log opened",
                        "command begun: run",
                        "run begun",
                        "publishing outputs",
                        "run ended: 0",
                        "sending checkpoint",
                        "command ended: 0");
        assertThat(events()).allMatch(event -> event.detail("operator").equals("Anna B"));
        assertThat(events())
                .allMatch(event -> event.detail("account").equals(System.getProperty("user.name"))
                        && !event.detail("host").isEmpty()
                        && event.detail("version").equals(Version.current()));
        assertThat(run().exitCode()).isEqualTo(6);
        assertThat(last(2)).containsExactly("command begun: run", "command ended: 6");
        assertThat(run("--force", "asked for").exitCode()).isZero();
        assertThat(last(6).get(0)).isEqualTo("command begun: run");
        assertThat(events().get(events().size() - 5).detail("reason")).isEqualTo("asked for");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void sameInputsMakeTheSameOutputsWhateverTheEventsSay() throws Exception {
        assertThat(run("--operator", "Anna B").exitCode()).isZero();
        Path first = outputs();
        String decisions = Files.readString(first.resolve("audit.jsonl"));
        String manifest = Files.readString(first.resolve("manifest.json"));
        Files.move(folder.resolve("work"), folder.resolve("work-before"));
        Files.move(folder.resolve("output"), folder.resolve("output-before"));
        assertThat(run("--operator", "Ben C").exitCode()).isZero();
        assertThat(Files.readString(first.resolve("audit.jsonl"))).isEqualTo(decisions);
        assertThat(Files.readString(first.resolve("manifest.json"))).isEqualTo(manifest);
    }

    @Test
    void aProtocolThatIsWrongOrIsNone() throws IOException {
        Files.writeString(protocol, Files.readString(protocol).replace("months: 12", "months: twelve"));
        assertThat(run().exitCode()).isEqualTo(2);
        assertThat(told()).containsExactly("log opened", "command begun: run", "command ended: 2");
        Files.writeString(protocol, "nothing: here");
        assertThat(run().exitCode()).isEqualTo(2);
        assertThat(told()).hasSize(3);
        assertThat(told(folder.resolve("work/events.jsonl")))
                .containsExactly("log opened", "command begun: run", "command ended: 2");
    }

    @Test
    void inputThatIsRefusedOrInPartRejected() throws IOException {
        Path participants = folder.resolve("participants.csv");
        String whole = Files.readString(participants);
        Files.writeString(participants, whole.replace("Surname,", "Nothing,"));
        assertThat(run().exitCode()).isEqualTo(3);
        assertThat(told())
                .containsExactly("log opened", "command begun: run", "run begun", "run ended: 3", "command ended: 3");
        assertThat(events().get(3).details())
                .containsEntry("status", "rejected")
                .containsEntry("outcome", "the input cannot be used")
                .containsKeys("failure", "because");
        Files.writeString(participants, whole + ",Nobody,Kim,1980-02-03,,,,\n");
        Files.writeString(
                protocol,
                Files.readString(protocol)
                        .replace("\nparticipants:\n", "\nintake:\n  rejected rows at most: 50%\n\nparticipants:\n"));
        assertThat(run().exitCode()).isEqualTo(4);
        assertThat(last(5))
                .containsExactly(
                        "run begun", "publishing outputs", "run ended: 4", "sending checkpoint", "command ended: 4");
    }

    @Test
    void aStudyThatAnotherProcessRunsAndLooksAtPeopleMeanwhile() throws IOException {
        assertThat(run().exitCode()).isZero();
        int before = events().size();
        try (WorkingStore held = WorkingStore.openForRun(folder.resolve("work/tiny"))) {
            assertThat(held.isCopy()).isFalse();
            assertThat(run("--force", "again").exitCode()).isEqualTo(5);
            assertThat(given("rerun", "--reason", "again").exitCode()).isEqualTo(5);
            assertThat(given("rerun", "--failed").exitCode()).isEqualTo(5);
            assertThat(given("explain", "T1").exitCode()).isZero();
            assertThat(given("review", "list").exitCode()).isZero();
        }
        assertThat(told().subList(before, told().size()))
                .containsExactly(
                        "command begun: run",
                        "command ended: 5",
                        "command begun: rerun",
                        "command ended: 5",
                        "command begun: rerun",
                        "command ended: 5",
                        "command begun: explain",
                        "showing person",
                        "command ended: 0",
                        "command begun: review list",
                        "showing pairs",
                        "command ended: 0");
        assertThat(Files.readString(file()))
                .doesNotContainPattern("\\bT1\\b")
                .doesNotContain("Rowe", "ROWE", "1980-02-03");
        assertThat(events().stream().filter(event -> event.event().equals("showing person")))
                .singleElement()
                .satisfies(event -> assertThat(event.detail("source")).isEqualTo("participants.csv, row 2"));
    }

    @Test
    void outputsThatCannotBeWrittenAndEventsThatCannot() throws IOException {
        Path output = Files.writeString(folder.resolve("output"), "a file");
        assertThat(run().exitCode()).isEqualTo(7);
        assertThat(last(1)).containsExactly("command ended: 7");
        Files.delete(output);
        Files.delete(file());
        Files.createDirectory(file());
        Given refused = run();
        assertThat(refused.exitCode()).isEqualTo(7);
        assertThat(refused.err()).contains("cannot use ", "events.jsonl");
        assertThat(folder.resolve("output")).doesNotExist();
        assertThat(given("explain", "T1").exitCode()).isEqualTo(7);
        assertThat(given("explain", "T1").out()).isEmpty();
    }

    @Test
    void aRunThatASignalStopsAndOneThatIsKilled() throws Exception {
        Process stopped = started();
        BufferedReader lines = stopped.errorReader(UTF_8);
        assertThat(lines.readLine()).startsWith("reconlink ");
        assertThat(lines.readLine()).startsWith("checkInputs");
        assertThat(new ProcessBuilder("kill", "-INT", String.valueOf(stopped.pid()))
                        .start()
                        .waitFor())
                .isZero();
        assertThat(stopped.waitFor()).isEqualTo(130);
        assertThat(last(2)).containsExactly("run ended: 130", "command ended: 130");
        assertThat(events().get(events().size() - 1).detail("outcome")).startsWith("stopped by Ctrl-C");

        Process killed = started();
        lines = killed.errorReader(UTF_8);
        assertThat(lines.readLine()).startsWith("reconlink ");
        assertThat(lines.readLine()).isNotNull();
        killed.destroyForcibly().waitFor();
        assertThat(last(1)).doesNotContain("command ended: 0");
        assertThat(given("audit", "show", "tiny").out()).contains("not ended");
        int before = events().size();
        assertThat(run().exitCode()).isZero();
        assertThat(told().subList(before, told().size()))
                .containsExactly(
                        "found killed",
                        "command begun: run",
                        "run begun",
                        "publishing outputs",
                        "run ended: 0",
                        "sending checkpoint",
                        "command ended: 0");
        assertThat(events().get(before + 2).detail("last_try")).isEqualTo("running");
        assertThat(given("audit", "show", "tiny").out())
                .contains("found killed", "its process is gone")
                .doesNotContain("not ended");
    }

    @Test
    void verifyHoldsEventsAndOutputsAgainstEachOther() throws Exception {
        assertThat(run().exitCode()).isZero();
        String outputs = outputs().toString();
        Path kept = folder.resolve("work/tiny/checkpoints.jsonl");
        String[] withCheckpoint = {
            "audit",
            "verify",
            outputs,
            "--checkpoint",
            kept.toString(),
            "--key-file",
            folder.resolve("key.txt").toString()
        };
        Given whole = given(withCheckpoint);
        assertThat(whole.exitCode()).as(whole.err()).isZero();
        assertThat(whole.out()).contains("and so is that of the study's events, which tell of it");
        assertThat(independent(outputs)).isZero();

        List<String> lines = Files.readAllLines(file());
        Files.write(file(), lines.subList(0, 3));
        Files.delete(folder.resolve("work/tiny/store.properties"));
        Given cut = given(withCheckpoint);
        assertThat(cut.exitCode()).isEqualTo(8);
        assertThat(cut.err())
                .contains("events.jsonl does not tell that run " + outputs().getFileName() + " was published")
                .contains("events.jsonl has 3 entries and had 6; its end was cut off");
        assertThat(independent(outputs)).isEqualTo(8);

        List<String> changed = new ArrayList<>(lines);
        changed.set(2, changed.get(2).replace("2020-12-31", "2021-12-31"));
        Files.write(file(), changed);
        assertThat(given("audit", "verify", outputs).err())
                .contains("events.jsonl, line 3: does not match its own hash; it was changed after it was written");
        Files.write(file(), lines);
        assertThat(given("audit", "verify", outputs).exitCode()).isZero();

        // whoever writes a run's folder anew, with all its hashes, cannot change what the events say
        Path manifest = outputs().resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"reconlink\"", "\"another\""));
        Given other = given("audit", "verify", outputs);
        assertThat(other.exitCode()).isEqualTo(8);
        assertThat(other.err()).isEqualTo("manifest.json is not what events.jsonl, line 4 says was published\n");
        assertThat(independent(outputs)).isEqualTo(8);
    }

    @Test
    void reviewsRemovalsBackupsAndKeysAreTold() throws IOException {
        assertThat(run().exitCode()).isZero();
        assertThat(run("--force", "again").exitCode()).isZero();
        int before = events().size();
        assertThat(given("runs", "prune", "--keep", "1", "--yes", "--reason", "a test")
                        .exitCode())
                .isZero();
        assertThat(given("review", "export", "--reviewers", "anna,ben", path("review"))
                        .exitCode())
                .isZero();
        assertThat(given("review", "show", "nothing").exitCode()).isEqualTo(2);
        assertThat(given("store", "backup", path("backup")).exitCode()).isZero();
        assertThat(given("store", "restore", path("backup"), "--study", "tiny").exitCode())
                .isZero();
        assertThat(given("audit", "checkpoint", outputs().toString(), "--key-file", path("key.txt"))
                        .exitCode())
                .isZero();
        assertThat(told().subList(before, told().size()))
                .containsExactly(
                        "command begun: runs prune",
                        "removing run",
                        "command ended: 0",
                        "command begun: review export",
                        "command ended: 0",
                        "command begun: review show",
                        "command ended: 2",
                        "command begun: store backup",
                        "command ended: 0",
                        "command begun: store restore",
                        "command ended: 0",
                        "command begun: audit checkpoint",
                        "command ended: 0");
        assertThat(given("key", "new", path("another.txt")).exitCode()).isZero();
        assertThat(given("review", "import", path("key.txt")).exitCode()).isEqualTo(3);
        assertThat(told(folder.resolve("work/events.jsonl")))
                .containsExactly(
                        "log opened",
                        "command begun: key new",
                        "key made",
                        "command ended: 0",
                        "command begun: review import",
                        "command ended: 3");
        assertThat(AuditTrail.verify(file())).isEmpty();
        Path releases = file().resolveSibling(ChainFile.RELEASES);
        for (String by : List.of("cleo", "anna", "cleo")) {
            ChainFile.locked(releases, end -> {
                end.append("votes submitted", Map.of("by", by));
                return end;
            });
        }
        Given whole = given("audit", "verify", path("work/tiny"));
        assertThat(whole.exitCode()).isZero();
        assertThat(whole.out()).contains("and that of releases.jsonl");
        Files.writeString(releases, Files.readString(releases).replace("anna", "ben"));
        Given changed = given("audit", "verify", path("work/tiny"));
        assertThat(changed.exitCode()).isEqualTo(8);
        assertThat(changed.err()).contains("releases.jsonl, line 2 is not as it was written");
    }

    private Given run(String... more) {
        return given(Stream.concat(Stream.of("run", protocol.toString(), "--output", path("output")), Stream.of(more))
                .toArray(String[]::new));
    }

    private Given given(String... words) {
        return Given.here(Stream.concat(Stream.of(words), Stream.of("--work", path("work")))
                .toArray(String[]::new));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private Process started() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.reconlink.Reconlink",
                        "run",
                        protocol.toString(),
                        "--output",
                        path("output"),
                        "--work",
                        path("work"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private int independent(String outputs) throws Exception {
        return new ProcessBuilder(
                        Needed.program("python3").toString(),
                        "src/test/resources/audit/verify_audit.py",
                        "--events",
                        file().toString(),
                        outputs)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private Path file() {
        return folder.resolve("work/tiny/events.jsonl");
    }

    private List<AuditEvent> events() throws IOException {
        return AuditTrail.read(file());
    }

    private List<String> told() throws IOException {
        return told(file());
    }

    private List<String> last(int n) throws IOException {
        List<String> all = told();
        return all.subList(all.size() - n, all.size());
    }

    private static List<String> told(Path file) throws IOException {
        return AuditTrail.read(file).stream()
                .map(event -> event.event()
                        + (event.event().equals(AuditTrail.BEGUN)
                                ? ": " + event.detail("command")
                                : event.detail("exit_code").isEmpty() ? "" : ": " + event.detail("exit_code")))
                .toList();
    }

    private Path outputs() throws IOException {
        String latest = Files.readString(folder.resolve("output/tiny/latest")).strip();
        return folder.resolve("output/tiny").resolve(latest);
    }
}
