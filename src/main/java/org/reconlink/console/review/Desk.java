package org.reconlink.console.review;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.review.Deliberation;
import org.reconlink.review.Judgement;
import org.reconlink.review.Judgement.Answer;
import org.reconlink.review.Judgement.Reason;
import org.reconlink.review.ReviewCase;
import org.reconlink.review.Worklist;
import org.reconlink.store.RunRegister.StoredRun;
import org.reconlink.store.SpokenJudgements;

/** The pairs of a study's last complete run with all that was said of them, as far as each person may know it. */
final class Desk {
    private final SpokenJudgements spoken;
    private final Map<String, List<Judgement>> lines = new HashMap<>();
    private final Map<String, Deliberation> said = new HashMap<>();
    private final Map<String, List<Judgement>> byReviewer = new HashMap<>();
    private final Map<String, Queue> queues = new HashMap<>();
    private int known;
    private Pairs pairs = Pairs.NONE;
    private Set<String> pool = Set.of();
    private int parts = 1;

    Desk(SpokenJudgements spoken) {
        this.spoken = spoken;
    }

    /**
     * The pairs of a run.
     *
     * @param begun when the run did
     * @param orders of those who were given any, by their name
     * @param pools their keys, by how many there is time for
     */
    record Pairs(
            String study,
            String run,
            Instant begun,
            Map<String, ReviewCase> byKey,
            Map<ParticipantId, List<ReviewCase>> byParticipant,
            Map<String, List<ReviewCase>> orders,
            Map<Integer, Set<String>> pools) {
        static final Pairs NONE = new Pairs("", "", Instant.EPOCH, Map.of(), Map.of(), Map.of(), Map.of());

        static Pairs of(StoredRun run, List<ReviewCase> cases) {
            Map<String, ReviewCase> byKey = new LinkedHashMap<>();
            Map<ParticipantId, List<ReviewCase>> byParticipant = new HashMap<>();
            for (ReviewCase pair : cases) {
                byKey.put(pair.key(), pair);
                byParticipant
                        .computeIfAbsent(pair.participant(), id -> new ArrayList<>())
                        .add(pair);
            }
            return new Pairs(
                    run.study(), run.id(), run.started(), byKey, byParticipant, new HashMap<>(), new HashMap<>());
        }

        /** The keys of the first, the same for each reviewer. */
        Set<String> pool(int most) {
            return pools.computeIfAbsent(
                    most,
                    n -> Worklist.pool(List.copyOf(byKey.values()), n).stream()
                            .map(ReviewCase::key)
                            .collect(Collectors.toSet()));
        }

        /** The same order for the same name, worked out once for a run. */
        List<ReviewCase> order(String name) {
            return orders.computeIfAbsent(
                    name, one -> new Worklist(study, run, one, false, List.copyOf(byKey.values())).cases());
        }
    }

    /** What came of what somebody said. */
    enum Said {
        /** It is on disk. */
        TAKEN,
        /** It was on disk already: the same form came twice. */
        TWICE,
        /** Something else was said by the same person since the form was drawn. */
        FORM_TOO_OLD,
        /** It is not theirs to say, or not any more. */
        SETTLED
    }

    /**
     * Takes in the pairs that hold now and what was said since.
     *
     * @param budget for how many of them reviewers have time; null for all
     * @param cut into how many parts they are cut; null if they are not
     */
    @SuppressWarnings(
            "ReferenceEquality") // they are read once for each state of a store, and to compare two long lists takes
    // long
    synchronized void now(Pairs present, @Nullable Integer budget, @Nullable Integer cut) {
        int now = cut == null ? 1 : cut;
        Set<String> chosen = present.pool(budget == null ? present.byKey.size() : budget);
        if (pairs != present || pool != chosen || parts != now) {
            pairs = present;
            pool = chosen;
            parts = now;
            queues.clear();
        }
        take(spoken.all());
    }

    /** The pairs of a run in a reviewer's order: gone through once, and then changed by what is said, as lists are long. */
    private final class Queue {
        private final String name;
        private final List<ReviewCase> order;
        private final Map<String, Integer> places = new HashMap<>();
        private final BitSet waiting = new BitSet();
        private final BitSet judged = new BitSet();
        private final Map<Integer, BitSet> byPart = new HashMap<>();

        Queue(String name) {
            this.name = name;
            this.order = pairs.order(name);
            for (int place = 0; place < order.size(); place++) {
                places.put(order.get(place).key(), place);
                lookAt(place);
                if (parts > 1) {
                    byPart.computeIfAbsent(Worklist.part(order.get(place), parts), part -> new BitSet())
                            .set(place);
                }
            }
        }

        private void lookAt(int place) {
            String key = order.get(place).key();
            boolean waits = awaits(key, name);
            waiting.set(place, waits);
            judged.set(place, !waits && mine(name, key, false).isPresent());
        }

