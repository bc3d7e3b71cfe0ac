package org.reconlink.outcome;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Adjudication;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.kernel.PartialDates;

/**
 * Says what stands of an offence after all its hearings: its proof is the earliest GUILTY, its disposal the latest, and a
 * later NOT GUILTY or NON-CONVICTION (an appeal) makes it not proven. A GUILTY after that (a retrial) proves it again.
 *
 * <p>Hearings after the data cut change nothing that was proved by then: the study does not know of them.
 */
final class Standing {
    private final LocalDate dataCut;
    private final Set<String> custodialDisposals;

    Standing(LocalDate dataCut, Set<String> custodialDisposals) {
        this.dataCut = dataCut;
        this.custodialDisposals = custodialDisposals;
    }

    /** @param hearings rows of one offence in the order of {@link RowOrder#BY_HEARING}, at least one */
    HeardOffence of(List<ConvictionRecord> hearings) {
        List<ConvictionRecord> known = knownByTheCut(hearings);
        Adjudication proof = proof(known);
        LocalDate lastAcquittal = lastAcquittal(known);
        List<ConvictionRecord> proving = where(
                known,
                row -> row.adjudication() == proof
                        && (lastAcquittal == null || !row.convictionDate().isBefore(lastAcquittal)));
        boolean proven = proof != Adjudication.NONE && !proving.isEmpty();
        return proven ? proven(hearings, known, proving) : unproven(hearings, known, proof);
    }

    private HeardOffence proven(
            List<ConvictionRecord> all, List<ConvictionRecord> known, List<ConvictionRecord> proving) {
        LocalDate proofDate = proving.get(0).convictionDate();
        List<ConvictionRecord> disposing = where(known, row -> !acquits(row));
        ConvictionRecord last = proving.get(proving.size() - 1);
        return new HeardOffence(
                offence(all, last, proving.get(0), court(proving, proofDate), disposal(disposing)),
                proving.stream().map(ConvictionRecord::convictionDate).collect(Collectors.toSet()));
    }

    private HeardOffence unproven(List<ConvictionRecord> all, List<ConvictionRecord> known, Adjudication overturned) {
        List<ConvictionRecord> acquitting = where(known, Standing::acquits);
        List<ConvictionRecord> deciding = acquitting.isEmpty() ? known : acquitting;
        ConvictionRecord last = deciding.get(deciding.size() - 1);
        List<ConvictionRecord> dating =
                overturned == Adjudication.NONE ? known : where(known, row -> row.adjudication() == overturned);
        LocalDate date = dating.get(0).convictionDate();
        return new HeardOffence(offence(all, last, dating.get(0), court(known, date), disposal(known)), Set.of());
    }

    private static Offence offence(
            List<ConvictionRecord> all,
            ConvictionRecord last,
            ConvictionRecord proof,
            @Nullable String court,
            @Nullable ConvictionRecord disposal) {
        return new Offence(
                all.stream().map(ConvictionRecord::source).sorted().toList(),
                last.caseReference(),
                last.offenceNumber(),
                last.offence(),
                last.offenceStart(),
                all.stream()
                        .map(ConvictionRecord::offenceEnd)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                proof.convictionDate(),
                last.adjudication(),
                court,
                disposal == null ? null : disposal.disposalCode(),
                disposal == null ? null : disposal.sentenceDays(),
                all.stream()
                        .mapToInt(ConvictionRecord::takenIntoConsideration)
                        .max()
                        .orElse(0),
                new PartialDates(
                        last.partial().offenceStart(),
                        last.partial().offenceEnd(),
                        proof.partial().conviction()));
    }

    private List<ConvictionRecord> knownByTheCut(List<ConvictionRecord> hearings) {
        List<ConvictionRecord> known =
                where(hearings, row -> !row.convictionDate().isAfter(dataCut));
        return proof(known) == Adjudication.NONE ? hearings : known;
    }

    /** GUILTY, else CAUTION, else NONE: the strongest that any of the rows says. */
    private static Adjudication proof(List<ConvictionRecord> rows) {
        if (rows.stream().anyMatch(row -> row.adjudication() == Adjudication.GUILTY)) {
            return Adjudication.GUILTY;
        }
        return rows.stream().anyMatch(row -> row.adjudication() == Adjudication.CAUTION)
                ? Adjudication.CAUTION
                : Adjudication.NONE;
    }

    private static @Nullable LocalDate lastAcquittal(List<ConvictionRecord> rows) {
        return rows.stream()
                .filter(Standing::acquits)
                .map(ConvictionRecord::convictionDate)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static boolean acquits(ConvictionRecord row) {
        return row.adjudication() == Adjudication.NOT_GUILTY || row.adjudication() == Adjudication.NON_CONVICTION;
    }

    private static @Nullable String court(List<ConvictionRecord> rows, LocalDate date) {
        return rows.stream()
                .filter(row -> row.convictionDate().equals(date))
                .map(ConvictionRecord::court)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The latest row that has a disposal; of one day's the custodial one, then the longest. */
    private @Nullable ConvictionRecord disposal(List<ConvictionRecord> rows) {
        return rows.stream()
                .filter(row -> row.disposalCode() != null || row.sentenceDays() != null)
                .max(Comparator.comparing(ConvictionRecord::convictionDate)
                        .thenComparing(this::custodial)
                        .thenComparingInt(row -> row.sentenceDays() == null ? -1 : row.sentenceDays())
                        .thenComparing(RowOrder.BY_HEARING))
                .orElse(null);
    }

    private boolean custodial(ConvictionRecord row) {
        return row.disposalCode() != null && custodialDisposals.contains(row.disposalCode());
    }

    private static List<ConvictionRecord> where(List<ConvictionRecord> rows, Predicate<ConvictionRecord> wanted) {
        return rows.stream().filter(wanted).toList();
    }
}
