package org.reconlink.publish;

import static org.reconlink.publish.Missing.MISSING;
import static org.reconlink.publish.Missing.NOT_APPLICABLE;
import static org.reconlink.publish.Missing.NOT_LINKED;
import static org.reconlink.publish.Missing.UNKNOWN;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Participant;
import org.reconlink.offence.ClassifiedOffence;
import org.reconlink.outcome.AuditedOutcome;
import org.reconlink.outcome.OutcomeSettings.ScoreSet;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.outcome.ParticipantOutcome.IndexOffence;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.publish.Variable.Category;
import org.reconlink.result.ExpectedScores;
import org.reconlink.result.ExpectedScores.Scale;
import org.reconlink.result.StudyResult;
import org.reconlink.statistics.ogrs.Ogrs4Static;
import org.reconlink.statistics.ogrs.ReoffendingScore;
import org.reconlink.statistics.ogrs.ReoffendingScore.NotScored;
import org.reconlink.statistics.ogrs.ReoffendingScore.Years;

/** One row for each participant, included or not. */
final class ParticipantsTable {

    private ParticipantsTable() {}

    static PackageTable<ParticipantRow> of(StudyResult result) {
        List<ParticipantRow> rows = ParticipantRow.all(result);
        List<Variable<ParticipantRow>> variables = new ArrayList<>(standing());
        index().forEach(variable -> variables.add(variable.of(ParticipantRow::outcome)));
        variables.addAll(history());
        variables.addAll(ScoreVariables.of(result.outcome().scores()));
        List<Variable<ParticipantRow>> windows = windows(result);
        variables.addAll(CarriedVariables.of(rows, result.publish().freeText(), names(variables, windows)));
        variables.addAll(windows);
        return new PackageTable<>(
                PackageTable.PARTICIPANTS,
                "One row for each participant, included or not.",
                List.of(Pseudonyms.COLUMN),
                variables,
                rows);
    }

    private static List<Variable<ParticipantRow>> standing() {
        return List.of(
                Pseudonyms.variable(ParticipantRow::pseudonym),
                Variable.flag(
                        "included",
                        "Whether the participant is in the study.",
                        row -> TableCell.flag(row.outcome().included())),
                Variable.<ParticipantRow>text(
                                "exclusion_reason",
                                "The first criterion of inclusion that the participant does not meet.",
                                row -> TableCell.known(
                                        row.outcome().exclusionReason(), NOT_APPLICABLE, TableCell::input))
                        .or(NOT_APPLICABLE),
                Variable.<ParticipantRow>text(
                                "study_group",
                                "Group of the study (arm).",
                                row -> TableCell.input(
                                        row.outcome().participant().group()))
                        .or(MISSING),
                Variable.category(
                        "linkage_status",
                        "Where the participant stands after linkage.",
                        Categories.LINK_STATUS,
                        row -> TableCell.word(row.decision().status())),
                Variable.<ParticipantRow>decimal(
                                "linkage_probability",
                                "Match probability of the best candidate among all candidates and nobody.",
                                "probability",
                                row -> TableCell.known(
                                        row.decision().probability(), NOT_APPLICABLE, p -> TableCell.decimal(p, 6)))
                        .or(NOT_APPLICABLE),
                Variable.<ParticipantRow>decimal(
                                "linkage_weight",
                                "Match weight of the best candidate, without the prior.",
                                "bits",
                                row -> TableCell.known(
                                        row.decision().weight(), NOT_APPLICABLE, w -> TableCell.decimal(w, 4)))
                        .or(NOT_APPLICABLE),
                Variable.category(
                        "linkage_basis",
                        "What the participant's outcome rests on.",
                        Categories.LINKAGE_BASIS,
                        row -> TableCell.own(basis(row))),
                Variable.<ParticipantRow>decimal(
                                "audit_weight",
                                "How many participants this one stands for: 1 if linked; of the audited sample of the unlinked"
                                        + " the number of unlinked over that of the sample.",
                                "participants",
                                ParticipantsTable::weight)
                        .or(NOT_APPLICABLE));
    }

    private static String basis(ParticipantRow row) {
        AuditedOutcome audited = row.audited();
        if (audited != null) {
            return audited.traced() ? "traced" : "not traced";
        }
        return row.outcome().linked() ? "linkage" : "none";
    }

    private static TableCell weight(ParticipantRow row) {
        AuditedOutcome audited = row.audited();
        if (audited != null) {
            return TableCell.decimal(audited.weight(), 4);
        }
        return row.outcome().linked() ? TableCell.decimal(1, 4) : NOT_APPLICABLE;
    }

