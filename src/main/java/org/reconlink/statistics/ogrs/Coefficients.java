package org.reconlink.statistics.ogrs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.reconlink.statistics.ogrs.SanctionHistory.HomeOfficeCode;

/** A file of coefficients by kind and name, and the groups of Home Office codes. */
final class Coefficients {
    private final Map<List<String>, Double> coefficients = new HashMap<>();

    /** Reads {@code /statistics/<name>}, whose columns are kind, name, coefficient. */
    Coefficients(String name) {
        rows(name).forEach(row -> coefficients.put(List.of(row[0], row[1]), Double.valueOf(row[2])));
    }

    double of(String kind, String name) {
        return Objects.requireNonNull(coefficients.get(List.of(kind, name)));
    }

    /** The groups of one scale by Home Office code; codes without a group are left out. */
    static Map<HomeOfficeCode, String> groups(int column) {
        Map<HomeOfficeCode, String> groups = new HashMap<>();
        for (String[] row : rows("offence-groups.csv")) {
            String group = row[column];
            if (!group.isEmpty()) {
                groups.put(new HomeOfficeCode(Integer.parseInt(row[0]), Integer.parseInt(row[1])), group);
            }
        }
        return Map.copyOf(groups);
    }

    private static List<String[]> rows(String name) {
        try (InputStream in =
                Objects.requireNonNull(Coefficients.class.getResourceAsStream("/statistics/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
