package org.reconlink.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
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
    private static final int AT_ONCE = 1 << 16;
    private static final Path VERIFIER = Path.of("src/test/resources/audit/verify_audit.py");

    @TempDir
    Path folder;

    private Path log;
    private byte[] whole;
    private List<String> lines;

    @BeforeEach
    void writeALog() throws IOException {
        log = written("audit.jsonl", ENTRIES);
        whole = Files.readAllBytes(log);
        lines = List.copyOf(Files.readAllLines(log, UTF_8));
        assertThat(lines).hasSize(ENTRIES);
    }

    private Path written(String name, int entries) throws IOException {
        Path file = folder.resolve(name);
        try (AuditLog audit = AuditLog.create(file, "s", "r", "ab")) {
            for (int i = 0; i < entries - 2; i++) {
                audit.append("offence timed", Map.of("participant", "p" + i, "days", i, "window", "after"));
            }
            audit.seal();
        }
        return file;
    }

    @Test
    void aChangedByteIsFound() {
        int[] places = IntStream.range(0, whole.length)
                .filter(place -> place % EVERY == 0)
                .toArray();
        assertThat(Arrays.stream(places).parallel().filter(place -> !isFoundAt(whole, place)))
                .isEmpty();
        System.out.println("audit log: " + places.length + " of " + whole.length + " bytes changed, all found");
    }

    /** A file is read 64 KiB at a time, so that a log of 1,000 entries has three that are read in two parts. */
    @Test
    void aChangedByteIsFoundWhereOneReadEndsAndTheNextBegins() throws IOException {
        Path file = written("long.jsonl", 1_000);
        assertThat(AuditLog.verify(file)).isEmpty();
        byte[] many = Files.readAllBytes(file);
        assertThat(many.length).isGreaterThan(3 * AT_ONCE);
        for (int seam = AT_ONCE; seam < many.length; seam += AT_ONCE) {
            for (int place = seam - 2; place <= seam + 2; place++) {
                assertThat(isFoundAt(many, place)).as("byte " + place).isTrue();
            }
        }
    }

    private static boolean isFoundAt(byte[] log, int place) {
        byte[] changed = log.clone();
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

    /** Of the processor's time: what else a machine does is none of its. A warm one writes many times as many. */
    @Test
    void aSecondTakesTwentyThousandEntries() throws IOException {
        int entries = 100_000;
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long begun = threads.getCurrentThreadCpuTime();
        written("many.jsonl", entries);
        double seconds = (threads.getCurrentThreadCpuTime() - begun) / 1e9;
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
