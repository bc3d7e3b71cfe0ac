package org.reconlink.linkage.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.linkage.study.CandidatePair.Decision;
import org.reconlink.linkage.study.Linker.EarlierLink;
import org.reconlink.linkage.study.PersonIds.IdentityHash;
import org.reconlink.spec.SpecTable;

class DecisionsTest {
    private static final int FIRST_NAMED_ROW = 1_000_000;
    private static final List<Population.Row> OTHERS = new Population(3, 3_000, 2, 0).rows;

    @TestFactory
    Stream<DynamicTest> decisions() {
        return SpecTable.load("linkage/decisions.yml").cases().stream()
                .map(row -> dynamicTest((String) row.get("case"), () -> new Case(row).check()));
    }

    @TestFactory
    Stream<DynamicTest> verdicts() {
        return SpecTable.load("linkage/verdicts.yml").cases().stream()
                .map(row -> dynamicTest((String) row.get("case"), () -> new Case(row).check()));
    }

    @TestFactory
    Stream<DynamicTest> earlierLinks() {
        return SpecTable.load("linkage/earlier-links.yml").cases().stream()
                .map(row -> dynamicTest((String) row.get("case"), () -> new Case(row).check()));
    }

    /** One case of the table: its people by name, linked. */
    private static final class Case {
        private final Map<String, Object> row;
        private final Map<PersonId, String> names = new LinkedHashMap<>();
        private final LinkageResult result;

        Case(Map<String, Object> row) {
            this.row = row;
            IdentityIndex index = new IdentityIndex();
            OTHERS.forEach(other -> index.add(other.details(), other.conviction(), other.source()));
            people("extract").forEach((name, keys) -> {
                PersonDetails details = People.details(keys);
                names.put(PersonIds.of(details), name);
                People.convictions(keys)
                        .forEach(date -> index.add(details, date, People.row(FIRST_NAMED_ROW + names.size())));
            });
            List<Participant> participants = new ArrayList<>();
            people("participants").forEach((id, keys) -> {
                List<LocalDate> dates = People.convictions(keys);
                participants.add(People.participant(id, People.details(keys), dates.isEmpty() ? null : dates.get(0)));
            });
            result = new Linker(settings(), Model.shipped())
                    .link(participants, index, verdicts(), earlier())
                    .result();
        }

        private LinkageSettings settings() {
            LinkageSettings usual = ScaleTest.SETTINGS;
            double linkFrom = number("link from", usual.linkFrom());
            boolean keeps = row.get("keep link from") != null;
            Double joinFrom = (Double) row.get("persons join from");
            return linkFrom == usual.linkFrom() && !keeps && joinFrom == null
                    ? usual
                    : new LinkageSettings(
                            usual.blockOn(),
                            false,
                            usual.compare(),
                            linkFrom,
                            usual.reviewFrom(),
                            usual.expectedShare(),
                            usual.model(),
                            number("keep link from", Math.min(linkFrom, usual.keepLinkFrom())),
                            joinFrom == null ? usual.joinPersonsFrom() : joinFrom,
                            false,
                            List.of());
        }

        private double number(String key, double usual) {
            return row.get(key) == null ? usual : ((Number) row.get(key)).doubleValue();
        }

        private List<EarlierLink> earlier() {
            List<EarlierLink> links = new ArrayList<>();
            section("earlier")
                    .forEach((participant, person) -> links.add(new EarlierLink(
                            new ParticipantId(participant), PersonIds.of(seen((String) person, "extract")))));
            return links;
        }

        private List<Verdict> verdicts() {
            List<Verdict> verdicts = new ArrayList<>();
            section("verdicts").forEach((pair, answer) -> {
                String participant = pair.substring(0, pair.indexOf('-'));
                String person = pair.substring(pair.indexOf('-') + 1);
                verdicts.add(new Verdict(
                        pair,
                        new ParticipantId(participant),
                        IdentityHash.of(seen(participant, "participants")),
                        IdentityHash.of(seen(person, "extract")),
                        answer.equals("match")));
            });
            return verdicts;
        }

        private PersonDetails seen(String name, String side) {
            Map<String, Map<String, Object>> seen = people("seen");
            return People.details(
                    seen.containsKey(name) ? seen.get(name) : people(side).get(name));
        }

        void check() {
            assertThat(outcomes()).isEqualTo(row.get("expect"));
            section("reasons").forEach((pair, reason) -> assertThat(reasons()).containsEntry(pair, (String) reason));
            section("warnings")
                    .forEach((id, warnings) -> assertThat(result.decisions())
                            .filteredOn(
                                    decision -> decision.participant().value().equals(id))
                            .first()
                            .extracting(LinkDecision::warnings)
                            .isEqualTo(warnings));
        }

        private Map<String, String> outcomes() {
            Map<String, String> outcomes = new LinkedHashMap<>();
            for (LinkDecision decision : result.decisions()) {
                String id = decision.participant().value();
                outcomes.put(
                        id,
                        switch (decision.status()) {
                            case LINKED, LINKED_BY_KEY -> "linked " + names.get(decision.person());
                            case IN_REVIEW -> "in review: " + inReview(id);
                            case UNLINKED -> "unlinked";
                        });
            }
            return outcomes;
        }

        private String inReview(String participant) {
            return result.pairs().stream()
                    .filter(pair -> pair.participant().value().equals(participant))
                    .filter(pair -> pair.decision() == Decision.REVIEW)
                    .map(pair -> names.get(pair.person()))
                    .sorted()
                    .collect(Collectors.joining(", "));
        }

        private Map<String, String> reasons() {
            return result.pairs().stream()
                    .collect(Collectors.toMap(
                            pair -> pair.participant().value() + "-" + names.get(pair.person()),
                            CandidatePair::reason));
        }

        @SuppressWarnings("unchecked")
        private Map<String, Object> section(String key) {
            return (Map<String, Object>) row.getOrDefault(key, Map.of());
        }

        @SuppressWarnings("unchecked")
        private Map<String, Map<String, Object>> people(String key) {
            Map<String, Map<String, Object>> people = new LinkedHashMap<>();
            section(key).forEach((name, keys) -> people.put(name, (Map<String, Object>) keys));
            return people;
        }
    }
}
