package org.reconlink.offence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.offence.NearTitles.Near;

class NearTitlesTest {
    private static final NearTitles TITLES = NearTitles.shipped();
    private static final int SAMPLE = 500;

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
            List<String> near = TITLES.to(damaged(title, random), 3).stream()
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

    @ParameterizedTest
    @CsvSource({
        "robery, TH68023",
        "shoplifting, TH68010",
        "Theft from shop, TH68010",
        "assault by beating, CJ88116",
        "driving whilst disqualifed, RT88333",
    })
    void whatCourtsWriteLeadsToTheCode(String title, String code) {
        assertThat(TITLES.to(title, 3).stream().flatMap(near -> near.codes().stream()))
                .contains(new OffenceCode(code));
    }

    @Test
    void whatIsLikeNothingHasNoNeighbour() {
        assertThat(TITLES.to("0x0", 3))
                .allSatisfy(near -> assertThat(near.likeness()).isLessThan(0.3));
        assertThat(TITLES.to("", 3)).isEmpty();
    }
}
