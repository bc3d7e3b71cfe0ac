package org.reconlink.console.review;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.reconlink.console.review.Desk.Pairs;
import org.reconlink.review.Agreement.Compared;
import org.reconlink.review.ReviewCase;
import org.reconlink.store.Reviewing;
import org.reconlink.store.RunRegister.StoredRun;
import org.reconlink.store.SpokenJudgements;
import org.reconlink.store.StoreException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** The desk of each study, kept from one page to the next. */
@Component
public final class Desks {
    private final Studies studies;
    private final Map<String, Desk> desks = new ConcurrentHashMap<>();

    Desks(Studies studies) {
        this.studies = studies;
    }

    /** The desk as it is now; 404 if the study has no complete run. */
    Desk of(String study) {
        return find(study).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Optional<Desk> find(String study) {
        Optional<StoredRun> run = studies.latest(study);
        if (run.isEmpty()) {
            return Optional.empty();
        }
        try {
            Reviewing reviewing = Reviewing.in(studies.folder(study));
            Desk desk = desks.computeIfAbsent(study, id -> new Desk(SpokenJudgements.in(studies.folder(id))));
            desk.now(
                    studies.read(
                            study,
                            "pairs to judge " + run.get().id(),
                            store -> Pairs.of(
                                    run.get(),
                                    store.reviewCases().read(run.get().id()))),
                    reviewing.pairs(),
                    reviewing.parts());
            return Optional.of(desk);
        } catch (StoreException e) {
            desks.remove(study); // what is read next is read anew
            throw e;
        }
    }

    /** How many pairs wait for somebody, as reviewer or as adjudicator. */
    public int waiting(String study, String name, boolean adjudicator) {
        return find(study)
                .map(desk -> adjudicator
                        ? desk.forAdjudicator(name).size()
                        : desk.progress(name).waiting())
                .orElse(0);
    }

    /** A pair of the last complete run; empty if only an earlier one left it in doubt, 404 if none did. */
    Optional<ReviewCase> pair(Desk desk, String study, String key) {
        Optional<ReviewCase> pair = desk.pair(key);
        if (pair.isEmpty() && !earlier(study).contains(key)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return pair;
    }

    private Set<String> earlier(String study) {
        return studies.read(
                study,
                "keys of all pairs",
                store -> store.runs().all().stream()
                        .flatMap(run -> store.reviewCases().read(run.id()).stream())
                        .map(ReviewCase::key)
                        .collect(Collectors.toSet()));
    }

    /** How the fields of all pairs compare that any run left in doubt, by key. */
    Map<String, List<Compared>> compared(String study) {
        return studies.read(study, "how fields of all pairs compare", store -> {
            Map<String, List<Compared>> compared = new HashMap<>();
            for (StoredRun run : store.runs().all()) {
                store.reviewCases()
                        .read(run.id())
                        .forEach(pair -> compared.computeIfAbsent(pair.key(), key -> Compared.of(pair)));
            }
            return compared;
        });
    }

    /** What the coordinator tells reviewers; empty if nothing. */
    String instructions(String study) {
        return Reviewing.in(studies.folder(study)).message();
    }
}
