package org.reconlink.linkage.tables;

/** The tables of two in which a person may have several rows. */
public enum Many {
    LEFT,
    RIGHT,
    BOTH
}
