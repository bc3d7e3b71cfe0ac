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
import org.reconlink.disclosure.DisclosureRule;
import org.reconlink.disclosure.NumberText;
import org.reconlink.kernel.DateRange;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.outcome.Offence.OffenceOutcome;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.outcome.WindowOutcome;
import org.reconlink.outcome.WindowOutcome.Recall;
import org.reconlink.outcome.WindowOutcome.Recalls;
import org.reconlink.outcome.WindowOutcome.Timing;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.result.Cohort;
import org.reconlink.result.PublishSettings;

/** A timeline for each participant. */
final class TimelineChapter {
    /** More lanes than fit on a few pages nobody reads. */
    private static final int MOST_LANES = 150;

    private TimelineChapter() {}

    static Chapter of(Cohort cohort) {
        List<PagePart> body = new ArrayList<>();
        body.add(Html.p(
                "A lane for each participant who is included and linked, from the start date of the first window:"
                        + " intervention, custody and recalls to it, proven offences on their offence dates, and how long they were"
                        + " followed; first who reoffended first."));
        PublishSettings publish = cohort.result().publish();
        List<ParticipantOutcome> linked =
                cohort.included().stream().filter(ParticipantOutcome::linked).toList();
        List<Timeline> lanes = linked.stream()
                .map(outcome -> Timeline.of(
                        outcome,
                        cohort.windows().get(0),
                        cohort.result().pseudonym(outcome.participant().id())))
                .flatMap(Optional::stream)
                .sorted(Timeline.ORDER)
                .toList();
        if (cohort.small().active() || !publish.disclosure().equals(DisclosureRule.NONE)) {
            body.add(Html.p("Withheld: each lane is one person, and small counts are not shown in this report."));
        } else if (lanes.isEmpty()) {
            body.add(Html.p("Nobody has a start date in the first window."));
        } else {
            boolean byMonth = publish.dates() == PublishSettings.Dates.BY_MONTH;
            List<Timeline> drawn = lanes.subList(0, Math.min(MOST_LANES, lanes.size()));
            body.add(new Figure(
                    TimelineChart.draw(drawn, byMonth),
                    "Timelines of " + NumberText.whole(drawn.size()) + " of " + NumberText.whole(linked.size())
                            + " participants, by the first letters of their pseudonyms"
                            + (lanes.size() > drawn.size() ? ": the first " + MOST_LANES + " of this order." : "."),
                    List.of("pseudonym", "what", "from_month", "to_month"),
                    drawn.stream()
                            .flatMap(lane -> TimelineChart.numbers(lane, byMonth))
                            .toList()));
        }
        return new Chapter("timelines", "outcome", "Timelines of participants", body);
    }

    /** One lane for each participant: intervention, custody, recalls to it, offences and how long they were followed. */
    private static final class TimelineChart {
        private static final double WIDTH = 860;
        private static final double LEFT = 96;
        private static final double RIGHT = 16;
        private static final double TOP = 58;
        private static final double RECALL = 4;
        /** Broader than a recall and than the line of those followed, which is of nearly the same colour. */
        private static final double CUSTODY = 7;

        private static final double LANE = 13;
        /** Enough to find a person's rows by. */
        private static final int PSEUDONYM_LETTERS = 8;

        /** A mean calendar month. */
        private static final double DAYS_A_MONTH = 365.25 / 12;

        private static final int MOST_TICKS = 12;
        private static final int[] STEPS = {3, 6, 12, 24, 60, 120};

        private final List<Timeline> lanes;
        private final boolean wholeMonths;
        private final long from;
        private final long to;
        private final List<Element> shapes = new ArrayList<>();

        private TimelineChart(List<Timeline> lanes, boolean wholeMonths) {
            this.lanes = lanes;
            this.wholeMonths = wholeMonths;
            from = lanes.stream().mapToLong(Timeline::first).min().orElse(0);
            to = Math.max(
                    from + 1, lanes.stream().mapToLong(Timeline::last).max().orElse(0));
        }

        /**
         * @param lanes at least one, from the top down
         * @param wholeMonths whether nothing is placed more closely than by month
         */
        static Element draw(List<Timeline> lanes, boolean wholeMonths) {
            TimelineChart chart = new TimelineChart(lanes, wholeMonths);
            chart.legend();
            chart.axis();
            for (int i = 0; i < lanes.size(); i++) {
                chart.lane(lanes.get(i), TOP + LANE * i + LANE / 2);
            }
            return Svg.picture(
                    "timelines",
                    "Timelines of participants",
                    "A lane for each participant, named by the first letters of the pseudonym: a broad bar for the"
                            + " intervention, a narrow one for each recall to custody and, in another colour, for other custody, a filled dot for each proven reoffence, a ring for each other proven offence, and a"
                            + " thin line for as long as offences were followed. The tables offences.csv and recalls.csv have"
                            + " the same, by pseudonym.",
                    WIDTH,
                    TOP + LANE * lanes.size() + 44,
                    chart.shapes);
        }

