package org.reconlink.study;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.study.LinkageFields;
import org.reconlink.linkage.study.LinkageSettings;
import org.reconlink.study.Choice.Choices;
import org.reconlink.study.ProtocolNode.Given;
import org.reconlink.study.ProtocolNode.Located;
import org.reconlink.study.ProtocolNode.Position;

/** {@code linkage}: how participants and persons are compared and decided. */
final class LinkageSection {
    static final Key<Boolean> BY_KEY = Key.withDefault(
            "by",
            Choice.of("comparison", false, "key", true),
            "comparison",
            "whether people are linked by comparing who they are, or by a person key that participants and convictions"
                    + " share, exactly; then names and dates of birth are not required, and the other keys of this section"
                    + " have no meaning");
    static final Key<List<Located<List<String>>>> BLOCK_ON = Key.withDefault(
            "block on",
            ListType.of(
                    new BlockingRuleType(ListType.of(new BlockingWord(), "[surname, date of birth]")),
                    "[[pnc id], [surname, date of birth]]"),
            LinkageFields.usualRules().stream()
                    .map(rule -> "[" + String.join(", ", rule) + "]")
                    .collect(Collectors.joining(", ", "[", "]")),
            "blocking rules: two people are compared if all fields of one rule are equal;"
                    + " beside whole fields there are first 3 of F, initial of F, sound of F, sorted parts of F, year of F,"
                    + " year and month of F, either order of F and F as F, where F is a field;"
                    + " a default rule is left out if a field of it is not mapped, or if it would find too many pairs");
    static final Key<List<Located<String>>> COMPARE = Key.withDefault(
            "compare",
            ListType.of(new ComparisonType(), "[name, date of birth, pnc id]"),
            "[name, middle names, date of birth, sex, postcode, pnc id, cro number, prison number, index conviction date]",
            "what is compared, in the order in which it is shown: usual comparisons by name, or a field and how it is"
                    + " compared, as in surname by jaro-winkler 0.92 0.88, forename by initial, sound; the ways are"
                    + " exact, jaro-winkler, levenshtein and damerau-levenshtein with limits, sound, initial, short"
                    + " form, shared part, date, days with limits, postcode, identifier and shared value;"
                    + " a default comparison is left out if its field is not mapped");
    static final Key<Double> EXPECTED_SHARE = Key.optional(
            "expected share",
            Scalars.shareAboveNone("0.98"),
            "default: estimated, as the mean of the participants' probabilities of being anybody there",
            "the share of participants expected to be in the conviction extracts");
    static final Key<Double> LINK_FROM = Key.withDefault(
            "link from", Scalars.shareAboveNone("0.99"), "0.99", "the match probability from which a pair is a link");
    static final Key<Double> REVIEW_FROM = Key.withDefault(
            "review from",
            Scalars.shareAboveNone("0.5"),
            "0.5",
            "the match probability from which a pair goes to clerical review");
    static final Key<Double> KEEP_LINK_FROM = Key.optional(
            "keep link from",
            Scalars.shareAboveNone("0.9"),
            "default: 0.9, or link from where that is lower",
            "the match probability below which a link of the study's last complete run is broken;"
                    + " from it to link from such a link is kept, with a warning");
    static final Key<Boolean> PERSONS_BY = Key.withDefault(
            "persons by",
            Choice.of("identifier and linkage", true, "identifier", false),
            "identifier and linkage",
            "what makes rows of the extracts one person: the PNC id, and for rows without one linkage among them and with"
                    + " others, or nothing but equality in every field");
    static final Key<Double> PERSONS_JOIN_FROM = Key.withDefault(
            "persons join from",
            Scalars.shareAboveNone("0.9"),
            "0.9",
            "the probability from which linkage makes rows without a PNC id one person with others, at least 0.5");
    static final Key<Path> MODEL = Key.optional(
            "model",
            FilePath.ofInput(),
            "default: the model that ships with the product",
            "a file of the model's parameters, from the protocol's folder");

    static final Key<Boolean> TRAIN = Key.withDefault(
            "train",
            Choices.yesOrNo(),
            "yes",
            "whether m and u are estimated from the study's own pairs by expectation-maximisation; the model to start from"
                    + " counts as 200 matching pairs, so that it moves little in a small study;"
                    + " what was trained is kept as model-RUN.json in the study's work folder, for model to read");
    static final Key<List<Located<String>>> FIXED = Key.optional(
            "fixed",
            ListType.of(new ComparisonType(), "[pnc id, sex]"),
            "default: none",
            "comparisons that keep the model's m and u while the others are trained");

    static final SectionType TYPE = SectionType.of(
            BLOCK_ON,
            COMPARE,
            EXPECTED_SHARE,
            LINK_FROM,
            REVIEW_FROM,
            KEEP_LINK_FROM,
            PERSONS_BY,
            PERSONS_JOIN_FROM,
            MODEL,
            TRAIN,
            FIXED,
            BY_KEY);

    private static final double LEAST_JOIN = 0.5;

    private LinkageSection() {}

