package org.reconlink.report;

/** A piece of the page. */
sealed interface PagePart permits Element, Figure, Text {
    /** Writes it as markup that is both HTML and well-formed XML. */
    void writeTo(StringBuilder out);
}
