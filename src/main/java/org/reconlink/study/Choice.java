package org.reconlink.study;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.study.ProtocolNode.Given;

/** One of a few words; spaces, hyphens and case make no difference. */
final class Choice<T> implements ValueType<T> {
    private final Map<String, T> byWord;
    private final Map<String, T> byPlainWord = new LinkedHashMap<>();

    /** @param byWord in the order in which messages list them */
    Choice(Map<String, T> byWord) {
        this(byWord, Map.of());
    }

    /** @param tacit words that are understood but not offered */
    Choice(Map<String, T> byWord, Map<String, T> tacit) {
        this.byWord = new LinkedHashMap<>(byWord);
        tacit.forEach((word, value) -> byPlainWord.put(ProtocolWords.plain(word), value));
        byWord.forEach((word, value) -> byPlainWord.put(ProtocolWords.plain(word), value));
    }

    static <T> Choice<T> of(String word, T value, String otherWord, T otherValue) {
        Map<String, T> words = new LinkedHashMap<>();
        words.put(word, value);
        words.put(otherWord, otherValue);
        return new Choice<>(words);
    }

    /** Words that stand for themselves. */
    static Choice<String> of(Iterable<String> words) {
        Map<String, String> same = new LinkedHashMap<>();
        words.forEach(word -> same.put(word, word));
        return new Choice<>(same);
    }

    @Override
    public String words() {
        return ProtocolWords.either(byWord.keySet());
    }

    @Override
    public @Nullable T read(Given given, ParseContext reading) {
        ProtocolNode.Text text = Shape.text(given, reading);
        if (text == null) {
            return null;
        }
        T value = byPlainWord.get(ProtocolWords.plain(text.text()));
        if (value == null) {
            reading.problem(
                    text.at(),
                    given.quotedName() + " knows no " + ProtocolWords.quoted(text.text()),
                    ProtocolWords.nearest(text.text(), byWord.keySet())
                            .map(word -> "did you mean " + ProtocolWords.quoted(word) + "?")
                            .orElseGet(() -> "write " + words()));
        }
        return value;
    }

    /** The choices that several keys offer. */
    static final class Choices {
        /** The dates that a study can be built on; death and deportation end it wherever they fall. */
        static final Set<ParticipantDate> STUDY_DATES =
                EnumSet.complementOf(EnumSet.of(ParticipantDate.DEATH, ParticipantDate.DEPORTATION));

        private Choices() {}

        static ValueType<Boolean> yesOrNo() {
            Map<String, Boolean> words = new LinkedHashMap<>();
            words.put("yes", true);
            words.put("no", false);
            return new Choice<>(words, Map.of("true", true, "false", false));
        }

        static ValueType<ParticipantDate> participantDate() {
            Map<String, ParticipantDate> words = new LinkedHashMap<>();
            STUDY_DATES.forEach(date -> words.put(date.field(), date));
            return new Choice<>(words);
        }
    }
}
