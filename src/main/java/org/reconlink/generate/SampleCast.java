package org.reconlink.generate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes everybody of the sample study: the participants as planned and all who surround them in the extracts. */
final class SampleCast {
    private static final long SEED = 20211231;
    private static final int OUTSIDERS = 4_200;

    private final Dice dice = new Dice(SEED);
    private final OffenceStock stock = new OffenceStock();
    private final CaseNumbers cases = new CaseNumbers();
    private final NameStock names = new NameStock();
    private final People people = new People(names, new PostcodeStock());
    private final StudyHistory histories = new StudyHistory(stock, cases);
    private final FollowUpPlan followUp = new FollowUpPlan(stock, cases, dice.child(1));
    private final SampleExtracts extracts = new SampleExtracts();
    private final List<SamplePerson> participants = new ArrayList<>();

    SampleCast() {
        List<PlannedParticipant> plans = Tables.read("sample/people.csv").stream()
                .map(PlannedParticipant::of)
                .toList();
        for (PlannedParticipant plan : plans) {
            participants.add(participant(plan, dice.child(1000 + participants.size())));
        }
        participants.forEach(this::record);
        surround(plans);
    }

    private SamplePerson participant(PlannedParticipant plan, Dice own) {
        List<SpelledName> spelled = new ArrayList<>(List.of(plan.name()));
        if (plan.onSheet("three-aliases")) {
            spelled.addAll(plan.aliases());
        }
        Person person = people.known(spelled, plan.born(), plan.home(), own);
        List<Charge> history = histories.upToRelease(
                new StudyHistory.Index(
                        plan.born(),
                        stock.named(plan.indexCode()),
                        plan.indexOffence(),
                        plan.indexConviction(),
                        plan.released(),
                        plan.violentOrSexual()),
                own);
        String sentence = history.stream()
                .filter(charge -> charge.offence().cjsCode().equals(plan.indexCode())
                        && charge.convicted().equals(plan.indexConviction()))
                .findFirst()
                .orElseThrow()
                .sentence()
                .length();
        return new SamplePerson(plan, person, history, sentence, person.number());
    }

    private void record(SamplePerson participant) {
        PlannedParticipant plan = participant.plan();
        if (!plan.inExtracts()) {
            return;
        }
        for (Charge charge : participant.history()) {
            extracts.record(ExtractRow.of(participant.truth(), charge), SampleExtracts.extractOf(charge, plan.files()));
        }
        for (FollowUpPlan.Recorded recorded : followUp.charges(plan.studyNo())) {
            String home = plan.files().equals("south") ? "south" : "north";
            extracts.record(
                    ExtractRow.of(participant.truth(), recorded.charge()),
                    recorded.file().equals("home") ? home : recorded.file());
        }
    }

    /** Twins, namesakes and brothers where planned, the owners of mistyped numbers, and thousands of others. */
    private void surround(List<PlannedParticipant> plans) {
        Outsiders outsiders = new Outsiders(people, new Career(stock, cases), extracts, plans);
        Dice own = dice.child(2);
        Map<String, Person> lookalikes = new HashMap<>();
        for (SamplePerson participant : participants) {
            PlannedParticipant plan = participant.plan();
            if (plan.hasTrap("twin")) {
                lookalikes.put(plan.studyNo(), people.twin(participant.truth(), own));
            } else if (plan.hasTrap("namesake")) {
                lookalikes.put(plan.studyNo(), people.namesake(participant.truth(), own));
            } else if (plan.hasTrap("brother")) {
                lookalikes.put(plan.studyNo(), people.relative(participant.truth(), own));
            } else if (plan.onSheet("pnc-of-another")) {
                lookalikes.put(plan.studyNo(), people.anybody(1960, 1990, 0, own));
            }
        }
        for (int i = 0; i < participants.size(); i++) {
            SamplePerson participant = participants.get(i);
            Person lookalike = lookalikes.get(participant.plan().studyNo());
            if (lookalike != null) {
                outsiders.addKnown(lookalike, own);
                if (participant.plan().onSheet("pnc-of-another")) {
                    participants.set(i, participant.withNumberOnSheet(lookalike.number()));
                }
            }
        }
        outsiders.add(OUTSIDERS, dice.child(3));
    }

    List<SamplePerson> participants() {
        return List.copyOf(participants);
    }

    SampleExtracts extracts() {
        return extracts;
    }

    FollowUpPlan followUp() {
        return followUp;
    }

    /** Dice for the sheet of one participant. */
    Dice diceFor(int participant) {
        return dice.child(2000 + participant);
    }

    NameStock names() {
        return names;
    }

    People people() {
        return people;
    }
}
