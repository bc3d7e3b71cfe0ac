package org.reconlink.review;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.linkage.study.Doubt;
import org.reconlink.linkage.study.PersonIds.IdentityHash;

/**
 * A pair in doubt with all that a reviewer may see of it; identifies people, so it stays in the working store and in the
 * reviewers' workbooks.
 *
 * @param key hash of participant, their details and the identity: equal in two runs exactly if the question is the same
 * @param otherIdentities further names, dates of birth and postcodes of the person
 * @param convictionDates those near the index conviction date, never later ones
 * @param contradicted whether verdicts about it contradict others, so that it has to be judged again
 */
public record ReviewCase(
        String key,
        ParticipantId participant,
        PersonDetails details,
        @Nullable LocalDate indexConviction,
        PersonDetails identity,
        List<PersonDetails> otherIdentities,
        List<LocalDate> convictionDates,
        boolean contradicted) {
    private static final int KEY_LENGTH = 16;

    public ReviewCase {
        otherIdentities = List.copyOf(otherIdentities);
        convictionDates = List.copyOf(convictionDates);
    }

    /** The case that a doubt of linkage raises about a participant. */
    public static ReviewCase of(Participant participant, Doubt doubt) {
        String key = Seal.hex(
                        participant.id().value(),
                        IdentityHash.of(participant.details()),
                        IdentityHash.of(doubt.identity()))
                .substring(0, KEY_LENGTH);
        return new ReviewCase(
                key,
                participant.id(),
                participant.details(),
                participant.date(ParticipantDate.INDEX_CONVICTION),
                doubt.identity(),
                doubt.otherIdentities(),
                doubt.convictionDates(),
                doubt.contradicted());
    }

    /** What somebody says of it, tied to what its two records are. */
    public Judgement judgement(
            String by,
            boolean adjudicator,
            Judgement.Answer answer,
            Judgement.@Nullable Reason reason,
            @Nullable String comment,
            Instant time) {
        return new Judgement(
                key,
                participant,
                IdentityHash.of(details),
                IdentityHash.of(identity),
                by,
                adjudicator,
                answer,
                reason,
                comment,
                time);
    }

    /** Keeps names and dates out of messages. */
    @Override
    public String toString() {
        return "ReviewCase[" + key + "]";
    }
}
