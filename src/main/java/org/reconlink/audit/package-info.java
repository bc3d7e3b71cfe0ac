/**
 * Keeps the log of everything that a run decided, so that a change made afterwards shows.
 *
 * <p>In: events with plain values. Out: {@code audit.jsonl}, one JSON object a line, each carrying the hash of the line
 * before it. People appear by pseudonym only, and there is no time of day in it: the same decisions give the same lines.
 */
@NullMarked
package org.reconlink.audit;

import org.jspecify.annotations.NullMarked;
