package org.reconlink.report;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.DateRange;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.outcome.OffenceOutcome;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.outcome.Timing;
import org.reconlink.outcome.WindowOutcome;
import org.reconlink.outcome.WindowOutcome.Recall;
import org.reconlink.outcome.WindowOutcome.Recalls;
import org.reconlink.outcome.WindowSettings;

/**
 * What one participant did and went through, in days from S of the first window.
 *
 * @param followed from S to the latest day on which an offence would count; null where that is not known
 * @param custody from S on, recalls among it, for as long as offences were followed
 * @param reoffences days of proven reoffences in any window
 * @param otherOffences days of other proven offences from S on; acquittals are none
 */
record Timeline(
        String pseudonym,
        @Nullable Span intervention,
        @Nullable Span followed,
        List<Span> recalls,
        List<Span> custody,
        List<Long> reoffences,
        List<Long> otherOffences) {

    /** Proven, and in no window a reoffence: left out by the protocol, too late, or proved too late. */
    private static final Set<Timing> OTHERS =
            Set.of(Timing.NOT_COUNTED, Timing.AFTER, Timing.PROVEN_LATE, Timing.PSEUDO);

    /** First and last day. */
    record Span(long from, long to) {}

    /** By first proven reoffence, those without one last, then by how long they were followed. */
    static final Comparator<Timeline> ORDER = Comparator.comparingLong(Timeline::firstReoffence)
            .thenComparing(Comparator.comparingLong(Timeline::last).reversed())
            .thenComparing(Timeline::pseudonym);

    /** Empty where S of the first window is not known. */
    static Optional<Timeline> of(ParticipantOutcome outcome, WindowSettings first, String pseudonym) {
        LocalDate start = outcome.window(first.name()).start();
        if (start == null) {
            return Optional.empty();
        }
        LocalDate until = followedUntil(outcome);
        Set<Long> reoffences = new TreeSet<>();
        Set<Long> others = new TreeSet<>();
        for (OffenceOutcome offence : outcome.offences()) {
            DateRange within = offence.offence().dateWithin(first.offenceDate());
            LocalDate date = within == null ? offence.offence().date(first.offenceDate()) : within.first();
            Timing timing = offence.timing().get(first.name());
            if (date != null && offence.timing().containsValue(Timing.IN_WINDOW)) {
                reoffences.add(days(start, date));
            } else if (date != null && !date.isBefore(start) && OTHERS.contains(timing)) {
                others.add(days(start, date));
            }
        }
        return Optional.of(new Timeline(
                pseudonym,
                span(
                        start,
                        outcome.participant().date(ParticipantDate.INTERVENTION_START),
                        outcome.participant().date(ParticipantDate.INTERVENTION_END)),
                span(start, start, until),
                recalls(start, until == null ? start : until, outcome),
                custody(start, until == null ? start : until, outcome),
                List.copyOf(reoffences),
                List.copyOf(others)));
    }

    private static @Nullable LocalDate followedUntil(ParticipantOutcome outcome) {
        return outcome.windows().stream()
                .map(WindowOutcome::survival)
                .flatMap(Stream::ofNullable)
                .map(WindowOutcome.Survival::censoringDate)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static List<Span> recalls(LocalDate start, LocalDate until, ParticipantOutcome outcome) {
        List<Span> spans = new ArrayList<>();
        outcome.windows().stream()
                .map(WindowOutcome::recalls)
                .flatMap(Stream::ofNullable)
                .flatMap(Timeline::all)
                .map(recall -> new Span(days(start, recall.start()), days(start, end(recall, until))))
                .distinct()
                .sorted(Comparator.comparingLong(Span::from).thenComparingLong(Span::to))
                .forEach(spans::add);
        return spans;
    }

    private static List<Span> custody(LocalDate start, LocalDate until, ParticipantOutcome outcome) {
        long last = days(start, until);
        return outcome.custody().stream()
                .map(inside ->
                        new Span(Math.max(0, days(start, inside.first())), Math.min(last, days(start, inside.last()))))
                .filter(span -> span.from() <= span.to())
                .toList();
    }

    /** One that lasts is drawn for as long as offences were followed. */
    private static LocalDate end(Recall recall, LocalDate until) {
        LocalDate end = recall.end();
        return end != null ? end : until.isBefore(recall.start()) ? recall.start() : until;
    }

    private static Stream<Recall> all(Recalls recalls) {
        return Stream.concat(recalls.recalls().stream(), recalls.curfewRecalls().stream());
    }

    private static @Nullable Span span(LocalDate zero, @Nullable LocalDate from, @Nullable LocalDate to) {
        return from == null || to == null || to.isBefore(from) ? null : new Span(days(zero, from), days(zero, to));
    }

    private static long days(LocalDate zero, LocalDate date) {
        return ChronoUnit.DAYS.between(zero, date);
    }

    private long firstReoffence() {
        return reoffences.isEmpty() ? Long.MAX_VALUE : reoffences.get(0);
    }

    long first() {
        return everything().min().orElse(0);
    }

    long last() {
        return everything().max().orElse(0);
    }

    private LongStream everything() {
        Stream<Span> spans = Stream.of(
                        Stream.of(intervention, followed).flatMap(Stream::ofNullable),
                        recalls.stream(),
                        custody.stream())
                .flatMap(these -> these);
        return LongStream.concat(
                LongStream.concat(LongStream.of(0), spans.flatMapToLong(span -> LongStream.of(span.from(), span.to()))),
                Stream.concat(reoffences.stream(), otherOffences.stream()).mapToLong(Long::longValue));
    }
}
