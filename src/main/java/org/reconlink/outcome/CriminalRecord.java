package org.reconlink.outcome;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Adjudication;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.kernel.DateRange;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.Flag;
import org.reconlink.kernel.OffenceDescription;
import org.reconlink.kernel.RecordId;
import org.reconlink.offence.ClassifiedOffence;
import org.reconlink.offence.OffenceSettings;
import org.reconlink.outcome.Offence.Heard;
import org.reconlink.outcome.Offence.Recorded;
import org.reconlink.outcome.WindowSettings.OffenceDate;

/** Turns the rows of a person into offences: repeated rows and hearings taken together, each offence classified. */
final class CriminalRecord {
    private static final Pattern DISPOSAL_CODE = Pattern.compile("\\d{4}");

    private final Hearings hearings;
    private final OffenceSettings settings;
    private final Function<OffenceDescription, ClassifiedOffence> classifier;

    CriminalRecord(
            OutcomeSettings outcome,
            OffenceSettings settings,
            Function<OffenceDescription, ClassifiedOffence> classifier) {
        boolean endsAreDates = outcome.windows().stream().anyMatch(w -> w.offenceDate() == OffenceDate.END);
        this.hearings = new Hearings(new Standing(outcome.dataCut(), settings.custodialDisposals()), endsAreDates);
        this.settings = settings;
        this.classifier = classifier;
    }

    /** The offences in order of proof date. */
    List<Recorded> of(List<ConvictionRecord> rows, Consumer<Finding> findings) {
        return hearings.offences(DuplicateRows.removed(rows, findings), findings).stream()
                .map(this::recorded)
                .toList();
    }

    private Recorded recorded(Heard heard) {
        Offence offence = heard.offence();
        ClassifiedOffence classified = classifier.apply(offence.description());
        return new Recorded(
                offence,
                classified,
                heard.provedOn(),
                counted(classified) && settings.countsAt(offence.court()),
                custodial(offence));
    }

    private boolean counted(ClassifiedOffence offence) {
        boolean listed =
                offence.homeOfficeCode() != null && settings.notCounted().contains(offence.homeOfficeCode());
        return !offence.nonOffenceBreach() && !listed;
    }

    /** What is not proven, and a caution, has no sentence; a code that is none of the police computer's says nothing. */
    private Flag custodial(Offence offence) {
        return switch (offence.adjudication()) {
            case CAUTION, NOT_GUILTY, NON_CONVICTION, QUASHED -> Flag.NO;
            case GUILTY, NONE, UNKNOWN -> custodial(offence.disposalCode(), offence.disposalUnclear());
        };
    }

    private Flag custodial(@Nullable String disposal, boolean unclear) {
        if (disposal != null && settings.custodialDisposals().contains(disposal)) {
            return Flag.YES;
        }
        return disposal == null || unclear || !DISPOSAL_CODE.matcher(disposal).matches() ? Flag.UNKNOWN : Flag.NO;
    }

    /** Takes rows that are identical in every mapped field, in one file or several, as one row. */
    private static final class DuplicateRows {
        private static final RecordId NOWHERE = new RecordId("", null, 0);

        private DuplicateRows() {}

        /** The rows without repetitions; the earlier place is kept and every later one is a finding. */
        static List<ConvictionRecord> removed(List<ConvictionRecord> rows, Consumer<Finding> findings) {
            List<ConvictionRecord> inOrder = new ArrayList<>(rows);
            inOrder.sort(Comparator.comparing(ConvictionRecord::source));
            Map<ConvictionRecord, RecordId> seen = new HashMap<>();
            List<ConvictionRecord> kept = new ArrayList<>();
            for (ConvictionRecord row : inOrder) {
                RecordId earlier = seen.putIfAbsent(row.at(NOWHERE), row.source());
                if (earlier == null) {
                    kept.add(row);
                } else {
                    findings.accept(RowFindings.duplicate(row.source(), earlier));
                }
            }
            return kept;
        }
    }

    /**
     * Groups rows into offences: rows of the same case, offence number (else code) and offence date are hearings of one
     * offence. Two missing dates are the same date; without a case reference each row is an offence of its own. A court of appeal has
     * its own references: what it quashes is the one conviction that it can be of.
     */
    private static final class Hearings {
        private static final int DAYS_OF_A_YEAR = 366;

        private final Standing standing;
        private final boolean endsAreDates;

        /** @param endsAreDates whether a window takes the end of a range as the offence date */
        Hearings(Standing standing, boolean endsAreDates) {
            this.standing = standing;
            this.endsAreDates = endsAreDates;
        }

