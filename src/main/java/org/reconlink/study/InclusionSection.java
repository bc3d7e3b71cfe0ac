package org.reconlink.study;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.outcome.InclusionSettings;
import org.reconlink.study.Choice.Choices;
import org.reconlink.study.ProtocolNode.Located;

/** {@code include}: who of the participants is in the study. */
final class InclusionSection {
    static final Key<LocalDate> FROM = Key.optional("from", Scalars.date(), "no bound", "the earliest date, included");
    static final Key<LocalDate> TO = Key.optional("to", Scalars.date(), "no bound", "the latest date, included");

    static final Key<Boolean> CONSENT =
            Key.withDefault("consent", Choices.yesOrNo(), "no", "whether recorded consent is needed");
    static final Key<List<Located<Values>>> AT_LEAST = Key.withDefault(
            "at least",
            ListType.maybeEmpty(SpanSection.TYPE, "[{ months: 6, of: in-reach }]"),
            "[]",
            "the shortest times that a participant must have had");
    static final Key<ParticipantDate> ALIVE_AT = Key.optional(
            "alive and in the country at",
            Choices.participantDate(),
            "default: not asked",
            "a date on which the participant must be neither dead nor deported");
    static final Key<Boolean> LINKED = Key.withDefault(
            "linked", Choices.yesOrNo(), "no", "whether a link to a person of the conviction extracts is needed");

    private static final Map<ParticipantDate, Key<Values>> DATES = dates();

    static final SectionType TYPE = new SectionType(keys());

    private InclusionSection() {}

    private static Map<ParticipantDate, Key<Values>> dates() {
        Map<ParticipantDate, Key<Values>> keys = new LinkedHashMap<>();
        Choices.STUDY_DATES.forEach(date -> keys.put(
                date,
                Key.optional(
                        date.field(),
                        SectionType.of(FROM, TO),
                        "default: not asked",
                        "bounds of this date, which must then be known")));
        return keys;
    }

    private static List<Key<?>> keys() {
        List<Key<?>> keys = new ArrayList<>();
        keys.add(CONSENT);
        keys.addAll(DATES.values());
        keys.addAll(List.of(AT_LEAST, ALIVE_AT, LINKED));
        return keys;
    }

    static void check(Values values, Located<LocalDate> dataCut, ParseContext reading) {
        DATES.values().stream().filter(values::given).forEach(key -> {
            Values bounds = values.find(key);
            if (bounds != null) {
                checkBounds(bounds, dataCut, reading);
            }
        });
        spans(values).forEach(span -> SpanSection.check(span, reading));
    }

    private static void checkBounds(Values bounds, Located<LocalDate> dataCut, ParseContext reading) {
        LocalDate from = bounds.find(FROM);
        LocalDate to = bounds.find(TO);
        if (from == null) {
            return;
        }
        if (to != null && from.isAfter(to)) {
            reading.problem(bounds.at(FROM), "\"from\" is after \"to\"", "swap the two dates or correct one");
        }
        if (from.isAfter(dataCut.value())) {
            reading.problem(
                    bounds.at(FROM),
                    "\"from\" is after the data cut (line " + dataCut.at().line() + "), so nobody could be included",
                    "correct one of the two dates");
        }
    }

    /** Every criterion needs its columns: without them all participants would fail it, or none. */
    static void checkColumns(Values values, MappedColumns participants, ParseContext reading) {
        if (Boolean.TRUE.equals(values.find(CONSENT))) {
            participants.require(
                    List.of("consent"), values.at(CONSENT), "this criterion needs the field consent", reading);
        }
        DATES.forEach((date, key) -> {
            if (values.given(key)) {
                participants.requireDate(date, values.at(key), "this criterion", reading);
            }
        });
        spans(values).forEach(span -> SpanSection.checkColumns(span, participants, reading));
        ParticipantDate alive = values.find(ALIVE_AT);
        if (alive != null) {
            participants.requireDate(alive, values.at(ALIVE_AT), "this criterion", reading);
            participants.require(
                    List.of(ParticipantDate.DEATH.field(), ParticipantDate.DEPORTATION.field()),
                    values.at(ALIVE_AT),
                    "this criterion needs the field date of death or deported on",
                    reading);
        }
    }

    private static List<Values> spans(Values values) {
        List<Located<Values>> spans = values.find(AT_LEAST);
        return spans == null ? List.of() : Located.values(spans);
    }

    static InclusionSettings settings(Values values) {
        return new InclusionSettings(
                values.need(CONSENT),
                bounds(values),
                values.need(AT_LEAST).stream()
                        .map(span -> SpanSection.settings(span.value()))
                        .toList(),
                values.find(ALIVE_AT),
                values.need(LINKED));
    }

    /** In the order of the protocol, which is that of the reasons. */
    private static Map<ParticipantDate, InclusionSettings.Bounds> bounds(Values values) {
        Map<ParticipantDate, InclusionSettings.Bounds> bounds = new LinkedHashMap<>();
        for (String name : values.names()) {
            DATES.forEach((date, key) -> {
                if (key.name().equals(name)) {
                    Values given = values.need(key);
                    bounds.put(date, new InclusionSettings.Bounds(given.find(FROM), given.find(TO)));
                }
            });
        }
        return bounds;
    }

    /** One item of {@code at least}: so many months or days of a part of the participant's way. */
    private static final class SpanSection {
        /** A part of the way: what it is called, and the dates it lies between. */
        record Part(String name, ParticipantDate from, ParticipantDate to) {}

        private static final int MOST_MONTHS = 600;
        private static final int MOST_DAYS = 20_000;

        static final Key<Integer> MONTHS =
                Key.optional("months", Scalars.wholeNumber(1, MOST_MONTHS, 6), "required without days", "whole months");
        static final Key<Integer> DAYS = Key.optional(
                "days",
                Scalars.wholeNumber(1, MOST_DAYS, 1),
                "required without months",
                "days, first and last counted");
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
}
