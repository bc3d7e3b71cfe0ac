package org.reconlink.intake;

import java.nio.charset.StandardCharsets;
import org.reconlink.kernel.CroNumber;
import org.reconlink.kernel.PncId;

/** Reads any text as police identifiers: a value that comes out is read again as itself. */
public final class IdentifierFuzz {
    private static final int PIVOT = 2029;

    private IdentifierFuzz() {}

    /** One input of the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        PncId pnc = PncIds.read(text, PIVOT).value();
        if (pnc != null && !pnc.equals(PncIds.read(pnc.value(), PIVOT).value())) {
            throw new AssertionError("a PNC id is not read as itself");
        }
        CroNumber cro = CroNumbers.read(text).value();
        if (cro != null && !cro.equals(CroNumbers.read(cro.value()).value())) {
            throw new AssertionError("a CRO number is not read as itself");
        }
    }
}
