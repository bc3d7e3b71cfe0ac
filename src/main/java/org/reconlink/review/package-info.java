/**
 * Clerical review of the pairs in doubt, in workbooks that reviewers fill in.
 *
 * <p>In: the pairs that linkage leaves to reviewers, with who the two are; never weights, probabilities, offences or
 * outcomes. Out: workbooks, and from filled-in workbooks the verdicts that linkage takes in the next run.
 *
 * <p>Two reviewers judge each pair without seeing one another; where they differ or are unsure, an adjudicator decides. A
 * verdict is about the content of two records ({@link org.reconlink.review.ReviewCase}), not about a run, so it holds for
 * as long as both records say what the reviewers saw.
 */
@NullMarked
package org.reconlink.review;

import org.jspecify.annotations.NullMarked;
