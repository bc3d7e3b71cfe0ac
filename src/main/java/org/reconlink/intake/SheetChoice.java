package org.reconlink.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Spelling;

/** Which sheet of a workbook is meant: the one the protocol names, else the first that is not hidden. */
final class SheetChoice {
    /** Of the letters of a heading or a sheet's name: people shorten them. */
    private static final double NEAR = 0.5;

    /** A sheet of a workbook, in the workbook's order. */
    record Sheet(String name, boolean hidden) {}

    private SheetChoice() {}

    /** The name as the workbook writes it; case and spaces need not agree with the protocol's. */
    static String of(SourceFile file, List<Sheet> sheets, @Nullable String wanted) throws IntakeException {
        if (wanted == null) {
            for (Sheet sheet : sheets) {
                if (!sheet.hidden()) {
                    return sheet.name();
                }
            }
            throw file.unusable("missing sheet", "the workbook has no visible sheet", "name the sheet in the protocol");
        }
        for (Sheet sheet : sheets) {
            if (Texts.folded(sheet.name()).equals(Texts.folded(wanted))) {
                return sheet.name();
            }
        }
        List<String> names = sheets.stream().map(Sheet::name).toList();
        String nearest = Spelling.nearest(wanted, names, Texts::folded, NEAR).orElse(null);
        throw file.unusable(
                "missing sheet",
                "there is no sheet \"" + wanted + "\"; "
                        + (nearest == null ? "there are " + quoted(names) : "the nearest is \"" + nearest + "\""),
                "correct the sheet's name in the protocol (" + file.section() + ", sheet)");
    }

    private static String quoted(List<String> names) {
        return names.isEmpty() ? "none" : "\"" + String.join("\", \"", names) + "\"";
    }
}
