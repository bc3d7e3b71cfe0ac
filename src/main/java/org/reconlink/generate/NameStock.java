package org.reconlink.generate;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.reconlink.generate.Person.SpelledName;

/** Surnames as frequent as they are, forenames of each generation, and nicknames. */
final class NameStock {
    private record Counted(String name, int weight) {}

    private static final double ACCENTED = 0.6;
    private static final Map<String, String> ACCENTS = Map.of(
            "Andre",
            "André",
            "Jose",
            "José",
            "Zoe",
            "Zoë",
            "Chloe",
            "Chloë",
            "Sian",
            "Siân",
            "Rene",
            "René",
            "Francois",
            "François");

    private final Weighted<Counted> surnames;
    private final Map<String, TreeMap<Integer, Weighted<Counted>>> forenames = new HashMap<>();
    private final Map<String, List<String>> nicknames = new HashMap<>();

    NameStock() {
        surnames = new Weighted<>(
                Tables.read("surnames.csv").stream()
                        .map(row -> new Counted(row.getField("surname"), Integer.parseInt(row.getField("per_100000"))))
                        .toList(),
                Counted::weight);
        Map<String, Map<Integer, List<Counted>>> bySex = new HashMap<>();
        for (NamedCsvRecord row : Tables.read("forenames.csv")) {
            bySex.computeIfAbsent(row.getField("sex"), s -> new TreeMap<>())
                    .computeIfAbsent(Integer.valueOf(row.getField("born_from")), y -> new ArrayList<>())
                    .add(new Counted(row.getField("forename"), Integer.parseInt(row.getField("weight"))));
        }
        bySex.forEach((sex, generations) -> {
            TreeMap<Integer, Weighted<Counted>> weighted = new TreeMap<>();
            generations.forEach((from, names) -> weighted.put(from, new Weighted<>(names, Counted::weight)));
            forenames.put(sex, weighted);
        });
        Tables.read("nicknames.csv")
                .forEach(row -> nicknames
                        .computeIfAbsent(row.getField("forename"), f -> new ArrayList<>())
                        .add(row.getField("nickname")));
    }

    String surname(Dice dice) {
        String one = surnames.draw(dice).name();
        return dice.chance(0.015) ? one + "-" + surnames.draw(dice).name() : one;
    }

    /**
     * A forename of that generation.
     *
     * @param sex {@code M} or {@code F}
     */
    String forename(String sex, int birthYear, Dice dice) {
        TreeMap<Integer, Weighted<Counted>> generations = forenames.get(sex);
        if (generations == null) {
            throw new IllegalArgumentException("no forenames for the sex " + sex);
        }
        Map.Entry<Integer, Weighted<Counted>> generation = generations.floorEntry(birthYear);
        String name = (generation == null ? generations.firstEntry() : generation)
                .getValue()
                .draw(dice)
                .name();
        return dice.chance(ACCENTED) ? ACCENTS.getOrDefault(name, name) : name;
    }

    /** A full name; two people in five have a middle name. */
    SpelledName name(String sex, int birthYear, Dice dice) {
        String middle = dice.chance(0.4) ? forename(sex, birthYear, dice) : "";
        return new SpelledName(surname(dice), forename(sex, birthYear, dice), middle);
    }

    /** A nickname of the forename, or null if none is known. */
    @Nullable
    String nickname(String forename, Dice dice) {
        List<String> known = nicknames.get(forename);
        return known == null ? null : dice.pick(known);
    }

    /** Values drawn in proportion to whole-number weights; a weight of 0 is never drawn. */
    static final class Weighted<T> {
        private final List<T> values;
        private final int[] upTo;

        Weighted(List<T> values, ToIntFunction<T> weight) {
            this.values = values.stream().filter(v -> weight.applyAsInt(v) > 0).toList();
            this.upTo = this.values.stream().mapToInt(weight).toArray();
            Arrays.parallelPrefix(upTo, Integer::sum);
        }

        T draw(Dice dice) {
            int found = Arrays.binarySearch(upTo, dice.below(upTo[upTo.length - 1]) + 1);
            return values.get(found >= 0 ? found : -found - 1);
        }
    }
}
