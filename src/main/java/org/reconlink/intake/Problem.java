package org.reconlink.intake;

/**
 * What is wrong with a value and what to do about it, in words that fit any value: never the value itself.
 *
 * @param rule short stable name of the rule that found it
 */
record Problem(String rule, String problem, String advice) {}
