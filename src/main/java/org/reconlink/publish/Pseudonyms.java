package org.reconlink.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.result.PublishedTable;

/**
 * Turns a participant id into the pseudonym of one study: the first 130 bits of its HMAC-SHA-256 under the study's own
 * key, as 26 small letters and digits of base 32 (RFC 4648), which no spreadsheet takes for a number.
 */
public final class Pseudonyms {

    static final String COLUMN = PublishedTable.PSEUDONYM;

    private static final char[] ALPHABET = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();
    private static final int LENGTH = 26;

    /** What every pseudonym looks like, as a regular expression. */
    static final String PATTERN = "[a-z2-7]{" + LENGTH + "}";

    private final byte[] studyKey;

    public Pseudonyms(PseudonymKey key, String studyId) {
        this.studyKey = key.forStudy(studyId);
    }

    /** The same id gives the same pseudonym in every run of the study with the same key. */
    public String of(ParticipantId id) {
        byte[] hash = HmacSha256.of(studyKey, id.value().getBytes(UTF_8));
        StringBuilder pseudonym = new StringBuilder(LENGTH);
        int buffer = 0;
        int bits = 0;
        for (int next = 0; pseudonym.length() < LENGTH; ) {
            if (bits < 5) {
                buffer = (buffer << 8 | (hash[next++] & 0xFF)) & 0xFFFF;
                bits += 8;
            }
            bits -= 5;
            pseudonym.append(ALPHABET[(buffer >> bits) & 31]);
        }
        return pseudonym.toString();
    }

    /** The pseudonyms of all of them; two alike would be an error, and are not to be expected. */
    public Map<ParticipantId, String> of(Collection<ParticipantId> ids) {
        Map<ParticipantId, String> pseudonyms = new HashMap<>();
        Set<String> taken = new HashSet<>();
        for (ParticipantId id : Set.copyOf(ids)) {
            String pseudonym = of(id);
            if (!taken.add(pseudonym)) {
                throw new IllegalStateException("two participants have the same pseudonym; use another key");
            }
            pseudonyms.put(id, pseudonym);
        }
        return Map.copyOf(pseudonyms);
    }

    @Override
    public String toString() {
        return "Pseudonyms[withheld]";
    }

    /** The first column of every table. */
    static <R> Variable<R> variable(Function<R, String> pseudonym) {
        return Variable.own(
                COLUMN,
                "Stands for a participant in all tables of the study.",
                row -> TableCell.own(pseudonym.apply(row)));
    }
}