    private static List<Variable<ParticipantOutcome>> index() {
        return List.of(
                Variable.<ParticipantOutcome>category(
                                "index_offence_source",
                                "Where the index offence is from.",
                                Category.of("participant sheet", "conviction extract"),
                                o -> indexSource(o.index()))
                        .or(MISSING),
                Variable.<ParticipantOutcome>flag(
                                "index_offence_disagreement",
                                "Whether participant sheet and conviction extract name different index offences.",
                                ParticipantsTable::disagreement)
                        .or(NOT_LINKED, NOT_APPLICABLE),
                Variable.<ParticipantOutcome>own(
                                "index_offence_code",
                                "CJS code of the index offence.",
                                index(o ->
                                        TableCell.known(o.offence().cjsCode(), MISSING, c -> TableCell.own(c.value()))))
                        .or(MISSING),
                Variable.<ParticipantOutcome>own(
                                "index_offence_home_office_code",
                                "Home Office code of the index offence, class and subclass.",
                                index(o ->
                                        TableCell.known(o.homeOfficeCode(), MISSING, c -> TableCell.own(c.toString()))))
                        .or(MISSING),
                Variable.<ParticipantOutcome>own(
                                "index_offence_group",
                                "Group of the index offence by its Home Office code.",
                                index(o -> TableCell.known(o.group(), MISSING, TableCell::own)))
                        .or(MISSING),
                Variable.<ParticipantOutcome>category(
                                "index_offence_court_mode",
                                "Where the index offence can be tried.",
                                Categories.COURT_MODES,
                                index(o -> TableCell.word(o.mode())))
                        .or(MISSING),
                Variable.<ParticipantOutcome>flag(
                                "index_offence_violent",
                                "Whether the index offence is violent.",
                                index(o -> TableCell.flag(o.violent())))
                        .or(MISSING, UNKNOWN),
                Variable.<ParticipantOutcome>flag(
                                "index_offence_sexual",
                                "Whether the index offence is sexual.",
                                index(o -> TableCell.flag(o.sexual())))
                        .or(MISSING, UNKNOWN));
    }

    private static Function<ParticipantOutcome, TableCell> index(Function<ClassifiedOffence, TableCell> cell) {
        return outcome -> TableCell.known(outcome.index().used(), MISSING, cell);
    }

    private static TableCell indexSource(IndexOffence index) {
        return index.used() == null
                ? MISSING
                : TableCell.own(index.given() == null ? "conviction extract" : "participant sheet");
    }

    private static TableCell disagreement(ParticipantOutcome outcome) {
        if (!outcome.linked()) {
            return NOT_LINKED;
        }
        IndexOffence index = outcome.index();
        return index.given() == null || index.derived() == null ? NOT_APPLICABLE : TableCell.flag(index.disagreement());
    }

    private static List<Variable<ParticipantRow>> history() {
        return List.of(
                Variable.<ParticipantRow>integer(
                                "age_at_start",
                                "Age in completed years on S of the first follow-up window.",
                                "years",
                                row -> TableCell.known(row.outcome().ageAtStart(), MISSING, TableCell::number))
                        .or(MISSING),
                count(
                        "age_at_first_conviction",
                        "Age in completed years on the date of the earliest conviction.",
                        "years",
                        ParticipantOutcome::ageAtFirstConviction),
                Variable.<ParticipantRow>decimal(
                                "years_in_custody_before_release",
                                "Time from custody start to release date.",
                                "years of 365.25 days",
                                row -> TableCell.known(
                                        row.outcome().yearsInCustodyBeforeRelease(),
                                        MISSING,
                                        y -> TableCell.decimal(y, 4)))
                        .or(MISSING),
                count(
                        "prior_conviction_occasions",
                        "Conviction occasions before the index conviction date.",
                        "occasions",
                        ParticipantOutcome::priorConvictionOccasions),
                count(
                        "prior_offences",
                        "Counted offences proved by conviction before the index conviction date.",
                        "offences",
                        ParticipantOutcome::priorOffences),
                count(
                        "violent_or_sexual_convictions",
                        "Violent or sexual offences proved up to and including the index conviction.",
                        "offences",
                        ParticipantOutcome::violentOrSexualConvictions),
                count(
                        "perhaps_violent_or_sexual_convictions",
                        "Offences proved by then of which no source tells whether they are violent or sexual; the number of"
                                + " violent or sexual ones leaves them out.",
                        "offences",
                        ParticipantOutcome::perhapsViolentOrSexualConvictions));
    }

    private static Variable<ParticipantRow> count(
            String name, String definition, String unit, Function<ParticipantOutcome, @Nullable Integer> value) {
        return Variable.<ParticipantRow>integer(
                        name,
                        definition,
                        unit,
                        row -> TableCell.known(value.apply(row.outcome()), row.unknown(), TableCell::number))
                .or(NOT_LINKED, MISSING);
    }

