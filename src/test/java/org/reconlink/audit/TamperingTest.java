package org.reconlink.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.Needed;
import org.reconlink.audit.AuditChain.AuditVerification;

/** A log that somebody changes, and a second verifier, in Python, that has to say the same; {@code mvn -Plong test} has a long one. */
class TamperingTest {
    private static final int ENTRIES = Integer.getInteger("tampering.entries", 40);
    private static final int EVERY = Integer.getInteger("tampering.every", 1);
    private static final int LOGS_OF_A_KIND = 60;
    private static final Path VERIFIER = Path.of("src/test/resources/audit/verify_audit.py");

    @TempDir
    Path folder;

    private Path log;
    private byte[] whole;
    private List<String> lines;

    @BeforeEach
    void writeALog() throws IOException {
        log = folder.resolve("audit.jsonl");
        try (AuditLog audit = AuditLog.create(log, "s", "r", "ab")) {
            for (int i = 0; i < ENTRIES - 2; i++) {
                audit.append("offence timed", Map.of("participant", "p" + i, "days", i, "window", "after"));
            }
            audit.seal();
        }
        whole = Files.readAllBytes(log);
        lines = List.copyOf(Files.readAllLines(log, UTF_8));
        assertThat(lines).hasSize(ENTRIES);
    }

    @Test
    void aChangedByteIsFound() {
        int[] places = IntStream.range(0, whole.length)
                .filter(place -> place % EVERY == 0)
                .toArray();
        assertThat(Arrays.stream(places).parallel().filter(place -> !isFoundAt(place)))
                .isEmpty();
        System.out.println("audit log: " + places.length + " of " + whole.length + " bytes changed, all found");
    }

    private boolean isFoundAt(int place) {
        byte[] changed = whole.clone();
        changed[place] ^= (byte) (1 << (place % 8));
        try {
            return !AuditVerification.verify(new ByteArrayInputStream(changed), true)
                    .isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyEntryTakenAwaySwappedOrRepeatedIsFound() throws IOException {
        for (int i = 0; i < ENTRIES; i++) {
            int entry = i;
            assertFound(all -> all.remove(entry));
            assertFound(all -> all.add(entry, all.get(entry)));
            assertFound(all -> Collections.swap(all, entry, (entry + 1) % ENTRIES));
        }
    }

    private void assertFound(Consumer<List<String>> change) throws IOException {
        Files.writeString(log, changed(change));
        assertThat(AuditLog.verify(log)).isNotEmpty();
    }

    private String changed(Consumer<List<String>> change) {
        List<String> all = new ArrayList<>(lines);
        change.accept(all);
        return String.join("\n", all) + "\n";
    }

    @Test
    void anIndependentVerifierSaysTheSame() throws Exception {
        Needed.that(hasPython(), "python3 is not here");
        List<Path> logs = new ArrayList<>(List.of(log));
        int changes = Math.min(LOGS_OF_A_KIND, ENTRIES - 1);
        for (int i = 0; i < changes; i++) {
            int entry = i * (ENTRIES - 1) / changes;
            logs.add(Files.writeString(folder.resolve("removed-" + i), changed(all -> all.remove(entry))));
            logs.add(
                    Files.writeString(folder.resolve("repeated-" + i), changed(all -> all.add(entry, all.get(entry)))));
            logs.add(Files.writeString(
                    folder.resolve("swapped-" + i), changed(all -> Collections.swap(all, entry, entry + 1))));
            byte[] bytes = whole.clone();
            bytes[i * whole.length / changes] ^= 4;
            logs.add(Files.write(folder.resolve("byte-" + i), bytes));
        }
        logs.add(Files.writeString(folder.resolve("cut"), changed(all -> all.remove(ENTRIES - 1))));
        logs.add(Files.write(folder.resolve("open"), Arrays.copyOf(whole, whole.length - 1)));
        logs.add(Files.write(folder.resolve("empty"), new byte[0]));
        List<String> command = new ArrayList<>(List.of("python3", VERIFIER.toString()));
        logs.forEach(path -> command.add(path.toString()));
        Process process = new ProcessBuilder(command).start();
        List<String> said = process.inputReader(UTF_8).lines().toList();
        assertThat(process.waitFor()).isEqualTo(8);
        assertThat(said).hasSize(logs.size());
        for (int i = 0; i < said.size(); i++) {
            assertThat(said.get(i).endsWith("\twhole"))
                    .as(said.get(i))
                    .isEqualTo(AuditLog.verify(logs.get(i)).isEmpty());
        }
        assertThat(said.stream().filter(line -> line.endsWith("\twhole"))).hasSize(1);
    }

    @Test
    void theIndependentVerifierIsShort() throws IOException {
        assertThat(Files.readAllLines(VERIFIER)).hasSizeLessThan(80);
    }

    /** On the slowest machine that this is meant for; a warm one writes many times as many. */
    @Test
    void aSecondTakesTwentyThousandEntries() throws IOException {
        int entries = 100_000;
        long begun = System.nanoTime();
        try (AuditLog audit = AuditLog.create(folder.resolve("many.jsonl"), "s", "r", "ab")) {
            for (int i = 0; i < entries; i++) {
                audit.append("offence timed", Map.of("participant", "p" + i, "days", i, "window", "after"));
            }
            audit.seal();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(java.util.Locale.ROOT, "audit log: %.0f entries a second%n", entries / seconds);
        assertThat(entries / seconds).isGreaterThan(20_000);
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
