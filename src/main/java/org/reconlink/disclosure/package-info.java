/**
 * Makes tables of counts fit to leave the room.
 *
 * <p>In: a table of counts and the rule of the study. Out: the table with small counts hidden, all others rounded, totals that
 * are sums of the rounded parts, and as many more cells hidden as it takes that no hidden one follows from what is shown.
 * Tables are looked at one by one: two tables about nearly the same people can tell of the few in whom they differ, which
 * rounding blurs and only a person can rule out.
 */
@NullMarked
package org.reconlink.disclosure;

import org.jspecify.annotations.NullMarked;