    private static List<Variable<ParticipantRow>> windows(StudyResult result) {
        List<WindowSettings> windows = result.outcome().windows();
        return windows.stream()
                .flatMap(window -> new WindowVariables(result, window).all().stream())
                .toList();
    }

    private static Set<String> names(List<Variable<ParticipantRow>> some, List<Variable<ParticipantRow>> others) {
        Set<String> names = new HashSet<>();
        some.forEach(variable -> names.add(variable.name()));
        others.forEach(variable -> names.add(variable.name()));
        return names;
    }

    /** The columns of the participant sheet that the protocol carries through, in order of heading. */
    private static final class CarriedVariables {

        private CarriedVariables() {}

        /**
         * One for each heading that any participant has; a column that says who people are is withheld as a whole.
         *
         * @param freeText headings that the protocol says to be free text
         * @param taken names that other columns have
         */
        static List<Variable<ParticipantRow>> of(List<ParticipantRow> rows, Set<String> freeText, Set<String> taken) {
            List<Participant> participants =
                    rows.stream().map(row -> row.outcome().participant()).toList();
            Set<String> names = new HashSet<>(taken);
            List<Variable<ParticipantRow>> variables = new ArrayList<>();
            for (CarriedColumn column : CarriedColumn.of(participants, freeText)) {
                String heading = column.heading();
                String name = ColumnName.free("carried_" + ColumnName.of(heading), names);
                names.add(name);
                variables.add(column.withheld() ? withheld(name, heading) : carried(name, heading));
            }
            return variables;
        }

        private static Variable<ParticipantRow> carried(String name, String heading) {
            return Variable.<ParticipantRow>text(
                            name,
                            "Carried through unchanged from the participant sheet, heading '" + heading + "'.",
                            row -> TableCell.input(
                                    row.outcome().participant().carried().get(heading)))
                    .or(MISSING);
        }

        private static Variable<ParticipantRow> withheld(String name, String heading) {
            return Variable.text(
                    name,
                    "Withheld: it can tell who somebody is, or is free text, heading '" + heading + "'.",
                    row -> Missing.WITHHELD);
        }
    }

    /** The columns of expected reoffending. */
    private static final class ScoreVariables {
        private static final int PLACES = 4;

        private final ExpectedScores scores = new ExpectedScores();

        private ScoreVariables() {}

        static List<Variable<ParticipantRow>> of(ScoreSet asked) {
            ScoreVariables variables = new ScoreVariables();
            List<Variable<ParticipantRow>> all = new ArrayList<>(List.of(
                    variables.probability(
                            "ogrs3_one_year",
                            "OGRS3 probability of a proven reoffence within one year of S of the first follow-up window.",
                            Scale.OGRS3,
                            Years.ONE),
                    variables.probability(
                            "ogrs3_two_years",
                            "OGRS3 probability of a proven reoffence within two years of the same.",
                            Scale.OGRS3,
                            Years.TWO),
                    variables.reason("ogrs3_missing_reason", "Why there is no OGRS3 score.", Scale.OGRS3)));
            if (asked == ScoreSet.OGRS3_AND_OGRS4_STATIC) {
                all.add(variables.probability(
                        "ogrs4_static_two_years",
                        Ogrs4Static.NOT_VALIDATED
                                + ": probability of a proven reoffence within two years of S of the first"
                                + " follow-up window.",
                        Scale.OGRS4_STATIC,
                        Years.TWO));
                all.add(variables.reason(
                        "ogrs4_static_missing_reason", "Why there is no OGRS4G score.", Scale.OGRS4_STATIC));
            }
            return List.copyOf(all);
        }

        private Variable<ParticipantRow> probability(String name, String definition, Scale scale, Years years) {
            return Variable.<ParticipantRow>decimal(name, definition, "probability", row -> {
                        OptionalDouble probability =
                                scores.score(scale, row.outcome()).within(years);
                        return probability.isPresent()
                                ? TableCell.decimal(probability.getAsDouble(), PLACES)
                                : row.unknown();
                    })
                    .or(NOT_LINKED, MISSING);
        }

        private Variable<ParticipantRow> reason(String name, String definition, Scale scale) {
            return Variable.<ParticipantRow>own(name, definition, row -> {
                        if (!row.outcome().linked()) {
                            return NOT_LINKED;
                        }
                        ReoffendingScore score = scores.score(scale, row.outcome());
                        return score instanceof NotScored not
                                ? TableCell.own(String.join("; ", not.reasons()))
                                : NOT_APPLICABLE;
                    })
                    .or(NOT_LINKED, NOT_APPLICABLE);
        }
    }
}
