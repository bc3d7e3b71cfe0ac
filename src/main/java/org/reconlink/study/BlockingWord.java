package org.reconlink.study;

import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.study.LinkageFields;

/** A field of a blocking rule or a part of one; spaces, hyphens and case make no difference. */
record BlockingWord() implements ValueType<String> {
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
