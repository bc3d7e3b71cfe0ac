package org.reconlink.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each run that completes leaves a checkpoint, and a folder that was changed gets none. */
class CheckpointToTest {
    @TempDir
    Path folder;

    private Path protocol;

    @BeforeEach
    void write() throws IOException {
        protocol = TinyStudy.write(folder);
    }

    @Test
    void theAuditorsPublicKeyFindsALogThatAnInsiderWroteAnew() throws Exception {
        Path key = folder.resolve("auditor.pem");
        Path kept = folder.resolve("kept.jsonl");
        assertThat(reconlink(
                        "key",
                        "new",
                        "--signing",
                        "--work",
                        folder.resolve("work").toString(),
                        key.toString()))
                .isZero();
        assertThat(run("--checkpoint-to", kept.toString(), "--signing-key", key.toString()))
                .isZero();
        assertThat(run("--checkpoint-to", kept.toString(), "--signing-key", key.toString()))
                .isEqualTo(6);
        assertThat(Files.readAllLines(kept)).hasSize(1);
        String outputs = outputs().toString();
        String[] verify = {"audit", "verify", outputs, "--checkpoint", kept.toString(), "--public-key", key + ".pub"};
        assertThat(reconlink(verify)).isZero();

        Files.writeString(outputs().resolve("audit.jsonl"), "{}\n");
        assertThat(reconlink(verify)).isEqualTo(8);
        assertThat(reconlink("audit", "checkpoint", outputs, "--signing-key", key.toString()))
                .isEqualTo(8);
        assertThat(reconlink(
                        "audit",
                        "checkpoint",
                        outputs,
                        "--key-file",
                        folder.resolve("key.txt").toString()))
                .isEqualTo(8);
    }

    @Test
    void withoutAPlaceItIsInTheStudysFolderOfWorkingData() throws Exception {
        assertThat(run()).isZero();

        Path kept = folder.resolve("work/tiny/checkpoints.jsonl");
        assertThat(reconlink(
                        "audit",
                        "verify",
                        outputs().toString(),
                        "--checkpoint",
                        kept.toString(),
                        "--key-file",
                        folder.resolve("key.txt").toString()))
                .isZero();
    }

    @Test
    void aCommandReadsTheLineAndOneThatFailsIsHeard() throws Exception {
        Path got = folder.resolve("got");
        assertThat(run("--checkpoint-to", "command:" + script("cat > " + got + "; echo \"$1\" >> " + got)))
                .isZero();
        List<String> lines = Files.readAllLines(got, UTF_8);
        assertThat(lines.get(0)).startsWith("{\"study\":\"tiny\"").contains("\"at\":\"", "\"signature\":\"");
        assertThat(lines.get(1)).isEqualTo(outputs().toString());

        assertThat(run("--force", "once more, for the checkpoint", "--checkpoint-to", "command:" + script("exit 3")))
                .isEqualTo(7);
    }

    @Test
    void aLineGoesToASystemLog() throws Exception {
        try (DatagramSocket log = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            log.setSoTimeout(20_000);
            assertThat(run("--checkpoint-to", "syslog:127.0.0.1:" + log.getLocalPort()))
                    .isZero();
            DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
            log.receive(packet);
            assertThat(new String(packet.getData(), 0, packet.getLength(), UTF_8))
                    .matches("<109>1 [0-9TZ:.-]+ \\S+ reconlink - checkpoint - \\{\"study\":\"tiny\".*\\}");
        }
    }

    private String script(String commands) throws IOException {
        Path script = Files.writeString(
                folder.resolve("script-" + commands.length() + ".sh"), "#!/bin/sh\n" + commands + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script.toString();
    }

    private int run(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "run",
                protocol.toString(),
                "--quiet",
                "--output",
                folder.resolve("output").toString(),
                "--work",
                folder.resolve("work").toString()));
        args.addAll(List.of(more));
        return reconlink(args.toArray(String[]::new));
    }

    private static int reconlink(String... args) {
        return CommandLineEntry.run(args);
    }

    private Path outputs() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("output/tiny"))) {
            return runs.filter(path -> Files.exists(path.resolve("manifest.json")) && !Files.isSymbolicLink(path))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }
}
