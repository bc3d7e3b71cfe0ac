package org.reconlink.intake;

/**
 * A field that a protocol maps a heading to.
 *
 * @param name as protocols and findings call it: {@code date of birth}
 * @param required whether a file without it cannot be used (alternatives are checked by {@link ExtractKind})
 */
public record Field(String name, boolean required) {}
