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
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    private static final int REPORT_EVERY = 50;
    private static final Pattern LINE = Pattern.compile("(\\d+) +(\\w+)\\((.*)");
    private static final Pattern FILE = Pattern.compile("[<\"](/[^>\"]+)[>\"]");

    private final Path protocol;
    private final Path folder;
    private final List<String> differences = new ArrayList<>();
    private final SortedMap<Integer, Integer> exitCodes = new TreeMap<>();
    private int faults;

    private record Fault(String call, int n) {}

    FileFaults(Path protocol, Path folder) {
        this.protocol = protocol;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("faults").toRealPath();
        FileFaults trials = new FileFaults(TinyStudy.write(folder), folder);
        trials.run(Integer.getInteger("faults.every", 1));
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

    /** One of every so many operations, over all kinds of them; as many at a time as there are processors. */
    void run(int every) throws Exception {
        Place first = new Place(0);
        List<String> files = List.copyOf(first.filesOf(first.trace(List.of("-y"))));
        SortedMap<String, String> undisturbed = OutputTree.of(first.folder.resolve("output"));
        List<Fault> all = faultsOf(first.trace(first.onlyOf(files)));
        Queue<Fault> chosen = new ConcurrentLinkedQueue<>();
        for (int i = every / 2; i < all.size(); i += every) {
            chosen.add(all.get(i));
        }
        int places = Runtime.getRuntime().availableProcessors();
        ExecutorService workers = Executors.newFixedThreadPool(places);
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < places; i++) {
            Place place = new Place(i);
            work.add(() -> {
                for (Fault fault = chosen.poll(); fault != null; fault = chosen.poll()) {
                    place.disturb(fault, files, undisturbed);
                }
                return null;
            });
        }
        for (Future<Void> done : workers.invokeAll(work)) {
            done.get();
        }
        workers.shutdown();
        System.out.println("files: " + faults + " of " + all.size() + " operations made to fail, exit codes "
                + exitCodes + ", " + differences.size() + " differences");
    }

    private synchronized void add(int exitCode, List<String> found) {
        exitCodes.merge(exitCode, 1, Integer::sum);
        differences.addAll(found);
        found.forEach(System.out::println);
        faults++;
        if (faults % REPORT_EVERY == 0) {
            System.out.println(
                    faults + " so far, exit codes " + exitCodes + ", " + differences.size() + " differences");
        }
    }

    int faults() {
        return faults;
    }

    List<String> differences() {
        return differences;
    }

    /** Where one run at a time is disturbed. */
    private final class Place {
        private final Path folder;
        private final Path trace;

        Place(int number) {
            this.folder = FileFaults.this.folder.resolve("place-" + number);
            this.trace = FileFaults.this.folder.resolve("trace-" + number);
        }

        void disturb(Fault fault, List<String> files, SortedMap<String, String> undisturbed) throws Exception {
            List<String> options = new ArrayList<>(onlyOf(files));
            options.add("-e");
            options.add("inject=" + fault.call() + ":error=" + (fault.call().contains("read") ? "EIO" : "ENOSPC")
                    + ":when=" + fault.n());
            clear();
            int first = strace(options);
            int second = end(KillTrials.command(protocol, folder));
            List<String> found = OutputTree.differences(undisturbed, OutputTree.of(folder.resolve("output")));
            boolean recovered = FAILURES_SAID.contains(first) && COMPLETE.contains(second) && found.isEmpty();
            add(
                    first,
                    recovered
                            ? List.of()
                            : List.of(fault + ": ended with " + first + ", then " + second + ", " + found));
        }

        List<String> trace(List<String> options) throws Exception {
            clear();
            int code = strace(options);
            if (!COMPLETE.contains(code)) {
                throw new IOException("the undisturbed run ended with " + code);
            }
            return Files.readAllLines(trace, StandardCharsets.ISO_8859_1);
        }

        private int strace(List<String> options) throws Exception {
            List<String> command =
                    new ArrayList<>(List.of("strace", "-f", "-qq", "--seccomp-bpf", "-o", trace.toString()));
            command.addAll(List.of("-e", "trace=" + String.join(",", CALLS)));
            command.addAll(options);
            command.addAll(KillTrials.command(protocol, folder));
            return end(command);
        }

        private void clear() throws IOException {
            if (Files.exists(folder)) {
                try (Stream<Path> walk = Files.walk(folder)) {
                    for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(path);
                    }
                }
            }
        }

        /** The files of the study that the calls name, relative to this place. */
        Set<String> filesOf(List<String> calls) {
            Set<String> files = new TreeSet<>();
            for (String line : calls) {
                Matcher file = FILE.matcher(line);
                while (file.find()) {
                    if (file.group(1).startsWith(folder + "/")) {
                        files.add(file.group(1).substring(folder.toString().length() + 1));
                    }
                }
            }
            return files;
        }

        List<String> onlyOf(List<String> files) {
            List<String> options = new ArrayList<>();
            for (String file : files) {
                options.add("-P");
                options.add(folder.resolve(file).toString());
            }
            return options;
        }
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
