package org.reconlink.intake;

import java.time.LocalDate;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.RecordId;

/** Who a row of convictions is about, and when they were convicted: what is known of everybody in an extract. */
public record ConvictedPerson(PersonDetails person, LocalDate convictionDate, RecordId source) {
    /** Nothing about a person. */
    @Override
    public String toString() {
        return "ConvictedPerson[withheld]";
    }
}
