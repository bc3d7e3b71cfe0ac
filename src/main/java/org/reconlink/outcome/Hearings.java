package org.reconlink.outcome;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.kernel.DateRange;
import org.reconlink.kernel.Finding;

/**
 * Groups rows into offences: rows of the same case, offence number (else code) and offence date are hearings of one
 * offence. Two missing dates are the same date; without a case reference each row is an offence of its own.
 */
final class Hearings {
    private final Standing standing;
    private final boolean endsAreDates;

    /** @param endsAreDates whether a window takes the end of a range as the offence date */
    Hearings(Standing standing, boolean endsAreDates) {
        this.standing = standing;
        this.endsAreDates = endsAreDates;
    }

    /** The offences in order of proof date; one dated after its own proof is a finding and undated. */
    List<HeardOffence> offences(List<ConvictionRecord> rows, Consumer<Finding> findings) {
        List<ConvictionRecord> inOrder = new ArrayList<>(rows);
        inOrder.sort(RowOrder.BY_HEARING);
        Map<Object, List<ConvictionRecord>> groups = new LinkedHashMap<>();
        for (ConvictionRecord row : inOrder) {
            groups.computeIfAbsent(key(row), k -> new ArrayList<>()).add(row);
        }
        return groups.values().stream()
                .map(hearings -> dated(standing.of(hearings), findings))
                .sorted(Comparator.comparing(HeardOffence::offence, RowOrder.BY_PROOF))
                .toList();
    }

    private static Object key(ConvictionRecord row) {
        String charge = charge(row);
        return row.caseReference() == null || charge == null
                ? row.source()
                : new Key(
                        row.caseReference(),
                        charge,
                        row.offenceStart(),
                        row.partial().offenceStart());
    }

    private static @Nullable String charge(ConvictionRecord row) {
        if (row.offenceNumber() != null) {
            return "number " + row.offenceNumber();
        }
        if (row.offence().cjsCode() != null) {
            return "code " + row.offence().cjsCode().value();
        }
        if (row.offence().homeOfficeCode() != null) {
            return "Home Office code " + row.offence().homeOfficeCode();
        }
        return row.offence().title() == null ? null : "title " + row.offence().title();
    }

    private HeardOffence dated(HeardOffence heard, Consumer<Finding> findings) {
        Offence offence = heard.offence();
        LocalDate proof = offence.lastProofDate();
        DateRange start = offence.partial().offenceStart();
        DateRange end = offence.partial().offenceEnd();
        boolean startsAfterProof =
                after(offence.offenceStart(), proof) || after(start == null ? null : start.first(), proof);
        boolean endsAfterProof = after(offence.offenceEnd(), proof) || after(end == null ? null : end.first(), proof);
        if (startsAfterProof || (endsAreDates && endsAfterProof)) {
            findings.accept(RowFindings.offenceAfterProof(offence.sources().get(0)));
        }
        return startsAfterProof ? new HeardOffence(offence.undated(), heard.provedOn()) : heard;
    }

    private static boolean after(@Nullable LocalDate date, LocalDate proof) {
        return date != null && date.isAfter(proof);
    }

    private record Key(
            String caseReference,
            String charge,
            @Nullable LocalDate offenceStart,
            @Nullable DateRange within) {}
}
