package org.reconlink.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.linkage.study.CandidatePair;
import org.reconlink.linkage.study.CandidatePair.ComparedField;
import org.reconlink.linkage.study.CandidatePair.Decision;
import org.reconlink.linkage.study.IdentityIndex;
import org.reconlink.linkage.study.LinkageSettings;
import org.reconlink.linkage.study.Linker;
import org.reconlink.linkage.study.Linker.ReviewedLinkage;
import org.reconlink.linkage.study.Model;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The product's linker with its usual rules and comparisons, trained on each study or on the first. */
final class LinkerLinkage implements StudyLinkage {
    private static final double LN2 = Math.log(2);
    private static final List<List<String>> BLOCK_ON = List.of(
            List.of("pnc id"),
            List.of("surname", "date of birth"),
            List.of("forename", "date of birth"),
            List.of("surname", "forename", "postcode district"),
            List.of("date of birth", "postcode district"),
            List.of("surname", "forename", "year of birth"));

    /** A field with a level for missing where {@code missing} can hold. */
    private record Field(
            String comparison, Predicate<PersonDetails> missing, boolean mayBeMissing, List<String> levels) {
        int first() {
            return mayBeMissing ? 1 : 0;
        }
    }

    private static final List<Field> FIELDS = List.of(
            new Field("surname", d -> false, false, List.of()),
            new Field("forename", d -> false, false, List.of()),
            new Field("date of birth", d -> false, false, List.of()),
            new Field("sex", d -> false, false, List.of()),
            new Field("postcode", d -> d.postcodes().isEmpty(), true, List.of()),
            new Field("pnc id", d -> d.pncId() == null, true, List.of()));

    private static final List<List<String>> LABELS = labels();

    private final boolean trainOnce;
    private Linker linker = new Linker(settings(true), Model.shipped());

    /** @param trainOnce whether the first study's model is that of all later ones, since training takes most of the time */
    LinkerLinkage(boolean trainOnce) {
        this.trainOnce = trainOnce;
    }

    private static LinkageSettings settings(boolean train) {
        return new LinkageSettings(
                BLOCK_ON,
                false,
                FIELDS.stream().map(Field::comparison).toList(),
                0.95,
                1e-6,
                null,
                null,
                0.9,
                null,
                train,
                List.of());
    }

    @Override
    public Linked link(List<Participant> participants, IdentityIndex register) {
        ReviewedLinkage linked = linker.link(participants, register, List.of());
        if (trainOnce) {
            linker = new Linker(settings(false), linked.model());
        }
        Map<String, Map<String, Double>> m = agreement(linked.model());
        double[] missing = FIELDS.stream()
                .mapToDouble(field -> participants.stream()
                                .filter(p -> field.missing().test(p.details()))
                                .count()
                        / (double) participants.size())
                .toArray();
        Map<Object, Integer> places = new HashMap<>();
        participants.forEach(participant -> places.put(participant.id(), places.size()));
        List<Pair> pairs = new ArrayList<>();
        for (CandidatePair pair : linked.result().pairs()) {
            pairs.add(pair(pair, places.get(pair.participant()), m, missing));
        }
        return new Linked(pairs, pooled(m, missing));
    }

    private static Pair pair(
            CandidatePair pair, int participant, Map<String, Map<String, Double>> m, double[] missing) {
        int[] levels = new int[FIELDS.size()];
        double logU = 0;
        for (int k = 0; k < levels.length; k++) {
            ComparedField compared = pair.compared().get(k);
            boolean may = FIELDS.get(k).mayBeMissing();
            int level = LABELS.get(k).indexOf(compared.level());
            levels[k] = level < 0 ? 0 : level + FIELDS.get(k).first();
            if (level >= 0) {
                logU += Math.log(m.get(compared.comparison()).get(compared.level()))
                        - LN2 * (compared.weight() + compared.termFrequencyAdjustment())
                        + (may ? Math.log(1 - missing[k]) : 0);
            } else {
                logU += Math.log(missing[k]);
            }
        }
        for (ComparedField further :
                pair.compared().subList(levels.length, pair.compared().size())) {
            logU -= LN2 * (further.weight() + further.termFrequencyAdjustment());
        }
        return new Pair(participant, pair.source().row(), levels, logU, pair.decision() == Decision.LINK);
    }

    private static List<double[]> pooled(Map<String, Map<String, Double>> m, double[] missing) {
        List<double[]> pooled = new ArrayList<>();
        for (int k = 0; k < FIELDS.size(); k++) {
            Field field = FIELDS.get(k);
            double[] levels = new double[LABELS.get(k).size() + field.first()];
            double share = field.mayBeMissing() ? missing[k] : 0;
            levels[0] = share;
            double sum = m.get(field.comparison()).values().stream()
                    .mapToDouble(x -> x)
                    .sum();
            for (int l = 0; l < LABELS.get(k).size(); l++) {
                levels[l + field.first()] = (1 - share)
                        * m.get(field.comparison()).get(LABELS.get(k).get(l))
                        / sum;
            }
            pooled.add(levels);
        }
        return pooled;
    }

    private static List<List<String>> labels() {
        JsonNode comparisons =
                JsonMapper.shared().readTree(Model.shipped().json()).get("comparisons");
        return FIELDS.stream()
                .map(field -> List.copyOf(
                        comparisons.get(field.comparison()).get("levels").propertyNames()))
                .toList();
    }

    private static Map<String, Map<String, Double>> agreement(Model model) {
        JsonNode comparisons = JsonMapper.shared().readTree(model.json()).get("comparisons");
        Map<String, Map<String, Double>> m = new HashMap<>();
        for (Field field : FIELDS) {
            Map<String, Double> levels = new HashMap<>();
            comparisons
                    .get(field.comparison())
                    .get("levels")
                    .properties()
                    .forEach(level ->
                            levels.put(level.getKey(), level.getValue().get("m").asDouble()));
            m.put(field.comparison(), levels);
        }
        return m;
    }

    @Override
    public boolean finds(int[] levels) {
        boolean surname = LABELS.get(0).get(levels[0]).equals("exact");
        boolean forename = LABELS.get(1).get(levels[1]).equals("exact");
        String born = LABELS.get(2).get(levels[2]);
        String postcode = levels[4] == 0 ? "missing" : LABELS.get(4).get(levels[4] - 1);
        String pncId = levels[5] == 0 ? "missing" : LABELS.get(5).get(levels[5] - 1);
        boolean both = surname && forename;
        boolean either = surname || forename;
        boolean district = List.of("exact", "same sector", "same district").contains(postcode);
        boolean year = List.of("exact", "day and month swapped", "one character off", "same year")
                .contains(born);
        return pncId.equals("equal") || (born.equals("exact") && (either || district)) || (both && (district || year));
    }
}
