package org.reconlink.study;

import java.util.List;

/** A value with its place, for checks against other keys. */
record Located<T>(Position at, T value) {
    static <T> List<T> values(List<Located<T>> located) {
        return located.stream().map(Located::value).toList();
    }
}
