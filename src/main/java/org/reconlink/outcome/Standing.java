package org.reconlink.outcome;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Adjudication;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.kernel.PartialDates;
import org.reconlink.outcome.Offence.Heard;

/**
 * Says what stands of an offence after all its hearings: its proof is the earliest GUILTY, its disposal the latest, and a
 * later NOT GUILTY or NON-CONVICTION (an appeal) makes it not proven, one that quashes also if it bears the same date. A
 * GUILTY after that (a retrial) proves it again. Where the last word on it is not understood, its proof is not known.
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
    Heard of(List<ConvictionRecord> hearings) {
        List<ConvictionRecord> known = knownByTheCut(hearings);
        Adjudication proof = proof(known);
        LocalDate acquitted = last(known, Standing::acquits);
        LocalDate quashed = last(known, row -> row.adjudication() == Adjudication.QUASHED);
        LocalDate unclear = last(known, row -> row.adjudication() == Adjudication.UNKNOWN);
        List<ConvictionRecord> proving = where(
                known,
                row -> proof != Adjudication.NONE
                        && row.adjudication() == proof
                        && (acquitted == null || !row.convictionDate().isBefore(acquitted))
                        && (quashed == null || row.convictionDate().isAfter(quashed)));
        if (unclear != null && isLast(unclear, proving, acquitted)) {
            return unclear(hearings, known, proving, acquitted);
        }
        return proving.isEmpty() ? unproven(hearings, known, proof) : proven(hearings, known, proving);
    }

    /** Whether nothing that is understood was said of the offence on that date or since. */
    private static boolean isLast(LocalDate unclear, List<ConvictionRecord> proving, @Nullable LocalDate acquitted) {
        boolean proved = proving.stream().anyMatch(row -> !row.convictionDate().isBefore(unclear));
        return !proved && (acquitted == null || acquitted.isBefore(unclear));
    }

    /** If it is proven, then by the earliest hearing since the last acquittal that may have proved it. */
    private Heard unclear(
            List<ConvictionRecord> all,
            List<ConvictionRecord> known,
            List<ConvictionRecord> proving,
            @Nullable LocalDate acquitted) {
        List<ConvictionRecord> deciding = where(
                known,
                row -> row.adjudication() == Adjudication.UNKNOWN
                        && (acquitted == null || row.convictionDate().isAfter(acquitted)));
        ConvictionRecord first = (proving.isEmpty() ? deciding : proving).get(0);
        ConvictionRecord last = deciding.get(deciding.size() - 1);
        String court = court(known, first.convictionDate());
        return new Heard(offence(all, last, first, court, disposal(where(known, row -> !acquits(row)))), Set.of());
    }

    private Heard proven(List<ConvictionRecord> all, List<ConvictionRecord> known, List<ConvictionRecord> proving) {
        LocalDate proofDate = proving.get(0).convictionDate();
        List<ConvictionRecord> disposing = where(known, row -> !acquits(row));
        ConvictionRecord last = proving.get(proving.size() - 1);
        return new Heard(
                offence(all, last, proving.get(0), court(proving, proofDate), disposal(disposing)),
                proving.size() == 1
                        ? Set.of(proofDate)
                        : proving.stream().map(ConvictionRecord::convictionDate).collect(Collectors.toSet()));
    }

    private Heard unproven(List<ConvictionRecord> all, List<ConvictionRecord> known, Adjudication overturned) {
        List<ConvictionRecord> acquitting = where(known, Standing::acquits);
        List<ConvictionRecord> deciding = acquitting.isEmpty() ? known : acquitting;
        ConvictionRecord last = deciding.get(deciding.size() - 1);
        List<ConvictionRecord> dating =
                overturned == Adjudication.NONE ? known : where(known, row -> row.adjudication() == overturned);
        LocalDate date = dating.get(0).convictionDate();
        return new Heard(offence(all, last, dating.get(0), court(known, date), disposal(known)), Set.of());
    }

    private static Offence offence(
            List<ConvictionRecord> all,
            ConvictionRecord last,
            ConvictionRecord proof,
            @Nullable String court,
            @Nullable ConvictionRecord disposal) {
        return new Offence(
                all.size() == 1
                        ? List.of(all.get(0).source())
                        : all.stream().map(ConvictionRecord::source).sorted().toList(),
                last.caseReference(),
                last.offenceNumber(),
                last.offence(),
                last.offenceStart(),
                latestEnd(all),
                proof.convictionDate(),
                last.adjudication() == Adjudication.QUASHED ? Adjudication.NON_CONVICTION : last.adjudication(),
                court,
                disposal == null ? null : disposal.disposalCode(),
                disposal != null && disposal.disposalUnclear(),
                disposal == null ? null : disposal.sentenceDays(),
                mostConsidered(all),
                new PartialDates(
                        last.partial().offenceStart(),
                        last.partial().offenceEnd(),
                        proof.partial().conviction()));
    }

    private static @Nullable LocalDate latestEnd(List<ConvictionRecord> rows) {
        LocalDate latest = null;
        for (ConvictionRecord row : rows) {
            LocalDate end = row.offenceEnd();
            latest = end != null && (latest == null || end.isAfter(latest)) ? end : latest;
        }
        return latest;
    }

    private static int mostConsidered(List<ConvictionRecord> rows) {
        int most = rows.isEmpty() ? 0 : rows.get(0).takenIntoConsideration();
        for (ConvictionRecord row : rows) {
            most = Math.max(most, row.takenIntoConsideration());
        }
        return most;
    }

    private List<ConvictionRecord> knownByTheCut(List<ConvictionRecord> hearings) {
        List<ConvictionRecord> known =
                where(hearings, row -> !row.convictionDate().isAfter(dataCut));
        boolean decided = says(known, Adjudication.UNKNOWN);
        return proof(known) == Adjudication.NONE && !decided ? hearings : known;
    }

    /** GUILTY, else CAUTION, else NONE: the strongest that any of the rows says. */
    private static Adjudication proof(List<ConvictionRecord> rows) {
        if (says(rows, Adjudication.GUILTY)) {
            return Adjudication.GUILTY;
        }
        return says(rows, Adjudication.CAUTION) ? Adjudication.CAUTION : Adjudication.NONE;
    }

    private static boolean says(List<ConvictionRecord> rows, Adjudication adjudication) {
        for (ConvictionRecord row : rows) {
            if (row.adjudication() == adjudication) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable LocalDate last(List<ConvictionRecord> rows, Predicate<ConvictionRecord> wanted) {
        LocalDate last = null;
        for (ConvictionRecord row : rows) {
            if (wanted.test(row) && (last == null || row.convictionDate().isAfter(last))) {
                last = row.convictionDate();
            }
        }
        return last;
    }

    private static boolean acquits(ConvictionRecord row) {
        return switch (row.adjudication()) {
            case NOT_GUILTY, NON_CONVICTION, QUASHED -> true;
            case GUILTY, CAUTION, NONE, UNKNOWN -> false;
        };
    }

    private static @Nullable String court(List<ConvictionRecord> rows, LocalDate date) {
        for (ConvictionRecord row : rows) {
            if (row.court() != null && row.convictionDate().equals(date)) {
                return row.court();
            }
        }
        return null;
    }

    /** The latest row that has a disposal; of one day's the custodial one, then one that may be, then the longest. */
    private @Nullable ConvictionRecord disposal(List<ConvictionRecord> rows) {
        List<ConvictionRecord> disposing =
                where(rows, row -> row.disposalCode() != null || row.disposalUnclear() || row.sentenceDays() != null);
        return disposing.size() < 2
                ? disposing.isEmpty() ? null : disposing.get(0)
                : Collections.max(
                        disposing,
                        Comparator.comparing(ConvictionRecord::convictionDate)
                                .thenComparing(this::custodial)
                                .thenComparing(ConvictionRecord::disposalUnclear)
                                .thenComparingInt(row -> row.sentenceDays() == null ? -1 : row.sentenceDays())
                                .thenComparing(RowOrder.BY_HEARING));
    }

    private boolean custodial(ConvictionRecord row) {
        return row.disposalCode() != null && custodialDisposals.contains(row.disposalCode());
    }

    private static List<ConvictionRecord> where(List<ConvictionRecord> rows, Predicate<ConvictionRecord> wanted) {
        List<ConvictionRecord> found = new ArrayList<>(rows.size());
        for (ConvictionRecord row : rows) {
            if (wanted.test(row)) {
                found.add(row);
            }
        }
        return found;
    }
}
