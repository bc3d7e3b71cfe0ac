package org.reconlink.intake;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reconlink.intake.CourtResults.Adjudications;
import org.reconlink.intake.CourtResults.Disposals;

/**
 * What a study's own words mean: what to read in their place, field by field; and words for missing and for what has not
 * ended, in any field. Case and runs of space make no difference.
 *
 * @param meanings by field: the word the file writes, and the word to read in its place
 * @param missing words that stand for an empty cell
 * @param openEnded words, or dates, that stand for no end yet
 */
public record FieldWords(Map<String, Map<String, String>> meanings, Set<String> missing, Set<String> openEnded) {
    /** No words beside those of the lists. */
    public static final FieldWords NONE = new FieldWords(Map.of(), Set.of(), Set.of());

    /** Written in place of a meaning. */
    public static final String MISSING = "missing";

    /** The fields whose words are lists of their own, which are not personal: what is not understood of them may be shown. */
    static final Set<String> VOCABULARIES =
            Set.of("adjudication", "disposal code", "disposal", "sentence length", "type");

    public FieldWords {
        Map<String, Map<String, String>> folded = new LinkedHashMap<>();
        meanings.forEach((field, words) -> {
            Map<String, String> byWord = new LinkedHashMap<>();
            words.forEach((word, meaning) -> byWord.put(Texts.folded(word), meaning));
            folded.put(field, Map.copyOf(byWord));
        });
        meanings = Map.copyOf(folded);
        missing = folded(missing);
        openEnded = folded(openEnded);
    }

    private static Set<String> folded(Collection<String> words) {
        return words.stream().map(Texts::folded).collect(Collectors.toUnmodifiableSet());
    }

    /** Fields of which a protocol can say what words mean. */
    public static List<String> fields() {
        return List.of("adjudication", "disposal code", "disposal", "sentence length", "type", "sex", "consent");
    }

    /** Whether the field's own rule understands a meaning. */
    public static boolean isUnderstood(String field, String meaning) {
        Reading<?> reading = switch (field) {
            case "adjudication" -> Adjudications.read(meaning);
            case "disposal code" -> Disposals.readCode(meaning);
            case "disposal" -> Disposals.readWords(meaning);
            case "sentence length" -> SentenceLengths.read(meaning);
            case "type" -> CustodyTypes.read(meaning);
            case "sex" -> Sexes.read(meaning);
            case "consent" -> Consents.read(meaning);
            default -> throw new IllegalArgumentException("no words for " + field);
        };
        boolean missing = Texts.folded(meaning).equals(Texts.folded(MISSING));
        boolean understood = reading.problem() == null || reading.problem().equals(CustodyTypes.NOT_CUSTODY);
        return missing || (understood && reading.value() != null);
    }

    /** The rule for a field's cells, its own words and those for missing put in. */
    <T> Function<String, Reading<T>> in(String field, Function<String, Reading<T>> rule) {
        Map<String, String> own = meanings.getOrDefault(field, Map.of());
        if (own.isEmpty() && missing.isEmpty()) {
            return rule;
        }
        return text -> {
            String word = Texts.folded(text);
            String meaning = own.getOrDefault(word, missing.contains(word) ? MISSING : null);
            if (meaning == null) {
                return rule.apply(text);
            }
            return Texts.folded(meaning).equals(Texts.folded(MISSING)) ? Reading.placeholder() : rule.apply(meaning);
        };
    }

    /** Whether the text says that something has not ended: by the study's words or those that are in general use. */
    boolean isOpenEnded(String text) {
        String word = Texts.folded(text);
        return openEnded.contains(word) || OpenEnds.WORDS.contains(Vocabulary.key(word)) || isEndless(word);
    }

    /** Dates in the year 9999 or 2999, however they are written, with or without a time. */
    private static boolean isEndless(String word) {
        return Stream.of("9999", "2999")
                .anyMatch(year -> word.startsWith(year + "-")
                        || word.startsWith(year + "/")
                        || word.startsWith(year + "12")
                        || word.matches("\\d{1,2}[-/. ](?:\\d{1,2}|[A-Z]{3,9})[-/. ]" + year + "(?: .*|T.*)?"));
    }

    private static final class OpenEnds {
        static final Set<String> WORDS = words();

        private static Set<String> words() {
            Set<String> words = new java.util.HashSet<>();
            new Vocabulary("open-ended.tsv", 2).forEachRow(cells -> words.add(Vocabulary.key(cells[0])));
            return Set.copyOf(words);
        }
    }
}
