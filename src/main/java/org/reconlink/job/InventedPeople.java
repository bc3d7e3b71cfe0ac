package org.reconlink.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Participant;

/**
 * Tells the participants of the sample study and of generated populations from others: their pseudonyms may be made with a key
 * that everybody knows. Told by who they are and not by the study's name, which stays when a protocol is copied.
 */
final class InventedPeople {
    private static final String SAMPLE = "/generate/sample/people.csv";
    private static final Pattern GENERATED = Pattern.compile("P[0-9]{6,}");

    /** Numbers of the sample of linked tables, whose people have no names. */
    private static final Pattern NAMELESS = Pattern.compile("INVENTED-[0-9]{4}");

    /** One of the sample study; the sheet has typing errors in one or the other. */
    private record Person(String surname, String born) {}

    private InventedPeople() {}

    static boolean are(String studyId, List<Participant> participants) {
        if (studyId.equals("population")) {
            return participants.stream()
                    .allMatch(p -> GENERATED.matcher(p.id().value()).matches());
        }
        if (participants.stream().allMatch(p -> NAMELESS.matcher(p.id().value()).matches())) {
            return true;
        }
        Map<String, Person> sample = sample();
        return participants.stream().allMatch(p -> {
            Person person = sample.get(p.id().value());
            return person != null
                    && (person.born().equals(String.valueOf(p.details().dateOfBirth()))
                            || letters(person.surname())
                                    .equals(letters(p.details().name().surname())));
        });
    }

    private static String letters(@Nullable String name) {
        return Normalizer.normalize(String.valueOf(name), Normalizer.Form.NFKD)
                .replaceAll("[^\\p{L}]", "")
                .toUpperCase(Locale.ROOT);
    }

    private static Map<String, Person> sample() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(InventedPeople.class.getResourceAsStream(SAMPLE), SAMPLE), UTF_8))) {
            List<String> headings = List.of(lines.readLine().split(","));
            int id = headings.indexOf("study_no");
            int surname = headings.indexOf("surname");
            int born = headings.indexOf("born");
            return lines.lines()
                    .map(line -> line.split(",", -1))
                    .collect(Collectors.toMap(cells -> cells[id], cells -> new Person(cells[surname], cells[born])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