    static void check(Values values, ParseContext reading) {
        Double link = values.find(LINK_FROM);
        Double review = values.find(REVIEW_FROM);
        Double keep = values.find(KEEP_LINK_FROM);
        Double join = values.find(PERSONS_JOIN_FROM);
        if (join != null && join < LEAST_JOIN) {
            reading.problem(
                    values.at(PERSONS_JOIN_FROM),
                    "\"persons join from\" (" + join + ") is below " + LEAST_JOIN,
                    "raise it, or write \"persons by: identifier\"");
        }
        if (link != null && keep != null && keep > link) {
            reading.problem(
                    values.at(KEEP_LINK_FROM),
                    "\"keep link from\" (" + keep + ") is above \"link from\" (" + link + ")",
                    "lower \"keep link from\" or raise \"link from\"");
        }
        if (link != null && review != null && review > link) {
            Key<Double> shown = values.given(REVIEW_FROM) ? REVIEW_FROM : LINK_FROM;
            reading.problem(
                    values.at(shown),
                    "\"review from\" (" + review + ") is above \"link from\" (" + link + ")",
                    "lower \"review from\" or raise \"link from\"");
        }
    }

    static void checkColumns(
            Values values, MappedColumns participants, MappedColumns convictions, ParseContext reading) {
        List<String> key = List.of("person key");
        if (Boolean.TRUE.equals(values.find(BY_KEY))) {
            participants.require(key, values.at(BY_KEY), "linking by key needs the field person key", reading);
            convictions.require(key, values.at(BY_KEY), "linking by key needs the field person key", reading);
            for (Key<?> other : TYPE.keys()) {
                if (!other.equals(BY_KEY) && values.given(other)) {
                    reading.problem(
                            values.at(other),
                            ProtocolWords.quoted(other.name()) + " has no meaning where people are linked by key",
                            "leave it out");
                }
            }
            return;
        }
        for (MappedColumns columns : List.of(participants, convictions)) {
            if (columns.hasAny(key)) {
                reading.problem(
                        columns.at(),
                        "a person key is mapped, and people are linked by comparison",
                        "write \"by: key\" under linkage, or leave the person key out");
            }
        }
        List<Located<List<String>>> rules = values.given(BLOCK_ON) ? values.find(BLOCK_ON) : null;
        boolean complete =
                participants.missing().isEmpty() && convictions.missing().isEmpty();
        if (complete
                && !values.given(BLOCK_ON)
                && usableRules(values, participants, convictions).isEmpty()) {
            reading.problem(
                    convictions.at(),
                    "the columns of participants and convictions allow none of the default blocking rules",
                    "map the date of birth here, or write rules of your own under linkage, \"block on\"");
        }
        if (rules != null) {
            rules.forEach(rule -> rule.value()
                    .forEach(field -> require(
                            "blocking on ",
                            field,
                            LinkageColumns.ofTerm(field),
                            rule.at(),
                            participants,
                            convictions,
                            reading)));
        }
        List<Located<String>> comparisons = values.given(COMPARE) ? values.find(COMPARE) : null;
        if (comparisons != null) {
            comparisons.forEach(comparison -> require(
                    "comparing ",
                    comparison.value(),
                    LinkageColumns.ofComparison(comparison.value()),
                    comparison.at(),
                    participants,
                    convictions,
                    reading));
        }
    }

    private static void require(
            String doing,
            String name,
            LinkageColumns columns,
            Position at,
            MappedColumns participants,
            MappedColumns convictions,
            ParseContext reading) {
        participants.require(columns.participants(), at, needs(doing, name, columns.participants()), reading);
        convictions.require(columns.convictions(), at, needs(doing, name, columns.convictions()), reading);
    }

    private static String needs(String doing, String name, List<String> fields) {
        return doing + ProtocolWords.quoted(name) + " needs the field " + ProtocolWords.either(fields);
    }

    /** What is asked for; of the defaults, what the mapped columns allow. */
    static LinkageSettings settings(Values values, MappedColumns participants, MappedColumns convictions) {
        if (values.need(BY_KEY)) {
            double from = values.need(LINK_FROM);
            return new LinkageSettings(
                    List.of(),
                    false,
                    List.of(),
                    from,
                    values.need(REVIEW_FROM),
                    null,
                    null,
                    LinkageSettings.keepFrom(from),
                    null,
                    false,
                    List.of(),
                    true);
        }
        List<List<String>> rules = Located.values(values.need(BLOCK_ON));
        List<String> comparisons = Located.values(values.need(COMPARE));
        @Nullable Path model = values.find(MODEL);
        @Nullable Double keep = values.find(KEEP_LINK_FROM);
        double linkFrom = values.need(LINK_FROM);
        return new LinkageSettings(
                values.given(BLOCK_ON) ? rules : usableRules(values, participants, convictions),
                !values.given(BLOCK_ON),
                values.given(COMPARE)
                        ? comparisons
                        : comparisons.stream()
                                .filter(name ->
                                        LinkageColumns.ofComparison(name).mapped(participants, convictions))
                                .toList(),
                linkFrom,
                values.need(REVIEW_FROM),
                values.find(EXPECTED_SHARE),
                model,
                keep == null ? LinkageSettings.keepFrom(linkFrom) : keep,
                values.need(PERSONS_BY) ? values.need(PERSONS_JOIN_FROM) : null,
                values.need(TRAIN),
                values.given(FIXED) ? Located.values(values.need(FIXED)) : List.of());
    }

