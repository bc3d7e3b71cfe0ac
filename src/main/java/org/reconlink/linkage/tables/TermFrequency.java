package org.reconlink.linkage.tables;

/** What agreement on one value is worth beside agreement on any: rare values more, common ones less. */
final class TermFrequency {
    private final CodedColumn coded;
    private final double usual;
    private final double records;

    private TermFrequency(CodedColumn coded, double usual, double records) {
        this.coded = coded;
        this.usual = usual;
        this.records = records;
    }

    static TermFrequency of(CodedColumn coded, double usual) {
        double left = 0;
        double right = 0;
        for (int value = 1; value < coded.values().size(); value++) {
            left += coded.leftCounts()[value];
            right += coded.rightCounts()[value];
        }
        return new TermFrequency(coded, usual, Math.max(1, Math.max(left, right)));
    }

    static boolean applies(Meaning meaning) {
        return switch (meaning) {
            case FORENAME, SURNAME, TEXT, POSTCODE -> true;
            case DATE_OF_BIRTH, SEX, IDENTIFIER, EMAIL, NUMBER -> false;
        };
    }

    /** Bits to add where both rows have the left row's value: the chance that another record has it, against the mean. */
    double bits(int leftRow) {
        int value = coded.left()[leftRow];
        double others = Math.max(coded.leftCounts()[value], coded.rightCounts()[value]) - 1;
        double share = others / records + Math.min(0.5 / records, usual);
        return Math.log(usual / share) / Math.log(2);
    }
}
