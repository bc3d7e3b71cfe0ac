package org.reconlink.study;

/** A place in a protocol; lines and columns count from 1. */
record Position(int line, int column) {
    static final Position START = new Position(1, 1);
}