        void saidOf(String key) {
            Integer place = places.get(key);
            if (place != null) {
                lookAt(place);
            }
        }

        /** Those that wait, of a part or, where it is none, of all. */
        BitSet waiting(int part) {
            BitSet all = (BitSet) waiting.clone();
            if (part > 0 && part <= parts && parts > 1) {
                all.and(byPart.getOrDefault(part, new BitSet()));
            }
            return all;
        }

        Optional<ReviewCase> next(Collection<String> passedOver, int part) {
            return waiting(part).stream()
                    .mapToObj(order::get)
                    .filter(pair -> !passedOver.contains(pair.key()))
                    .findFirst();
        }
    }

    private Queue queue(String name) {
        return queues.computeIfAbsent(name, Queue::new);
    }

    /** Whether a pair waits for a reviewer. */
    private boolean awaits(String key, String name) {
        return pool.contains(key) && Worklist.awaits(said.get(key), name);
    }

    /** Into how many parts the list is cut; 1 if it is not. */
    synchronized int parts() {
        return parts;
    }

    /**
     * What waits for a reviewer, or an adjudicator, as a list to be given out.
     *
     * @param part that a reviewer has taken; 0 for all
     */
    synchronized Worklist worklist(String name, boolean adjudicator, int part) {
        List<ReviewCase> cases = adjudicator
                ? forAdjudicator(name)
                : queue(name).waiting(part).stream()
                        .mapToObj(pairs.order(name)::get)
                        .toList();
        return new Worklist(pairs.study, pairs.run, name, adjudicator, cases);
    }

