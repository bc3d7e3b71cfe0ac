package org.reconlink.offence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.offence.NearTitles.Near;

class NearTitlesTest {
    private static final int SAMPLE = 500;
    private final NearTitles titles = NearTitles.shipped();

    /** Titles of the list as people mistype and shorten them: how often the right one is the first, and among the first three. */
    @Test
    void theRightTitleOfADamagedOneIsNearlyAlwaysTheFirst() {
        TreeSet<String> all = new TreeSet<>();
        OffenceTitles.forEach((code, title) -> all.add(OffenceTitles.standardise(title)));
        List<String> sample = new ArrayList<>(all);
        Random random = new Random(15);
        Collections.shuffle(sample, random);
        int first = 0;
        int amongThree = 0;
        for (String title : sample.subList(0, SAMPLE)) {
            List<String> near = titles.to(damaged(title, random), 3).stream()
                    .map(Near::title)
                    .toList();
            first += near.indexOf(title) == 0 ? 1 : 0;
            amongThree += near.contains(title) ? 1 : 0;
        }
        assertThat(first).as("first").isGreaterThanOrEqualTo(425);
        assertThat(amongThree).as("among the first three").isGreaterThanOrEqualTo(465);
    }

    /** Two slips: a word left out, a word cut short, two words swapped, a letter wrong. */
    private static String damaged(String title, Random random) {
        List<String> words = new ArrayList<>(List.of(title.split(" ")));
        for (int slip = 0; slip < 2; slip++) {
            int at = random.nextInt(words.size());
            String word = words.get(at);
            switch (random.nextInt(4)) {
                case 0 -> words.subList(at, words.size() > 3 ? at + 1 : at).clear();
                case 1 -> words.set(at, word.substring(0, Math.min(4, word.length())));
                case 2 -> Collections.swap(words, at, random.nextInt(words.size()));
                default -> {
                    int letter = random.nextInt(word.length());
                    words.set(
                            at,
                            word.substring(0, letter) + (char) ('A' + random.nextInt(26)) + word.substring(letter + 1));
                }
            }
        }
        return String.join(" ", words);
    }

    /**
     * The cosine of the runs of three letters that two titles have, each with the logarithm of one more than all titles to those that have it,
     * reckoned anew from the list alone.
     */
    @ParameterizedTest
    @CsvSource({"ROBBERY", "ROBERY WITH A KNIFE", "ASSLT PC", "THEFT FROM SHOP ZZZQ", "AB"})
    void likenessIsTheCosineOfRunsByTheirRarity(String asked) {
        Map<String, Set<String>> runsByTitle = new TreeMap<>();
        Map<String, Set<String>> codesByTitle = new TreeMap<>();
        OffenceTitles.forEach((code, title) -> {
            String standard = OffenceTitles.standardise(title);
            runsByTitle.computeIfAbsent(standard, NearTitlesTest::runs);
            codesByTitle.computeIfAbsent(standard, t -> new TreeSet<>()).add(code.value());
        });
        Map<String, Integer> titlesWith = new HashMap<>();
        runsByTitle.values().forEach(runs -> runs.forEach(run -> titlesWith.merge(run, 1, Integer::sum)));
        ToDoubleFunction<String> weight =
                run -> Math.log(1 + (double) runsByTitle.size() / titlesWith.getOrDefault(run, 1));
        Set<String> own = runs(asked.replace("ASSLT", "ASSAULT").replace("PC", "CONSTABLE"));
        Map<String, Double> likeness = new HashMap<>();
        runsByTitle.forEach((title, runs) -> {
            Set<String> shared = new TreeSet<>(runs);
            shared.retainAll(own);
            if (!shared.isEmpty()) {
                likeness.put(title, squares(shared, weight) / Math.sqrt(squares(own, weight) * squares(runs, weight)));
            }
        });

        List<Near> near = titles.to(asked, 1 << 20);

        assertThat(near).hasSameSizeAs(likeness.keySet());
        assertThat(near).allSatisfy(title -> {
            assertThat(title.likeness()).isCloseTo(likeness.get(title.title()), within(1e-9));
            assertThat(title.codes().stream().map(OffenceCode::value))
                    .containsExactlyElementsOf(codesByTitle.get(title.title()));
        });
        assertThat(near)
                .isSortedAccordingTo(
                        Comparator.comparingDouble((Near n) -> -n.likeness()).thenComparing(Near::title));
        assertThat(titles.to(asked, 3)).isEqualTo(near.subList(0, 3));
    }

    private static Set<String> runs(String title) {
        Set<String> runs = new TreeSet<>();
        for (String word : title.split(" ", 0)) {
            for (int i = -1; i + 2 <= word.length(); i++) {
                runs.add((" " + word + " ").substring(i + 1, i + 4));
            }
        }
        return runs;
    }

    private static double squares(Set<String> runs, ToDoubleFunction<String> weight) {
        return runs.stream().mapToDouble(weight).map(bits -> bits * bits).sum();
    }

    @ParameterizedTest
    @CsvSource({
        "robery, TH68023",
        "shoplifting, TH68010",
        "Theft from shop, TH68010",
        "assault by beating, CJ88116",
        "driving whilst disqualifed, RT88333",
    })
    void whatCourtsWriteLeadsToTheCode(String title, String code) {
        assertThat(titles.to(title, 3).stream().flatMap(near -> near.codes().stream()))
                .contains(new OffenceCode(code));
    }

    @Test
    void whatIsLikeNothingHasNoNeighbour() {
        assertThat(titles.to("0x0", 3))
                .allSatisfy(near -> assertThat(near.likeness()).isLessThan(0.3));
        assertThat(titles.to("", 3)).isEmpty();
    }
}
