package org.reconlink.linkage.engine;

import java.util.Arrays;

/**
 * Jaro-Winkler similarity of dictionary texts, as far as it reaches a lowest threshold; one thread's.
 *
 * <p>Definition: Jaro's (1989) (m/|a| + m/|b| + (m - t)/m) / 3 over UTF-16 letters, with m letters matched within half
 * the longer length less one and t half the matched letters out of order, rounded down; to which Winkler (1990) adds a
 * tenth of what lacks to 1 for each of the first four letters in common, here only from 0.7 up. Letters of the shorter
 * text look for theirs in the longer; of equally long ones those of the first in order look, so that the similarity does
 * not depend on the side.
 *
 * <p>Two measurements justify its length: the bound by common letters spares nine of ten calls, and matching with one
 * word of bits for each letter takes a quarter of the time of flags.
 */
final class JaroWinkler {
    static final double BONUS_FROM = 0.7;

    private static final double BONUS = 0.1;
    private static final int HEAD = 4;
    private static final int LENGTHS = Dictionary.PLAIN_LENGTH + 1;
    private static final double ROUNDING = 1e-9;

    private final Dictionary dictionary;
    private final double lowest;
    private final byte[] commonNeeded;
    private final long[] positions = new long[128];
    private int placed;

    JaroWinkler(Dictionary dictionary, double lowest) {
        this.dictionary = dictionary;
        this.lowest = lowest;
        this.commonNeeded = commonNeeded(lowest);
    }

    /** The similarity of two different texts, or 0 where it is below the lowest threshold. */
    double similarity(int left, int right) {
        if (!dictionary.plain(left) || !dictionary.plain(right)) {
            double similarity = similarity(dictionary.text(left), dictionary.text(right));
            return similarity >= lowest ? similarity : 0;
        }
        int leftLength = dictionary.length(left);
        int rightLength = dictionary.length(right);
        int head = dictionary.commonHead(left, right);
        int needed = commonNeeded[(leftLength * LENGTHS + rightLength) * (HEAD + 1) + head];
        if (dictionary.commonAtMost(left, right) < needed) {
            return 0;
        }
        boolean rightIsShort = rightLength < leftLength
                || (rightLength == leftLength && dictionary.text(right).compareTo(dictionary.text(left)) < 0);
        double similarity = rightIsShort ? plain(right, left, head) : plain(left, right, head);
        return similarity >= lowest ? similarity : 0;
    }

    private double plain(int shorter, int longer, int head) {
        String looking = dictionary.text(shorter);
        String lookedAt = dictionary.text(longer);
        place(longer, lookedAt);
        int window = Math.max(0, lookedAt.length() / 2 - 1);
        long free = -1L;
        long matchedLooking = 0;
        for (int i = 0; i < looking.length(); i++) {
            long near = positions[looking.charAt(i)] & free & span(i - window, i + window);
            if (near != 0) {
                free ^= Long.lowestOneBit(near);
                matchedLooking |= 1L << i;
            }
        }
        int matched = Long.bitCount(matchedLooking);
        int outOfOrder = 0;
        for (long a = matchedLooking, b = ~free; a != 0; a &= a - 1, b &= b - 1) {
            if (looking.charAt(Long.numberOfTrailingZeros(a)) != lookedAt.charAt(Long.numberOfTrailingZeros(b))) {
                outOfOrder++;
            }
        }
        return winkler(matched, outOfOrder / 2, looking.length(), lookedAt.length(), head);
    }

    /** Where each letter of the text stands, as bits; kept until another text is looked at. */
    private void place(int code, String text) {
        if (placed == code) {
            return;
        }
        if (placed != 0) {
            String before = dictionary.text(placed);
            for (int i = 0; i < before.length(); i++) {
                positions[before.charAt(i)] = 0;
            }
        }
        for (int i = 0; i < text.length(); i++) {
            positions[text.charAt(i)] |= 1L << i;
        }
        placed = code;
    }

    private static long span(int from, int to) {
        long upTo = to >= 63 ? -1L : (1L << (to + 1)) - 1;
        return from <= 0 ? upTo : upTo & (-1L << from);
    }

    /** The general path: any letters, any length. */
    static double similarity(String left, String right) {
        boolean rightIsShort =
                right.length() < left.length() || (right.length() == left.length() && right.compareTo(left) < 0);
        String looking = rightIsShort ? right : left;
        String lookedAt = rightIsShort ? left : right;
        int window = Math.max(0, lookedAt.length() / 2 - 1);
        boolean[] taken = new boolean[lookedAt.length()];
        char[] found = new char[looking.length()];
        int matched = 0;
        for (int i = 0; i < looking.length(); i++) {
            int end = Math.min(lookedAt.length() - 1, i + window);
            for (int at = Math.max(0, i - window); at <= end; at++) {
                if (!taken[at] && lookedAt.charAt(at) == looking.charAt(i)) {
                    taken[at] = true;
                    found[matched++] = looking.charAt(i);
                    break;
                }
            }
        }
        int outOfOrder = 0;
        for (int at = 0, next = 0; at < taken.length; at++) {
            if (taken[at] && lookedAt.charAt(at) != found[next++]) {
                outOfOrder++;
            }
        }
        int head = 0;
        while (head < HEAD && head < looking.length() && looking.charAt(head) == lookedAt.charAt(head)) {
            head++;
        }
        return winkler(matched, outOfOrder / 2, looking.length(), lookedAt.length(), head);
    }

    private static double winkler(int matched, int transposed, int shorter, int longer, int head) {
        if (matched == 0) {
            return 0;
        }
        double m = matched;
        double jaro = (m / shorter + m / longer + (m - transposed) / m) / 3;
        return jaro < BONUS_FROM ? jaro : jaro + head * BONUS * (1 - jaro);
    }

    /** The fewest letters in common with which a pair of these lengths and this common beginning can be similar enough. */
    private static byte[] commonNeeded(double lowest) {
        byte[] needed = new byte[LENGTHS * LENGTHS * (HEAD + 1)];
        Arrays.fill(needed, Byte.MAX_VALUE);
        for (int left = 1; left < LENGTHS; left++) {
            for (int right = 1; right < LENGTHS; right++) {
                for (int head = 0; head <= HEAD; head++) {
                    int most = Math.min(left, right);
                    int common = 0;
                    while (common <= most
                            && winkler(common, 0, Math.min(left, right), Math.max(left, right), head) + ROUNDING
                                    < lowest) {
                        common++;
                    }
                    needed[(left * LENGTHS + right) * (HEAD + 1) + head] =
                            common <= most ? (byte) common : Byte.MAX_VALUE;
                }
            }
        }
        return needed;
    }
}
