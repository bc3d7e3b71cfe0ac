package org.reconlink.intake;

import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.kernel.OffenceDescription;

/** The columns that name an offence. */
final class OffenceColumns {
    static final Problem NO_OFFENCE = new Problem(
            "offence",
            "the row names no offence: no readable code and no title",
            "fill in the offence code, the Home Office code or the title; what kind of offence it is counts as unknown");

    /** Stands for the title, so that a conviction counts of which no more is known. */
    private static final String NOT_NAMED = "offence not named";

    private final Column<OffenceCode> cjsCode;
    private final Column<HomeOfficeCode> homeOfficeCode;
    private final Column<String> title;

    OffenceColumns(Columns columns) {
        cjsCode = columns.of("offence code", OffenceCodes::read);
        homeOfficeCode = columns.of("home office code", HomeOfficeCodes::read);
        title = columns.of("offence title", Labels::optionalLabel);
    }

    /** Whether a cell stands under any of the columns. */
    boolean isNamed(TableRow row) {
        return !row.cell(cjsCode.index()).isBlank()
                || !row.cell(homeOfficeCode.index()).isBlank()
                || !row.cell(title.index()).isBlank();
    }

    /** What the row says; a code that is none, as local ones are, stands for the title where there is no other. */
    OffenceDescription read(TableRow row, RowLog log) {
        OffenceCode code = cjsCode.optional(row, log);
        HomeOfficeCode office = homeOfficeCode.optional(row, log);
        String words = title.optional(row, log);
        if (code == null && office == null && words == null) {
            words = local(cjsCode, row);
            words = words == null ? local(homeOfficeCode, row) : words;
        }
        if (code == null && office == null && words == null) {
            log.warnRow(NO_OFFENCE);
            words = NOT_NAMED;
        }
        return new OffenceDescription(code, office, words);
    }

    private static @Nullable String local(Column<?> column, TableRow row) {
        return column.read(row).kind() == Reading.Kind.UNREADABLE
                ? Labels.label(row.text(column.index())).value()
                : null;
    }
}
