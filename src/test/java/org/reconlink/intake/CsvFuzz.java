package org.reconlink.intake;

import java.io.IOException;

/** Reads any bytes as a CSV extract: they are read or refused with reasons, whatever they are. */
public final class CsvFuzz {
    private CsvFuzz() {}

    /** One input of the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        FuzzedFile.read("convictions.csv", bytes);
    }
}
