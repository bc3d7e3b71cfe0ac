package org.reconlink.intake;

/** The rule for years written with two digits: the latest such year that is not after the protocol's pivot. */
final class TwoDigitYears {
    private TwoDigitYears() {}

    static int inFull(int twoDigits, int pivot) {
        return pivot - Math.floorMod(pivot - twoDigits, 100);
    }
}
