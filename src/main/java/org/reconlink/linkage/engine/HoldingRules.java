package org.reconlink.linkage.engine;

import java.util.List;

/** Which rules hold of the pairs of a batch: signatures first, and the rule itself only where these are equal. */
final class HoldingRules {
    /** Greatest number of rules, each of which is one bit. */
    static final int MOST = 63;

    private static final int SIGN = 0xFF;

    private final List<KeyRule> keyRules;
    private final int columns;

    /** @throws IllegalArgumentException if there are more rules than bits */
    HoldingRules(Candidates candidates) {
        if (candidates.rules().size() > MOST) {
            throw new IllegalArgumentException("every rule of a pair can be counted for " + MOST
                    + " rules, and there are " + candidates.rules().size() + "; use fewer");
        }
        this.keyRules = candidates.keyRules();
        this.columns = candidates.left().table().columns().size();
    }

    /**
     * The rules of one pair as bits.
     *
     * @param first number of the key rule that brought the pair: it holds, and none before it does
     */
    long of(PairBatch batch, int pair, int first) {
        int leftAt = batch.leftAt[pair];
        int rightAt = batch.rightAt[pair];
        long rules = 1L << keyRules.get(first).origin();
        for (int number = first + 1; number < keyRules.size(); number++) {
            int word = columns + number / Side.RULES_A_WORD;
            long differ = batch.words[leftAt + word] ^ batch.words[rightAt + word];
            if ((differ >>> (number % Side.RULES_A_WORD * 8) & SIGN) == 0) {
                KeyRule rule = keyRules.get(number);
                rules |= rule.holds(batch.words, leftAt, rightAt) ? 1L << rule.origin() : 0;
            }
        }
        return rules;
    }
}
