package org.reconlink.kills;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.reconlink.cli.TinyStudy;

/**
 * Lets the n-th call of the system on a file of a run fail, as strace can, gives the same command again, and compares all
 * outputs with those of an undisturbed run. Files are those of the working store and the outputs; reads fail as a broken
 * disk does, everything else as a full one.
 *
 * <p>{@code mvn -Pfaults verify -Dfaults.every=1} does so for every n.
 */
final class FileFaults {
    private static final List<String> CALLS = List.of(
            "openat", "read", "pread64", "write", "pwrite64", "fsync", "ftruncate", "mkdir", "rename", "unlink");
    private static final Set<Integer> COMPLETE = Set.of(0, 4, 6);
    private static final Set<Integer> FAILURES_SAID = Set.of(0, 4, 6, 7);
    private static final Pattern LINE = Pattern.compile("(\\d+) +(\\w+)\\((.*)");
    private static final Pattern FILE = Pattern.compile("[<\"](/[^>\"]+)[>\"]");

    private final Path protocol;
    private final Path folder;
    private final Path place;
    private final List<String> differences = new ArrayList<>();
    private final SortedMap<Integer, Integer> exitCodes = new TreeMap<>();
    private int operations;
    private int faults;

    private record Fault(String call, int n) {}

    FileFaults(Path protocol, Path folder) {
        this.protocol = protocol;
        this.folder = folder;
        this.place = folder.resolve("place");
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("faults").toRealPath();
        FileFaults trials = new FileFaults(TinyStudy.write(folder), folder);
        trials.run(Integer.getInteger("faults.every", 1));
        trials.differences.forEach(System.out::println);
        System.exit(trials.differences.isEmpty() ? 0 : 1);
    }

    static boolean isPossible() throws InterruptedException {
        try {
            return new ProcessBuilder("strace", "-f", "-o", "/dev/null", "true")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** One of every so many operations, over all kinds of them. */
    void run(int every) throws Exception {
        List<String> paths = List.copyOf(pathsOf(trace(List.of("-y"))));
        SortedMap<String, String> undisturbed = OutputTree.of(place.resolve("output"));
        List<Fault> all = faultsOf(trace(onlyOf(paths)));
        operations = all.size();
        for (int i = every / 2; i < all.size(); i += every) {
            disturb(all.get(i), paths, undisturbed);
        }
        System.out.println("files: " + faults + " of " + operations + " operations made to fail, exit codes "
                + exitCodes + ", " + differences.size() + " differences");
    }

    int faults() {
        return faults;
    }

    List<String> differences() {
        return differences;
    }

    private void disturb(Fault fault, List<String> paths, SortedMap<String, String> undisturbed) throws Exception {
        List<String> options = new ArrayList<>(onlyOf(paths));
        options.add("-e");
        options.add("inject=" + fault.call() + ":error=" + (fault.call().contains("read") ? "EIO" : "ENOSPC") + ":when="
                + fault.n());
        clear();
        int first = strace(options, folder.resolve("trace"));
        exitCodes.merge(first, 1, Integer::sum);
        int second = end(KillTrials.command(protocol, place));
        List<String> found = OutputTree.differences(undisturbed, OutputTree.of(place.resolve("output")));
        if (!FAILURES_SAID.contains(first) || !COMPLETE.contains(second) || !found.isEmpty()) {
            differences.add(fault + ": ended with " + first + ", then " + second + ", " + found);
        }
        faults++;
    }

    private List<String> trace(List<String> options) throws Exception {
        clear();
        Path trace = folder.resolve("trace");
        int code = strace(options, trace);
        if (!COMPLETE.contains(code)) {
            throw new IOException("the undisturbed run ended with " + code);
        }
        return Files.readAllLines(trace, StandardCharsets.ISO_8859_1);
    }

    private int strace(List<String> options, Path trace) throws Exception {
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-qq", "--seccomp-bpf", "-o", trace.toString()));
        command.addAll(List.of("-e", "trace=" + String.join(",", CALLS)));
        command.addAll(options);
        command.addAll(KillTrials.command(protocol, place));
        return end(command);
    }

    private static int end(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            return -1;
        }
        return process.exitValue();
    }

    private void clear() throws IOException {
        if (Files.exists(place)) {
            try (Stream<Path> walk = Files.walk(place)) {
                for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private Set<String> pathsOf(List<String> trace) {
        Set<String> paths = new TreeSet<>();
        for (String line : trace) {
            Matcher file = FILE.matcher(line);
            while (file.find()) {
                if (file.group(1).startsWith(place + "/")) {
                    paths.add(file.group(1));
                }
            }
        }
        return paths;
    }

    private static List<String> onlyOf(List<String> paths) {
        List<String> options = new ArrayList<>();
        for (String path : paths) {
            options.add("-P");
            options.add(path);
        }
        return options;
    }

    /** strace counts the calls of each kind for each thread; most are those of one. */
    private static List<Fault> faultsOf(List<String> trace) {
        Map<String, Integer> byThread = new HashMap<>();
        for (String line : trace) {
            Matcher call = LINE.matcher(line);
            if (call.matches() && CALLS.contains(call.group(2))) {
                byThread.merge(call.group(1) + " " + call.group(2), 1, Integer::sum);
            }
        }
        TreeMap<String, Integer> most = new TreeMap<>();
        byThread.forEach((key, n) -> most.merge(key.substring(key.indexOf(' ') + 1), n, Math::max));
        List<Fault> faults = new ArrayList<>();
        most.forEach((call, n) -> {
            for (int i = 1; i <= n; i++) {
                faults.add(new Fault(call, i));
            }
        });
        return faults;
    }
}
