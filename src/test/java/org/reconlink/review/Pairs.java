package org.reconlink.review;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
import org.reconlink.linkage.study.Doubt;
import org.reconlink.linkage.study.PersonIds;
import org.reconlink.linkage.study.PersonIds.IdentityHash;
import org.reconlink.review.Judgement.Answer;

/** Invented pairs in doubt. */
final class Pairs {
    static final Instant TIME = Instant.parse("2024-05-01T10:00:00Z");

    private Pairs() {}

    /** So many pairs, of which each participant and person has another surname. */
    static List<ReviewCase> some(int n) {
        List<ReviewCase> pairs = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            String letter = String.valueOf((char) ('A' + i));
            pairs.add(of(
                    "P" + i,
                    details(Map.of("surname", "CARTER" + letter, "forename", "JAMES", "born", "1984-03-07")),
                    details(Map.of("surname", "CATRER" + letter, "forename", "=JIM", "born", "1984-07-03"))));
        }
        return pairs;
    }

    static ReviewCase of(String id, PersonDetails participant, PersonDetails identity) {
        return of(id, participant, identity, List.of(), LocalDate.of(2010, 5, 4), List.of(LocalDate.of(2010, 5, 4)));
    }

    static ReviewCase of(
            String id,
            PersonDetails participant,
            PersonDetails identity,
            List<PersonDetails> others,
            @Nullable LocalDate index,
            List<LocalDate> dates) {
        Participant row = new Participant(
                new ParticipantId(id),
                new RecordId("participants.xlsx", "Referrals", 1),
                participant,
                null,
                index == null ? Map.of() : Map.of(ParticipantDate.INDEX_CONVICTION, index),
                null,
                null,
                null,
                null,
                Map.of());
        return ReviewCase.of(row, new Doubt(row.id(), PersonIds.of(identity), identity, others, false, dates));
    }

    static Judgement judgement(ReviewCase pair, String reviewer, Answer answer) {
        return new Judgement(
                pair.key(),
                pair.participant(),
                IdentityHash.of(pair.details()),
                IdentityHash.of(pair.identity()),
                reviewer,
                reviewer.equals("cleo"),
                answer,
                null,
                null,
                TIME);
    }

    /** Keys: surname, forename, middle names, aliases ("SURNAME, FORENAME"), born, sex, pnc, cro, prison, postcodes. */
    static PersonDetails details(Map<String, Object> keys) {
        String born = text(keys, "born");
        String sex = text(keys, "sex");
        String pnc = text(keys, "pnc");
        String cro = text(keys, "cro");
        return new PersonDetails(
                new PersonName(text(keys, "surname"), text(keys, "forename"), text(keys, "middle names")),
                list(keys, "aliases").stream()
                        .map(alias -> alias.split(", "))
                        .map(parts -> new PersonName(parts[0], parts[1], null))
                        .toList(),
                born == null ? null : LocalDate.parse(born),
                sex == null ? null : Sex.valueOf(sex),
                pnc == null ? null : new PncId(pnc),
                cro == null ? null : new CroNumber(cro),
                text(keys, "prison"),
                list(keys, "postcodes").stream().map(Postcode::new).toList());
    }

    private static @Nullable String text(Map<String, Object> keys, String key) {
        return (String) keys.get(key);
    }

    @SuppressWarnings("unchecked")
    static List<String> list(Map<String, Object> keys, String key) {
        return (List<String>) keys.getOrDefault(key, List.of());
    }
}
