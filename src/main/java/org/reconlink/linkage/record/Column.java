package org.reconlink.linkage.record;

/** A column that both tables have. */
public record Column(String name, ColumnKind kind) {}
