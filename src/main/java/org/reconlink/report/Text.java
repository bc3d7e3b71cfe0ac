package org.reconlink.report;

/** Text as a reader sees it; escaped when written. */
record Text(String value) implements PagePart {
    private static final int REPLACEMENT = 0xFFFD;

    @Override
    public void writeTo(StringBuilder out) {
        escape(value, false, out);
    }

    /** Escapes for an attribute in double quotes. */
    static void escapeAttribute(String value, StringBuilder out) {
        escape(value, true, out);
    }

    /** Leaves quotes in text alone, so that a style sheet stays what it is; what XML cannot hold becomes U+FFFD. */
    private static void escape(String value, boolean attribute, StringBuilder out) {
        value.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append(attribute ? "&quot;" : "\"");
                default -> out.appendCodePoint(isAllowed(c) ? c : REPLACEMENT);
            }
        });
    }

    private static boolean isAllowed(int c) {
        boolean control = c < ' ' && c != '\t' && c != '\n' && c != '\r';
        boolean halfPair = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return !control && !halfPair && c != 0xFFFE && c != 0xFFFF;
    }
}
