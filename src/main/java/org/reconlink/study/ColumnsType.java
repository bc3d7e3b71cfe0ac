package org.reconlink.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.ExtractKind;
import org.reconlink.intake.Field;
import org.reconlink.intake.HeadingWords;
import org.reconlink.study.ProtocolNode.Given;

/** Which heading of the file is which field. */
final class ColumnsType implements ValueType<MappedColumns> {
    private static final ValueType<String> HEADING = Scalars.heading();

    private final ExtractKind kind;
    private final List<Key<?>> keys;

    ColumnsType(ExtractKind kind) {
        this.kind = kind;
        this.keys =
                kind.fields().stream().<Key<?>>map(field -> key(kind, field)).toList();
    }

    private static Key<String> key(ExtractKind kind, Field field) {
        String meaning = FieldMeanings.of(kind, field);
        return field.required()
                ? Key.required(field.name(), HEADING, meaning)
                : Key.optional(field.name(), HEADING, alternatives(kind, field), meaning);
    }

    private static String alternatives(ExtractKind kind, Field field) {
        String others = kind.oneOf().stream()
                .filter(group -> group.contains(field.name()))
                .map(group -> ProtocolWords.either(group.stream()
                        .filter(name -> !name.equals(field.name()))
                        .toList()))
                .collect(Collectors.joining(" and "));
        if (!others.isEmpty()) {
            return "required without " + others;
        }
        return kind.expected().stream()
                .filter(fields -> fields.anyOf().contains(field.name()))
                .map(fields -> "expected: " + fields.cost())
                .findFirst()
                .orElse("optional");
    }

    @Override
    public String words() {
        return "a section: a heading of the file for each field";
    }

    @Override
    public List<Key<?>> keys() {
        return keys;
    }

    @Override
    public @Nullable MappedColumns read(Given given, ParseContext reading) {
        if (!(given.node() instanceof ProtocolNode.Entries section)) {
            Shape.keysExpected(given, "write a line for each field below it, such as \"surname: Surname\"", reading);
            return null;
        }
        MatchedKeys matched =
                MatchedKeys.of(section.entries(), keys.stream().map(Key::name).toList(), this::synonym, reading);
        Map<String, String> headings = new LinkedHashMap<>();
        matched.entries().forEach((field, entry) -> {
            String heading = entry.value() instanceof ProtocolNode.Refused
                    ? null
                    : HEADING.read(new Given(field, entry.at(), entry.value()), reading);
            headings.put(field, heading == null ? "" : heading);
        });
        MappedColumns columns = new MappedColumns(kind, given.at(), headings, matched.meant());
        reportMissing(columns, reading);
        return columns;
    }

    /** What somebody calls a field who does not know its name: by the vocabulary of headings. */
    private Optional<MatchedKeys.Synonym> synonym(String word) {
        Optional<MatchedKeys.Synonym> field = HeadingWords.fieldOf(kind, word)
                .map(name -> new MatchedKeys.Synonym(
                        name, "that is " + ProtocolWords.quoted(name) + " in a protocol; write so"));
        boolean carries = kind == ExtractKind.PARTICIPANTS;
        return field.or(() -> HeadingWords.identifying(word)
                .map(name -> new MatchedKeys.Synonym(
                        null,
                        carries
                                ? name
                                        + " is not a field: put its heading into \"carry\" if you need to see it, where it will"
                                        + " be withheld, or leave it out"
                                : name + " is not a field: leave it out")));
    }

    private void reportMissing(MappedColumns columns, ParseContext reading) {
        columns.missing()
                .forEach(fields -> reading.problem(
                        columns.at(),
                        "no column for " + fields + " of " + kind.section(),
                        "add \"" + fields.split(" or ", -1)[0] + ": \" and the heading in the file"));
    }

