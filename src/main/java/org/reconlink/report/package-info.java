/**
 * Writes the study report: one HTML page with tables and pictures, in the words and order of published evaluations.
 *
 * <p>In: the result of a study. Out: {@code report.html} and its reporting checklists as CSV. The page needs no network and
 * no script, holds no one's name, date of birth, identifier or study number, and is also well-formed XML. The figures are
 * defined in the method, sections 6 to 8; the report repeats each definition in a sentence, because a table travels without
 * its method.
 *
 * <p>Text reaches the page through {@code Text} and {@code Element} only, which escape it: a chapter cannot forget to.
 */
@NullMarked
package org.reconlink.report;

import org.jspecify.annotations.NullMarked;
