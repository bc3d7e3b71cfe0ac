package org.reconlink.study;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.FieldWords;
import org.reconlink.study.ProtocolNode.Given;
import org.reconlink.study.ProtocolNode.Located;

/** {@code words}: what words of the study's own files mean, where no list of the product has them. */
final class WordsSection {
    static final Key<List<Located<String>>> MISSING = Key.withDefault(
            "missing",
            ListType.maybeEmpty(Scalars.text("a word", "withheld"), "[withheld, XX]"),
            "[]",
            "further words that stand for an empty cell, in any column (NA, NULL, nan, None and their like do already)");
    static final Key<List<Located<String>>> OPEN_ENDED = Key.withDefault(
            "open-ended",
            ListType.maybeEmpty(Scalars.text("a word or a date", "2099-12-31"), "[2099-12-31, lopend]"),
            "[]",
            "further words and dates that mean that a spell in custody has not ended (9999-12-31, ongoing and their like do"
                    + " already)");

    private static final List<Key<Map<String, String>>> FIELDS = FieldWords.fields().stream()
            .map(field -> Key.optional(
                    field, new Meanings(field), "default: the product's own list", "what words of this column mean"))
            .toList();

    static final SectionType TYPE = new SectionType(keys());

    private WordsSection() {}

    private static List<Key<?>> keys() {
        List<Key<?>> keys = new ArrayList<>(FIELDS);
        keys.add(MISSING);
        keys.add(OPEN_ENDED);
        return keys;
    }

    static FieldWords settings(Values values) {
        Map<String, Map<String, String>> meanings = new LinkedHashMap<>();
        FIELDS.forEach(field -> {
            @Nullable Map<String, String> words = values.find(field);
            if (words != null) {
                meanings.put(field.name(), words);
            }
        });
        return new FieldWords(
                meanings,
                new HashSet<>(Located.values(values.need(MISSING))),
                new HashSet<>(Located.values(values.need(OPEN_ENDED))));
    }

    /** Words of one field, each with a word that the field's own list has. */
    private record Meanings(String field) implements ValueType<Map<String, String>> {
        private static final Map<String, String> EXAMPLES = Map.of(
                "adjudication", "{ found proved: guilty, NFA by CPS: non-conviction }",
                "disposal code", "{ C01: 1002, C02: community order }",
                "disposal", "{ secure college: imprisonment, local scheme: non-custodial }",
                "sentence length", "{ nat. life: life, see file: missing }",
                "type", "{ RTC: recall, APS: not custody }",
                "sex", "{ h: male, k: female }",
                "consent", "{ signed: yes }");

        @Override
        public String words() {
            return "a section of words, such as " + EXAMPLES.get(field);
        }

        @Override
        public @Nullable Map<String, String> read(Given given, ParseContext reading) {
            if (!(given.node() instanceof ProtocolNode.Entries section)) {
                Shape.keysExpected(given, "write words and what they mean, such as " + EXAMPLES.get(field), reading);
                return null;
            }
            Map<String, String> meanings = new LinkedHashMap<>();
            for (ProtocolNode.Entry entry : section.entries()) {
                ProtocolNode.Text meaning = entry.value() instanceof ProtocolNode.Refused
                        ? null
                        : Shape.text(new Given(entry.key(), entry.at(), entry.value()), reading);
                if (meaning == null) {
                    continue;
                }
                if (!FieldWords.isUnderstood(field, meaning.text())) {
                    reading.problem(
                            meaning.at(),
                            ProtocolWords.quoted(meaning.text()) + " is no word that " + ProtocolWords.quoted(field)
                                    + " has",
                            "write one such as in " + EXAMPLES.get(field) + ", or missing");
                }
                if (meanings.put(entry.key(), meaning.text()) != null) {
                    reading.problem(
                            entry.at(), ProtocolWords.quoted(entry.key()) + " is given twice", "delete one of the two");
                }
            }
            return meanings;
        }
    }
}
