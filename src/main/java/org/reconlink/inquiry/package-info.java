/**
 * What people ask of a study, answered in words and numbers before anybody has laid them out: why an outcome, what an offence is,
 * how two runs differ, how a run went.
 *
 * <p>In: what a run kept, and what tables say. Out: answers that the terminal prints and pages render, so that both say the same.
 * Nothing is read or written here, and nothing is decided.
 */
@NullMarked
package org.reconlink.inquiry;

import org.jspecify.annotations.NullMarked;
