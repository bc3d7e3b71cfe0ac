package org.reconlink.kills;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
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
import java.util.concurrent.atomic.AtomicInteger;
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
    /** Below so many for each process the process takes longer to start than they take. */
    private static final int WORTH_A_PROCESS = 20;

    private static final Pattern LINE = Pattern.compile("(\\d+) +(\\w+)\\((.*)");
    private static final Pattern FILE = Pattern.compile("[<\"](/[^>\"]+)[>\"]");

    private final Path protocol;
    private final Path folder;
    private final List<String> differences = new ArrayList<>();
    private final SortedMap<Integer, Integer> exitCodes = new TreeMap<>();
    private final AtomicInteger places = new AtomicInteger();
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

    /** Whether one process may trace another here. */
    static boolean isPossible() throws InterruptedException {
        try {
            Process traced = new ProcessBuilder("sleep", "20").start();
            Process strace = new ProcessBuilder("strace", "-p", Long.toString(traced.pid())).start();
            try (BufferedReader said = strace.errorReader(StandardCharsets.UTF_8)) {
                return attached(said);
            } finally {
                strace.toHandle().destroy();
                traced.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean attached(BufferedReader said) throws IOException {
        String line = said.readLine();
        while (line != null && !line.contains(" attached")) {
            line = said.readLine();
        }
        return line != null;
    }

    /** One of every so many operations, over all kinds of them; many at a time if there are processors for it. */
    void run(int every) throws Exception {
        Disturber first = new Disturber();
        Queue<Disturber> warm = new ConcurrentLinkedQueue<>(List.of(first));
        Path seen = next();
        List<String> files = List.copyOf(filesOf(first.trace(seen, List.of("-y")), seen));
        SortedMap<String, String> undisturbed = OutputTree.of(seen.resolve("output"));
        Path counted = next();
        List<Fault> all = faultsOf(first.trace(counted, onlyOf(files, counted)));
        Queue<Fault> chosen = new ConcurrentLinkedQueue<>();
        for (int i = every / 2; i < all.size(); i += every) {
            chosen.add(all.get(i));
        }
        int processors = Math.min(Runtime.getRuntime().availableProcessors(), 1 + chosen.size() / WORTH_A_PROCESS);
        ExecutorService workers = Executors.newFixedThreadPool(processors);
        Callable<Void> work = () -> {
            Disturber given = warm.poll();
            try (Disturber disturber = given == null ? new Disturber() : given) {
                for (Fault fault = chosen.poll(); fault != null; fault = chosen.poll()) {
                    disturber.disturb(fault, files, undisturbed);
                }
            }
            return null;
        };
        for (Future<Void> done : workers.invokeAll(Collections.nCopies(processors, work))) {
            done.get();
        }
        workers.shutdown();
        System.out.println("files: " + faults + " of " + all.size() + " operations made to fail, exit codes "
                + exitCodes + ", " + differences.size() + " differences");
    }

    private Path next() {
        return folder.resolve("place-" + places.incrementAndGet());
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

    /** Disturbs one run at a time. What gives the command again is another process, as it would be at three in the morning. */
    private final class Disturber implements AutoCloseable {
        private final WarmProcess disturbed = new WarmProcess(protocol);
        private final WarmProcess again = new WarmProcess(protocol);

        Disturber() throws Exception {
            // the first run of a process makes calls that later ones do not
            for (WarmProcess process : List.of(disturbed, again)) {
                Path warm = next();
                process.run(warm);
                delete(warm);
            }
        }

        void disturb(Fault fault, List<String> files, SortedMap<String, String> undisturbed) throws Exception {
            Path place = next();
            List<String> options = new ArrayList<>(onlyOf(files, place));
            options.add("-e");
            options.add("inject=" + fault.call() + ":error=" + (fault.call().contains("read") ? "EIO" : "ENOSPC")
                    + ":when=" + fault.n());
            int first = traced(place, options, Path.of("/dev/null"));
            int second = again.run(place);
            if (!COMPLETE.contains(second)) {
                disturbed.restart();
                again.restart();
                second = again.run(place);
            }
            List<String> found = OutputTree.differences(undisturbed, OutputTree.of(place.resolve("output")));
            boolean recovered = FAILURES_SAID.contains(first) && COMPLETE.contains(second) && found.isEmpty();
            add(
                    first,
                    recovered
                            ? List.of()
                            : List.of(fault + ": ended with " + first + ", then " + second + ", " + found));
            delete(place);
        }

        /** The calls of an undisturbed run. */
        List<String> trace(Path place, List<String> options) throws Exception {
            Path trace = folder.resolve("trace");
            int code = traced(place, options, trace);
            if (!COMPLETE.contains(code)) {
                throw new IOException("the undisturbed run ended with " + code);
            }
            return Files.readAllLines(trace, StandardCharsets.ISO_8859_1);
        }

        private int traced(Path place, List<String> options, Path trace) throws Exception {
            List<String> command = new ArrayList<>(List.of("strace", "-f", "-o", trace.toString()));
            command.addAll(List.of("-p", Long.toString(disturbed.pid()), "-e", "trace=" + String.join(",", CALLS)));
            command.addAll(options);
            Process strace = new ProcessBuilder(command).start();
            try (BufferedReader said = strace.errorReader(StandardCharsets.UTF_8)) {
                if (!attached(said)) {
                    throw new IOException("strace may not trace");
                }
                int code = disturbed.run(place);
                strace.toHandle().destroy();
                while (said.readLine() != null) {
                    // until every thread is let go
                }
                strace.waitFor();
                return code;
            }
        }

        @Override
        public void close() {
            disturbed.close();
            again.close();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> walk = Files.walk(folder)) {
                for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** The files of a study that the calls name, relative to its folder. */
    private static Set<String> filesOf(List<String> calls, Path place) {
        Set<String> files = new TreeSet<>();
        for (String line : calls) {
            Matcher file = FILE.matcher(line);
            while (file.find()) {
                if (file.group(1).startsWith(place + "/")) {
                    files.add(file.group(1).substring(place.toString().length() + 1));
                }
            }
        }
        return files;
    }

    private static List<String> onlyOf(List<String> files, Path place) {
        List<String> options = new ArrayList<>();
        for (String file : files) {
            options.add("-P");
            options.add(place.resolve(file).toString());
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
