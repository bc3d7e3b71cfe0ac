package org.reconlink.publish;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PersonName;

/**
 * Finds a carried column that says who people are, whatever its heading.
 *
 * <p>The whole column is judged and not each cell: withholding single cells would tell which value a participant's own
 * name is, and a study number can equal a score by chance.
 */
public final class IdentifyingText {

    private static final List<DateTimeFormatter> DATES = Stream.of("yyyyMMdd", "ddMMyyyy", "ddMMyy")
            .map(pattern -> DateTimeFormatter.ofPattern(pattern, Locale.ROOT))
            .toList();

    private IdentifyingText() {}

    /** Whether more than half of the cells that are not blank are the participant's own name, identifier or the like. */
    public static boolean fills(String heading, List<Participant> participants) {
        long cells = 0;
        long identifying = 0;
        for (Participant participant : participants) {
            String cell = folded(participant.carried().get(heading));
            cells += cell.isEmpty() ? 0 : 1;
            identifying += !cell.isEmpty() && identifies(cell, participant) ? 1 : 0;
        }
        return identifying * 2 > cells;
    }

    private static boolean identifies(String cell, Participant participant) {
        PersonDetails details = participant.details();
        return identifiers(participant).contains(cell)
                || names(details).anyMatch(name -> isName(cell, name))
                || isDate(cell, details.dateOfBirth());
    }

    private static List<String> identifiers(Participant participant) {
        PersonDetails details = participant.details();
        List<String> identifiers = new ArrayList<>();
        identifiers.add(folded(participant.id().value()));
        identifiers.add(folded(details.prisonNumber()));
        if (details.pncId() != null) {
            String pnc = folded(details.pncId().value());
            identifiers.add(pnc);
            identifiers.add(pnc.substring(Math.min(2, pnc.length())));
        }
        if (details.croNumber() != null) {
            identifiers.add(folded(details.croNumber().value()));
        }
        details.postcodes().forEach(postcode -> identifiers.add(folded(postcode.value())));
        return identifiers;
    }

    private static Stream<PersonName> names(PersonDetails details) {
        return Stream.concat(Stream.of(details.name()), details.aliases().stream());
    }

    private static boolean isName(String cell, PersonName name) {
        String surname = folded(name.surname());
        String forename = folded(name.forename());
        return cell.equals(surname)
                || cell.equals(forename)
                || (!surname.isEmpty() && !forename.isEmpty() && cell.contains(surname) && cell.contains(forename));
    }

    private static boolean isDate(String cell, @Nullable LocalDate dateOfBirth) {
        return dateOfBirth != null && DATES.stream().anyMatch(format -> cell.equals(dateOfBirth.format(format)));
    }

    /** Letters and digits alone, in capitals without accents. */
    private static String folded(@Nullable String text) {
        return text == null
                ? ""
                : Normalizer.normalize(text, Normalizer.Form.NFKD)
                        .replaceAll("[^\\p{L}\\p{N}]", "")
                        .toUpperCase(Locale.ROOT);
    }
}