        /** The offences in order of proof date; one dated after its own proof is a finding and undated. */
        List<Heard> offences(List<ConvictionRecord> rows, Consumer<Finding> findings) {
            List<ConvictionRecord> inOrder = new ArrayList<>(rows);
            inOrder.sort(RowOrder.BY_HEARING);
            Map<Object, List<ConvictionRecord>> groups = new LinkedHashMap<>();
            for (ConvictionRecord row : inOrder) {
                groups.computeIfAbsent(key(row), k -> new ArrayList<>()).add(row);
            }
            if (inOrder.stream().anyMatch(row -> row.adjudication() == Adjudication.QUASHED)) {
                joinAppeals(groups, findings);
            }
            return groups.values().stream()
                    .map(hearings -> dated(standing.of(hearings), findings))
                    .sorted(Comparator.comparing(Heard::offence, RowOrder.BY_PROOF))
                    .toList();
        }

        /** An appeal that undoes a conviction, alone under its reference, is a hearing of the only conviction of that offence before it. */
        private static void joinAppeals(Map<Object, List<ConvictionRecord>> groups, Consumer<Finding> findings) {
            List<Object> appeals = groups.entrySet().stream()
                    .filter(group ->
                            group.getValue().stream().allMatch(row -> row.adjudication() == Adjudication.QUASHED))
                    .map(Map.Entry::getKey)
                    .toList();
            for (Object appeal : appeals) {
                ConvictionRecord row =
                        Objects.requireNonNull(groups.get(appeal)).get(0);
                List<List<ConvictionRecord>> undone = groups.values().stream()
                        .filter(hearings -> hearings.stream().anyMatch(earlier -> canUndo(row, earlier)))
                        .toList();
                if (undone.size() == 1) {
                    undone.get(0).addAll(groups.remove(appeal));
                    undone.get(0).sort(RowOrder.BY_HEARING);
                } else if (undone.size() > 1) {
                    findings.accept(RowFindings.appealOfSeveral(row.source()));
                }
            }
        }

        /** Whether the row is a conviction of the same offence, no later; a date that the appeal does not repeat may be any. */
        private static boolean canUndo(ConvictionRecord appeal, ConvictionRecord row) {
            boolean sameDate = appeal.offenceStart() == null
                    || row.offenceStart() == null
                    || appeal.offenceStart().equals(row.offenceStart());
            return row.adjudication() == Adjudication.GUILTY
                    && !row.convictionDate().isAfter(appeal.convictionDate())
                    && sameDate
                    && RowOrder.BY_CODE.compare(withoutTitle(appeal.offence()), withoutTitle(row.offence())) == 0;
        }

        /** Titles are written in many ways; where there is no code they are all there is. */
        private static OffenceDescription withoutTitle(OffenceDescription offence) {
            boolean coded = offence.cjsCode() != null || offence.homeOfficeCode() != null;
            return coded ? new OffenceDescription(offence.cjsCode(), offence.homeOfficeCode(), null) : offence;
        }

        private static Object key(ConvictionRecord row) {
            String charge = charge(row);
            return row.caseReference() == null || charge == null
                    ? row.source()
                    : new Key(
                            row.caseReference(),
                            charge,
                            row.offenceStart(),
                            tellingApart(row.partial().offenceStart()));
        }

        /** A date that could not be read may be any before the proof, which differs from hearing to hearing. */
        private static @Nullable DateRange tellingApart(@Nullable DateRange within) {
            return within == null || within.days() > DAYS_OF_A_YEAR ? null : within;
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
            return row.offence().title() == null
                    ? null
                    : "title " + row.offence().title();
        }

        private Heard dated(Heard heard, Consumer<Finding> findings) {
            Offence offence = heard.offence();
            LocalDate proof = offence.lastProofDate();
            DateRange start = offence.partial().offenceStart();
            DateRange end = offence.partial().offenceEnd();
            boolean startsAfterProof =
                    after(offence.offenceStart(), proof) || after(start == null ? null : start.first(), proof);
            boolean endsAfterProof =
                    after(offence.offenceEnd(), proof) || after(end == null ? null : end.first(), proof);
            if (startsAfterProof || (endsAreDates && endsAfterProof)) {
                findings.accept(RowFindings.offenceAfterProof(offence.sources().get(0)));
            }
            return startsAfterProof ? new Heard(offence.undated(), heard.provedOn()) : heard;
        }

        private static boolean after(@Nullable LocalDate date, LocalDate proof) {
            return date != null && date.isAfter(proof);
        }

        private record Key(
                String caseReference,
                String charge,
                @Nullable LocalDate offenceStart,
                @Nullable DateRange within) {
            // The machine's own of a record: the same numbers, in a tenth of the time where the first compiler's code
            // runs.
            @Override
            public int hashCode() {
                int hash = Objects.hashCode(caseReference);
                hash = 31 * hash + Objects.hashCode(charge);
                hash = 31 * hash + Objects.hashCode(offenceStart);
                return 31 * hash + Objects.hashCode(within);
            }

            @Override
            public boolean equals(@Nullable Object other) {
                return other instanceof Key that
                        && Objects.equals(caseReference, that.caseReference)
                        && Objects.equals(charge, that.charge)
                        && Objects.equals(offenceStart, that.offenceStart)
                        && Objects.equals(within, that.within);
            }
        }
    }
}
