package org.reconlink.kernel;

/** Sex as recorded; missing is null, never a third value. */
public enum Sex {
    FEMALE,
    MALE
}