    private void take(List<Judgement> all) {
        Set<String> touched = new HashSet<>();
        for (Judgement line : all.subList(known, all.size())) {
            lines.computeIfAbsent(line.key(), key -> new ArrayList<>()).add(line);
            touched.add(line.key());
            if (!line.adjudicator()) {
                byReviewer
                        .computeIfAbsent(lower(line.reviewer()), name -> new ArrayList<>())
                        .add(line);
            }
        }
        known = all.size();
        for (String key : touched) {
            Deliberation now =
                    Deliberation.of(lines.getOrDefault(key, List.of())).get(key);
            if (now == null) {
                said.remove(key);
            } else {
                said.put(key, now);
            }
            queues.values().forEach(queue -> queue.saidOf(key));
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    synchronized Optional<ReviewCase> pair(String key) {
        return Optional.ofNullable(pairs.byKey.get(key));
    }

    /** The other pairs of the same participant. */
    synchronized List<ReviewCase> others(ReviewCase pair) {
        return pairs.byParticipant.getOrDefault(pair.participant(), List.of()).stream()
                .filter(other -> !other.key().equals(pair.key()))
                .toList();
    }

    /** How far somebody is: pairs of this run that they have judged, and those that wait for them. */
    record Progress(int judged, int waiting) {}

    synchronized Progress progress(String name) {
        return progress(name, 0);
    }

    /** @param part of which those that wait are counted; 0 for all */
    synchronized Progress progress(String name, int part) {
        Queue queue = queue(name);
        return new Progress(queue.judged.cardinality(), queue.waiting(part).cardinality());
    }

    /** The next pair of a part, or of all if that is 0, that waits for a reviewer, those that were passed over last. */
    synchronized Optional<ReviewCase> next(String name, Collection<String> passedOver, int part) {
        Queue queue = queue(name);
        BitSet waiting = queue.waiting(part);
        return queue.next(passedOver, part)
                .or(() -> passedOver.stream()
                        .filter(key -> waiting.get(queue.places.getOrDefault(key, queue.order.size())))
                        .flatMap(key -> pair(key).stream())
                        .findFirst());
    }

    /** What somebody says of a pair at present. */
    synchronized Optional<Judgement> mine(String name, String key, boolean adjudicator) {
        Deliberation about = said.get(key);
        return about == null ? Optional.empty() : about.by(name, adjudicator);
    }

    /** How often somebody has said something of a pair: a form that was drawn at another number is too old. */
    synchronized int words(String name, String key, boolean adjudicator) {
        return (int) lines.getOrDefault(key, List.of()).stream()
                .filter(one ->
                        one.adjudicator() == adjudicator && one.reviewer().equalsIgnoreCase(name))
                .count();
    }

    /** Everything a reviewer said, the latest last; taken back or not. */
    synchronized List<Judgement> saidBy(String name) {
        return List.copyOf(byReviewer.getOrDefault(lower(name), List.of()));
    }

    /** What a reviewer says at present of the pairs of this run, the latest first. */
    synchronized List<Judgement> verdicts(String name) {
        List<Judgement> all = saidBy(name);
        Set<String> seen = new HashSet<>();
        List<Judgement> present = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0; i--) {
            String key = all.get(i).key();
            if (pairs.byKey.containsKey(key) && seen.add(key)) {
                mine(name, key, false).ifPresent(present::add);
            }
        }
        return present;
    }

    /** What a reviewer said last of the pairs of this run and still says. */
    synchronized Optional<Judgement> latest(String name) {
        List<Judgement> all = byReviewer.getOrDefault(lower(name), List.of());
        Set<String> seen = new HashSet<>();
        for (int i = all.size() - 1; i >= 0; i--) {
            String key = all.get(i).key();
            Optional<Judgement> present =
                    pairs.byKey.containsKey(key) && seen.add(key) ? mine(name, key, false) : Optional.empty();
            if (present.isPresent()) {
                return present;
            }
        }
        return Optional.empty();
    }

    /**
     * Whether a reviewer may say something of a pair: it waits for them, or they have judged it and nobody has decided since. What
     * others said of it makes no difference that they could see.
     */
    synchronized boolean isOpenTo(String name, String key) {
        Deliberation about = said.get(key);
        boolean adjudicated = about != null && about.judgements().stream().anyMatch(Judgement::adjudicator);
        return pairs.byKey.containsKey(key)
                && (awaits(key, name) || (!adjudicated && mine(name, key, false).isPresent()));
    }

    /** What somebody is to be told of a form. */
    record Form(
            Answer answer,
            @Nullable Reason reason,
            @Nullable String comment,
            int words) {
        boolean says(Judgement line) {
            return line.answer() == answer && line.reason() == reason && Objects.equals(line.comment(), comment);
        }
    }

    /** Takes in what a reviewer says of a pair; {@link Answer#WITHDRAWN} takes back what they said. */
    synchronized Said review(String name, String key, Form form, Instant time) {
        return say(name, key, false, form, time);
    }

    /** Takes in what an adjudicator says. */
    synchronized Said adjudicate(String name, String key, Form form, Instant time) {
        return say(name, key, true, form, time);
    }

    private Said say(String name, String key, boolean adjudicator, Form form, Instant time) {
        Said[] came = {Said.SETTLED};
        spoken.append(all -> {
            take(all);
            ReviewCase pair = pairs.byKey.get(key);
            List<Judgement> before = lines.getOrDefault(key, List.of()).stream()
                    .filter(one ->
                            one.adjudicator() == adjudicator && one.reviewer().equalsIgnoreCase(name))
                    .toList();
            if (form.words >= 0 && before.size() == form.words + 1 && form.says(before.get(form.words))) {
                came[0] = Said.TWICE;
            } else if (pair == null || !(adjudicator ? isAdjudicatedBy(name, key) : isOpenTo(name, key))) {
                came[0] = Said.SETTLED;
            } else if (before.size() != form.words) {
                came[0] = Said.FORM_TOO_OLD;
            } else {
                came[0] = Said.TAKEN;
                return pair.judgement(name, adjudicator, form.answer, form.reason, form.comment, time);
            }
            return null;
        });
        take(spoken.all());
        return came[0];
    }

    /** Pairs that wait for this adjudicator, who reviewed none of them, in their own order. */
    synchronized List<ReviewCase> forAdjudicator(String name) {
        return pairs.order(name).stream()
                .filter(pair -> awaitsAdjudicator(name, pair))
                .toList();
    }

    /** A contradiction is the run's: what an adjudicator said since then answers it. */
    private boolean awaitsAdjudicator(String name, ReviewCase pair) {
        Deliberation about = said.get(pair.key());
        return about != null
                && about.canBeAdjudicatedBy(name)
                && Worklist.awaitsAdjudicator(pair, about)
                && about.judgements().stream()
                        .noneMatch(one -> one.adjudicator() && one.time().isAfter(pairs.begun));
    }

    /** Whether an adjudicator may say something of a pair: it waits for them, or what was decided is theirs. */
    synchronized boolean isAdjudicatedBy(String name, String key) {
        ReviewCase pair = pairs.byKey.get(key);
        Deliberation about = said.get(key);
        return pair != null
                && about != null
                && about.canBeAdjudicatedBy(name)
                && (awaitsAdjudicator(name, pair) || mine(name, key, true).isPresent());
    }

    /** What reviewers say of a pair, for its adjudicator. */
    synchronized List<Judgement> reviews(String key) {
        Deliberation about = said.get(key);
        return about == null ? List.of() : about.reviews();
    }

    /** Everything that was said of every pair of any run, for how reviewers agree. */
    synchronized Collection<Deliberation> all() {
        return List.copyOf(said.values());
    }

    /** Who has reviewed anything. */
    synchronized List<String> reviewers() {
        return byReviewer.values().stream()
                .map(all -> all.get(all.size() - 1).reviewer())
                .sorted()
                .toList();
    }
}
