package org.reconlink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Ways in which a value that must not be in an output could be there all the same; all in capitals. */
public final class Disguises {
    private Disguises() {}

    /** Which of these values a text has in any disguise. */
    public static List<String> found(List<String> values, String text) {
        String capitals = text.toUpperCase(Locale.ROOT);
        return values.stream()
                .filter(value -> of(value).stream().anyMatch(capitals::contains))
                .toList();
    }

    /** A date as people and programs write it. */
    public static List<String> of(LocalDate date) {
        return List.of("yyyy-MM-dd", "dd/MM/yyyy", "yyyyMMdd", "ddMMyyyy", "dd.MM.yyyy", "d MMM yyyy", "d MMMM yyyy")
                .stream()
                .map(pattern -> date.format(DateTimeFormatter.ofPattern(pattern, Locale.ROOT)))
                .toList();
    }

    private static Set<String> of(String value) {
        Set<String> forms = new TreeSet<>();
        for (String written : List.of(
                value,
                value.toLowerCase(Locale.ROOT),
                value.toUpperCase(Locale.ROOT),
                value.substring(0, 1).toUpperCase(Locale.ROOT)
                        + value.substring(1).toLowerCase(Locale.ROOT),
                value.replace(" ", ""))) {
            forms.add(written);
            forms.add(URLEncoder.encode(written, UTF_8));
            forms.add(written.replace(" ", "%20"));
            for (Charset charset : List.of(UTF_8, UTF_16BE)) {
                byte[] bytes = written.getBytes(charset);
                forms.add(new String(bytes, ISO_8859_1));
                forms.add(HexFormat.of().formatHex(bytes));
                forms.addAll(base64(bytes));
            }
        }
        return new TreeSet<>(
                forms.stream().map(form -> form.toUpperCase(Locale.ROOT)).toList());
    }

    /** What base 64 makes of the bytes wherever they begin in a group of three, less the digits that neighbours share. */
    private static List<String> base64(byte[] bytes) {
        List<String> forms = new ArrayList<>();
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            String digits = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            forms.add(digits.substring(before == 0 ? 0 : before + 1, digits.length() - 1));
        }
        return forms;
    }
}
