package org.reconlink.study;

/** A section under a name that the author chose. */
record NamedValues(String name, Values values) {}
