package org.reconlink.linkage.tables;

import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A field of both tables with its values as numbers in alphabetical order.
 *
 * @param values by number; number 0 is the empty text, which is missing
 * @param left the number of each row of the first table
 * @param right of the second; the same array within one table
 * @param leftCounts how many rows of the first table have each value
 * @param rightCounts of the second
 */
@SuppressWarnings("ArrayRecordComponent") // millions of numbers; never compared or changed
record CodedColumn(Field field, List<String> values, int[] left, int[] right, int[] leftCounts, int[] rightCounts) {
    static final int MISSING = 0;

    static CodedColumn of(Field field, List<String> left, List<String> right) {
        TreeSet<String> distinct = new TreeSet<>(left);
        distinct.addAll(right);
        distinct.add("");
        List<String> values = new ArrayList<>(distinct);
        Object2IntOpenHashMap<String> numbers = new Object2IntOpenHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            numbers.put(values.get(i), i);
        }
        int[] leftCodes = left.stream().mapToInt(numbers::getInt).toArray();
        int[] rightCodes = left == right
                ? leftCodes
                : right.stream().mapToInt(numbers::getInt).toArray();
        return new CodedColumn(
                field,
                values,
                leftCodes,
                rightCodes,
                counts(leftCodes, values.size()),
                counts(rightCodes, values.size()));
    }

    private static int[] counts(int[] codes, int size) {
        int[] counts = new int[size];
        for (int code : codes) {
            counts[code]++;
        }
        return counts;
    }
}
