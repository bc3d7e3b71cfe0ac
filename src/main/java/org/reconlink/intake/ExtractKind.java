package org.reconlink.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The three kinds of extract and the fields each may have. */
public enum ExtractKind {
    PARTICIPANTS(
            "participants",
            List.of("participant id"),
            List.of(List.of("surname", "full name", "pnc id", "cro number", "person key")),
            List.of(
                    new Expected(
                            List.of("surname", "full name"),
                            "without it only those with a police identifier that is in the extracts are linked"),
                    new Expected(
                            List.of("forename", "full name"),
                            "without it people of one surname and date of birth cannot be told apart"),
                    new Expected(
                            List.of("date of birth"),
                            "without it namesakes cannot be told apart, and neither ages nor risk scores are known")),
            List.of(
                    "middle names",
                    "aliases",
                    "sex",
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
            List.of("conviction date", "adjudication"),
            List.of(
                    List.of("surname", "full name", "pnc id", "cro number", "person key"),
                    List.of("offence code", "home office code", "offence title")),
            List.of(
                    new Expected(
                            List.of("surname", "full name"),
                            "without it only those with a police identifier that participants have are linked"),
                    new Expected(
                            List.of("forename", "full name"),
                            "without it people of one surname and date of birth cannot be told apart"),
                    new Expected(List.of("date of birth"), "without it namesakes cannot be told apart")),
            List.of(
                    "middle names",
                    "sex",
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
            List.of(List.of("participant id", "prison number", "pnc id", "person key")),
            List.of(),
            List.of("end", "reason"));

    /** Fields that say who somebody is, in extracts of every kind. */
    private static final Set<String> OF_ANYBODY = Set.of(
            "participant id",
            "person key",
            "surname",
            "forename",
            "middle names",
            "full name",
            "aliases",
            "date of birth",
            "sex",
            "postcode",
            "postcodes",
            "pnc id",
            "cro number",
            "prison number");

    /**
     * Fields of which a file should have one.
     *
     * @param cost what it costs to have none of them, as a part of a sentence
     */
    public record Expected(List<String> anyOf, String cost) {
        public Expected {
            anyOf = List.copyOf(anyOf);
        }
    }

    private final String section;

    @SuppressWarnings("ImmutableEnumChecker") // List.copyOf
    private final List<Field> fields;

    @SuppressWarnings("ImmutableEnumChecker") // List.copyOf
    private final List<List<String>> oneOf;

    @SuppressWarnings("ImmutableEnumChecker") // List.copyOf
    private final List<Expected> expected;

    ExtractKind(
            String section,
            List<String> required,
            List<List<String>> oneOf,
            List<Expected> expected,
            List<String> optional) {
        List<Field> all = new ArrayList<>();
        required.forEach(name -> all.add(new Field(name, true)));
        Stream.concat(oneOf.stream(), expected.stream().map(Expected::anyOf))
                .flatMap(List::stream)
                .distinct()
                .forEach(name -> all.add(new Field(name, false)));
        optional.forEach(name -> all.add(new Field(name, false)));
        this.section = section;
        this.fields = List.copyOf(all);
        this.oneOf = List.copyOf(oneOf);
        this.expected = List.copyOf(expected);
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

    /** Groups of fields of which one should be mapped: a file without is read, with a warning. */
    public List<Expected> expected() {
        return expected;
    }

    /** Groups of fields that a file can do without, each with what is not known then. */
    public List<Expected> costs() {
        return switch (this) {
            case PARTICIPANTS ->
                List.of(
                        new Expected(
                                List.of("pnc id", "cro number"), "people are linked by name and date of birth alone"),
                        new Expected(List.of("sex"), "risk of reoffending is not known"),
                        new Expected(
                                List.of("index offence"),
                                "whether a reoffence is more or less serious than it is not known"),
                        new Expected(
                                List.of("index conviction date"), "links are not held against the index conviction"),
                        new Expected(
                                List.of("date of death"), "whoever died counts as free to offend until the data cut"),
                        new Expected(
                                List.of("deported on"),
                                "whoever was deported counts as free to offend until the data cut"));
            case CONVICTIONS ->
                List.of(
                        new Expected(
                                List.of("pnc id", "cro number"), "people are linked by name and date of birth alone"),
                        new Expected(
                                List.of("offence start date", "offence end date"),
                                "no offence can be placed in a window, and outcomes are unknown"),
                        new Expected(
                                List.of("offence code", "home office code"),
                                "kind and seriousness of an offence rest on its title"),
                        new Expected(List.of("disposal code", "disposal"), "whether a sentence is custody is unknown"),
                        new Expected(List.of("court"), "occasions of conviction are told apart by their date alone"),
                        new Expected(
                                List.of("case reference"),
                                "each row counts as an offence of its own, though several hearings of one may be there"));
            case CUSTODY -> List.of(new Expected(List.of("end"), "every spell counts as lasting"));
        };
    }

    /** Whether the field says what the rows are about, and not merely whom: without such fields no file is of this kind. */
    boolean isOwn(String field) {
        return fields.stream()
                .anyMatch(one -> one.name().equals(field) && (one.required() || !OF_ANYBODY.contains(field)));
    }

    /** Whether a file should have the field, alone or as one of several. */
    boolean isExpected(@Nullable String field) {
        return expected.stream()
                .anyMatch(fields -> field != null && fields.anyOf().contains(field));
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
