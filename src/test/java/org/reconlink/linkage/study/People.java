package org.reconlink.linkage.study;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.reconlink.kernel.CroNumber;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PersonName;
import org.reconlink.kernel.PncId;
import org.reconlink.kernel.Postcode;
import org.reconlink.kernel.RecordId;
import org.reconlink.kernel.Sex;

/** Invented people, from the keys that tables of cases use; a key that is left out is missing. */
final class People {
    private People() {}

    /** Keys: surname, forename, middle names, aliases ("SURNAME, FORENAME"), born, sex, pnc, cro, prison, postcodes. */
    static PersonDetails details(Map<String, Object> keys) {
        return new PersonDetails(
                new PersonName(text(keys, "surname"), text(keys, "forename"), text(keys, "middle names")),
                list(keys, "aliases").stream().map(People::alias).toList(),
                text(keys, "born") == null ? null : LocalDate.parse(text(keys, "born")),
                text(keys, "sex") == null ? null : Sex.valueOf(text(keys, "sex")),
                text(keys, "pnc") == null ? null : new PncId(text(keys, "pnc")),
                text(keys, "cro") == null ? null : new CroNumber(text(keys, "cro")),
                text(keys, "prison"),
                list(keys, "postcodes").stream().map(Postcode::new).toList());
    }

    /** The keys of {@link #details}, and {@code convictions}: conviction dates, or the one index conviction date. */
    static Subject subject(Map<String, Object> keys) {
        return Subject.of(details(keys), convictions(keys));
    }

    static List<LocalDate> convictions(Map<String, Object> keys) {
        return list(keys, "convictions").stream().map(LocalDate::parse).toList();
    }

    static Participant participant(String id, PersonDetails details, LocalDate indexConviction) {
        return new Participant(
                new ParticipantId(id),
                new RecordId("participants.xlsx", "Referrals", 1),
                details,
                null,
                indexConviction == null ? Map.of() : Map.of(ParticipantDate.INDEX_CONVICTION, indexConviction),
                null,
                null,
                null,
                null,
                Map.of());
    }

    static RecordId row(long number) {
        return new RecordId("pnc.csv", null, number);
    }

    private static PersonName alias(String text) {
        int comma = text.indexOf(", ");
        return new PersonName(text.substring(0, comma), text.substring(comma + 2), null);
    }

    private static String text(Map<String, Object> keys, String key) {
        return (String) keys.get(key);
    }

    @SuppressWarnings("unchecked")
    private static List<String> list(Map<String, Object> keys, String key) {
        return (List<String>) keys.getOrDefault(key, List.of());
    }
}
