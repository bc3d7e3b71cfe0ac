package org.reconlink.offence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.reconlink.kernel.OffenceCode;

/**
 * The titles of the national list that are most like one that is not in it: the cosine of their runs of three letters, each
 * weighted by how rare it is in the list. A suggestion for somebody to confirm, never an answer: {@code NearTitlesTest} measures how
 * often the right title is the first and among the first three.
 */
public final class NearTitles {
    private static final int RUN = 3;

    /** What court lists and police systems write for words of the national titles. */
    private static final Map<String, String> SHORT_FORMS = Map.ofEntries(
            Map.entry("ABH", "ASSAULT OCCASIONING ACTUAL BODILY HARM"),
            Map.entry("GBH", "GRIEVOUS BODILY HARM"),
            Map.entry("S47", "ASSAULT OCCASIONING ACTUAL BODILY HARM"),
            Map.entry("S20", "WOUND INFLICT GRIEVOUS BODILY HARM WITHOUT INTENT"),
            Map.entry("S18", "WOUND GRIEVOUS BODILY HARM WITH INTENT"),
            Map.entry("S39", "ASSAULT BY BEATING"),
            Map.entry("TWOC", "TAKE VEHICLE WITHOUT OWNERS CONSENT"),
            Map.entry("TWC", "TAKE VEHICLE WITHOUT OWNERS CONSENT"),
            Map.entry("TDA", "TAKE VEHICLE WITHOUT OWNERS CONSENT"),
            Map.entry("PWITS", "POSSESS WITH INTENT TO SUPPLY"),
            Map.entry("DWD", "DRIVE WHILST DISQUALIFIED"),
            Map.entry("SHOPLIFTING", "THEFT FROM SHOP"),
            Map.entry("POSS", "POSSESS"),
            Map.entry("WDG", "WOUNDING"),
            Map.entry("ASSLT", "ASSAULT"),
            Map.entry("AGG", "AGGRAVATED"),
            Map.entry("ATT", "ATTEMPT"),
            Map.entry("CONSP", "CONSPIRE"),
            Map.entry("PC", "CONSTABLE"),
            Map.entry("MV", "MOTOR VEHICLE"),
            Map.entry("VEH", "VEHICLE"),
            Map.entry("DIS", "DISQUALIFIED"),
            Map.entry("W", "WITH"),
            Map.entry("INT", "INTENT"));

    /**
     * A title of the national list.
     *
     * @param codes that have it, in order
     * @param likeness 0 to 1
     */
    public record Near(String title, List<OffenceCode> codes, double likeness) {
        public Near {
            codes = List.copyOf(codes);
        }
    }

    /** A title and the runs that it has. */
    @SuppressWarnings("ArrayRecordComponent") // within this class, and never compared
    private record Listed(String title, List<OffenceCode> codes, int[] runs, double length) {}

    private final Map<String, Integer> numberByRun = new HashMap<>();
    private final List<Listed> titles = new ArrayList<>();
    private final double[] weights;
    private final int[][] titlesByRun;

    private NearTitles() {
        Map<String, List<OffenceCode>> codesByTitle = new TreeMap<>();
        OffenceTitles.forEach((code, title) -> codesByTitle
                .computeIfAbsent(OffenceTitles.standardise(title), t -> new ArrayList<>())
                .add(code));
        List<int[]> runs = new ArrayList<>();
        codesByTitle
                .keySet()
                .forEach(title -> runs.add(runs(title).stream()
                        .mapToInt(run -> numberByRun.computeIfAbsent(run, r -> numberByRun.size()))
                        .toArray()));
        int[] counts = new int[numberByRun.size()];
        runs.forEach(of -> Arrays.stream(of).forEach(run -> counts[run]++));
        weights = Arrays.stream(counts)
                .mapToDouble(count -> Math.log(1 + (double) codesByTitle.size() / count))
                .toArray();
        titlesByRun = new int[counts.length][];
        Arrays.setAll(titlesByRun, run -> new int[counts[run]]);
        int[] filled = new int[counts.length];
        for (Map.Entry<String, List<OffenceCode>> entry : codesByTitle.entrySet()) {
            int number = titles.size();
            int[] of = runs.get(number);
            for (int run : of) {
                titlesByRun[run][filled[run]++] = number;
            }
            List<OffenceCode> codes = entry.getValue().stream()
                    .sorted(Comparator.comparing(OffenceCode::value))
                    .toList();
            titles.add(new Listed(entry.getKey(), codes, of, length(of)));
        }
    }

    /** The titles of the list that ships with the product. */
    public static NearTitles shipped() {
        return new NearTitles();
    }

    /** The nearest, the nearest first; fewer where no more share a run with it. */
    public List<Near> to(String title, int most) {
        Set<String> asked = runs(inFull(OffenceTitles.standardise(title)));
        double[] shared = new double[titles.size()];
        double length = 0;
        for (String run : asked) {
            Integer number = numberByRun.get(run);
            double weight = number == null ? Math.log(1 + titles.size()) : weights[number];
            length += weight * weight;
            if (number != null) {
                for (int listed : titlesByRun[number]) {
                    shared[listed] += weight * weight;
                }
            }
        }
        double root = Math.sqrt(length);
        List<Near> near = new ArrayList<>();
        for (int i = 0; i < shared.length; i++) {
            if (shared[i] > 0) {
                Listed listed = titles.get(i);
                near.add(new Near(listed.title(), listed.codes(), shared[i] / (root * listed.length())));
            }
        }
        near.sort(Comparator.comparingDouble((Near n) -> -n.likeness()).thenComparing(Near::title));
        return List.copyOf(near.subList(0, Math.min(most, near.size())));
    }

    private double length(int[] of) {
        return Math.sqrt(Arrays.stream(of)
                .mapToDouble(run -> weights[run] * weights[run])
                .sum());
    }

    private static String inFull(String title) {
        StringBuilder words = new StringBuilder();
        for (String word : title.split(" ", -1)) {
            words.append(words.isEmpty() ? "" : " ").append(SHORT_FORMS.getOrDefault(word, word));
        }
        return words.toString();
    }

    private static Set<String> runs(String title) {
        Set<String> runs = new LinkedHashSet<>();
        for (String word : title.split(" ", -1)) {
            String padded = " " + word + " ";
            for (int i = 0; i + RUN <= padded.length(); i++) {
                runs.add(padded.substring(i, i + RUN));
            }
        }
        return runs;
    }
}
