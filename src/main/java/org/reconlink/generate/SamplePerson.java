package org.reconlink.generate;

import java.util.List;

/**
 * A participant of the sample study with all that was made for them.
 *
 * @param truth the person as the police know them
 * @param history every charge, in both extracts together; empty for those who are in neither
 * @param numberOnSheet the police number that the sheet has, which may be another person's
 */
record SamplePerson(
        PlannedParticipant plan, Person truth, List<Charge> history, String indexSentence, PoliceNumber numberOnSheet) {
    SamplePerson {
        history = List.copyOf(history);
    }

    SamplePerson withNumberOnSheet(PoliceNumber other) {
        return new SamplePerson(plan, truth, history, indexSentence, other);
    }

    @Override
    public String toString() {
        return "SamplePerson[" + plan.studyNo() + "]";
    }
}
