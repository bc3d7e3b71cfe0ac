package org.reconlink.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.audit.ChainFile;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.Sha256;
import org.reconlink.review.Judgement;
import org.reconlink.review.Judgement.Answer;

/** Verdicts that come in beside a run, from several processes at a time, and from some that are killed. */
class VerdictJournalTest {
    private static final StoreKey KEY = StoreKey.of("ab".repeat(32));

    @TempDir
    Path folder;

    @Test
    void whatIsSaidWhileARunHasTheStoreIsTheNextRunsAndMakesItNew() throws IOException {
        WorkingStore.open(folder).close();
        CompletedNote note = new CompletedNote("ab", "2020-12-31-ab", "output");
        try (WorkingStore run = WorkingStore.openForRun(folder)) {
            try (WorkingStore page = WorkingStore.read(folder)) {
                page.judgements().append(List.of(judgement("anna", 1)));
                assertThat(page.judgements().all()).containsExactly(judgement("anna", 1));
            }
            try (WorkingStore list = WorkingStore.read(folder)) {
                assertThat(list.judgements().all())
                        .as("whoever reads next sees it")
                        .hasSize(1);
            }
            assertThat(run.judgements().all())
                    .as("the run goes on with what it began with")
                    .isEmpty();
            run.note(note);
        }
        assertThat(CompletedNote.read(folder)).as("the run did not know of it").isEmpty();
        try (WorkingStore run = WorkingStore.openForRun(folder)) {
            assertThat(run.judgements().all()).containsExactly(judgement("anna", 1));
            run.note(note);
        }
        assertThat(CompletedNote.read(folder)).contains(note);
        try (WorkingStore page = WorkingStore.read(folder)) {
            page.judgements().append(List.of(judgement("ben", 1)));
        }
        assertThat(CompletedNote.read(folder)).as("a verdict more").isEmpty();
    }

    @Test
    void whoHasTheStoreTakesInWhatOthersSaidBeforeItsOwn() throws IOException {
        WorkingStore.open(folder).close();
        try (WorkingStore page = WorkingStore.read(folder);
                WorkingStore held = WorkingStore.open(folder)) {
            page.judgements().append(List.of(judgement("anna", 1)));
            held.judgements().append(List.of(judgement("ben", 2)));
            assertThat(held.judgements().all()).containsExactly(judgement("anna", 1), judgement("ben", 2));
        }
        Files.delete(folder.resolve("verdicts.jsonl"));
        try (WorkingStore rebuilt = WorkingStore.open(folder)) {
            assertThat(rebuilt.judgements().all())
                    .as("the database has both, in the same order")
                    .containsExactly(judgement("anna", 1), judgement("ben", 2));
        }
    }

    @Test
    void whatAVerdictRestsOnCannotChangeBeforeItIsThere() throws IOException {
        WorkingStore.open(folder).close();
        try (WorkingStore one = WorkingStore.read(folder);
                WorkingStore other = WorkingStore.read(folder)) {
            one.judgements().append(said -> said.isEmpty() ? List.of(judgement("anna", 1)) : List.of());
            other.judgements().append(said -> said.isEmpty() ? List.of(judgement("anna", 1)) : List.of());
            assertThat(other.judgements().all()).as("sent twice, there once").hasSize(1);
            assertThatThrownBy(() -> one.judgements().append(said -> {
                        throw new IllegalStateException("refused");
                    }))
                    .hasMessage("refused");
        }
        assertThat(ChainFile.read(folder.resolve("verdicts.jsonl"))).hasSize(1);
    }

    @Test
    void withAKeyNothingOfWhatIsSaidCanBeRead() throws IOException {
        WorkingStore.open(folder, KEY).close();
        try (WorkingStore page = WorkingStore.read(folder, KEY)) {
            page.judgements().append(List.of(judgement("anna", 1)));
        }
        assertThat(Files.readString(folder.resolve("verdicts.jsonl"), UTF_8)).doesNotContain("anna", "MATCH", "Rowe");
        try (WorkingStore store = WorkingStore.open(folder, KEY)) {
            assertThat(store.judgements().all()).containsExactly(judgement("anna", 1));
        }
    }

