/**
 * Clerical review in the browser: pairs one after the other for reviewers, what they left open for the adjudicator, and how they agree.
 *
 * <p>In: the pairs of the last complete run, and what was said of them. Out: verdicts in the journal beside the store, each on disk
 * before it is answered, and pages made of records that have no room for anything that would sway a reviewer: no weight, decision,
 * outcome, nor what others said.
 */
@NullMarked
package org.reconlink.console.review;

import org.jspecify.annotations.NullMarked;
