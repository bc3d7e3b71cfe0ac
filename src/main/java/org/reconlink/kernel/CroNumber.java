package org.reconlink.kernel;

/** A valid Criminal Records Office number in canonical form {@code NNNNNN/YYL} or {@code SFYY/NL}. */
public record CroNumber(String value) {
    @Override
    public String toString() {
        return "CroNumber[withheld]";
    }
}
