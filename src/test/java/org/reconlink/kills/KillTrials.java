package org.reconlink.kills;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.reconlink.cli.QuickStart;

/**
 * Kills runs of one study, gives the same command again until one ends by itself, and compares all that is left with what
 * an undisturbed run left.
 *
 * <p>{@code mvn -Pkills verify -Dkills=500} runs it on the sample study.
 */
final class KillTrials {
    private static final int MOST_KILLS_A_STUDY = 6;
    private static final Set<Integer> COMPLETE = Set.of(0, 4, 6);

    private final Path protocol;
    private final Path folder;
    private final Random random = new Random(20211231);
    private final List<String> differences = new ArrayList<>();
    private SortedMap<String, String> undisturbed = new java.util.TreeMap<>();
    private List<String> steps = List.of();
    private long millis;
    private int studies;
    private int kills;

    KillTrials(Path protocol, Path folder) {
        this.protocol = protocol;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        int wanted = Integer.getInteger("kills", 500);
        Path folder = Files.createTempDirectory("kills");
        KillTrials trials = new KillTrials(Path.of(System.getProperty("kills.protocol", "jobs/resettle.yml")), folder);
        trials.run(wanted);
        System.out.println(trials.kills + " kills of runs of " + trials.studies + " studies; "
                + (trials.differences.isEmpty() ? "no difference" : trials.differences.size() + " differences"));
        trials.differences.forEach(System.out::println);
        System.exit(trials.differences.isEmpty() ? 0 : 1);
    }

    /** Kills at every step's end first, then at random moments, until there are as many as wanted. */
    void run(int wanted) throws Exception {
        Path reference = folder.resolve("undisturbed");
        long begun = System.nanoTime();
        steps = stepsOf(reference);
        millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        undisturbed = OutputTree.of(reference.resolve("output"));
        killAtEveryStepsEnd();
        while (kills < wanted) {
            killAtRandom(Math.min(MOST_KILLS_A_STUDY, wanted - kills));
        }
    }

    int kills() {
        return kills;
    }

    List<String> steps() {
        return steps;
    }

    List<String> differences() {
        return differences;
    }

    private List<String> stepsOf(Path place) throws Exception {
        Process process = start(place);
        List<String> found = new ArrayList<>();
        try (BufferedReader lines = progress(process)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.matches("[a-z]+[A-Z]\\w+ +[0-9.]+ s .*")) {
                    found.add(line.substring(0, line.indexOf(' ')));
                }
            }
        }
        if (!COMPLETE.contains(process.waitFor())) {
            throw new IOException("the undisturbed run ended with " + process.exitValue());
        }
        return found;
    }

    private void killAtEveryStepsEnd() throws Exception {
        Path place = next();
        for (String step : steps) {
            Process process = start(place);
            try (BufferedReader lines = progress(process)) {
                String line = lines.readLine();
                while (line != null && !line.startsWith(step + " ")) {
                    line = lines.readLine();
                }
                kill(process);
            }
        }
        finish(place, "killed at every step's end");
    }

    private void killAtRandom(int times) throws Exception {
        Path place = next();
        List<Integer> moments = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            int moment = random.nextInt((int) millis);
            Process process = start(place);
            moments.add(moment);
            if (process.waitFor(moment, TimeUnit.MILLISECONDS)) {
                // the first run of all may have been slow; one that goes on after a kill is shorter than a whole one
                millis = i == 0 ? Math.min(millis, moment) : millis;
                break;
            }
            kill(process);
        }
        finish(place, "killed after " + moments + " ms");
    }

    private void kill(Process process) throws InterruptedException {
        process.destroyForcibly().waitFor();
        kills++;
    }

    /** Gives the same command again, once, and compares. */
    private void finish(Path place, String what) throws Exception {
        Process process = start(place);
        String printed;
        try (BufferedReader lines = progress(process)) {
            printed = String.join("\n", lines.lines().toList());
        }
        int exitCode = process.waitFor();
        if (!COMPLETE.contains(exitCode)) {
            differences.add(what + ": ended with " + exitCode + "\n" + printed);
        } else {
            OutputTree.differences(undisturbed, OutputTree.of(place.resolve("output")))
                    .forEach(difference -> differences.add(what + ": " + difference));
        }
    }

    private Path next() {
        return folder.resolve("study-" + ++studies);
    }

    private Process start(Path place) throws IOException {
        Files.createDirectories(place);
        return new ProcessBuilder(command(protocol, place))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The command that is given again and again. */
    static List<String> command(Path protocol, Path place, String... more) {
        List<String> command = new ArrayList<>(QuickStart.command());
        command.addAll(words(protocol, place, more));
        return command;
    }

    /** What the product is told by it. */
    static List<String> words(Path protocol, Path place, String... more) {
        List<String> words = new ArrayList<>(List.of("run", protocol.toString()));
        words.addAll(List.of("--work", place.resolve("work").toString()));
        words.addAll(List.of("--output", place.resolve("output").toString()));
        words.addAll(List.of(more));
        return words;
    }

    private static BufferedReader progress(Process process) {
        return process.errorReader(StandardCharsets.UTF_8);
    }
}
