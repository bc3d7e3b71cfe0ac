package org.reconlink.linkage.record;

/** A column that both tables have. */
public record PackedColumn(String name, ColumnKind kind) {}
