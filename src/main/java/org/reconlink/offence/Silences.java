package org.reconlink.offence;

import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.OffenceCode;

/** Why a kind of evidence says nothing of an offence, in words without a full stop. */
record Silences(ReferenceTables tables, StudyTable study) {

    String studyTable(NamedOffence offence) {
        return study.entries().isEmpty()
                ? "there is no table of the study's own"
                : "the study's own table does not name it";
    }

    static String supplement(NamedOffence offence) {
        return offence.code() == null
                ? "there is no CJS code to look for"
                : "it is not among the repealed offences of weight";
    }

    static String conspiracy(NamedOffence offence) {
        return "no suffix C";
    }

    String ownRow(NamedOffence offence) {
        OffenceCode code = offence.code();
        return code == null ? "there is no CJS code to look for" : row(code);
    }

    String homeOfficeCode(NamedOffence offence) {
        HomeOfficeCode own = offence.homeOfficeCode();
        OffenceCode code = offence.code();
        HomeOfficeCode used = own != null || code == null ? own : tables.homeOfficeCode(code);
        return homeOffice(used);
    }

    String rowWithoutSuffix(NamedOffence offence) {
        OffenceCode base = offence.codeWithoutSuffix();
        return base == null ? "the code has no suffix to leave out" : row(base);
    }

    String homeOfficeCodeWithoutSuffix(NamedOffence offence) {
        OffenceCode base = offence.codeWithoutSuffix();
        return base == null ? "the code has no suffix to leave out" : homeOffice(tables.homeOfficeCode(base));
    }

    private String row(OffenceCode code) {
        CodeRow row = tables.code(code);
        if (row == null) {
            return "the national list has no code " + code;
        }
        return switch (row.evidence()) {
            case VERIFIED -> "the national list has no mode for " + code;
            case PRIOR -> "the row of " + code + " is from an earlier list and is not in the CJS Data Standards";
            case DEFAULTED -> "the row of " + code + " has a default in place of a mode, which says nothing";
        };
    }

    private String homeOffice(@Nullable HomeOfficeCode code) {
        if (code == null) {
            return "no Home Office code is known for it";
        }
        HomeOfficeRow row = tables.homeOffice(code);
        if (row == null) {
            return "the tables have no Home Office code " + code;
        }
        return row.mixedModes()
                ? "the verified codes under Home Office code " + code + " differ"
                : "no verified code is under Home Office code " + code;
    }
}
