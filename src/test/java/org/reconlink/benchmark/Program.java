package org.reconlink.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Another program, run to its end or to a limit and watched from outside; what it prints goes into files of the folder.
 *
 * @param family whether processes that it starts count as its own; they are looked at less often, as that takes longer
 */
record Program(Path folder, boolean family) {
    private static final int LIMIT_MINUTES = 30;
    private static final int LOOK_EVERY_MILLIS = 10;
    private static final int LOOK_AT_FAMILY_EVERY_MILLIS = 100;
    /** Of the clock that Linux counts processor time by. */
    private static final double TICKS_A_SECOND = 100;

    private static final double KILOBYTES_A_MEGABYTE = 1024;

    /** The program alone, without processes that it starts. */
    Program(Path folder) {
        this(folder, false);
    }

    /** What it took, and the last line that it printed. */
    record Ended(double wall, double cpu, double peakMegabytes, String lastLine) {}

    /** Nothing if it cannot be started, ends with another code than one of these, or takes too long. */
    Optional<Ended> run(String label, List<String> command, Integer... codes) throws IOException, InterruptedException {
        Path out = folder.resolve(label + ".out");
        Path err = folder.resolve(label + ".err");
        long start = System.nanoTime();
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
        } catch (IOException notThere) {
            System.out.println(label + ": cannot start " + command.get(0));
            return Optional.empty();
        }
        Map<Long, Double> cpu = new HashMap<>();
        double peak = 0;
        while (!process.waitFor(family ? LOOK_AT_FAMILY_EVERY_MILLIS : LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
            double peaks = 0;
            for (long pid : pids(process)) {
                cpu.merge(pid, cpuSeconds(pid), Math::max);
                peaks += peakMegabytes(pid);
            }
            peak = Math.max(peak, peaks);
            if (System.nanoTime() - start > TimeUnit.MINUTES.toNanos(LIMIT_MINUTES)) {
                process.destroyForcibly().waitFor();
                System.out.println(label + ": stopped after " + LIMIT_MINUTES + " minutes");
                return Optional.empty();
            }
        }
        double wall = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() != 0 && !List.of(codes).contains(process.exitValue())) {
            System.out.println(label + ": failed with code " + process.exitValue() + "; see " + err);
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(out, StandardCharsets.UTF_8);
        double seconds = cpu.values().stream().mapToDouble(Double::doubleValue).sum();
        return Optional.of(new Ended(wall, seconds, peak, lines.isEmpty() ? "" : lines.get(lines.size() - 1)));
    }

    private List<Long> pids(Process process) {
        Stream<ProcessHandle> started = family ? process.descendants() : Stream.empty();
        return Stream.concat(Stream.of(process.toHandle()), started)
                .map(ProcessHandle::pid)
                .toList();
    }

    /** User and system time; behind the name in brackets, which may hold blanks, they are fields 12 and 13. */
    private static double cpuSeconds(long pid) {
        String stat = read(pid, "stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        return fields.length < 13 ? 0 : (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
    }

    private static double peakMegabytes(long pid) {
        return read(pid, "status")
                .lines()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D+", "")) / KILOBYTES_A_MEGABYTE)
                .findFirst()
                .orElse(0);
    }

    /** Empty once the process has ended, and where there is no such file system. */
    private static String read(long pid, String what) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), what), StandardCharsets.UTF_8);
        } catch (IOException ended) {
            return "";
        }
    }
}
