package org.reconlink.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditEvent;
import org.reconlink.audit.AuditTrail;

/** A study's events as people read them: a line for each, those of a command below its beginning. */
final class EventTable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    /** What the table has columns for, and hashes, which nobody reads. */
    private static final Set<String> ELSEWHERE = Set.of(
            "seq",
            "event",
            "prev",
            "hash",
            "at",
            "account",
            "operator",
            "host",
            "process",
            "started",
            "version",
            "of",
            "command",
            "outcome",
            "exit_code",
            "entries",
            "identity",
            "protocol_sha256",
            "audit_sha256",
            "manifest_sha256");

    private final Map<Long, List<AuditEvent>> commands;
    private final Set<Long> open;

    /** @param run only commands that tell of it; null: all */
    EventTable(List<AuditEvent> events, @Nullable String run) {
        this.open = AuditTrail.open(events).stream().map(AuditEvent::seq).collect(Collectors.toSet());
        this.commands = events.stream()
                .collect(Collectors.groupingBy(
                        event -> event.command() == 0 ? event.seq() : event.command(),
                        LinkedHashMap::new,
                        Collectors.toList()));
        if (run != null) {
            commands.values()
                    .removeIf(all ->
                            all.stream().noneMatch(event -> event.detail("run").equals(run)));
        }
    }

    void print(PrintWriter out) {
        TextTable table = new TextTable("entry", "when", "who", "what", "outcome");
        commands.values().forEach(events -> {
            for (AuditEvent event : events) {
                table.row(
                        String.valueOf(event.seq()),
                        TIME.format(Instant.parse(event.detail("at"))),
                        event.command() == event.seq() || event.command() == 0 ? who(event) : "",
                        what(event),
                        outcome(event));
            }
        });
        table.print(out);
    }

    private static String who(AuditEvent event) {
        String operator = event.detail("operator");
        return (operator.isEmpty() ? "" : operator + " as ") + event.detail("account") + " on " + event.detail("host")
                + ", reconlink " + event.detail("version");
    }

    private static String what(AuditEvent event) {
        String details = new TreeMap<>(event.details())
                .entrySet().stream()
                        .filter(detail -> !ELSEWHERE.contains(detail.getKey()))
                        .map(detail -> detail.getKey().replace('_', ' ') + " " + detail.getValue())
                        .collect(Collectors.joining(", "));
        boolean begins = event.event().equals(AuditTrail.BEGUN);
        String name = begins ? event.detail("command") : "  " + event.event();
        return details.isEmpty() ? name : name + ": " + details;
    }

    private String outcome(AuditEvent event) {
        if (event.event().equals(AuditTrail.BEGUN)) {
            return open.contains(event.seq()) ? "not ended" : "";
        }
        String code = event.detail("exit_code");
        return code.isEmpty() ? "" : code + ": " + event.detail("outcome");
    }
}
