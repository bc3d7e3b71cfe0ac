package org.reconlink.linkage;

import it.unimi.dsi.fastutil.ints.Int2ObjectRBTreeMap;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Streams the identities of an extract past the blocked participants and weighs every pair once.
 *
 * <p>Persons are scanned in parts of a fixed size and the parts put together in their order, so that the number of
 * threads changes nothing.
 */
final class PairScan {
    private static final int PERSONS_A_PART = 1024;

    private final Extract extract;
    private final List<Subject> participants;
    private final Blocking blocking;
    private final Weigher weigher;

    /** @param blocking of these participants */
    PairScan(Extract extract, List<Subject> participants, Blocking blocking, Weigher weigher) {
        this.extract = extract;
        this.participants = participants;
        this.blocking = blocking;
        this.weigher = weigher;
    }

    /**
     * What a scan found.
     *
     * @param candidates by participant, each list in order of person
     * @param comparedPairs distinct pairs of participant and identity
     */
    record Found(List<List<Candidate>> candidates, long comparedPairs) {}

    /** The numbers of the parts, for as many threads as there are. */
    static IntStream parts(Extract extract) {
        return IntStream.range(0, (extract.persons() + PERSONS_A_PART - 1) / PERSONS_A_PART)
                .parallel();
    }

    /** The persons of one part. */
    static IntStream persons(Extract extract, int part) {
        int first = part * PERSONS_A_PART;
        return IntStream.range(first, Math.min(extract.persons(), first + PERSONS_A_PART));
    }

    Found scan() {
        List<Part> scanned = parts(extract).mapToObj(this::part).toList();
        List<List<Candidate>> candidates = new ArrayList<>();
        participants.forEach(p -> candidates.add(new ArrayList<>()));
        long compared = 0;
        for (Part part : scanned) {
            part.candidates.forEach(
                    candidate -> candidates.get(candidate.participant()).add(candidate));
            compared += part.compared;
        }
        return new Found(candidates, compared);
    }

    private Part part(int number) {
        Part part = new Part();
        persons(extract, number).forEach(part::scan);
        return part;
    }

    /** One part of the persons. */
    private final class Part {
        private final List<Candidate> candidates = new ArrayList<>();
        private final Blocking.Found found = new Blocking.Found(participants.size());
        private long compared;

        void scan(int person) {
            Int2ObjectRBTreeMap<Candidate> ofPerson = new Int2ObjectRBTreeMap<>();
            for (int i = extract.firstIdentity(person); i < extract.endOfIdentities(person); i++) {
                scan(person, i, ofPerson);
            }
            candidates.addAll(ofPerson.values());
        }

        private void scan(int person, int identity, Int2ObjectRBTreeMap<Candidate> ofPerson) {
            Subject subject = extract.subject(person, identity);
            blocking.find(subject, found);
            compared += found.participants().size();
            found.participants().forEach(participant -> {
                double weight = weigher.weight(participants.get(participant), subject);
                ofPerson.merge(
                        participant,
                        new Candidate(participant, person, identity, weight, found.rulesOf(participant)),
                        Candidate::or);
            });
        }
    }
}
