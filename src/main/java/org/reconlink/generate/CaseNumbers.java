package org.reconlink.generate;

import java.time.LocalDate;

/** Case references, each given once: {@code 2011/0451234}. */
final class CaseNumbers {
    private int given;

    String next(LocalDate convicted) {
        given++;
        return convicted.getYear() + "/" + Digits.padded(given, 7);
    }
}
