package org.reconlink.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.outcome.InclusionSettings;

/** One item of {@code at least}: so many months or days of a part of the participant's way. */
final class SpanSection {
    /** A part of the way: what it is called, and the dates it lies between. */
    record Part(String name, ParticipantDate from, ParticipantDate to) {}

    private static final int MOST_MONTHS = 600;
    private static final int MOST_DAYS = 20_000;

    static final Key<Integer> MONTHS =
            Key.optional("months", Scalars.wholeNumber(1, MOST_MONTHS, 6), "required without days", "whole months");
    static final Key<Integer> DAYS = Key.optional(
            "days", Scalars.wholeNumber(1, MOST_DAYS, 1), "required without months", "days, first and last counted");
    static final Key<Part> OF = Key.required(
            "of",
            new Choice<>(parts(
                    new Part("in-reach", ParticipantDate.INREACH_START, ParticipantDate.RELEASE),
                    new Part("intervention", ParticipantDate.INTERVENTION_START, ParticipantDate.INTERVENTION_END),
                    new Part("custody", ParticipantDate.CUSTODY_START, ParticipantDate.RELEASE))),
            "the time that counts; in-reach and custody run to release, intervention to its end");

    static final SectionType TYPE = SectionType.of(MONTHS, DAYS, OF);

    private SpanSection() {}

    private static Map<String, Part> parts(Part... parts) {
        Map<String, Part> byName = new LinkedHashMap<>();
        for (Part part : parts) {
            byName.put(part.name(), part);
        }
        return byName;
    }

    static void check(Values values, ParseContext reading) {
        if (!values.meant(MONTHS) && !values.meant(DAYS)) {
            reading.problem(
                    values.at(), "neither months nor days are given", "write such as { months: 6, of: in-reach }");
        }
    }

    static void checkColumns(Values values, MappedColumns participants, ParseContext reading) {
        Part part = values.find(OF);
        if (part != null) {
            for (ParticipantDate date : List.of(part.from(), part.to())) {
                participants.requireDate(date, values.at(OF), "the time of " + part.name(), reading);
            }
        }
    }

    static InclusionSettings.Span settings(Values values) {
        Part part = values.need(OF);
        return new InclusionSettings.Span(
                part.name(), part.from(), part.to(), orZero(values.find(MONTHS)), orZero(values.find(DAYS)));
    }

    private static int orZero(@Nullable Integer number) {
        return number == null ? 0 : number;
    }
}