        /** Times above, moments below. */
        private void legend() {
            double y = 14;
            shapes.add(Svg.rectangle(LEFT, y - 5, 22, 9, "band"));
            shapes.add(Svg.text(LEFT + 28, y + 4, "start", "label", "intervention"));
            shapes.add(Svg.rectangle(LEFT + 130, y - RECALL / 2, 22, RECALL, "review"));
            shapes.add(Svg.text(LEFT + 158, y + 4, "start", "label", "recall to custody"));
            shapes.add(Svg.rectangle(LEFT + 290, y - CUSTODY / 2, 22, CUSTODY, "non-link"));
            shapes.add(Svg.text(LEFT + 318, y + 4, "start", "label", "other custody"));
            shapes.add(Svg.line(LEFT + 430, y, LEFT + 452, y, "distance"));
            shapes.add(Svg.text(LEFT + 458, y + 4, "start", "label", "followed"));
            double below = y + 20;
            shapes.add(Svg.circle(LEFT + 11, below, 4, "dot"));
            shapes.add(Svg.text(LEFT + 28, below + 4, "start", "label", "proven reoffence"));
            shapes.add(Svg.circle(LEFT + 301, below, 3, "open"));
            shapes.add(Svg.text(LEFT + 318, below + 4, "start", "label", "other proven offence"));
        }

        private void axis() {
            double bottom = TOP + LANE * lanes.size();
            int step = step();
            long first = Math.floorDiv((long) Math.floor(from / DAYS_A_MONTH), step) * step;
            for (long month = first; month * DAYS_A_MONTH <= to; month += step) {
                long days = Math.round(month * DAYS_A_MONTH);
                if (days >= from) {
                    double x = x(days);
                    shapes.add(Svg.line(x, TOP, x, bottom, month == 0 ? "axis" : "grid"));
                    shapes.add(Svg.text(x, bottom + 16, "middle", "tick", Long.toString(month)));
                }
            }
            shapes.add(Svg.text(
                    (LEFT + WIDTH - RIGHT) / 2,
                    bottom + 36,
                    "middle",
                    "tick",
                    "Months from the start of the first window"));
        }

        private int step() {
            for (int step : STEPS) {
                if ((to - from) / DAYS_A_MONTH / step <= MOST_TICKS) {
                    return step;
                }
            }
            return STEPS[STEPS.length - 1];
        }

        private void lane(Timeline lane, double y) {
            shapes.add(Svg.text(LEFT - 8, y + 4, "end", "label", begin(lane.pseudonym())));
            bar(lane.intervention(), y, 9, "band");
            Timeline.Span followed = lane.followed();
            if (followed != null) {
                shapes.add(Svg.line(x(followed.from()), y, x(followed.to()), y, "distance"));
            }
            lane.custody().forEach(custody -> bar(custody, y, CUSTODY, "non-link"));
            lane.recalls().forEach(recall -> bar(recall, y, RECALL, "review"));
            lane.otherOffences().forEach(day -> shapes.add(Svg.circle(x(day), y, 3, "open")));
            lane.reoffences().forEach(day -> shapes.add(Svg.circle(x(day), y, 4, "dot")));
        }

        /** What a lane is drawn from, a row each, in months from the start of the first window. */
        static Stream<List<String>> numbers(Timeline lane, boolean wholeMonths) {
            List<List<String>> rows = new ArrayList<>();
            add(rows, lane, "intervention", lane.intervention(), wholeMonths);
            add(rows, lane, "followed", lane.followed(), wholeMonths);
            lane.custody().forEach(span -> add(rows, lane, "custody", span, wholeMonths));
            lane.recalls().forEach(span -> add(rows, lane, "recall to custody", span, wholeMonths));
            lane.reoffences()
                    .forEach(day -> add(rows, lane, "proven reoffence", new Timeline.Span(day, day), wholeMonths));
            lane.otherOffences()
                    .forEach(day -> add(rows, lane, "other proven offence", new Timeline.Span(day, day), wholeMonths));
            return rows.stream();
        }

        private static void add(
                List<List<String>> rows,
                Timeline lane,
                String what,
                Timeline.@Nullable Span span,
                boolean wholeMonths) {
            if (span != null) {
                rows.add(List.of(
                        begin(lane.pseudonym()), what, month(span.from(), wholeMonths), month(span.to(), wholeMonths)));
            }
        }

        private static String month(long days, boolean whole) {
            return NumberText.fixed(days / DAYS_A_MONTH, whole ? 0 : 2);
        }

        private static String begin(String pseudonym) {
            return pseudonym.length() <= PSEUDONYM_LETTERS
                    ? pseudonym
                    : pseudonym.substring(0, PSEUDONYM_LETTERS) + "…";
        }

        private void bar(Timeline.@Nullable Span span, double y, double height, String style) {
            if (span != null) {
                double start = x(span.from());
                shapes.add(Svg.rectangle(start, y - height / 2, Math.max(1.5, x(span.to()) - start), height, style));
            }
        }

        private double x(long days) {
            double month = DAYS_A_MONTH;
            double placed = wholeMonths ? Math.round(days / month) * month : (double) days;
            double share = (placed - from) / (double) (to - from);
            return LEFT + Math.max(0, Math.min(1, share)) * (WIDTH - RIGHT - LEFT);
        }
    }

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
                    .map(inside -> new Span(
                            Math.max(0, days(start, inside.first())), Math.min(last, days(start, inside.last()))))
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
                    LongStream.concat(
                            LongStream.of(0), spans.flatMapToLong(span -> LongStream.of(span.from(), span.to()))),
                    Stream.concat(reoffences.stream(), otherOffences.stream()).mapToLong(Long::longValue));
        }
    }
}
