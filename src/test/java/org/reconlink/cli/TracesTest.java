package org.reconlink.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a collector is sent of a run by OTLP over HTTP, read by the numbers of the protocol's fields. */
class TracesTest {
    @TempDir
    Path folder;

    private final List<byte[]> received = new CopyOnWriteArrayList<>();
    private HttpServer collector;
    private volatile int status = 200;

    @BeforeEach
    void listen() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", this::take);
        collector.start();
    }

    @AfterEach
    void close() {
        collector.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        received.add(exchange.getRequestBody().readAllBytes());
        assertThat(exchange.getRequestHeaders().getFirst("Content-Type")).isEqualTo("application/x-protobuf");
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private String[] run(Path protocol, String... more) {
        return Stream.concat(
                        Stream.of(
                                "run",
                                protocol.toString(),
                                "--work",
                                folder.resolve("work").toString(),
                                "--output",
                                folder.resolve("output").toString()),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    private String address() {
        return "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces";
    }

    /** A message of protocol buffers: whole numbers, fixed numbers, and bytes, by the number of their field. */
    private record Message(Map<Integer, List<Object>> fields) {
        static Message of(byte[] bytes) {
            Map<Integer, List<Object>> fields = new TreeMap<>();
            ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            while (in.hasRemaining()) {
                int tag = (int) whole(in);
                Object value = switch (tag & 7) {
                    case 0 -> whole(in);
                    case 1 -> in.getLong();
                    case 5 -> (long) in.getInt();
                    default -> {
                        byte[] part = new byte[(int) whole(in)];
                        in.get(part);
                        yield part;
                    }
                };
                fields.computeIfAbsent(tag >> 3, field -> new ArrayList<>()).add(value);
            }
            return new Message(fields);
        }

        private static long whole(ByteBuffer in) {
            long whole = 0;
            for (int shift = 0; ; shift += 7) {
                byte next = in.get();
                whole |= (long) (next & 0x7f) << shift;
                if (next >= 0) {
                    return whole;
                }
            }
        }

        List<Message> all(int field) {
            return fields.getOrDefault(field, List.of()).stream()
                    .map(part -> of((byte[]) part))
                    .toList();
        }

        String text(int field) {
            return new String((byte[]) fields.get(field).get(0), UTF_8);
        }

        String hex(int field) {
            return fields.containsKey(field)
                    ? HexFormat.of().formatHex((byte[]) fields.get(field).get(0))
                    : "";
        }

        long number(int field) {
            return (Long) fields.getOrDefault(field, List.of(0L)).get(0);
        }

        /** Of a span or a resource, as texts. */
        Map<String, String> attributes(int field) {
            Map<String, String> attributes = new TreeMap<>();
            for (Message one : all(field)) {
                Message value = one.all(2).get(0);
                attributes.put(
                        one.text(1), value.fields.containsKey(1) ? value.text(1) : String.valueOf(value.number(3)));
            }
            return attributes;
        }
    }

    private Message resourceSpans() {
        assertThat(received).hasSize(1);
        List<Message> all = Message.of(received.get(0)).all(1);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private List<Message> spans() {
        return resourceSpans().all(2).get(0).all(2);
    }

    @Test
    void aRunIsOneTraceWithASpanForEachStepAndCountsAlone() throws IOException {
        Instant before = Instant.now().minusSeconds(1);
        Given ended = Given.here(run(TinyStudy.write(folder), "--traces", address()));
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(resourceSpans().all(1).get(0).attributes(1))
                .containsEntry("service.name", "reconlink")
                .containsOnlyKeys("service.name", "service.version");
        List<Message> spans = spans();
        Message job = spans.get(spans.size() - 1);
        List<Message> steps = spans.subList(0, spans.size() - 1);
        assertThat(job.text(5)).isEqualTo("reconviction");
        assertThat(job.hex(4)).as("nothing is above the job").isEmpty();
        assertThat(job.attributes(9))
                .containsEntry("reconlink.study", "tiny")
                .containsEntry("reconlink.exit_code", "0")
                .containsEntry("reconlink.findings", "0")
                .containsOnlyKeys("reconlink.study", "reconlink.run", "reconlink.exit_code", "reconlink.findings");
        assertThat(job.attributes(9).get("reconlink.run")).startsWith("2020-12-31-");
        assertThat(steps).extracting(step -> step.text(5)).contains("checkInputs", "linkPersons", "publishDataset");
        assertThat(steps).allSatisfy(step -> {
            assertThat(step.hex(1)).isEqualTo(job.hex(1)).hasSize(32);
            assertThat(step.hex(4)).isEqualTo(job.hex(2)).hasSize(16);
            assertThat(step.attributes(9))
                    .containsOnlyKeys(
                            "reconlink.read",
                            "reconlink.filtered",
                            "reconlink.skipped",
                            "reconlink.written",
                            "reconlink.commits");
            assertThat(step.number(7)).isBetween(nanos(before), step.number(8));
            assertThat(step.number(8)).isBetween(step.number(7), nanos(Instant.now()));
        });
        assertThat(steps.stream()
                        .filter(step -> step.text(5).equals("readParticipants"))
                        .map(step -> step.attributes(9).get("reconlink.written")))
                .containsExactly("2");
        assertThat(new String(received.get(0), UTF_8))
                .doesNotContain("Rowe", "ROWE", "Okafor", "1980", "91/10V", "T1", ".csv", folder.toString());
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }

    @Test
    void aRunThatFailsSaysItsExitCodeAndNoMore() throws IOException {
        Path protocol = TinyStudy.write(folder);
        Files.writeString(folder.resolve("convictions.csv"), "no table");
        assertThat(Given.here(run(protocol, "--traces", address())).exitCode()).isEqualTo(3);
        Message job = spans().get(spans().size() - 1);
        assertThat(job.attributes(9)).containsEntry("reconlink.exit_code", "3");
        assertThat(job.all(15).get(0).text(2)).isEqualTo("the input cannot be used");
        assertThat(job.all(15).get(0).number(3)).as("an error").isEqualTo(2);
    }

    @Test
    void aCollectorThatDoesNotTakeItIsSaidAndTheRunStands() throws IOException {
        Path protocol = TinyStudy.write(folder);
        status = 400;
        Given ended = Given.here(run(protocol, "--traces", address()));
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).contains("the address of --traces did not take the run's trace\n");
        collector.stop(0);
        Given away = Given.here(run(protocol, "--traces", address(), "--force", "nobody listens any more"));
        assertThat(away.exitCode()).isZero();
        assertThat(away.err()).contains("the address of --traces did not take the run's trace\n");
        Given wrong = Given.here(run(protocol, "--traces", "localhost:4318"));
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err())
                .contains("--traces is the address of a collector, such as http://127.0.0.1:4318/v1/traces");
    }

    @Test
    void withoutTheOptionNothingOfTheLibraryIsLoaded() throws Exception {
        Path loaded = folder.resolve("loaded");
        Map<String, String> environment = Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + loaded);
        Given ended = Given.in(folder, environment, run(TinyStudy.write(folder)));
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(Files.readString(loaded))
                .contains("org.reconlink.job.StudyRun")
                .doesNotContain("io.opentelemetry", "org.reconlink.job.RunTraces");
        assertThat(received).isEmpty();
    }
}
