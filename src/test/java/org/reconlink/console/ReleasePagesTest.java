package org.reconlink.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.audit.AuditTrail;
import org.reconlink.cli.CommandLineEntry;
import org.reconlink.cli.TinyStudy;
import org.reconlink.console.Serving.Visitor;
import org.reconlink.kernel.Sha256;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Two checkers, each for themselves, from the first table to the archive; and those who may not. */
class ReleasePagesTest {
    private static final Pattern SHA = Pattern.compile("name=\"sha256\" value=\"([0-9a-f]{64})\"");
    private static final String REMARK = "<script>window.pwned = 1</script>";

    @TempDir
    Path folder;

    private final List<String> tables = new ArrayList<>();

    private String run() throws IOException {
        Path protocol = TinyStudy.write(folder);
        Files.writeString(protocol, "  disclosure control: opensafely\n", StandardOpenOption.APPEND);
        assertThat(CommandLineEntry.run(
                        "run",
                        protocol.toString(),
                        "--work",
                        folder.resolve("work").toString(),
                        "--output",
                        folder.resolve("output").toString(),
                        "--operator",
                        "Olive",
                        "--quiet"))
                .isZero();
        try (Stream<Path> runs = Files.list(folder.resolve("output/tiny"))) {
            Path run = runs.filter(path -> Files.exists(path.resolve("safe-outputs")))
                    .findFirst()
                    .orElseThrow();
            Path checks = run.resolve("safe-outputs/checks.json");
            ObjectNode told = (ObjectNode) new JsonMapper().readTree(Files.readString(checks));
            ArrayNode all = (ArrayNode) told.path("tables");
            while (all.size() > 2) {
                all.remove(2); // two are enough to look at one by one
            }
            all.forEach(one -> tables.add(one.path("file").asString("").replace(".csv", "")));
            String before = Sha256.hex(checks);
            Files.writeString(checks, told.toString());
            Path manifest = run.resolve("manifest.json"); // of a run that had made two
            Files.writeString(manifest, Files.readString(manifest).replace(before, Sha256.hex(checks)));
            return run.getFileName().toString();
        }
    }

