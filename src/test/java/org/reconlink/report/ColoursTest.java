package org.reconlink.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The words of pictures can be read: their contrast, which a browser's checker leaves open, by the formula of WCAG 2.2. */
class ColoursTest {
    private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): #([0-9a-f]{6})");
    private static final double OF_TEXT = 4.5;

    @Test
    void wordsHaveTheContrastOfTextInLightAndDark() throws IOException {
        for (String sheet : List.of("report.css", "waterfall.css")) {
            String css = Files.readString(Path.of("src/main/resources/report", sheet), UTF_8);
            int dark = css.indexOf("prefers-color-scheme: dark");
            Map<String, String> colours = new HashMap<>();
            for (String part : List.of(css.substring(0, dark), css.substring(dark))) {
                Matcher matcher = COLOUR.matcher(part);
                while (matcher.find()) {
                    colours.put(matcher.group(1), matcher.group(2));
                }
                for (String words : List.of("ink", "soft")) {
                    for (String ground : List.of("paper", "raised")) {
                        assertThat(contrast(colours.get(words), colours.getOrDefault(ground, colours.get("paper"))))
                                .as("%s, %s on %s", sheet, words, ground)
                                .isGreaterThanOrEqualTo(OF_TEXT);
                    }
                }
            }
        }
    }

    private static double contrast(String one, String other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(String hex) {
        return 0.2126 * part(hex, 0) + 0.7152 * part(hex, 2) + 0.0722 * part(hex, 4);
    }

    private static double part(String hex, int at) {
        double value = Integer.parseInt(hex.substring(at, at + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
