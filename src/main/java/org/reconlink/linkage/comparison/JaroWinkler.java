package org.reconlink.linkage.comparison;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.reconlink.linkage.record.Dictionary;

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
    private static final long ONES = 0x0101010101010101L;
    private static final long LOW = 0x7F7F7F7F7F7F7F7FL;
    private static final long HIGH = ~LOW;
    private static final long[] NEAR = near();
    private static final long[] NEAR_OF_TWO = nearOfTwo();
    /** By lowest threshold; each thread of each pass has comparators of its own. */
    private static final Map<Double, byte[]> NEEDED = new ConcurrentHashMap<>();

    private final Dictionary dictionary;
    private final double lowest;
    private final byte[] commonNeeded;
    private final long[] positions = new long[128];
    private int placed;

    JaroWinkler(Dictionary dictionary, double lowest) {
        this.dictionary = dictionary;
        this.lowest = lowest;
        this.commonNeeded = NEEDED.computeIfAbsent(lowest, JaroWinkler::commonNeeded);
    }

    /** Whether the letters in common leave two different texts a chance; of ten, nine have none. */
    boolean mayBeSimilar(int left, int right) {
        return !dictionary.plain(left)
                || !dictionary.plain(right)
                || dictionary.commonAtMost(left, right) >= needed(left, right);
    }

    private int needed(int left, int right) {
        return commonNeeded[
                (dictionary.length(left) * LENGTHS + dictionary.length(right)) * (HEAD + 1) + head(left, right)];
    }

    private int head(int left, int right) {
        return Math.min(HEAD, Long.numberOfTrailingZeros(dictionary.first(left) ^ dictionary.first(right)) >>> 3);
    }

    /** The similarity of two different texts, or 0 where it is below the lowest threshold. */
    double similarity(int left, int right) {
        if (!dictionary.plain(left) || !dictionary.plain(right)) {
            double similarity = similarity(dictionary.text(left), dictionary.text(right));
            return similarity >= lowest ? similarity : 0;
        }
        int leftLength = dictionary.length(left);
        int rightLength = dictionary.length(right);
        int head = head(left, right);
        int needed = needed(left, right);
        if (dictionary.commonAtMost(left, right) < needed) {
            return 0;
        }
        boolean rightLooks =
                rightLength < leftLength || (rightLength == leftLength && before(/* left= */ right, /* right= */ left));
        int looking = rightLooks ? right : left;
        int lookedAt = rightLooks ? left : right;
        double similarity;
        if (Math.max(leftLength, rightLength) <= Long.BYTES) {
            similarity = eight(looking, lookedAt, head, needed);
        } else if (Math.max(leftLength, rightLength) <= 2 * Long.BYTES) {
            similarity = sixteen(looking, lookedAt, head, needed);
        } else {
            similarity = plain(looking, lookedAt, head, needed);
        }
        return similarity >= lowest ? similarity : 0;
    }

    private boolean before(int left, int right) {
        long l = Long.reverseBytes(dictionary.first(left));
        long r = Long.reverseBytes(dictionary.first(right));
        return l == r ? dictionary.text(left).compareTo(dictionary.text(right)) < 0 : l < r;
    }

    /** Both have eight letters at most: a letter is looked for in all bytes of a word at once. */
    private double eight(int looking, int lookedAt, int head, int needed) {
        int length = dictionary.length(looking);
        int otherLength = dictionary.length(lookedAt);
        int window = Math.max(0, otherLength / 2 - 1);
        long letters = dictionary.first(lookedAt);
        long left = dictionary.first(looking);
        long free = HIGH;
        long found = 0;
        int matched = 0;
        for (int i = 0; i < length; i++, left >>>= 8) {
            long letter = left & 0xFF;
            long near = ~((letters ^ letter * ONES) + LOW) & free & NEAR[window * Long.BYTES + i];
            if (near != 0) {
                free ^= near & -near;
                found |= letter << (8 * matched++);
            }
        }
        if (matched < needed) {
            return 0;
        }
        long inOrder = 0;
        int shift = 0;
        for (long taken = free ^ HIGH; taken != 0; taken &= taken - 1, shift += 8) {
            inOrder |= (letters >>> (Long.numberOfTrailingZeros(taken) - 7) & 0xFF) << shift;
        }
        int outOfOrder = Long.bitCount(((found ^ inOrder) + LOW) & HIGH);
        return winkler(matched, outOfOrder / 2, length, otherLength, head);
    }

    /** The same with two words. */
    private double sixteen(int looking, int lookedAt, int head, int needed) {
        int length = dictionary.length(looking);
        int otherLength = dictionary.length(lookedAt);
        int window = Math.max(0, otherLength / 2 - 1);
        long low = dictionary.first(lookedAt);
        long high = dictionary.second(lookedAt);
        long left = dictionary.first(looking);
        long freeLow = HIGH;
        long freeHigh = HIGH;
        long foundLow = 0;
        long foundHigh = 0;
        int matched = 0;
        for (int i = 0; i < length; i++) {
            left = i == Long.BYTES ? dictionary.second(looking) : left;
            long letter = left & 0xFF;
            left >>>= 8;
            long all = letter * ONES;
            int at = (window * 2 * Long.BYTES + i) * 2;
            long near = ~((low ^ all) + LOW) & freeLow & NEAR_OF_TWO[at];
            if (near != 0) {
                freeLow ^= near & -near;
            } else {
                near = ~((high ^ all) + LOW) & freeHigh & NEAR_OF_TWO[at + 1];
                if (near == 0) {
                    continue;
                }
                freeHigh ^= near & -near;
            }
            if (matched < Long.BYTES) {
                foundLow |= letter << (8 * matched);
            } else {
                foundHigh |= letter << (8 * matched);
            }
            matched++;
        }
        if (matched < needed) {
            return 0;
        }
        int next = 0;
        int outOfOrder = 0;
        for (long taken = freeLow ^ HIGH; taken != 0; taken &= taken - 1, next++) {
            long letter = low >>> (Long.numberOfTrailingZeros(taken) - 7) & 0xFF;
            outOfOrder += letter == ((next < Long.BYTES ? foundLow : foundHigh) >>> (8 * next) & 0xFF) ? 0 : 1;
        }
        for (long taken = freeHigh ^ HIGH; taken != 0; taken &= taken - 1, next++) {
            long letter = high >>> (Long.numberOfTrailingZeros(taken) - 7) & 0xFF;
            outOfOrder += letter == ((next < Long.BYTES ? foundLow : foundHigh) >>> (8 * next) & 0xFF) ? 0 : 1;
        }
        return winkler(matched, outOfOrder / 2, length, otherLength, head);
    }

    /** For both words in turn, the highest bit of each byte within a window of a place among both. */
    private static long[] nearOfTwo() {
        int places = 2 * Long.BYTES;
        long[] near = new long[Long.BYTES * places * 2];
        for (int window = 0; window < Long.BYTES; window++) {
            for (int i = 0; i < places; i++) {
                for (int at = Math.max(0, i - window); at <= Math.min(places - 1, i + window); at++) {
                    near[(window * places + i) * 2 + at / Long.BYTES] |= 0x80L << (8 * (at % Long.BYTES));
                }
            }
        }
        return near;
    }

    /** The highest bit of each byte within a window of one. */
    private static long[] near() {
        long[] near = new long[Long.BYTES * Long.BYTES];
        for (int window = 0; window < Long.BYTES; window++) {
            for (int i = 0; i < Long.BYTES; i++) {
                for (int at = Math.max(0, i - window); at <= Math.min(Long.BYTES - 1, i + window); at++) {
                    near[window * Long.BYTES + i] |= 0x80L << (8 * at);
                }
            }
        }
        return near;
    }

    private double plain(int shorter, int longer, int head, int needed) {
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
        if (matched < needed) {
            return 0;
        }
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
