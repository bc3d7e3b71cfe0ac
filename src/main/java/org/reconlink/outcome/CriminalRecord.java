package org.reconlink.outcome;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Adjudication;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.kernel.DateRange;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.Flag;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.kernel.OffenceDescription;
import org.reconlink.kernel.PartialDates;
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

    /**
     * Says what stands of an offence after all its hearings: its proof is the earliest GUILTY, its disposal the latest, and a
     * later NOT GUILTY or NON-CONVICTION (an appeal) makes it not proven, one that quashes also if it bears the same date. A
     * GUILTY after that (a retrial) proves it again. Where the last word on it is not understood, its proof is not known.
     *
     * <p>Hearings after the data cut change nothing that was proved by then: the study does not know of them.
     */
    static final class Standing {
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
        private static boolean isLast(
                LocalDate unclear, List<ConvictionRecord> proving, @Nullable LocalDate acquitted) {
            boolean proved =
                    proving.stream().anyMatch(row -> !row.convictionDate().isBefore(unclear));
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
                    proving.stream().map(ConvictionRecord::convictionDate).collect(Collectors.toSet()));
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
                    last.adjudication() == Adjudication.QUASHED ? Adjudication.NON_CONVICTION : last.adjudication(),
                    court,
                    disposal == null ? null : disposal.disposalCode(),
                    disposal != null && disposal.disposalUnclear(),
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
            List<ConvictionRecord> disposing = where(
                    rows, row -> row.disposalCode() != null || row.disposalUnclear() || row.sentenceDays() != null);
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

    /**
     * Total orders of rows and offences by what they say; the place in a file decides only between rows that say the same,
     * so that the order of an extract changes nothing.
     */
    static final class RowOrder {
        private RowOrder() {}

        /** CJS code, then Home Office code, then title; missing last. */
        static final Comparator<OffenceDescription> BY_CODE =
                Comparator.<OffenceDescription, @Nullable OffenceCode>comparing(
                                OffenceDescription::cjsCode, nullsLast(naturalOrder()))
                        .thenComparing(
                                OffenceDescription::homeOfficeCode,
                                nullsLast(Comparator.<HomeOfficeCode>naturalOrder()))
                        .thenComparing(OffenceDescription::title, nullsLast(naturalOrder()));

        /** Numbers as numbers, 2 before 10, then what is no number; missing last. */
        static final Comparator<@Nullable String> BY_OFFENCE_NUMBER =
                nullsLast(comparing(RowOrder::number, nullsLast(Comparator.<BigInteger>naturalOrder()))
                        .thenComparing(naturalOrder()));

        /** Hearings in order of date. */
        static final Comparator<ConvictionRecord> BY_HEARING = comparing(ConvictionRecord::convictionDate)
                .thenComparing(ConvictionRecord::offenceStart, nullsLast(naturalOrder()))
                .thenComparing(ConvictionRecord::offenceEnd, nullsLast(naturalOrder()))
                .thenComparing(ConvictionRecord::caseReference, nullsLast(naturalOrder()))
                .thenComparing(ConvictionRecord::offenceNumber, BY_OFFENCE_NUMBER)
                .thenComparing(ConvictionRecord::offence, BY_CODE)
                .thenComparing(ConvictionRecord::adjudication)
                .thenComparing(ConvictionRecord::court, nullsLast(naturalOrder()))
                .thenComparing(ConvictionRecord::disposalCode, nullsLast(naturalOrder()))
                .thenComparing(ConvictionRecord::disposalUnclear)
                .thenComparing(ConvictionRecord::sentenceDays, nullsLast(naturalOrder()))
                .thenComparingInt(ConvictionRecord::takenIntoConsideration)
                .thenComparing(ConvictionRecord::partial)
                .thenComparing(ConvictionRecord::source);

        /** Offences in order of proof date. */
        static final Comparator<Offence> BY_PROOF = comparing(Offence::proofDate)
                .thenComparing(Offence::offenceStart, nullsLast(naturalOrder()))
                .thenComparing(Offence::offenceEnd, nullsLast(naturalOrder()))
                .thenComparing(Offence::caseReference, nullsLast(naturalOrder()))
                .thenComparing(Offence::offenceNumber, BY_OFFENCE_NUMBER)
                .thenComparing(Offence::description, BY_CODE)
                .thenComparing(Offence::adjudication)
                .thenComparing(Offence::court, nullsLast(naturalOrder()))
                .thenComparing(Offence::disposalCode, nullsLast(naturalOrder()))
                .thenComparing(Offence::sentenceDays, nullsLast(naturalOrder()))
                .thenComparingInt(Offence::takenIntoConsideration)
                .thenComparing(Offence::partial)
                .thenComparing(offence -> offence.sources().get(0));

        private static @Nullable BigInteger number(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                    return null;
                }
            }
            return text.isEmpty() ? null : new BigInteger(text);
        }
    }

    /**
     * Counts conviction occasions: one conviction date at one court. A missing court is no court of its own, so a date of
     * which no court is known is one occasion.
     */
    static final class ConvictionOccasions {
        private ConvictionOccasions() {}

        static int count(Collection<Recorded> convictions) {
            Map<LocalDate, Set<String>> courts = new HashMap<>();
            for (Recorded conviction : convictions) {
                Set<String> ofDate = courts.computeIfAbsent(conviction.offence().proofDate(), date -> new HashSet<>());
                String court = conviction.offence().courtTold();
                if (court != null) {
                    ofDate.add(court);
                }
            }
            return courts.values().stream()
                    .mapToInt(ofDate -> Math.max(1, ofDate.size()))
                    .sum();
        }
    }

    /**
     * Takes offences as undated that the participant was too young to commit. Intake does so by the date of birth of the row; this is
     * for rows without one, as where people are linked by key and the extract has neither names nor dates of birth.
     *
     * @param born the participant's date of birth; null if unknown
     * @param responsibleFrom age in years below which nobody commits an offence
     */
    record CommittedOfAge(@Nullable LocalDate born, int responsibleFrom) {

        /** The earliest day that a row without date of birth may date its offence; null if no such row has a date. */
        static @Nullable LocalDate earliest(List<ConvictionRecord> rows) {
            return rows.stream()
                    .filter(row -> row.person().dateOfBirth() == null)
                    .flatMap(row -> Stream.of(
                            row.offenceStart(),
                            row.offenceEnd(),
                            first(row.partial().offenceStart()),
                            first(row.partial().offenceEnd())))
                    .filter(Objects::nonNull)
                    .min(Comparator.naturalOrder())
                    .orElse(null);
        }

        /** Whether the participant was of age on that day, or nothing is known against it. */
        boolean includes(@Nullable LocalDate day) {
            return born == null || !before(day, born.plusYears(responsibleFrom));
        }

        /** The rows with the dates that can be; each date that cannot is a finding. */
        List<ConvictionRecord> of(List<ConvictionRecord> rows, Consumer<Finding> findings) {
            return born == null
                    ? rows
                    : rows.stream()
                            .map(row -> row.person().dateOfBirth() == null ? of(row, born, findings) : row)
                            .toList();
        }

        private ConvictionRecord of(ConvictionRecord row, LocalDate birth, Consumer<Finding> findings) {
            LocalDate responsible = birth.plusYears(responsibleFrom);
            LocalDate start = row.offenceStart();
            LocalDate end = row.offenceEnd();
            DateRange startWithin = row.partial().offenceStart();
            DateRange endWithin = row.partial().offenceEnd();
            LocalDate last = latest(start, startWithin);
            if (before(last, responsible) || before(latest(end, endWithin), responsible)) {
                boolean unborn = before(last, birth) || before(latest(end, endWithin), birth);
                findings.accept(
                        unborn
                                ? RowFindings.offenceBeforeBirth(row.source())
                                : RowFindings.offenceUnderAge(row.source()));
            }
            return row.committed(
                    before(start, responsible) ? null : start,
                    before(end, responsible) ? null : end,
                    new PartialDates(
                            from(responsible, startWithin),
                            from(responsible, endWithin),
                            row.partial().conviction()));
        }

        private static @Nullable LocalDate first(@Nullable DateRange within) {
            return within == null ? null : within.first();
        }

        private static @Nullable LocalDate latest(@Nullable LocalDate date, @Nullable DateRange within) {
            return date == null && within != null ? within.last() : date;
        }

        private static boolean before(@Nullable LocalDate date, LocalDate day) {
            return date != null && date.isBefore(day);
        }

        private static @Nullable DateRange from(LocalDate day, @Nullable DateRange within) {
            return within == null ? null : within.from(day);
        }
    }
}
