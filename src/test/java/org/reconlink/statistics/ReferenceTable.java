package org.reconlink.statistics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A file of reference results, and how far from them the product's are. */
final class ReferenceTable {
    private final String name;
    private final List<Map<String, String>> rows;
    private double largest;

    ReferenceTable(String name) {
        this.name = name;
        try (InputStream in = getClass().getResourceAsStream("/statistics/" + name)) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            String[] headings = lines.get(0).split(",", -1);
            this.rows = lines.stream()
                    .skip(1)
                    .map(line -> row(headings, line.split(",", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> row(String[] headings, String[] cells) {
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < headings.length; i++) {
            row.put(headings[i], cells[i]);
        }
        return row;
    }

    List<Map<String, String>> rows() {
        return rows;
    }

    /** A reference value that is not available asks for none here. */
    void compare(Map<String, String> row, String column, double actual) {
        String expected = Objects.requireNonNull(row.get(column), column);
        if (expected.equals("NA") || expected.equals("NaN")) {
            largest = Double.isNaN(actual) ? largest : Double.POSITIVE_INFINITY;
        } else {
            double difference = Math.abs(Double.parseDouble(expected) - actual);
            largest = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(largest, difference);
        }
    }

    double largestDifference() {
        System.out.printf("statistics/%s: largest absolute difference %.1e%n", name, largest);
        return largest;
    }
}
