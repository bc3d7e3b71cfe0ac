/**
 * Decides which person of the conviction extract each participant is.
 *
 * <p>In: participants' details with their index conviction date, and the identities of the extract with their
 * conviction dates ({@link IdentityIndex}); never offences or outcomes. Out: candidate pairs with
 * levels and weights in bits, and one decision for each participant.
 *
 * <p>{@link Linker} packs both sides ({@code PackedPeople}), has the engine block and compare them
 * ({@code StudyPairs}), trains ({@code StudyTraining}), joins rows to persons with the participants' help
 * ({@code PersonGroups}), weighs and decides, in this order. The model is Fellegi and Sunter's (1969) with what goes
 * together and relatives ({@code Relatives}) as further terms. The unit of decision is the participant among all candidates
 * and nobody, not the pair, since a participant is one person at most. Rules over the weights ({@code Objection}) keep
 * pairs whose evidence is not independent, as within families, from linking automatically.
 */
@NullMarked
package org.reconlink.linkage.study;

import org.jspecify.annotations.NullMarked;
