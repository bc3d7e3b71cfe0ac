/**
 * Keeps what a run decided and what people did with a study, so that a change made afterwards shows.
 *
 * <p>Two files, both one JSON object a line, each carrying the hash of the line before it. {@link AuditLog}, {@code audit.jsonl}
 * among a run's outputs, has the decisions: no time of day and nobody's name, the same decisions give the same lines, and it is
 * written when the outputs are. {@link AuditTrail}, {@code events.jsonl} in the study's folder of working data, has the events:
 * it is opened before any extract is read, any number of processes add to it, and each entry (who, when, by which version, what)
 * is on disk before what it tells of can be seen, so that a command that was refused, failed, was stopped or killed is in it like
 * one that was done. The entry that a run is about to be published holds the hashes of its {@code audit.jsonl} and its manifest,
 * which ties the two. In neither are names: people appear by pseudonym, or by the row they were read from.
 *
 * <p>In: events with plain values. Out: the two files, their verification, and the events to be read. It never decides anything.
 */
@NullMarked
package org.reconlink.audit;

import org.jspecify.annotations.NullMarked;
