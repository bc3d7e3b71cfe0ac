package org.reconlink.linkage.study;

/**
 * A participant and a person that blocking found, with the person's best identity.
 *
 * @param participant place in the list of participants
 * @param person place in the extract
 * @param identity place in the extract of the identity that weighs most; of equals the one with the earliest row
 * @param weight bits, without the prior
 */
record Candidate(int participant, int person, int identity, double weight) {}
