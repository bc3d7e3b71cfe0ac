package org.reconlink.publish;

import static org.reconlink.publish.Missing.MISSING;
import static org.reconlink.publish.Missing.UNKNOWN;
import static org.reconlink.publish.WindowVariables.WindowCells.codesOfObserved;
import static org.reconlink.publish.WindowVariables.WindowCells.codesOfReoffence;
import static org.reconlink.publish.WindowVariables.WindowCells.observed;
import static org.reconlink.publish.WindowVariables.WindowCells.reoffence;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Flag;
import org.reconlink.outcome.Offence.OffenceOutcome;
import org.reconlink.outcome.WindowOutcome;
import org.reconlink.outcome.WindowOutcome.Reoffending;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.result.StudyResult;

/** The columns about the proven reoffences of a window. */
final class ReoffenceVariables {

    private final StudyResult result;
    private final WindowSettings settings;
    private final Windows.Naming naming;
    private final String prefix;
    private final PublishedDates dates;

    ReoffenceVariables(StudyResult result, WindowSettings settings, Windows.Naming naming) {
        this.result = result;
        this.settings = settings;
        this.naming = naming;
        this.prefix = naming.prefix();
        this.dates = new PublishedDates(result.publish().dates());
    }

    List<Variable<WindowOutcome>> counts() {
        return List.of(
                flag("reoffended", "Whether there is a proven reoffence in the window.", Reoffending::reoffended),
                flag(
                        "reconvicted",
                        "Whether a reoffence of the window was proved by a court conviction.",
                        Reoffending::reconvicted),
                codesOfObserved(Variable.integer(
                        prefix + "offences",
                        "Number of proven reoffences in the window.",
                        "offences",
                        w -> observed(w, r -> TableCell.number(r.offences())))),
                codesOfObserved(Variable.integer(
                        prefix + "uncertain_offences",
                        "Number of offences that may be proven reoffences in the window, their date or proof being uncertain; no"
                                + " count includes them.",
                        "offences",
                        w -> observed(w, r -> TableCell.number(r.uncertainOffences())))),
                codesOfObserved(Variable.integer(
                        prefix + "undated_offences",
                        "Number of convictions whose offence has no usable date and may be of the window; they are taken as no"
                                + " reoffences.",
                        "offences",
                        w -> observed(w, r -> TableCell.number(r.undatedOffences())))),
                codesOfObserved(Variable.integer(
                        prefix + "conviction_occasions",
                        "Number of conviction occasions (one date at one court) of these reoffences.",
                        "occasions",
                        w -> observed(w, r -> TableCell.number(r.convictionOccasions())))));
    }

    /** Offence date of the first reoffence. */
    Variable<WindowOutcome> firstDate() {
        return codesOfReoffence(dates.variable(
                prefix + "first_offence_date",
                "Offence date of the first proven reoffence.",
                naming.anchor(),
                w -> reoffence(w, r -> firstDate(w, r.first()))));
    }

    List<Variable<WindowOutcome>> first() {
        return List.of(
                codesOfReoffence(Variable.own(
                        prefix + "first_offence",
                        "CJS code of the first proven reoffence, else its Home Office code.",
                        w -> reoffence(w, r -> TableCell.known(r.first(), UNKNOWN, ReoffenceVariables::code)))),
                codesOfReoffence(Variable.own(
                        prefix + "worst_offence",
                        "CJS code of the most serious proven reoffence (the principal one on the first scale), else its "
                                + "Home Office code.",
                        w -> reoffence(w, r -> TableCell.known(r.worst(), UNKNOWN, ReoffenceVariables::code)))),
                codesOfReoffence(Variable.category(
                        prefix + "worst_court_mode",
                        "Where the most serious proven reoffence can be tried.",
                        Categories.COURT_MODES,
                        w -> reoffence(w, r -> TableCell.known(r.worstMode(), MISSING, TableCell::word)))));
    }

    List<Variable<WindowOutcome>> seriousness() {
        return result.offence().scales().stream()
                .map(scale -> codesOfReoffence(Variable.<WindowOutcome>category(
                        prefix + "seriousness_" + ColumnName.of(scale),
                        "The most serious proven reoffence against the index offence on the scale " + scale + ".",
                        Categories.SERIOUSNESS,
                        w -> reoffence(w, r -> TableCell.known(r.seriousness().get(scale), MISSING, TableCell::word)))))
                .toList();
    }

    List<Variable<WindowOutcome>> kinds() {
        return List.of(
                flag("violent", "Whether a proven reoffence is violent.", Reoffending::violent),
                flag("sexual", "Whether a proven reoffence is sexual.", Reoffending::sexual),
                flag("indictable_only", "Whether a proven reoffence is indictable only.", Reoffending::indictableOnly),
                flag(
                        "indictable_or_either_way",
                        "Whether a proven reoffence is indictable only or triable either way.",
                        Reoffending::indictableOrEitherWay),
                flag("custodial", "Whether a proven reoffence led to immediate custody.", Reoffending::custodial),
                codesOfObserved(Variable.<WindowOutcome>flag(
                                prefix + "in_custody",
                                "Whether a proven reoffence was committed inside a custody spell.",
                                w -> observed(w, this::inCustody)))
                        .or(MISSING, UNKNOWN));
    }

    private TableCell inCustody(Reoffending reoffending) {
        boolean known = result.custodyKnown() || reoffending.reoffended() == Flag.NO;
        return known ? TableCell.flag(reoffending.inCustody()) : MISSING;
    }

    private Variable<WindowOutcome> flag(String name, String definition, Function<Reoffending, Flag> flag) {
        return codesOfObserved(Variable.<WindowOutcome>flag(
                        prefix + name, definition, w -> observed(w, r -> TableCell.flag(flag.apply(r)))))
                .or(UNKNOWN);
    }

    private TableCell firstDate(WindowOutcome window, @Nullable OffenceOutcome first) {
        return TableCell.known(first, UNKNOWN, o -> {
            boolean end = settings.offenceDate() == WindowSettings.OffenceDate.END
                    && o.offence().offenceEnd() != null;
            return TableCell.known(
                    end ? o.offence().offenceEnd() : o.offence().offenceStart(),
                    MISSING,
                    date -> dates.cell(date, window.start()));
        });
    }

    private static TableCell code(OffenceOutcome offence) {
        if (offence.offence().description().cjsCode() != null) {
            return TableCell.own(offence.offence().description().cjsCode().value());
        }
        return TableCell.known(offence.classified().homeOfficeCode(), MISSING, code -> TableCell.own(code.toString()));
    }
}