    @Test
    void twoCheckersLetItGoAndWhoMadeItDoesNot() throws IOException {
        String run = run();
        Files.createDirectories(folder.resolve("jobs"));
        try (Serving serving = new Serving(folder, Clock.systemUTC(), 1_000, 2)) {
            Visitor cem = serving.signedIn("cem", "tiny:output checker");
            Visitor dot = serving.signedIn("dot", "tiny:output checker");
            Visitor olive = serving.signedIn("olive", "tiny:output checker", "tiny:operator");
            String page = "/studies/tiny/releases/" + run;
            assertThat(cem.get("/studies/tiny/releases").body()).contains(run, "to check", "Nothing has been released");
            assertThat(cem.get("/").body()).contains("tiny: 2 tables of the last run wait for your check");
            assertThat(olive.get("/").body()).contains("tiny: 0 tables of the last run");
            assertThat(olive.get(page).body()).contains("You had this run made").doesNotContain("Hand in my votes");
            assertThat(vote(olive, page, tables.get(0), "approve", "")).contains("somebody else checks it");

            for (String table : tables) {
                assertThat(vote(cem, page, table, "approve", "")).contains("Approved: " + table);
            }
            assertThat(vote(dot, page, tables.get(0), "changes", "")).contains("Say what has to change");
            assertThat(vote(dot, page, tables.get(0), "changes", REMARK)).contains("Changes asked for");
            for (String table : tables.subList(1, tables.size())) {
                vote(dot, page, table, "approve", "");
            }
            assertThat(act(cem, page + "/submit", page)).contains("Your votes are handed in");
            assertThat(cem.get("/").body()).contains("tiny: 0 tables of the last run");
            assertThat(cem.get(page).body()).contains("1 of 2 checkers").doesNotContain("window.pwned");
            assertThat(act(cem, page, page)).contains("Not everybody who has to has handed in");
            act(dot, page + "/submit", page);
            assertThat(cem.get(page).body())
                    .contains("the checkers disagree", "&lt;script&gt;window.pwned")
                    .doesNotContain(REMARK);
            assertThat(act(cem, page, page)).contains("The checkers disagree");
            vote(dot, page, tables.get(0), "approve", "");
            assertThat(act(dot, page, page)).contains("Release 1 is in");
            var archive = cem.get("/studies/tiny/releases/1/archive");
            assertThat(archive.headers().firstValue("Content-Disposition").orElse(""))
                    .isEqualTo("attachment; filename=\"tiny-release-1.zip\"");
            assertThat(cem.get("/studies/tiny/releases/2/archive").statusCode()).isEqualTo(404);
            assertThat(cem.get(page + "/tables/..%2fchecks").statusCode()).isEqualTo(400);
            assertThat(cem.get(page + "/tables/checks.json").statusCode()).isEqualTo(404);
            assertThat(cem.get("/studies/tiny/releases").body()).contains("Release 1 (zip)");
        }
        Path place = folder.resolve("output/tiny/releases/1");
        TreeSet<String> names = new TreeSet<>();
        try (ZipInputStream zip =
                new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(place.resolve("release.zip"))))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName().replace(".csv", ""));
            }
        }
        TreeSet<String> expected = new TreeSet<>(tables);
        expected.addAll(List.of("release.json", "summary.txt"));
        assertThat(names).isEqualTo(expected);
        assertThat(AuditTrail.read(folder.resolve("work/tiny/events.jsonl")))
                .anyMatch(event -> event.event().equals("releasing outputs")
                        && event.detail("by").equals("dot"));
        // the other commands pass it by
        assertThat(verified()).isZero();
        assertThat(CommandLineEntry.run("releases", "nowhere", "--work", folder.toString()))
                .isEqualTo(2);
        assertThat(released()).isZero();
        for (String name : List.of("release.zip", "release.json", "summary.txt")) {
            Path file = place.resolve(name);
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, new byte[] {1}, StandardOpenOption.APPEND);
            assertThat(released()).as(name).isEqualTo(8);
            Files.delete(file);
            assertThat(released()).as(name).isEqualTo(8);
            Files.write(file, bytes);
        }
        Path other = Files.createDirectory(place.resolveSibling("2"));
        assertThat(released()).as("a release of nobody").isEqualTo(8);
        Files.delete(other);
        assertThat(released()).isZero();
        // a copy of both folders goes on elsewhere: who may sign in, what was said and what has left
        Path copy = folder.resolve("copy");
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.filter(path -> !path.startsWith(copy)).toList()) {
                Files.copy(one, copy.resolve(folder.relativize(one).toString()));
            }
        }
        try (Serving restored = new Serving(copy, Clock.systemUTC(), 1_000, 2)) {
            Visitor cem = restored.visitor();
            assertThat(cem.signIn("cem", Serving.PHRASE).statusCode()).isEqualTo(302);
            assertThat(cem.get("/studies/tiny/releases").body()).contains("Release 1 (zip)");
            assertThat(cem.get("/studies/tiny/releases/1/archive").statusCode()).isEqualTo(200);
        }
        for (String chain : List.of("tiny", "console/users", "console/journal")) {
            assertThat(CommandLineEntry.run(
                            "audit",
                            "verify",
                            copy.resolve("work").resolve(chain).toString()))
                    .as(chain)
                    .isZero();
        }
        // an end that is cut off leaves a chain that is whole in itself
        Path chain = folder.resolve("work/tiny/releases.jsonl");
        List<String> lines = Files.readAllLines(chain);
        for (int left : List.of(lines.size() - 1, lines.size() - 2, 1, 0)) {
            Files.writeString(
                    chain,
                    String.join(
                            "",
                            lines.subList(0, left).stream()
                                    .map(line -> line + "\n")
                                    .toList()));
            assertThat(verified()).as(left + " of " + lines.size() + " lines").isEqualTo(8);
            assertThat(released()).isEqualTo(8);
        }
        Files.delete(chain);
        assertThat(verified()).isEqualTo(8);
        Files.write(chain, lines);
        assertThat(verified()).isZero();
    }

    private int verified() {
        return CommandLineEntry.run(
                "audit", "verify", folder.resolve("work/tiny").toString());
    }

    private int released() {
        return CommandLineEntry.run(
                "releases",
                "tiny",
                "--work",
                folder.resolve("work").toString(),
                "--output",
                folder.resolve("output").toString());
    }

    /** What the page said then. */
    private static String vote(Visitor who, String page, String table, String vote, String comment) throws IOException {
        String at = page + "/tables/" + table;
        Matcher sha = SHA.matcher(who.get(at).body());
        var answer = who.post(
                at, page, Map.of("vote", vote, "comment", comment, "sha256", sha.find() ? sha.group(1) : "none"));
        return who.get(answer.headers()
                        .firstValue("Location")
                        .map(to -> URI.create(to).getPath())
                        .orElseThrow())
                .body();
    }

    private static String act(Visitor who, String path, String page) throws IOException {
        var answer = who.post(path, page, Map.of());
        return who.get(answer.headers()
                        .firstValue("Location")
                        .map(to -> URI.create(to).getPath())
                        .orElseThrow())
                .body();
    }
}