    @Test
    void linesOfTheJournalBeforeItWasOfTheAuditLogsFormAreGoneOnWith() throws IOException {
        try (WorkingStore store = WorkingStore.open(folder)) {
            store.judgements().append(List.of(judgement("anna", 1)));
        }
        Path journal = folder.resolve("verdicts.jsonl");
        String body = ChainFile.read(journal).get(0).details().path("body").toString();
        String earlier =
                "{\"seq\":1,\"kind\":\"judgements\",\"body\":" + body + ",\"prev\":\"" + "0".repeat(64) + "\"}";
        Files.writeString(journal, earlier + "\n", UTF_8);
        try (WorkingStore store = WorkingStore.open(folder)) {
            assertThat(store.judgements().all()).containsExactly(judgement("anna", 1));
            store.judgements().append(List.of(judgement("ben", 1)));
        }
        List<String> lines = Files.readAllLines(journal, UTF_8);
        assertThat(lines.get(1)).contains("\"prev\":\"" + Sha256.hex(earlier) + "\"");
        assertThat(ChainFile.read(journal)).hasSize(2);
    }

    /** Two writers at a time, both killed at any moment: what was acknowledged is there once, and the chain is whole. */
    @Test
    void noVerdictThatWasAcknowledgedIsLostOrDoubledByKills() throws Exception {
        WorkingStore.open(folder).close();
        Random moments = new Random(5);
        Set<String> acknowledged = new HashSet<>();
        int kills = Integer.getInteger("kills", 3);
        for (int round = 0; round < kills; round++) {
            List<Process> writers = new ArrayList<>();
            List<Path> said = new ArrayList<>();
            for (String name : List.of("anna" + round, "ben" + round)) {
                Path out = folder.resolve(name + ".txt");
                said.add(out);
                writers.add(new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-classpath",
                                System.getProperty("java.class.path"),
                                VerdictJournalTest.class.getName(),
                                folder.toString(),
                                name)
                        .redirectOutput(out.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start());
            }
            for (int i = 0; i < writers.size(); i++) {
                while (lines(said.get(i)).isEmpty() && writers.get(i).isAlive()) {
                    Thread.sleep(20);
                }
                Thread.sleep(moments.nextInt(100));
                writers.get(i).destroyForcibly().waitFor();
                assertThat(lines(said.get(i))).as("a writer that writes").isNotEmpty();
                acknowledged.addAll(lines(said.get(i)));
            }
        }
        assertThat(acknowledged).hasSizeGreaterThan(kills);
        try (WorkingStore run = WorkingStore.openForRun(folder)) {
            List<String> there = run.judgements().all().stream()
                    .map(j -> j.reviewer() + " " + j.key())
                    .toList();
            assertThat(there).containsAll(acknowledged).doesNotHaveDuplicates();
            for (int round = 0; round < kills; round++) {
                for (String name : List.of("anna" + round, "ben" + round)) {
                    List<String> own = there.stream()
                            .filter(line -> line.startsWith(name + " "))
                            .toList();
                    assertThat(own)
                            .as("in order, none left out")
                            .containsExactlyElementsOf(IntStream.range(0, own.size())
                                    .mapToObj(n -> name + " pair " + n)
                                    .toList());
                }
            }
        }
        assertThat(ChainFile.read(folder.resolve("verdicts.jsonl"))).isNotEmpty();
    }

    /** The whole ones. */
    private static List<String> lines(Path said) throws IOException {
        String text = Files.readString(said, UTF_8);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    /** Adds verdicts for ever, beside others, and says which once each is acknowledged. */
    public static void main(String[] arguments) {
        try (WorkingStore page = WorkingStore.read(Path.of(arguments[0]))) {
            for (int n = 0; ; n++) {
                page.judgements().append(List.of(judgement(arguments[1], n)));
                System.out.println(arguments[1] + " pair " + n);
            }
        }
    }

    private static Judgement judgement(String reviewer, int n) {
        return new Judgement(
                "pair " + n,
                new ParticipantId("P" + n),
                "a",
                "b",
                reviewer,
                false,
                Answer.MATCH,
                null,
                "Rowe's sister said so",
                Instant.ofEpochSecond(n));
    }
}
