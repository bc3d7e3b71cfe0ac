package org.reconlink.generate;

import java.math.BigInteger;

/**
 * A rearrangement of the numbers from 0 up to but not including {@code size}, and its inverse, without a table: files of
 * millions of rows are in no telling order and nothing about them is kept in memory.
 */
final class Scattering {
    private static final double GOLDEN = 0.6180339887498949;

    private final long size;
    private final long stride;
    private final long back;
    private final long offset;

    Scattering(int size, Dice dice) {
        this.size = size;
        this.stride = primeTo(size, Math.max(1, (long) (size * GOLDEN) + dice.below(1 + size / 16)));
        this.back =
                BigInteger.valueOf(stride).modInverse(BigInteger.valueOf(size)).longValueExact();
        this.offset = dice.below(size);
    }

    int at(int place) {
        return (int) ((place * stride + offset) % size);
    }

    /** The place that {@code number} has. */
    int placeOf(int number) {
        return (int) (((number - offset + size) % size * back) % size);
    }

    private static long primeTo(long size, long from) {
        long number = from;
        while (!BigInteger.valueOf(number).gcd(BigInteger.valueOf(size)).equals(BigInteger.ONE)) {
            number++;
        }
        return number;
    }
}