    /** What each field of an extract holds. */
    private static final class FieldMeanings {
        private static final Map<String, String> ANY = Map.ofEntries(
                Map.entry("surname", "the family name"),
                Map.entry("forename", "the first name"),
                Map.entry("full name", "the whole name in one column, where surname and forename have none"),
                Map.entry("middle names", "all names between the first and the family name"),
                Map.entry("sex", "M or F, male or female, 1 or 2"),
                Map.entry("date of birth", "the date of birth"),
                Map.entry("pnc id", "the Police National Computer identifier, long or short form"),
                Map.entry("cro number", "the Criminal Records Office number"),
                Map.entry("prison number", "the prison number"),
                Map.entry(
                        "person key",
                        "an id of the person that all files share, where linkage is by key: a research"
                                + " environment's, the NOMIS number, the CRN"));

        private static final Map<String, String> PARTICIPANTS = Map.ofEntries(
                Map.entry("participant id", "the study's own number of the participant, once in the sheet"),
                Map.entry("aliases", "other names, separated by semicolons"),
                Map.entry("postcodes", "present and past postcodes, separated by semicolons"),
                Map.entry(
                        "index offence",
                        "the offence that brought them into the study: CJS code, Home Office code or title"),
                Map.entry("index offence date", "when it was committed"),
                Map.entry("index conviction date", "when they were convicted of it"),
                Map.entry("index disposal", "the sentence for it"),
                Map.entry("custody start", "the first day in custody for it"),
                Map.entry("release date", "the day of release"),
                Map.entry("in-reach start", "the first day of the service inside prison"),
                Map.entry("intervention start", "the first day of the service in the community"),
                Map.entry("intervention end", "its last day"),
                Map.entry("end reason", "why it ended"),
                Map.entry("date of death", "the day of death"),
                Map.entry("deported on", "the day of deportation"),
                Map.entry("consent", "whether they consented: yes or no"),
                Map.entry("group", "the study arm"));

        private static final Map<String, String> CONVICTIONS = Map.ofEntries(
                Map.entry("postcode", "the postcode at the time"),
                Map.entry("case reference", "what the hearings of one case share"),
                Map.entry("offence number", "which tells two counts of one charge apart"),
                Map.entry("offence code", "the CJS offence code"),
                Map.entry("home office code", "class and subclass, such as 8/06"),
                Map.entry("offence title", "the offence in words"),
                Map.entry("offence start date", "when it was committed, or from when"),
                Map.entry("offence end date", "until when it was committed"),
                Map.entry("conviction date", "the date of the conviction or caution"),
                Map.entry(
                        "adjudication",
                        "what was decided: guilty, not guilty, non-conviction, caution, quashed, in the words of police and courts"),
                Map.entry("plea", "how the defendant pleaded"),
                Map.entry("court", "the court; conviction occasions are counted by date and court"),
                Map.entry("court type", "Crown, magistrates', youth"),
                Map.entry("disposal code", "the police code of the sentence, such as 1002"),
                Map.entry("disposal", "the sentence in words, which count where there is no code"),
                Map.entry(
                        "sentence length",
                        "how long the sentence is; bare numbers count in the unit that the heading names, as in `Sentence length (days)`"),
                Map.entry(
                        "offences taken into consideration",
                        "how many further offences were taken into consideration"));

        private static final Map<String, String> CUSTODY = Map.of(
                "participant id", "the participant's number in the participants' sheet",
                "start", "the first day of the spell",
                "end", "the day of release; blank, or a word for not ended, while it lasts",
                "type",
                        "sentence, remand, recall and its kind, hospital, or otherwise held, in words or as a code of the prison system",
                "reason", "why, in words");

        private FieldMeanings() {}

        static String of(ExtractKind kind, Field field) {
            Map<String, String> own = switch (kind) {
                case PARTICIPANTS -> PARTICIPANTS;
                case CONVICTIONS -> CONVICTIONS;
                case CUSTODY -> CUSTODY;
            };
            String meaning = own.getOrDefault(field.name(), ANY.get(field.name()));
            if (meaning == null) {
                throw new IllegalStateException("no meaning for " + field.name() + " of " + kind.section());
            }
            return meaning;
        }
    }
}
