package org.reconlink.linkage.engine;

/** A column that both tables have. */
public record Column(String name, ColumnKind kind) {}
