package org.reconlink.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.review.GivenOut;
import org.reconlink.review.Judgement;
import org.reconlink.review.Judgement.Answer;

/** A working store whose files are not as they were written says so, and what people decided is not lost with it. */
class DamagedStoreTest {
    private static final GivenOut GIVEN_OUT =
            new GivenOut("study", "run", "anna", false, 1, "secret", "operator", Instant.EPOCH);

    @TempDir
    Path place;

    @Test
    void aFileThatWasChangedSinceTheStoreWasClosedIsNamedWithWhatIsLost() throws IOException {
        Path folder = written("study", 2);
        for (Path file : files(folder, "store.")) {
            Path copy = copied(folder, "of-" + file.getFileName());
            Path damaged = copy.resolve(file.getFileName());
            if (Files.size(damaged) == 0) {
                continue;
            }
            byte[] bytes = Files.readAllBytes(damaged);
            bytes[bytes.length / 2] ^= 1;
            Files.write(damaged, bytes);

            assertThatThrownBy(() -> WorkingStore.open(copy))
                    .as("%s", file)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(
                            "is damaged: " + file.getFileName() + " is not as it was written. Lost with it: ")
                    .hasMessageContaining(
                            "Clerical review is not lost: its 3 entries are in verdicts.jsonl. What to do: "
                                    + "'reconlink store restore DIR --study of-" + file.getFileName()
                                    + "' takes a backup");
            Files.delete(damaged);
            assertThatThrownBy(() -> WorkingStore.open(copy)).hasMessageContaining("is damaged: " + file.getFileName());
        }
    }

