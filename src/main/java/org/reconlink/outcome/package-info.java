/**
 * Works out what happened to each participant.
 *
 * <p>In: a participant, the conviction history of the linked person, custody spells. Out: follow-up windows with the
 * timing of every offence, recalls to custody, time at risk and inclusion in the study. No clock: the data cut is the
 * last day that anybody knows of.
 */
@NullMarked
package org.reconlink.outcome;

import org.jspecify.annotations.NullMarked;
