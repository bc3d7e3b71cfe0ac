package org.reconlink.linkage.tables;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** A blocking rule: pairs are compared whose keys are all there and equal. */
record Rule(String name, List<Part> keys) {
    static final int MISSING = -1;

    /** A column of the left and a column of the right table, both transformed; an empty result is missing. */
    record Part(int left, int right, UnaryOperator<String> transform) {
        static Part same(int column) {
            return new Part(column, column, UnaryOperator.identity());
        }

        static Part letters(int column, int letters) {
            return new Part(column, column, value -> value.substring(0, Math.min(letters, value.length())));
        }

        static Part crossed(int left, int right) {
            return new Part(left, right, UnaryOperator.identity());
        }
    }

    /** The key of every row on both sides, as numbers that are equal where all parts are; {@link #MISSING} else. */
    @SuppressWarnings("ArrayRecordComponent") // millions of numbers; never compared or changed
    record Keys(int[] left, int[] right, int size) {
        /** How many pairs the rule finds. */
        double pairs(boolean one) {
            int[] leftCounts = counts(left);
            int[] rightCounts = counts(right);
            double pairs = 0;
            for (int i = 0; i < size; i++) {
                pairs += (double) leftCounts[i] * (one ? (leftCounts[i] - 1) / 2.0 : rightCounts[i]);
            }
            return pairs;
        }

        private int[] counts(int[] keys) {
            int[] counts = new int[size];
            for (int key : keys) {
                if (key != MISSING) {
                    counts[key]++;
                }
            }
            return counts;
        }

        boolean equal(int leftRow, int rightRow) {
            return left[leftRow] != MISSING && left[leftRow] == right[rightRow];
        }
    }

    Keys on(Tables tables) {
        int[] left = new int[tables.leftRows()];
        int[] right = new int[tables.rightRows()];
        int size = 1;
        for (Part part : keys) {
            Object2IntOpenHashMap<String> numbers = new Object2IntOpenHashMap<>();
            CodedColumn leftColumn = tables.columns().get(part.left());
            CodedColumn rightColumn = tables.columns().get(part.right());
            int[] ofLeft = numbers(leftColumn.values(), part.transform(), numbers);
            int[] ofRight = numbers(rightColumn.values(), part.transform(), numbers);
            Long2IntOpenHashMap combined = new Long2IntOpenHashMap();
            combine(left, leftColumn.left(), ofLeft, combined);
            combine(right, rightColumn.right(), ofRight, combined);
            size = combined.size();
        }
        return new Keys(left, right, Math.max(1, size));
    }

    private static int[] numbers(
            List<String> values, UnaryOperator<String> transform, Object2IntOpenHashMap<String> numbers) {
        int[] of = new int[values.size()];
        Arrays.setAll(of, i -> {
            String value = values.get(i).isEmpty() ? "" : transform.apply(values.get(i));
            if (value.isEmpty()) {
                return MISSING;
            }
            int next = numbers.size();
            return numbers.computeIfAbsent(value, v -> next);
        });
        return of;
    }

    private static void combine(int[] keys, int[] codes, int[] numbers, Long2IntOpenHashMap combined) {
        for (int row = 0; row < keys.length; row++) {
            int number = numbers[codes[row]];
            if (keys[row] == MISSING || number == MISSING) {
                keys[row] = MISSING;
            } else {
                int next = combined.size();
                keys[row] = combined.computeIfAbsent(((long) keys[row] << 32) | number, k -> next);
            }
        }
    }
}
