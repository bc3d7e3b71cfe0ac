/**
 * Writes the study report: a short HTML page in the words and order of published evaluations, and its appendix.
 *
 * <p>In: the result of a study. Out: {@code report.html}, {@code report-appendix.html} the reporting checklists as CSV, and
 * pictures and tables as files.
 * Pages need no network and no script, hold no one's name, date of birth, identifier or study number, and are also
 * well-formed XML. The appendix is a file of its own, not folded: whoever prints prints what is read, and whoever mails one
 * file mails what stands by itself. The figures are
 * defined in the method, sections 6 to 8; the report repeats each definition in a sentence, because a table travels without
 * its method.
 *
 * <p>Text reaches the page through {@code Text} and {@code Element} only, which escape it: a chapter cannot forget to.
 */
@NullMarked
package org.reconlink.report;

import org.jspecify.annotations.NullMarked;
