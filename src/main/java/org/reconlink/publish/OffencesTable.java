package org.reconlink.publish;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;
import static org.reconlink.publish.Missing.MISSING;
import static org.reconlink.publish.Missing.NOT_APPLICABLE;
import static org.reconlink.publish.Missing.UNKNOWN;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.reconlink.offence.ClassifiedOffence;
import org.reconlink.offence.ClassifiedOffence.NatureSource;
import org.reconlink.outcome.Offence;
import org.reconlink.outcome.Offence.OffenceOutcome;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.result.StudyResult;

/** One row for each offence of a linked participant; none is left out. */
final class OffencesTable {

    private final StudyResult result;
    private final PublishedDates dates;
    private final boolean custodyKnown;

    private OffencesTable(StudyResult result) {
        this.result = result;
        this.dates = new PublishedDates(result.publish().dates());
        this.custodyKnown = result.custodyKnown();
    }

    static PackageTable<OffenceRow> of(StudyResult result) {
        OffencesTable table = new OffencesTable(result);
        List<Variable<OffenceRow>> variables = new ArrayList<>(what());
        result.offence().scales().forEach(scale -> variables.add(rank(scale)));
        result.offence().scales().forEach(scale -> variables.add(seriousness(scale)));
        result.outcome().windows().forEach(window -> variables.addAll(timing(window)));
        variables.addAll(table.when());
        variables.addAll(table.disposal());
        return new PackageTable<>(
                "offences",
                "One row for each offence of a linked participant, whatever its timing.",
                List.of(Pseudonyms.COLUMN, "offence"),
                variables,
                OffenceRow.all(ParticipantRow.all(result)));
    }

    private static List<Variable<OffenceRow>> what() {
        return List.of(
                Pseudonyms.variable(row -> row.participant().pseudonym()),
                Variable.integer(
                        "offence",
                        "Counts the offences of a participant from 1, in order of proof.",
                        "",
                        row -> TableCell.number(row.number())),
                Variable.<OffenceRow>own(
                                "code",
                                "CJS code of the offence.",
                                row -> TableCell.known(
                                        row.offence().offence().description().cjsCode(),
                                        MISSING,
                                        code -> TableCell.own(code.value())))
                        .or(MISSING),
                Variable.<OffenceRow>own(
                                "home_office_code",
                                "Home Office code of the offence, class and subclass.",
                                row -> TableCell.known(
                                        row.offence().classified().homeOfficeCode(),
                                        MISSING,
                                        code -> TableCell.own(code.toString())))
                        .or(MISSING),
                Variable.<OffenceRow>own(
                                "offence_group",
                                "Group of the offence by its Home Office code.",
                                row -> TableCell.known(
                                        row.offence().classified().group(), MISSING, TableCell::own))
                        .or(MISSING),
                Variable.category(
                        "court_mode",
                        "Where the offence can be tried.",
                        Categories.COURT_MODES,
                        row -> TableCell.word(row.offence().classified().mode())),
                Variable.category(
                        "court_mode_evidence",
                        "What the court mode rests on.",
                        Categories.MODE_EVIDENCE,
                        row -> TableCell.word(row.offence().classified().evidence())),
                Variable.threeValued(
                        "violent",
                        "Whether the offence is violent.",
                        row -> row.offence().classified().violent()),
                sources("violent", ClassifiedOffence::violentBy),
                Variable.threeValued(
                        "sexual",
                        "Whether the offence is sexual.",
                        row -> row.offence().classified().sexual()),
                sources("sexual", ClassifiedOffence::sexualBy));
    }

    private static Variable<OffenceRow> sources(String kind, Function<ClassifiedOffence, Set<NatureSource>> by) {
        return Variable.<OffenceRow>own(kind + "_by", "The sources that call the offence " + kind + ".", row -> {
                    String sources = by.apply(row.offence().classified()).stream()
                            .sorted()
                            .map(NatureSource::words)
                            .collect(Collectors.joining("; "));
                    return sources.isEmpty() ? NOT_APPLICABLE : TableCell.own(sources);
                })
                .or(NOT_APPLICABLE);
    }

    private static Variable<OffenceRow> rank(String scale) {
        return Variable.<OffenceRow>integer(
                        "rank_" + ColumnName.of(scale),
                        "Rank on the scale " + scale + "; a higher rank is more serious, and some offences have none.",
                        "rank",
                        row -> TableCell.known(row.offence().ranks().get(scale), NOT_APPLICABLE, TableCell::number))
                .or(NOT_APPLICABLE);
    }

    private static Variable<OffenceRow> seriousness(String scale) {
        return Variable.<OffenceRow>category(
                        "seriousness_" + ColumnName.of(scale),
                        "The offence against the index offence on the scale " + scale + ".",
                        Categories.SERIOUSNESS,
                        row -> TableCell.known(row.offence().seriousness().get(scale), MISSING, TableCell::word))
                .or(MISSING);
    }

