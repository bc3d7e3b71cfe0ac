package org.reconlink.intake;

import org.reconlink.intake.Reading.Problem;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.kernel.OffenceDescription;

/** The rule for an offence named in one cell: a CJS code, else a Home Office code, else a title. */
final class IndexOffences {
    static final Problem SHAPE = new Problem(
            "index offence",
            "this is neither a CJS offence code, nor a Home Office code, nor a title",
            "correct the code or write the offence's title");

    private IndexOffences() {}

    static Reading<OffenceDescription> read(String text) {
        if (Placeholders.isValue(text)) {
            return Reading.placeholder();
        }
        OffenceCode cjsCode = OffenceCodes.read(text).value();
        HomeOfficeCode homeOfficeCode = HomeOfficeCodes.read(text).value();
        if (cjsCode != null || homeOfficeCode != null) {
            return Reading.of(new OffenceDescription(cjsCode, homeOfficeCode, null));
        }
        // One word with digits is a mistyped code: titles have words, and years only among them.
        String title = Texts.spaced(text);
        return Texts.hasDigit(title) && title.indexOf(' ') < 0
                ? Reading.unreadable(SHAPE)
                : Reading.of(new OffenceDescription(null, null, title));
    }
}
