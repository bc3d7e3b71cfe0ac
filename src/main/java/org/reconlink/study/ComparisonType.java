package org.reconlink.study;

import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.study.LinkageFields;

/** A comparison: one of the usual ones by name, or a field and how it is compared. */
final class ComparisonType implements ValueType<String> {
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
