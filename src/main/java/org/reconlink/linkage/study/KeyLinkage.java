package org.reconlink.linkage.study;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.linkage.study.CandidatePair.ComparedField;
import org.reconlink.linkage.study.CandidatePair.Decision;
import org.reconlink.linkage.study.LinkDecision.Status;
import org.reconlink.linkage.study.Linker.ReviewedLinkage;

/**
 * Links participants to persons by a key that both sides share already: a research environment's person id, a prison's or
 * probation's number. Equal is linked, and all else is not, nor is a key that several people of the extract bear; what else
 * both sides know is held against a link, as warnings.
 */
public final class KeyLinkage {
    static final String KEY = "person key";
    private static final String MODEL = "none, since people are linked by a key that both sides share";

    private final Extract extract;
    private final Set<Object> shared;
    private final Map<String, Integer> persons = new HashMap<>();
    /** Null where several keys are written alike. */
    private final Map<String, @Nullable Integer> alike = new HashMap<>();

    private KeyLinkage(Extract extract, Set<Object> shared) {
        this.extract = extract;
        this.shared = shared;
        for (int person = 0; person < extract.persons(); person++) {
            String key = extract.details(extract.firstIdentity(person)).personKey();
            if (key != null && !shared.contains(key)) {
                persons.put(key, person);
                alike.merge(plain(key), person, (one, other) -> null);
            }
        }
    }

    /** Without zeros in front, a decimal part of nought and signs: as programs write one key in two ways. */
    private static String plain(String key) {
        String plain = key.toUpperCase(Locale.ROOT).replaceFirst("\\.0+$", "").replaceAll("[^\\p{L}\\p{Nd}]", "");
        return plain.replaceFirst("^0+(?=.)", "");
    }

    /** The same result for participants and rows in any order. */
    public static ReviewedLinkage link(List<Participant> participants, IdentityIndex index, Model base) {
        List<Participant> inOrder = participants.stream()
                .sorted(Comparator.comparing(Participant::id).thenComparing(Participant::source))
                .toList();
        return new KeyLinkage(index.extract(), index.sharedKeys()).linked(inOrder, base);
    }

    private ReviewedLinkage linked(List<Participant> participants, Model base) {
        List<LinkDecision> decisions = new ArrayList<>();
        List<CandidatePair> pairs = new ArrayList<>();
        for (Participant participant : participants) {
            String key = participant.details().personKey();
            Integer person = key == null ? null : persons.get(key);
            if (person == null) {
                decisions.add(new LinkDecision(participant.id(), Status.UNLINKED, null, null, null, notLinked(key)));
                continue;
            }
            List<ComparedField> compared = compared(participant, person);
            decisions.add(new LinkDecision(
                    participant.id(),
                    Status.LINKED_BY_KEY,
                    extract.personId(person),
                    null,
                    null,
                    LinkWarnings.ofKey(compared)));
            pairs.add(new CandidatePair(
                    participant.id(),
                    extract.personId(person),
                    extract.firstSource(extract.firstIdentity(person)),
                    List.of(KEY),
                    compared,
                    0,
                    1,
                    Decision.LINK,
                    CandidatePair.LINKED_BY_KEY));
        }
        return new ReviewedLinkage(
                new LinkageResult(
                        pairs,
                        decisions,
                        Map.of(KEY, (long) pairs.size()),
                        pairs.size(),
                        extract.identities(),
                        extract.persons(),
                        MODEL,
                        new LinkageDiagnostics(
                                participants.isEmpty() ? 0 : (double) pairs.size() / participants.size(),
                                List.of(),
                                List.of(),
                                List.of())),
                List.of(),
                List.of(),
                PersonJoins.NONE,
                base,
                new PossiblePairs(List.of(), List.of(), List.of(), PersonJoins.NONE));
    }

    private List<String> notLinked(@Nullable String key) {
        if (key == null) {
            return List.of();
        }
        if (shared.contains(key)) {
            return List.of(LinkWarnings.KEY_SHARED);
        }
        return alike.get(plain(key)) == null ? List.of() : List.of(LinkWarnings.KEY_OTHERWISE);
    }

    /** What can still be checked. */
    private List<ComparedField> compared(Participant participant, int person) {
        LocalDate convicted = participant.date(ParticipantDate.INDEX_CONVICTION);
        String conviction = convicted == null || !extract.hasConvictions(person)
                ? LinkWarnings.MISSING
                : extract.subject(person, extract.firstIdentity(person)).dates().contains(convicted)
                        ? "among the convictions"
                        : LinkWarnings.DIFFERENT;
        return List.of(
                new ComparedField(KEY, "equal", 0, 0),
                field("sex", participant, person, PersonDetails::sex, Objects::equals),
                field(
                        "month of birth",
                        participant,
                        person,
                        PersonDetails::dateOfBirth,
                        (one, other) -> YearMonth.from(one).equals(YearMonth.from(other))),
                new ComparedField(PersonField.INDEX_CONVICTION_DATE, conviction, 0, 0));
    }

    private <V> ComparedField field(
            String name,
            Participant participant,
            int person,
            Function<PersonDetails, @Nullable V> value,
            BiPredicate<V, V> same) {
        V own = value.apply(participant.details());
        String level = LinkWarnings.MISSING;
        for (int i = extract.firstIdentity(person); own != null && i < extract.endOfIdentities(person); i++) {
            V other = value.apply(extract.details(i));
            if (other != null && same.test(own, other)) {
                return new ComparedField(name, "equal", 0, 0);
            }
            level = other == null ? level : LinkWarnings.DIFFERENT;
        }
        return new ComparedField(name, level, 0, 0);
    }
}
