package org.reconlink.linkage;

/**
 * A participant and a person that blocking found, with the person's best identity.
 *
 * @param participant place in the list of participants
 * @param person place in the extract
 * @param identity place in the extract of the identity that weighs most; of equals the one with the earliest row
 * @param weight bits, without the prior
 * @param rules bit r is set if rule r found any of the person's identities
 */
record Candidate(int participant, int person, int identity, double weight, long rules) {

    /** The same person seen through two identities. */
    Candidate or(Candidate later) {
        Candidate best = later.weight > weight ? later : this;
        return new Candidate(participant, person, best.identity, best.weight, rules | later.rules);
    }
}
