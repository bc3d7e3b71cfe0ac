package org.reconlink.offence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.offence.ReferenceTables.RepealedOffence;

/**
 * The order of evidence for a court mode; the first rule that has an answer decides.
 *
 * <p>What the study's table or the supplement says of a code holds for the code with a suffix too, as an attempt follows
 * its base; but not for a conspiracy, which does not.
 */
final class ModeRules {
    private final ReferenceTables tables;
    private final StudyTable study;
    private final List<Rule> inOrder;

    /**
     * One kind of evidence.
     *
     * @param decide the decision; null where this evidence says nothing
     * @param silence why it says nothing, in words without a full stop
     */
    private record Rule(
            ModeEvidence evidence,
            Function<NamedOffence, @Nullable ModeDecision> decide,
            Function<NamedOffence, String> silence) {}

    ModeRules(ReferenceTables tables, StudyTable study) {
        this.tables = tables;
        this.study = study;
        Silences silences = new Silences(tables, study);
        this.inOrder = List.of(
                new Rule(ModeEvidence.STUDY_TABLE, this::studyTable, silences::studyTable),
                new Rule(ModeEvidence.SUPPLEMENT, this::supplement, Silences::supplement),
                new Rule(ModeEvidence.CONSPIRACY, ModeRules::conspiracy, Silences::conspiracy),
                new Rule(ModeEvidence.CJS_CODE, this::ownRow, silences::ownRow),
                new Rule(ModeEvidence.HOME_OFFICE_CODE, this::homeOfficeCode, silences::homeOfficeCode),
                new Rule(ModeEvidence.CJS_CODE_WITHOUT_SUFFIX, this::rowWithoutSuffix, silences::rowWithoutSuffix),
                new Rule(
                        ModeEvidence.HOME_OFFICE_CODE_WITHOUT_SUFFIX,
                        this::homeOfficeCodeWithoutSuffix,
                        silences::homeOfficeCodeWithoutSuffix));
    }

    ModeDecision decide(NamedOffence offence) {
        for (Rule rule : inOrder) {
            ModeDecision decision = rule.decide().apply(offence);
            if (decision != null) {
                return decision;
            }
        }
        return new ModeDecision(CourtMode.UNKNOWN, ModeEvidence.NONE, silence(offence));
    }

    /** Every kind of evidence asked, in order, up to the one that decides. */
    List<ClassificationStep> steps(NamedOffence offence) {
        List<ClassificationStep> steps = new ArrayList<>();
        for (Rule rule : inOrder) {
            ModeDecision decision = rule.decide().apply(offence);
            if (decision != null) {
                steps.add(new ClassificationStep(rule.evidence(), decision.mode(), decision.reason()));
                break;
            }
            steps.add(
                    new ClassificationStep(rule.evidence(), null, rule.silence().apply(offence)));
        }
        return List.copyOf(steps);
    }

    private @Nullable ModeDecision studyTable(NamedOffence offence) {
        StudyTable.Entry entry = studyEntry(offence);
        return entry == null
                ? null
                : new ModeDecision(
                        entry.mode(),
                        ModeEvidence.STUDY_TABLE,
                        "the study's own table says so (" + entry.source() + ")");
    }

    private StudyTable.@Nullable Entry studyEntry(NamedOffence offence) {
        StudyTable.Entry entry = onCode(offence, study::entry);
        if (entry != null || offence.conspiracy()) {
            return entry;
        }
        HomeOfficeCode homeOffice = offence.homeOfficeCodeIn(tables);
        return homeOffice == null ? null : study.entry(homeOffice);
    }

    private @Nullable ModeDecision supplement(NamedOffence offence) {
        RepealedOffence row = onCode(offence, tables::repealed);
        return row == null ? null : new ModeDecision(row.mode(), ModeEvidence.SUPPLEMENT, row.restsOn());
    }

    private static <T> @Nullable T onCode(NamedOffence offence, Function<OffenceCode, @Nullable T> table) {
        OffenceCode code = offence.code();
        T own = code == null ? null : table.apply(code);
        OffenceCode base = offence.codeWithoutSuffix();
        return own != null || base == null || offence.conspiracy() ? own : table.apply(base);
    }

    private static @Nullable ModeDecision conspiracy(NamedOffence offence) {
        return offence.conspiracy()
                ? new ModeDecision(
                        CourtMode.INDICTABLE_ONLY,
                        ModeEvidence.CONSPIRACY,
                        "a conspiracy (suffix C) is, whatever it was to commit")
                : null;
    }

    private @Nullable ModeDecision ownRow(NamedOffence offence) {
        return row(offence.code(), ModeEvidence.CJS_CODE);
    }

    private @Nullable ModeDecision homeOfficeCode(NamedOffence offence) {
        OffenceCode code = offence.code();
        HomeOfficeCode own = offence.homeOfficeCode();
        HomeOfficeCode used = own != null || code == null ? own : tables.homeOfficeCode(code);
        return homeOffice(used, ModeEvidence.HOME_OFFICE_CODE);
    }

    private @Nullable ModeDecision rowWithoutSuffix(NamedOffence offence) {
        return row(offence.codeWithoutSuffix(), ModeEvidence.CJS_CODE_WITHOUT_SUFFIX);
    }

    private @Nullable ModeDecision homeOfficeCodeWithoutSuffix(NamedOffence offence) {
        OffenceCode base = offence.codeWithoutSuffix();
        return base == null
                ? null
                : homeOffice(tables.homeOfficeCode(base), ModeEvidence.HOME_OFFICE_CODE_WITHOUT_SUFFIX);
    }

    /** A verified row decides even where it says that the entry is no offence: then the mode is UNKNOWN. */
    private @Nullable ModeDecision row(@Nullable OffenceCode code, ModeEvidence evidence) {
        CodeRow row = code == null ? null : tables.code(code);
        CodeRow.Standing standing = row == null || !row.verified() ? null : row.standing();
        return standing == null
                ? null
                : new ModeDecision(
                        standing.mode(), evidence, "the CJS Data Standards have " + code + " as " + standing.words());
    }

    private @Nullable ModeDecision homeOffice(@Nullable HomeOfficeCode code, ModeEvidence evidence) {
        HomeOfficeRow row = tables.homeOffice(code);
        return row == null || row.mode() == null
                ? null
                : new ModeDecision(row.mode(), evidence, "all verified codes under Home Office code " + code + " are");
    }

    private String silence(NamedOffence offence) {
        OffenceCode code = offence.code();
        if (code != null) {
            return tables.code(code) == null
                    ? "the national list has no code " + code
                    : "the national list has no verified mode for " + code;
        }
        return offence.homeOfficeCode() != null
                ? "the codes under Home Office code " + offence.homeOfficeCode() + " differ or are not known"
                : "the record names no code, and no title that exactly one code has";
    }

    /** Why a kind of evidence says nothing of an offence, in words without a full stop. */
    private record Silences(ReferenceTables tables, StudyTable study) {

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

    /**
     * A court mode and what it rests on.
     *
     * @param reason the evidence in words, without a full stop
     */
    record ModeDecision(CourtMode mode, ModeEvidence evidence, String reason) {}
}
