package org.reconlink.audit;

import java.util.Map;

/**
 * One entry of a study's events, to be read.
 *
 * @param details by name, each as text; what is null is left out
 */
public record AuditEvent(long seq, String event, Map<String, String> details) {
    public AuditEvent {
        details = Map.copyOf(details);
    }

    /** A detail; empty if there is none of that name. */
    public String detail(String name) {
        return details.getOrDefault(name, "");
    }

    /** The number of the entry with which the command began that this is a part of; 0 if it belongs to none. */
    public long command() {
        return event.equals(AuditTrail.BEGUN) ? seq : Long.parseLong(details.getOrDefault(AuditTrail.OF, "0"));
    }
}
