package org.reconlink.kernel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A process, so far that another one can tell whether it still lives: one that holds a store, or that a log tells of.
 *
 * @param started when the process started, which tells it from a later one with the same number; empty if not known
 */
public record ProcessOnHost(String host, long pid, String started) {
    private static final Pattern LINE = Pattern.compile("host=(.*) pid=([0-9]+) started=(\\S*) beats=[0-9]+\\s*");
    /** Zombie and dead. */
    private static final Set<Character> ENDED = Set.of('Z', 'X');

    private static final Path LINUX_HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    /** This process. */
    public static ProcessOnHost self() {
        ProcessHandle self = ProcessHandle.current();
        return new ProcessOnHost(hostName(), self.pid(), started(self));
    }

    /** Who wrote the line; null if nobody did, or it was cut off. */
    public static @Nullable ProcessOnHost parse(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches()
                ? new ProcessOnHost(matcher.group(1), Long.parseLong(matcher.group(2)), matcher.group(3))
                : null;
    }

    /** The line of a holder; as long after a billion beats as after none, so that it can be written over in place. */
    public String line(long beats) {
        return "host=" + host + " pid=" + pid + " started=" + started + " beats="
                + String.format(Locale.ROOT, "%010d", beats) + "\n";
    }

    public boolean onHostOf(ProcessOnHost other) {
        return host.equals(other.host);
    }

    /** Whether a process of this host is this one, and not a later one that was given its number. */
    public boolean lives() {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        return process.isPresent()
                && process.get().isAlive()
                && started(process.get()).equals(started)
                && !hasEnded();
    }

    /** On Linux a process that has ended stays in the list until its parent asks how, which some never do. */
    private boolean hasEnded() {
        try {
            String state = Files.readString(Path.of("/proc/" + pid + "/stat"), ISO_8859_1);
            // the name before the state stands in brackets and can hold any
            return ENDED.contains(state.charAt(state.lastIndexOf(')') + 2));
        } catch (IOException | IndexOutOfBoundsException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "process " + pid + " on " + host + (started.isEmpty() ? "" : ", started " + started);
    }

    private static String started(ProcessHandle process) {
        return process.info().startInstant().map(Object::toString).orElse("");
    }

    /** Read where it is kept, because asking for the own address can wait for a network that is not there. */
    private static String hostName() {
        try {
            if (Files.isReadable(LINUX_HOST_NAME)) {
                return Files.readString(LINUX_HOST_NAME, UTF_8).strip();
            }
        } catch (IOException e) {
            // asked below
        }
        String windows = System.getenv("COMPUTERNAME");
        if (windows != null) {
            return windows;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
