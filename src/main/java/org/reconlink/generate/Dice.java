package org.reconlink.generate;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Seeded chance. Takes 64-bit words only from {@link SplittableRandom}, whose bounded methods may differ between Java
 * versions, and does the rest itself: the same seed gives the same people everywhere.
 */
final class Dice {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long seed;
    private final SplittableRandom words;

    Dice(long seed) {
        this.seed = seed;
        this.words = new SplittableRandom(seed);
    }

    /** Dice of their own for one purpose, so that a change elsewhere leaves them alone. */
    Dice child(long purpose) {
        return new Dice(new SplittableRandom(seed ^ (GOLDEN * (purpose + 1))).nextLong());
    }

    /** A whole number from 0 up to but not including {@code bound}. */
    int below(int bound) {
        return (int) (((words.nextLong() >>> 33) * bound) >>> 31);
    }

    /** A whole number between the two, both included. */
    int between(int least, int most) {
        return least + below(most - least + 1);
    }

    double unit() {
        return (words.nextLong() >>> 11) * 0x1.0p-53;
    }

    boolean chance(double probability) {
        return unit() < probability;
    }

    <T> T pick(List<T> from) {
        return from.get(below(from.size()));
    }

    /** A date between the two, both included. */
    LocalDate date(LocalDate first, LocalDate last) {
        return first.plusDays(below(Math.toIntExact(ChronoUnit.DAYS.between(first, last)) + 1));
    }

    /** How many further times something happens that goes on with this probability, at most {@code most}. */
    int repeats(double goingOn, int most) {
        int times = 0;
        while (times < most && chance(goingOn)) {
            times++;
        }
        return times;
    }
}
