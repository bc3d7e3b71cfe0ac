/**
 * Decides which records are of one person, for a study and for plain tables.
 *
 * <p>Two doors, one machine. {@code study} links participants to the persons of an extract; {@code tables} links two
 * tables or finds the persons of one. Both pack records ({@code record}), find pairs by rules ({@code blocking}), compare
 * them ({@code comparison}) as they stream ({@code engine}), estimate one model ({@code model}) and decide all pairs
 * together ({@code decision}). Nothing here ever sees an offence or an outcome.
 */
@NullMarked
package org.reconlink.linkage;

import org.jspecify.annotations.NullMarked;
