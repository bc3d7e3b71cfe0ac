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
            for (ConvictionRecord row = rows.next(); row != null; row = rows.next()) {
                histories.take(row, finder.of(row.person()), wanted, stride);
                taken++;
                if (taken % PROGRESS_EVERY == 0) {
                    progress.rowsRead(row.source().file(), taken, rows.expected());
                }
            }
        }
        return histories;
    }

    private void take(ConvictionRecord row, PersonId person, Set<PersonId> wanted, long stride) {
        if (wanted.contains(person)) {
            candidates.computeIfAbsent(person, p -> new ArrayList<>()).add(row);
        }
        if (isSampled(RowPlaces.hash(person), stride)) {
            sampled.computeIfAbsent(person, p -> new ArrayList<>()).add(row.of(NOBODY));
        }
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
