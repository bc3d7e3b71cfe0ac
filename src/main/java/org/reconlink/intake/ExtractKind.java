package org.reconlink.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The three kinds of extract and the fields each may have. */
public enum ExtractKind {
    PARTICIPANTS(
            "participants",
            List.of("participant id", "date of birth"),
            List.of(List.of("surname", "full name"), List.of("forename", "full name")),
            List.of(
                    "middle names",
                    "aliases",
                    "sex",
                    "pnc id",
                    "cro number",
                    "prison number",
                    "postcodes",
                    "index offence",
                    "index offence date",
                    "index conviction date",
                    "index disposal",
                    "custody start",
                    "release date",
                    "in-reach start",
                    "intervention start",
                    "intervention end",
                    "end reason",
                    "date of death",
                    "deported on",
                    "consent",
                    "group")),
    CONVICTIONS(
            "convictions",
            List.of("surname", "forename", "conviction date", "adjudication"),
            List.of(List.of("offence code", "home office code", "offence title")),
            List.of(
                    "pnc id",
                    "cro number",
                    "middle names",
                    "sex",
                    "date of birth",
                    "postcode",
                    "case reference",
                    "offence number",
                    "offence start date",
                    "offence end date",
                    "plea",
                    "court",
                    "court type",
                    "disposal code",
                    "disposal",
                    "sentence length",
                    "offences taken into consideration")),
    CUSTODY(
            "custody",
            List.of("start", "type"),
            List.of(List.of("participant id", "prison number", "pnc id")),
            List.of("end", "reason"));

    private final String section;

    @SuppressWarnings("ImmutableEnumChecker") // List.copyOf
    private final List<Field> fields;

    @SuppressWarnings("ImmutableEnumChecker") // List.copyOf
    private final List<List<String>> oneOf;

    ExtractKind(String section, List<String> required, List<List<String>> oneOf, List<String> optional) {
        List<Field> all = new ArrayList<>();
        required.forEach(name -> all.add(new Field(name, true)));
        oneOf.stream().flatMap(List::stream).distinct().forEach(name -> all.add(new Field(name, false)));
        optional.forEach(name -> all.add(new Field(name, false)));
        this.section = section;
        this.fields = List.copyOf(all);
        this.oneOf = List.copyOf(oneOf);
    }

    /** The section of the protocol that describes it. */
    public String section() {
        return section;
    }

    /** Every field that may be mapped. */
    public List<Field> fields() {
        return fields;
    }

    /** Groups of fields of which at least one must be mapped. */
    public List<List<String>> oneOf() {
        return oneOf;
    }

    /** The required fields and groups that a mapping leaves out, in words: {@code surname or full name}. */
    public List<String> missing(Map<String, String> columns) {
        List<String> missing = new ArrayList<>();
        fields.stream()
                .filter(f -> f.required() && !columns.containsKey(f.name()))
                .forEach(f -> missing.add(f.name()));
        oneOf.stream()
                .filter(group -> group.stream().noneMatch(columns::containsKey))
                .forEach(group -> missing.add(String.join(" or ", group)));
        return missing;
    }
}