    private static List<Variable<OffenceRow>> timing(WindowSettings window) {
        String prefix = Windows.prefix(window);
        return List.of(
                Variable.<OffenceRow>category(
                                prefix + "timing",
                                "When the offence falls, seen from " + Windows.words(window) + ".",
                                Categories.TIMINGS,
                                row -> TableCell.known(
                                        row.offence().timing().get(window.name()), MISSING, TableCell::word))
                        .or(MISSING),
                Variable.<OffenceRow>flag(
                                prefix + "straddles_start",
                                "Whether the offence began before the first day of the window and lasted into it.",
                                row -> TableCell.known(
                                        row.offence().straddlesStart().get(window.name()),
                                        NOT_APPLICABLE,
                                        TableCell::flag))
                        .or(NOT_APPLICABLE));
    }

    private List<Variable<OffenceRow>> when() {
        String anchor = Windows.anchor(result);
        return List.of(
                dates.<OffenceRow>variable(
                        "proof_date",
                        "Date of the conviction or caution; of the hearing where there is neither.",
                        anchor,
                        row -> offence(row).partial().conviction() != null
                                ? MISSING
                                : dates.cell(
                                        offence(row).proofDate(),
                                        row.participant().anchor())),
                dates.<OffenceRow>variable(
                        "offence_start_date",
                        "Date of the offence, or first day of its range.",
                        anchor,
                        row -> TableCell.known(
                                row.offence().offence().offenceStart(),
                                MISSING,
                                date -> dates.cell(date, row.participant().anchor()))),
                dates.<OffenceRow>variable(
                                "offence_end_date",
                                "Last day of the offence's range.",
                                anchor,
                                row -> TableCell.known(
                                        row.offence().offence().offenceEnd(),
                                        NOT_APPLICABLE,
                                        date -> dates.cell(
                                                date, row.participant().anchor())))
                        .or(NOT_APPLICABLE));
    }

    private List<Variable<OffenceRow>> disposal() {
        return List.of(
                Variable.category(
                        "adjudication",
                        "What was decided on the charge, by the last word on it.",
                        Categories.ADJUDICATIONS,
                        row -> TableCell.word(offence(row).adjudication())),
                Variable.<OffenceRow>text(
                                "disposal_code",
                                "PNC code of the latest disposal.",
                                row -> TableCell.input(offence(row).disposalCode()))
                        .or(MISSING),
                Variable.threeValued(
                        "custodial",
                        "Whether the disposal is immediate custody; unknown where none is recorded, or none that is understood.",
                        row -> row.offence().custodial()),
                Variable.<OffenceRow>integer(
                                "sentence_days",
                                "Length of the sentence where one is recorded.",
                                "days",
                                row -> TableCell.known(offence(row).sentenceDays(), MISSING, TableCell::number))
                        .or(MISSING),
                Variable.<OffenceRow>flag(
                                "in_custody",
                                "Whether the offence was committed inside a custody spell.",
                                row -> custodyKnown
                                        ? TableCell.flag(row.offence().inCustody())
                                        : MISSING)
                        .or(MISSING, UNKNOWN),
                Variable.integer(
                        "taken_into_consideration",
                        "Number of further offences taken into consideration.",
                        "offences",
                        row -> TableCell.number(offence(row).takenIntoConsideration())));
    }

    private static Offence offence(OffenceRow row) {
        return row.offence().offence();
    }

    /**
     * An offence of a linked participant.
     *
     * @param number counts the participant's offences from 1, in order of proof
     */
    record OffenceRow(ParticipantRow participant, int number, OffenceOutcome offence) {

        /** By all that is published of an offence; the rows it was read from have no say, since their order is chance. */
        private static final Comparator<Offence> ORDER = comparing(Offence::proofDate)
                .thenComparing(Offence::offenceStart, nullsLast(naturalOrder()))
                .thenComparing(Offence::offenceEnd, nullsLast(naturalOrder()))
                .thenComparing(o -> o.description().cjsCode(), nullsLast(naturalOrder()))
                .thenComparing(o -> o.description().homeOfficeCode(), nullsLast(naturalOrder()))
                .thenComparing(o -> o.description().title(), nullsLast(naturalOrder()))
                .thenComparing(Offence::caseReference, nullsLast(naturalOrder()))
                .thenComparing(Offence::offenceNumber, nullsLast(naturalOrder()))
                .thenComparing(Offence::adjudication)
                .thenComparing(Offence::disposalCode, nullsLast(naturalOrder()))
                .thenComparing(Offence::sentenceDays, nullsLast(naturalOrder()))
                .thenComparing(Offence::takenIntoConsideration);

        /** All offences of the participants, in order of pseudonym and number. */
        static List<OffenceRow> all(List<ParticipantRow> participants) {
            List<OffenceRow> rows = new ArrayList<>();
            for (ParticipantRow participant : participants) {
                List<OffenceOutcome> sorted = participant.outcome().offences().stream()
                        .sorted(comparing(OffenceOutcome::offence, ORDER))
                        .toList();
                for (int i = 0; i < sorted.size(); i++) {
                    rows.add(new OffenceRow(participant, i + 1, sorted.get(i)));
                }
            }
            return rows;
        }
    }
}
