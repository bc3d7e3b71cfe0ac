package org.reconlink.linkage.study;

import org.reconlink.kernel.RecordId;

/**
 * An identity without a PNC id that linkage joined to others as one person.
 *
 * @param own the person that the identity is by itself
 * @param person the person that it belongs to
 * @param source first row of the identity
 * @param with first row of the identity that it agrees with
 * @param weight bits of evidence that the two are one person
 * @param probability that they are
 */
public record PersonJoin(
        PersonId own, PersonId person, RecordId source, RecordId with, double weight, double probability) {}
