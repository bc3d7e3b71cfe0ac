package org.reconlink.kernel;

/** A valid Police National Computer identifier in canonical form {@code YYYY/NNNNNNNL}. */
public record PncId(String value) {
    @Override
    public String toString() {
        return "PncId[withheld]";
    }
}