    private static List<List<String>> usableRules(
            Values values, MappedColumns participants, MappedColumns convictions) {
        return Located.values(values.need(BLOCK_ON)).stream()
                .filter(rule -> rule.stream()
                        .allMatch(term -> LinkageColumns.ofTerm(term).mapped(participants, convictions)))
                .toList();
    }

    /** A list of fields that must all be equal, without the places of its items. */
    private record BlockingRuleType(ListType<String> fields) implements ValueType<List<String>> {
        @Override
        public String words() {
            return fields.words();
        }

        @Override
        public @Nullable List<String> read(Given given, ParseContext reading) {
            if (given.node() instanceof ProtocolNode.Text text && !text.absent()) {
                reading.problem(
                        given.at(),
                        "each rule of " + given.quotedName() + " is a list of fields, not "
                                + ProtocolWords.quoted(text.text()),
                        "put it in brackets of its own: [" + text.text() + "]");
                return null;
            }
            List<Located<String>> read = fields.read(given, reading);
            return read == null || read.isEmpty() ? null : Located.values(read);
        }
    }

    /** A comparison: one of the usual ones by name, or a field and how it is compared. */
    private static final class ComparisonType implements ValueType<String> {
        private static final Choice<String> USUAL = Choice.of(LinkageFields.comparisons());

        @Override
        public String words() {
            return USUAL.words() + "; or a field and how it is compared, such as surname by jaro-winkler 0.92 0.88";
        }

        @Override
        public @Nullable String read(Given given, ParseContext reading) {
            ProtocolNode.Text text = Shape.text(given, reading);
            if (text == null || !LinkageFields.isPutTogether(text.text())) {
                return text == null ? null : USUAL.read(given, reading);
            }
            String problem = LinkageFields.problem(text.text());
            if (problem != null) {
                int advice = problem.indexOf("; ");
                reading.problem(text.at(), problem.substring(0, advice), problem.substring(advice + 2));
                return null;
            }
            return text.text();
        }
    }

    /** A field of a blocking rule or a part of one; spaces, hyphens and case make no difference. */
    private record BlockingWord() implements ValueType<String> {
        @Override
        public String words() {
            return ProtocolWords.either(LinkageFields.blockingForms());
        }

        @Override
        public @Nullable String read(Given given, ParseContext reading) {
            ProtocolNode.Text text = Shape.text(given, reading);
            if (text == null) {
                return null;
            }
            String word = ProtocolWords.plain(text.text());
            if (LinkageFields.blockingProblem(word) == null) {
                return word;
            }
            reading.problem(
                    text.at(),
                    given.quotedName() + " knows no " + ProtocolWords.quoted(text.text()),
                    ProtocolWords.nearest(text.text(), LinkageFields.blockingForms())
                            .map(near -> "did you mean " + ProtocolWords.quoted(near) + "?")
                            .orElseGet(() -> "write " + words()));
            return null;
        }
    }

    /**
     * The columns that a blocking field or a comparison reads: on each side at least one of them must be mapped.
     *
     * @param participants fields of the participants' sheet
     * @param convictions fields of the conviction extracts
     */
    record LinkageColumns(List<String> participants, List<String> convictions) {

        /** The columns behind a comparison. */
        static LinkageColumns ofComparison(String name) {
            return ofField(LinkageFields.field(name));
        }

        /** The columns behind a term of a blocking rule. */
        static LinkageColumns ofTerm(String term) {
            List<String> columns = LinkageFields.columns(term);
            return new LinkageColumns(
                    ofField(columns.get(0)).participants(),
                    ofField(columns.get(1)).convictions());
        }

        private static LinkageColumns ofField(String name) {
            return switch (name) {
                case "name", "names in any order" -> named("surname");
                case "surname", "forename", "middle names" -> named(name);
                case "postcode" -> new LinkageColumns(List.of("postcodes"), List.of("postcode"));
                case "police identifiers" ->
                    new LinkageColumns(List.of("pnc id", "cro number"), List.of("pnc id", "cro number"));
                case "index conviction date" -> new LinkageColumns(List.of(name), List.of("conviction date"));
                default -> both(name);
            };
        }

        private static LinkageColumns both(String field) {
            return new LinkageColumns(List.of(field), List.of(field));
        }

        /** A part of a name stands in a column of its own or, on either side, in the whole name. */
        private static LinkageColumns named(String field) {
            List<String> columns = List.of(field, "full name");
            return new LinkageColumns(columns, columns);
        }

        boolean mapped(MappedColumns participantColumns, MappedColumns convictionColumns) {
            return participantColumns.hasAny(participants) && convictionColumns.hasAny(convictions);
        }
    }
}
