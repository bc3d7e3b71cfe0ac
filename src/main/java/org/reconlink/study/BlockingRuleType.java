package org.reconlink.study;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of fields that must all be equal, without the places of its items. */
record BlockingRuleType(ListType<String> fields) implements ValueType<List<String>> {
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
