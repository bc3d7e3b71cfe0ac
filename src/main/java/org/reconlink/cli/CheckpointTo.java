package org.reconlink.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditTrail;
import org.reconlink.cli.Notification.Programs;
import org.reconlink.publish.Checkpoint;
import org.reconlink.publish.PseudonymKey;
import org.reconlink.publish.SigningKey;
import org.reconlink.study.Study;
import picocli.CommandLine.Option;

/**
 * Sends the checkpoint of each run that completed to where whoever makes runs cannot change it any more; without such a place
 * into the study's folder of working data, which finds errors and no insider.
 */
final class CheckpointTo {
    static final String SIGNING_KEY =
            "A private key of Ed25519 to sign checkpoints with (default: the study's key, which whoever makes runs has).";
    static final String TIME_STAMP =
            "An authority of RFC 3161, as in http://timestamp.example, to stamp the checkpoint with its time; it is told a"
                    + " hash and nothing else (default: none).";
    private static final String FILE = "checkpoints.jsonl";
    private static final String COMMAND = "command:";
    private static final String SYSLOG = "syslog:";
    private static final int SYSLOG_PORT = 514;
    /** RFC 5424: facility log audit (13), severity notice (5). */
    private static final int PRIORITY = 13 * 8 + 5;

    private static final int NONCE_BITS = 64;

    private static final long PATIENCE_SECONDS = 30;

    @Option(
            names = "--checkpoint-to",
            paramLabel = "PLACE",
            description =
                    "Where a line with the run's signed checkpoint goes when it completes: a file that it is added to,"
                            + " command:PROGRAM, which is started with the folder of the outputs and reads the line, or"
                            + " syslog:HOST[:PORT] (default: checkpoints.jsonl in the study's folder under --work).")
    private @Nullable String place;

    @Option(names = "--signing-key", paramLabel = "FILE", description = SIGNING_KEY)
    private @Nullable Path signingKey;

    @Option(names = "--time-stamp", paramLabel = "URL", description = TIME_STAMP)
    private @Nullable URI timeStamp;

    /** The file that the line is added to; null if it goes elsewhere or is not asked for. */
    @Nullable
    Path file() {
        return place == null || place.startsWith(COMMAND) || place.startsWith(SYSLOG) ? null : Path.of(place);
    }

    /** Refuses a key that cannot sign before anything runs. */
    void check() {
        if (signingKey != null) {
            SigningKey.readPrivate(signingKey);
        }
    }

    /**
     * Makes and sends the checkpoint.
     *
     * @throws IOException if it cannot be sent
     */
    void send(Study study, Path outputs, AuditTrail trail, Instant now) throws IOException {
        List<String> problems = Checkpoint.problems(outputs);
        if (!problems.isEmpty()) {
            throw new IOException("the outputs are not as the run left them");
        }
        trail.append(
                "sending checkpoint",
                Map.of("run", String.valueOf(outputs.getFileName()), "to", place == null ? FILE : place));
        AuditTrail.Head events = AuditTrail.head(trail.file());
        Checkpoint checkpoint = signingKey == null
                ? Checkpoint.of(
                        outputs,
                        events,
                        PseudonymKey.read(study.publish().keyFile(), System.getenv(PseudonymKey.ENVIRONMENT_VARIABLE)),
                        now)
                : Checkpoint.of(outputs, events, SigningKey.readPrivate(signingKey), now);
        String line = stamped(checkpoint, timeStamp).json() + "\n";
        if (place == null) {
            add(line, trail.file().resolveSibling(FILE));
        } else if (place.startsWith(COMMAND)) {
            start(place.substring(COMMAND.length()), outputs, line);
        } else if (place.startsWith(SYSLOG)) {
            log(place.substring(SYSLOG.length()), line.strip(), now);
        } else {
            add(line, Path.of(place));
        }
    }

    /** With the stamp of an authority, if one is named. */
    static Checkpoint stamped(Checkpoint checkpoint, @Nullable URI authority) throws IOException {
        return authority == null
                ? checkpoint
                : checkpoint.stamped(authority, new BigInteger(NONCE_BITS, new SecureRandom()));
    }

    private static void add(String line, Path file) throws IOException {
        Files.writeString(
                file, line, UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.SYNC);
    }

    private static void start(String program, Path outputs, String line) throws IOException {
        Process process = Programs.start(program, outputs.toString()).start();
        try {
            try (OutputStream in = process.getOutputStream()) {
                in.write(line.getBytes(UTF_8));
            } catch (IOException e) {
                // it need not read the line: its exit code says whether all is well
            }
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroy();
                throw new IOException(program + " did not end within " + PATIENCE_SECONDS + " seconds");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (process.exitValue() != 0) {
            throw new IOException(program + " ended with " + process.exitValue());
        }
    }

    /** One datagram of RFC 5424 and 5426. */
    private static void log(String address, String line, Instant now) throws IOException {
        int colon = address.lastIndexOf(':');
        boolean hasPort = colon > 0 && address.substring(colon + 1).matches("[0-9]{1,5}");
        String host = hasPort ? address.substring(0, colon) : address;
        int port = hasPort ? Integer.parseInt(address.substring(colon + 1)) : SYSLOG_PORT;
        String local = InetAddress.getLocalHost().getHostName();
        byte[] message = ("<" + PRIORITY + ">1 " + now + " " + (local.isBlank() ? "-" : local)
                        + " reconlink - checkpoint - " + line)
                .getBytes(UTF_8);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(message, message.length, InetAddress.getByName(host), port));
        }
    }
}