    @Test
    void aLogWithALineThatCannotBeReadIsDamageAndItsTornEndIsNot() throws IOException {
        Path folder = place.resolve("study");
        Path killed = place.resolve("killed");
        try (WorkingStore store = WorkingStore.open(folder)) {
            IntStream.range(0, 5).forEach(i -> store.judgements().append(List.of(judgement(i))));
            copy(folder, killed); // as a process leaves it that is killed
        }
        Path torn = copied(killed, "torn");
        Files.writeString(torn.resolve("store.log"), "INSERT INTO RUN VALUES('tor", UTF_8, StandardOpenOption.APPEND);
        Files.delete(torn.resolve("verdicts.jsonl"));
        try (WorkingStore store = WorkingStore.open(torn)) {
            assertThat(store.judgements().all()).hasSize(5);
        }

        List<String> lines = Files.readAllLines(killed.resolve("store.log"), UTF_8);
        int row = IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).startsWith("INSERT INTO JUDGEMENTS"))
                .skip(2)
                .findFirst()
                .orElseThrow();
        List<String> damaged = new ArrayList<>(lines);
        damaged.set(row, "INS\u0001RT INTO JUDG");
        Files.write(killed.resolve("store.log"), damaged, UTF_8);
        assertThatThrownBy(() -> WorkingStore.open(killed))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is damaged: store.log is not as it was written");
    }

    @Test
    void aNewStoreTakesWhatWasSaidFromTheJournal() throws IOException {
        Path folder = written("study", 3);
        for (Path file : files(folder, "store.")) {
            Files.delete(file);
        }
        Files.delete(folder.resolve("sums"));

        try (WorkingStore store = WorkingStore.open(folder)) {
            assertThat(store.judgements().all()).containsExactly(judgement(0), judgement(1), judgement(2));
            assertThat(store.givenOut().all()).containsExactly(GIVEN_OUT);
            store.judgements().append(List.of(judgement(3)));
        }
        try (WorkingStore store = WorkingStore.open(folder)) {
            assertThat(store.judgements().all()).hasSize(4);
        }
    }

    @Test
    void aStoreFromBeforeThereWasAJournalWritesIt() throws IOException {
        Path folder = written("study", 3);
        String journal = Files.readString(folder.resolve("verdicts.jsonl"), UTF_8);
        Files.delete(folder.resolve("verdicts.jsonl"));

        WorkingStore.open(folder).close();

        assertThat(Files.readString(folder.resolve("verdicts.jsonl"), UTF_8).lines())
                .hasSameSizeAs(journal.lines().toList());
    }

    @Test
    void aLineOfTheJournalThatWasChangedOrTakenOutIsNamedAndItsTornEndIsWrittenOver() throws IOException {
        Path folder = written("study", 3);
        Path journal = folder.resolve("verdicts.jsonl");
        List<String> lines = Files.readAllLines(journal, UTF_8);
        String damaged = "the journal of clerical review, " + journal + ", is damaged: line ";

        Files.writeString(journal, "{\"seq\":5,\"ki", UTF_8, StandardOpenOption.APPEND);
        try (WorkingStore store = WorkingStore.open(folder)) {
            assertThat(store.judgements().all()).as("passed over").hasSize(3);
            store.judgements().append(List.of(judgement(3)));
        }
        assertThat(Files.readAllLines(journal, UTF_8))
                .as("written over")
                .startsWith(lines.toArray(String[]::new))
                .hasSize(5)
                .allMatch(line -> line.endsWith("}"));
        WorkingStore.open(folder).close();

        Files.write(journal, List.of(lines.get(0), lines.get(2), lines.get(3)), UTF_8);
        assertThatThrownBy(() -> WorkingStore.open(folder)).hasMessageStartingWith(damaged + "2 is not");

        Files.write(
                journal,
                List.of(lines.get(0), lines.get(1).replace("MATCH", "UNSURE"), lines.get(2), lines.get(3)),
                UTF_8);
        assertThatThrownBy(() -> WorkingStore.open(folder)).hasMessageStartingWith(damaged + "2 is not");
    }

    @Test
    void aBackupIsRestoredOverAnythingAndLaterVerdictsStay() throws IOException {
        Path folder = written("study", 2);
        Path backup = place.resolve("elsewhere/backup");
        WorkingStore.backUp(folder, backup);
        try (WorkingStore store = WorkingStore.open(folder)) {
            store.judgements().append(List.of(judgement(2)));
        }
        Files.writeString(folder.resolve("store.script"), "nothing of it", UTF_8);

        Path replaced = WorkingStore.restore(backup, folder);

        assertThat(replaced.resolve("store.script")).hasContent("nothing of it");
        try (WorkingStore store = WorkingStore.open(folder)) {
            assertThat(store.judgements().all()).containsExactly(judgement(0), judgement(1), judgement(2));
        }
        Path wrong = copied(backup, "wrong");
        Files.writeString(wrong.resolve("store.script"), "x", UTF_8);
        assertThatThrownBy(() -> WorkingStore.restore(wrong, folder))
                .hasMessage(
                        "the backup in " + wrong
                                + " is damaged or is none: store.script is missing or not as it was written; nothing was changed");
    }

    @Test
    void beforeAnotherVersionChangesAStoreItIsCopied() throws IOException {
        Path folder = written("study", 2);
        for (int i = 0; i < 4; i++) {
            WorkingStore.open(folder).close();
        }
        assertThat(folder.resolve("backups")).doesNotExist();

        for (int i = 0; i < 4; i++) {
            Files.writeString(folder.resolve("made-by"), "0." + i, UTF_8);
            WorkingStore.open(folder).close();
        }

        List<Path> backups = files(folder.resolve("backups"), "before-");
        assertThat(backups).hasSize(2);
        Path another = place.resolve("another");
        WorkingStore.restore(backups.get(1), another);
        try (WorkingStore store = WorkingStore.open(another)) {
            assertThat(store.judgements().all()).hasSize(2);
        }
        try (WorkingStore store = WorkingStore.open(folder)) {
            store.removeWorkingData("run");
        }
        assertThat(files(folder.resolve("backups"), "before-")).isEmpty();
    }

    private Path written(String name, int judgements) {
        Path folder = place.resolve(name);
        try (WorkingStore store = WorkingStore.open(folder)) {
            store.givenOut().append(GIVEN_OUT);
            IntStream.range(0, judgements).forEach(i -> store.judgements().append(List.of(judgement(i))));
        }
        return folder;
    }

    private static Judgement judgement(int number) {
        return new Judgement(
                "key",
                new ParticipantId("P" + number),
                "a",
                "b",
                "anna",
                false,
                Answer.MATCH,
                null,
                null,
                Instant.EPOCH);
    }

    private Path copied(Path folder, String name) throws IOException {
        Path copy = place.resolve(name);
        copy(folder, copy);
        return copy;
    }

    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to);
            for (Path file : files(from, "")) {
                if (Files.isRegularFile(file) && !file.getFileName().toString().startsWith("lock")) {
                    Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }
}
