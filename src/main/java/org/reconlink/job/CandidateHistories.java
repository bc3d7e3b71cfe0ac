package org.reconlink.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PersonName;
import org.reconlink.linkage.study.PersonId;
import org.reconlink.linkage.study.PersonJoins;

/**
 * Conviction rows of those who may be participants, and of a fixed share of everybody, from one more reading of the extract.
 * Held in memory for as long as the rate is estimated; those of the sample without names.
 *
 * @param candidates rows of each person who may be a participant
 * @param sampled rows of each person of the sample, in order of person
 */
record CandidateHistories(
        Map<PersonId, List<ConvictionRecord>> candidates, Map<PersonId, List<ConvictionRecord>> sampled) {
    private static final int PERSONS = 20_000;
    private static final int PROGRESS_EVERY = 20_000;
    private static final PersonDetails NOBODY =
            new PersonDetails(new PersonName(null, null, null), List.of(), null, null, null, null, null, List.of());

    @SuppressWarnings("ReferenceEquality") // the rows of a person stand one after the other
    static CandidateHistories read(
            RowPlaces places, Set<PersonId> wanted, PersonJoins joins, long persons, Progress progress)
            throws IOException {
        CandidateHistories histories = new CandidateHistories(new HashMap<>(), new TreeMap<>());
        long stride = Math.max(1, persons / PERSONS);
        Set<Integer> hashes = RowPlaces.hashes(wanted, joins);
        joins.joins().stream()
                .filter(join -> isSampled(RowPlaces.hash(join.person()), stride))
                .forEach(join -> hashes.add(RowPlaces.hash(join.own())));
        joins.apart().stream()
                .filter(one -> isSampled(RowPlaces.hash(one.person()), stride))
                .flatMap(one -> Stream.of(one.own(), one.byPncId()))
                .forEach(person -> hashes.add(RowPlaces.hash(person)));
        PersonJoins.Finder finder = joins.finder();
        try (RowPlaces.Rows rows = places.read(hash -> isSampled(hash, stride) || hashes.contains(hash))) {
            long taken = 0;
            PersonDetails before = NOBODY;
            List<ConvictionRecord> own = null;
            List<ConvictionRecord> drawn = null;
            for (ConvictionRecord row = rows.next(); row != null; row = rows.next()) {
                if (row.person() != before) {
                    before = row.person();
                    PersonId person = finder.of(before);
                    own = wanted.contains(person) ? of(person, histories.candidates) : null;
                    drawn = isSampled(RowPlaces.hash(person), stride) ? of(person, histories.sampled) : null;
                }
                if (own != null) {
                    own.add(row);
                }
                if (drawn != null) {
                    drawn.add(row.of(NOBODY));
                }
                taken++;
                if (taken % PROGRESS_EVERY == 0) {
                    progress.rowsRead(row.source().file(), taken, rows.expected());
                }
            }
        }
        return histories;
    }

    private static List<ConvictionRecord> of(PersonId person, Map<PersonId, List<ConvictionRecord>> rows) {
        return rows.computeIfAbsent(person, p -> new ArrayList<>());
    }

    private static boolean isSampled(int hash, long stride) {
        return Integer.toUnsignedLong(hash) % stride == 0;
    }

    /** Nothing about a person. */
    @Override
    public String toString() {
        return "CandidateHistories[withheld]";
    }
}
