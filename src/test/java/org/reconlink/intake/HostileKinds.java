package org.reconlink.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.reconlink.intake.Extracts.Result;
import org.reconlink.kernel.Participant;
import tools.jackson.databind.json.JsonMapper;

/** Reads a file of every hostile kind in a process of its own and says what came of each. */
final class HostileKinds {
    /** What came of one kind. */
    record Outcome(String kind, String says, long millis) {}

    private static final String MADE = "made";
    private static final String OUTCOMES = "outcomes";

    private HostileKinds() {}

    /** Reads what {@link #makeIn} made in the folder, in a process that has little memory. */
    public static void main(String[] arguments) throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        Path folder = Path.of(arguments[0]);
        List<String> outcomes = new ArrayList<>();
        for (String made : Files.readAllLines(folder.resolve(MADE))) {
            String[] fileAndKind = made.split("\t", 2);
            long begun = System.nanoTime();
            String says = says(folder.resolve(fileAndKind[0]));
            long millis = (System.nanoTime() - begun) / 1_000_000;
            outcomes.add(json.writeValueAsString(new Outcome(fileAndKind[1], says, millis)));
        }
        Files.write(folder.resolve(OUTCOMES), outcomes);
    }

    /** What came of every kind in a process of 256 MB. */
    static List<Outcome> read(Path folder) throws Exception {
        makeIn(folder);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        HostileKinds.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("printed").toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(Files.readString(folder.resolve("printed")));
        }
        JsonMapper json = JsonMapper.builder().build();
        return Files.readAllLines(folder.resolve(OUTCOMES)).stream()
                .map(line -> json.readValue(line, Outcome.class))
                .toList();
    }

    private static void makeIn(Path folder) throws Exception {
        List<String> made = new ArrayList<>();
        int n = 0;
        for (Map.Entry<String, HostileFile> kind : all().entrySet()) {
            Path file = kind.getValue().makeIn(Files.createDirectory(folder.resolve(String.valueOf(++n))));
            made.add(folder.relativize(file) + "\t" + kind.getKey());
        }
        Files.write(folder.resolve(MADE), made);
    }

    static Map<String, HostileFile> all() {
        Map<String, HostileFile> kinds = new LinkedHashMap<>();
        HostileText.addTo(kinds);
        HostileWorkbooks.addTo(kinds);
        return kinds;
    }

    /** The records and every message, or the message of the refusal, or what escaped. */
    private static String says(Path file) {
        try {
            Result<Participant> read = Extracts.participants(file, Extracts.participantSettings());
            StringBuilder says = new StringBuilder();
            says.append(read.records().size()).append(read.records().size() == 1 ? " record" : " records");
            read.messages().forEach(message -> says.append('\n').append(message));
            return says.toString();
        } catch (IntakeException e) {
            return e.getMessage();
        } catch (Throwable e) {
            return "escaped: " + e;
        }
    }
}
