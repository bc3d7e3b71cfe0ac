/**
 * Decides from weights who is whom.
 *
 * <p>In: candidate pairs with their weights in bits, the prior left out. Out: the probability of every pair given all
 * other pairs, pairs that are decided, groups of records of one person, and, where the truth is known, how right all
 * this was. Between two files a record has one partner at most, so that its candidates compete; within one file records
 * of one person form a group, whose members must agree with one another.
 */
@NullMarked
package org.reconlink.linkage.decision;

import org.jspecify.annotations.NullMarked;
