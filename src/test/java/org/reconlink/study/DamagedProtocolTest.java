package org.reconlink.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.study.ProtocolException.ProtocolError;

/** Whatever happens to a protocol, the reader answers with a study or with errors that have a place in it. */
class DamagedProtocolTest {
    private static final int TRIALS = 800;
    private static final List<String> SCRAPS = List.of(
            "[",
            "]",
            "{",
            "}",
            ": ",
            "- ",
            "#",
            "&a ",
            "*a",
            "!t ",
            "\"",
            "'",
            "|",
            ">",
            "%",
            "@",
            "\t",
            "\n",
            "  ",
            "?",
            "---\n",
            "...\n",
            "\\",
            "\u00e9",
            "\uD83D\uDE00",
            "\u2028",
            "\0",
            "<<: ",
            "~",
            "0",
            "yes",
            ",");

    @TempDir
    private Path folder;

    @Test
    void damageIsReportedInItsPlaceAndNeverThrowsAnythingElse() {
        StudyFolder study = StudyFolder.in(folder);
        Random random = new Random(20211231);
        int wrong = 0;
        for (int i = 0; i < TRIALS; i++) {
            String damaged = damage(StudyFolder.valid(), random);
            List<ProtocolError> errors = errors(study, damaged);
            int lines = 1
                    + (int) damaged.chars()
                            .filter(c -> c == '\n' || c == '\u2028')
                            .count();

            assertThat(errors).as(damaged).isSorted().allSatisfy(error -> {
                assertThat(error.line()).isBetween(1, lines);
                assertThat(error.column()).isPositive();
                assertThat(error.problem()).isNotBlank().doesNotContain("\n");
                assertThat(error.advice()).isNotBlank().doesNotContain("\n");
            });
            wrong += errors.isEmpty() ? 0 : 1;
        }
        assertThat(wrong).isGreaterThan(TRIALS / 2);
    }

    private static List<ProtocolError> errors(StudyFolder study, String protocol) {
        try {
            study.read(protocol);
            return List.of();
        } catch (ProtocolException e) {
            return e.errors();
        }
    }

    private static String damage(String protocol, Random random) {
        String damaged = protocol;
        for (int i = 0; i <= random.nextInt(3); i++) {
            damaged = switch (random.nextInt(4)) {
                case 0 -> insert(damaged, SCRAPS.get(random.nextInt(SCRAPS.size())), random);
                case 1 -> cut(damaged, random);
                case 2 -> withoutOneLine(damaged, random);
                default -> withTwoLinesSwapped(damaged, random);
            };
        }
        return damaged;
    }

    private static String insert(String text, String scrap, Random random) {
        int at = random.nextInt(text.length() + 1);
        return text.substring(0, at) + scrap + text.substring(at);
    }

    private static String cut(String text, Random random) {
        int from = random.nextInt(text.length());
        int to = Math.min(text.length(), from + 1 + random.nextInt(12));
        return text.substring(0, from) + text.substring(to);
    }

    private static String withoutOneLine(String text, Random random) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        lines.remove(random.nextInt(lines.size()));
        return String.join("\n", lines);
    }

    private static String withTwoLinesSwapped(String text, Random random) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
        return String.join("\n", lines);
    }
}
