package org.reconlink.study;

import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.study.LinkageFields;

/** A field of a blocking rule or a part of one; spaces, hyphens and case make no difference. */
record BlockingWord() implements ValueType<String> {
    @Override
    public String words() {
        return Words.either(LinkageFields.blockingForms());
    }

    @Override
    public @Nullable String read(Given given, Reading reading) {
        Node.Text text = Shape.text(given, reading);
        if (text == null) {
            return null;
        }
        String word = Words.plain(text.text());
        if (LinkageFields.blockingProblem(word) == null) {
            return word;
        }
        reading.problem(
                text.at(),
                given.quotedName() + " knows no " + Words.quoted(text.text()),
                Nearest.to(text.text(), LinkageFields.blockingForms())
                        .map(near -> "did you mean " + Words.quoted(near) + "?")
                        .orElseGet(() -> "write " + words()));
        return null;
    }
}
