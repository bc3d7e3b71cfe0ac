package org.reconlink.intake;

/** Counts how the lines of a file end; zero bytes are passed over, so that UTF-16 counts alike. */
final class LineEnds {
    private long lineFeeds;
    private long returns;
    private long pairs;
    private boolean afterReturn;

    void accept(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            byte b = bytes[i];
            if (b > '\r' || b < 0) {
                afterReturn = false;
            } else if (b == '\n') {
                lineFeeds++;
                pairs += afterReturn ? 1 : 0;
                afterReturn = false;
            } else if (b == '\r') {
                returns++;
                afterReturn = true;
            } else if (b != 0) {
                afterReturn = false;
            }
        }
    }

    String words() {
        if (lineFeeds == 0 && returns == 0) {
            return "one line";
        }
        if (returns == 0) {
            return "LF";
        }
        if (lineFeeds == 0) {
            return "CR";
        }
        return pairs == lineFeeds && pairs == returns ? "CRLF" : "mixed line ends";
    }
}
