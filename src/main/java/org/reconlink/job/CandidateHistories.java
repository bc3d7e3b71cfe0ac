package org.reconlink.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.reconlink.intake.ExtractReader;
import org.reconlink.intake.ExtractSettings;
import org.reconlink.intake.Intake;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PersonName;
import org.reconlink.linkage.PersonId;
import org.reconlink.linkage.PersonJoins;
import org.reconlink.study.Study;

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
            Study study, Set<PersonId> wanted, PersonJoins.Finder finder, long persons, Progress progress)
            throws IOException {
        CandidateHistories histories = new CandidateHistories(new HashMap<>(), new TreeMap<>());
        long stride = Math.max(1, persons / PERSONS);
        ExtractSettings settings = study.convictions();
        for (Path file : settings.files()) {
            try (ExtractReader<ConvictionRecord> rows =
                    Intake.convictions(file, settings, study.intake(), finding -> {})) {
                long expected = RowEstimate.of(file);
                for (ConvictionRecord row = rows.read(); row != null; row = rows.read()) {
                    histories.take(row, finder.of(row.person()), wanted, stride);
                    if (rows.rowsRead() % PROGRESS_EVERY == 0) {
                        progress.rowsRead(row.source().file(), rows.rowsRead(), expected);
                    }
                }
            }
        }
        return histories;
    }

    private void take(ConvictionRecord row, PersonId person, Set<PersonId> wanted, long stride) {
        if (wanted.contains(person)) {
            candidates.computeIfAbsent(person, p -> new ArrayList<>()).add(row);
        }
        if (hash(person) % stride == 0) {
            sampled.computeIfAbsent(person, p -> new ArrayList<>()).add(row.of(NOBODY));
        }
    }

    private static long hash(PersonId person) {
        CRC32 hash = new CRC32();
        hash.update(person.value().getBytes(StandardCharsets.UTF_8));
        return hash.getValue();
    }

    /** Nothing about a person. */
    @Override
    public String toString() {
        return "CandidateHistories[withheld]";
    }
}
