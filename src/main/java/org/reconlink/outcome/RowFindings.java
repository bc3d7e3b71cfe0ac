package org.reconlink.outcome;

import org.reconlink.kernel.Finding;
import org.reconlink.kernel.Finding.Severity;
import org.reconlink.kernel.RecordId;
import org.reconlink.offence.ClassifiedOffence;

/** What the derivation can find wrong in a row, in words. */
final class RowFindings {
    private RowFindings() {}

    static Finding duplicate(RecordId later, RecordId earlier) {
        return warning(
                later,
                "duplicate row",
                "the row repeats " + earlier + " in every mapped field and is left out",
                "remove it from the extract, or map the offence number if these are two counts of one charge");
    }

    static Finding offenceAfterProof(RecordId row) {
        return warning(
                row,
                "offence after proof",
                "the offence date is after the conviction date; the offence is taken as undated",
                "correct the offence date or the conviction date");
    }

    static Finding offenceBeforeBirth(RecordId row) {
        return warning(
                row,
                "offence before birth",
                "the offence is dated before the participant was born",
                "correct the offence date or the participant's date of birth, or check the link; the offence is taken as undated");
    }

    static Finding offenceUnderAge(RecordId row) {
        return warning(
                row,
                "offence under age",
                "the offence is dated when the participant was below the age of criminal responsibility",
                "correct the offence date or the participant's date of birth, check the link, or state the age in the protocol (intake,"
                        + " age of criminal responsibility); the offence is taken as undated");
    }

    static Finding appealOfSeveral(RecordId row) {
        return warning(
                row,
                "appeal of several convictions",
                "the row quashes a conviction, and there are several that it can be of; none is taken as quashed",
                "give it the case reference and the offence number of the conviction");
    }

    static Finding spellEndsBeforeStart(RecordId row) {
        return warning(
                row,
                "custody end before start",
                "the custody spell ends before it starts and is left out",
                "correct the start or the end");
    }

    static Finding offenceAfterExit(RecordId row, String exit) {
        return warning(
                row,
                "offence after " + exit,
                "the offence is dated after the participant's " + exit + " and counts in no outcome",
                "check the link of the participant to this person, and the date of " + exit);
    }

    static Finding unclassified(RecordId row, ClassifiedOffence offence) {
        return offence.unmatchedTitle()
                ? warning(
                        row,
                        "offence title not matched",
                        "the offence is named by its title alone, and no single code has exactly this title",
                        "add the offence code to the extract, or say what the title means (offence, titles; reconlink offence --titles writes the"
                                + " file to fill in)")
                : warning(
                        row,
                        "offence not classified",
                        "no table knows where an offence of this code can be tried; its court mode is unknown",
                        "correct the code, or give its mode and source in a table of the study's own (offence, table)");
    }

    static Finding codesDisagree(RecordId row) {
        return warning(
                row,
                "offence codes disagree",
                "the offence code and the Home Office code name different offences; court mode and maximum sentence are those of"
                        + " the one, the group those of the other, and violent or sexual is what either is",
                "correct the one that is wrong");
    }

    private static Finding warning(RecordId row, String rule, String problem, String advice) {
        return new Finding(Severity.WARNING, rule, row.file(), row.sheet(), row.row(), null, problem, advice);
    }
}
