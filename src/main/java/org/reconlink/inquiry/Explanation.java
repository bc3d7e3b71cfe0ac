package org.reconlink.inquiry;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.DateRange;
import org.reconlink.kernel.EnumWords;
import org.reconlink.kernel.Flag;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.kernel.RecordId;
import org.reconlink.linkage.study.CandidatePair;
import org.reconlink.linkage.study.CandidatePair.ComparedField;
import org.reconlink.linkage.study.LinkDecision;
import org.reconlink.linkage.study.LinkageResult;
import org.reconlink.linkage.study.LinkageResult.Reckoning;
import org.reconlink.linkage.study.PersonId;
import org.reconlink.linkage.study.PersonJoins;
import org.reconlink.offence.ClassifiedOffence;
import org.reconlink.outcome.Offence;
import org.reconlink.outcome.Offence.OffenceOutcome;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.outcome.WindowOutcome;
import org.reconlink.outcome.WindowOutcome.CensorReason;
import org.reconlink.outcome.WindowOutcome.Timing;

/**
 * Why a participant has this outcome, from the link to every offence, with the rows it rests on.
 *
 * @param run the run's id
 * @param sight what of it may be seen
 */
public record Explanation(
        ParticipantOutcome outcome, LinkageResult linkage, PersonJoins joins, String run, Sight sight) {

    private static final int WIDTH = 1_000;
    private static final int LEAST_SEEN = 4;
    private static final List<ParticipantDate> SHOWN_DATES = List.of(
            ParticipantDate.INDEX_CONVICTION,
            ParticipantDate.RELEASE,
            ParticipantDate.INTERVENTION_START,
            ParticipantDate.INTERVENTION_END);

    /** What of a participant may be seen. */
    public enum Sight {
        /** Dates, and the rows that everything rests on. */
        ALL,
        /** Days since S, and no row: nothing that says who it is. */
        DAYS_SINCE_START
    }

    /**
     * How dates and rows are written for who may not see all of them.
     *
     * @param start S of the first window that has one, from which days are counted; null if none has
     */
    record Shown(Sight sight, @Nullable LocalDate start) {
        /** {@code 2014-06-01}, or {@code S + 142 days}. */
        String day(@Nullable LocalDate date) {
            if (date == null) {
                return "not known";
            }
            if (sight == Sight.ALL) {
                return date.toString();
            }
            if (start == null) {
                return "a date that is not shown";
            }
            long days = ChronoUnit.DAYS.between(start, date);
            return days == 0 ? "S" : (days < 0 ? "S - " : "S + ") + Words.count(Math.abs(days), "day");
        }

        String day(@Nullable LocalDate date, @Nullable DateRange within) {
            return within == null ? day(date) : day(within.first()) + " to " + day(within.last());
        }

        String row(RecordId row) {
            return sight == Sight.ALL ? row.toString() : "a row that is not shown";
        }
    }

    private Shown shown() {
        return new Shown(
                sight,
                outcome.windows().stream()
                        .map(WindowOutcome::start)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null));
    }

    /** The outcome in a sentence or two. */
    public String inShort() {
        String link = linkage.decisions().stream()
                .filter(decision ->
                        decision.participant().equals(outcome.participant().id()))
                .map(decision -> EnumWords.of(decision.status()))
                .findFirst()
                .orElse("no link was looked for");
        return (outcome.included() ? "Included; " : "Excluded: " + outcome.exclusionReason() + "; ") + "linkage: "
                + link
                + "."
                + outcome.windows().stream()
                        .map(window -> " In the window " + window.window() + " " + found(window) + ".")
                        .collect(Collectors.joining());
    }

    /** Whom it is about, for the study's events: by the row they were read from, which only who holds the input can look up. */
    public Map<String, String> subject() {
        return Map.of("run", run, "source", outcome.participant().source().toString());
    }

    /** The study's own number of them; empty for who may not see it. */
    public String number() {
        return sight == Sight.ALL ? outcome.participant().id().value() : "";
    }

    /** The row that they were read from; empty for who may not see it. */
    public String source() {
        return sight == Sight.ALL ? outcome.participant().source().toString() : "";
    }

    public String inStudy() {
        return outcome.included() ? "included" : "excluded: " + outcome.exclusionReason();
    }

    /** What linkage decided, and what it warns of, a line each. */
    public List<String> decisions() {
        List<String> lines = new ArrayList<>();
        linkage.decisions().stream()
                .filter(decision ->
                        decision.participant().equals(outcome.participant().id()))
                .forEach(decision -> {
                    lines.add(EnumWords.of(decision.status()) + best(decision));
                    decision.warnings().forEach(warning -> lines.add("warning: " + warning));
                });
        return lines;
    }

    private static String best(LinkDecision decision) {
        Double weight = decision.weight();
        Double probability = decision.probability();
        return weight == null || probability == null
                ? ": no candidate"
                : "; best pair " + Words.bits(weight) + " bits, match probability " + Words.probability(probability);
    }

    /** The candidates, each with what speaks for and against it. */
    public List<Candidate> candidates() {
        return linkage.pairs().stream()
                .filter(pair -> pair.participant().equals(outcome.participant().id()))
                .map(pair -> new Candidate(
                        pair,
                        pair.reason().equals(CandidatePair.LINKED_BY_KEY)
                                ? null
                                : PairWeights.of(pair, linkage.reckoning(pair), sight),
                        joined(pair.person())))
                .toList();
    }

    private List<String> joined(PersonId person) {
        return joins.joins().stream()
                .filter(join -> join.person().equals(person))
                .map(join -> shown().row(join.source()) + " (no PNC id; like " + shown().row(join.with()) + ", "
                        + Words.bits(join.weight()) + " bits, probability " + Words.probability(join.probability())
                        + ")")
                .toList();
    }

    /**
     * A person of the extract that may be the participant.
     *
     * @param weights null where a key of the two files' own decides
     * @param joined rows without a PNC id that are taken for the same person's, and why
     */
    public record Candidate(CandidatePair pair, @Nullable PairWeights weights, List<String> joined) {
        public Candidate {
            joined = List.copyOf(joined);
        }
    }

    /**
     * The weights of one pair, in bits, from before any comparison to the odds.
     *
     * @param decision and why, in words
     * @param foundBy the blocking rules that found the pair
     */
    public record PairWeights(String decision, String foundBy, List<Row> rows) {
        private static final double NOTICED_BITS = 0.05;

        public PairWeights {
            rows = List.copyOf(rows);
        }

        /**
         * One part of the weight.
         *
         * @param bits with the rarity of the value in it
         * @param rarity the part of the bits that stands for it; nought for none
         * @param part whether it is added to the others; sum and odds are not
         */
        public record Row(String what, String found, double bits, double rarity, boolean part) {
            /** Without the rarity. */
            public double weight() {
                return bits - rarity;
            }

            /** {@code +13.9}. */
            public String bitsInWords() {
                return Words.bits(bits);
            }

            /** The same of the rarity; empty for none. */
            public String rarityInWords() {
                return rarity == 0 ? "" : Words.bits(rarity);
            }
        }

        public static PairWeights of(CandidatePair pair, Reckoning reckoning, Sight sight) {
            List<Row> rows = new ArrayList<>();
            rows.add(new Row("prior", "before any comparison", reckoning.prior(), 0, true));
            for (ComparedField field : pair.compared()) {
                double rarity = field.termFrequencyAdjustment();
                rows.add(new Row(field.comparison(), field.level(), field.weight() + rarity, rarity, true));
            }
            rows.add(new Row("sum", "of the comparisons", pair.weight(), 0, false));
            if (Math.abs(reckoning.others()) >= NOTICED_BITS) {
                rows.add(new Row("everyone else", "other candidates, or nobody", reckoning.others(), 0, true));
            }
            rows.add(new Row(
                    "odds", "match probability " + Words.probability(pair.probability()), reckoning.total(), 0, false));
            return new PairWeights(
                    EnumWords.of(pair.decision()) + (sight == Sight.ALL ? ": " + pair.source() : "") + " ("
                            + pair.reason() + ")",
                    String.join(" | ", pair.blockedBy()),
                    rows);
        }
    }

    /** The index offence as the sheet gives it. */
    public String indexGiven() {
        return code(outcome.index().given());
    }

    /** The index offence as the records have it. */
    public String indexDerived() {
        return code(outcome.index().derived())
                + (outcome.index().disagreement() ? "  (disagrees; the sheet's is used)" : "");
    }

    private static String code(@Nullable ClassifiedOffence offence) {
        if (offence == null) {
            return "not known";
        }
        return name(offence) + ", " + EnumWords.of(offence.mode()) + " by " + EnumWords.of(offence.evidence())
                + flag(offence.violent(), "violent") + flag(offence.sexual(), "sexual");
    }

    private static String flag(Flag flag, String what) {
        return switch (flag) {
            case YES -> ", " + what;
            case NO -> "";
            case UNKNOWN -> ", not known whether " + what;
        };
    }

    private static String name(ClassifiedOffence offence) {
        return offence.offence().cjsCode() != null
                ? offence.offence().cjsCode().toString()
                : offence.homeOfficeCode() != null
                        ? offence.homeOfficeCode().toString()
                        : Objects.requireNonNullElse(offence.offence().title(), "no code");
    }

    /** What is said of a window: of its days, whether it is observed and what was found, time at risk, recalls. */
    public record WindowAnswer(String window, List<String> lines) {
        public WindowAnswer {
            lines = List.copyOf(lines);
        }
    }

    public List<WindowAnswer> windows() {
        return outcome.windows().stream()
                .map(window -> new WindowAnswer(window.window(), lines(window)))
                .toList();
    }

    private List<String> lines(WindowOutcome window) {
        Shown shown = shown();
        List<String> lines = new ArrayList<>();
        lines.add("start " + (sight == Sight.ALL ? "S " : "") + shown.day(window.start()) + ", last day "
                + shown.day(window.end()) + ", proof until " + shown.day(window.proofDeadline()));
        lines.add(found(window));
        WindowOutcome.Survival survival = window.survival();
        if (survival != null) {
            lines.add(Words.count(survival.days(), "day") + ", " + Words.number(survival.atRiskDays())
                    + " at risk, until " + shown.day(survival.censoringDate()) + " ("
                    + EnumWords.of(survival.reason()) + ")"
                    + (survival.daysToFirst() == null
                            ? ""
                            : "; first reoffence on day " + survival.daysToFirst() + ", at-risk day "
                                    + survival.atRiskDaysToFirst()));
        }
        WindowOutcome.Recalls recalls = window.recalls();
        if (recalls != null) {
            lines.add((recalls.recalled() == Flag.UNKNOWN
                            ? "not known whether recalled, for a spell of a type that is not understood"
                            : Words.count(recalls.recalls().size(), "recall") + " to custody")
                    + recalls.recalls().stream()
                            .map(recall -> ", from " + shown.day(recall.start()) + " (day " + recall.day() + ")")
                            .collect(Collectors.joining())
                    + (recalls.curfewRecalls().isEmpty()
                            ? ""
                            : "; " + Words.count(recalls.curfewRecalls().size(), "curfew recall")));
        }
        return lines;
    }

    /** Whether a window is observed, and what was found. */
    private static String found(WindowOutcome window) {
        WindowOutcome.Reoffending reoffending = window.reoffending();
        return reoffending == null
                ? "not observed: "
                        + Objects.requireNonNull(window.notObserved()).words()
                : "observed; "
                        + switch (reoffending.reoffended()) {
                            case YES -> reoffended(reoffending);
                            case NO ->
                                "no proven reoffence"
                                        + (reoffending.undatedOffences() == 0
                                                ? ""
                                                : ", though "
                                                        + Words.count(reoffending.undatedOffences(), "conviction")
                                                        + " without a usable offence date may be of the window");
                            case UNKNOWN ->
                                "not known whether there is a proven reoffence: "
                                        + Words.count(reoffending.uncertainOffences(), "offence") + " may be one";
                        };
    }

    private static String reoffended(WindowOutcome.Reoffending reoffending) {
        OffenceOutcome worst = reoffending.worst();
        return Words.count(reoffending.offences(), "proven reoffence") + " on "
                + Words.count(reoffending.convictionOccasions(), "conviction occasion") + "; worst "
                + (worst == null
                        ? "not known"
                        : name(worst.classified()) + " ("
                                + EnumWords.of(worst.classified().mode()) + ")")
                + reoffending.seriousness().entrySet().stream()
                        .map(e -> ", " + EnumWords.of(e.getValue()) + " on " + e.getKey())
                        .collect(Collectors.joining())
                + (reoffending.uncertainOffences() == 0
                        ? ""
                        : "; " + Words.count(reoffending.uncertainOffences(), "more offence") + " may be one");
    }

    /**
     * One offence of the participant's, with its timing in each window in the windows' order.
     *
     * @param evidence by what the court mode is known
     * @param decision of the court
     * @param sources the rows it was read from
     * @param why it has its timing, window by window, where that needs words
     */
    public record OffenceRow(
            String committed,
            String proved,
            String code,
            String mode,
            String evidence,
            String decision,
            List<String> timings,
            String sources,
            List<String> why) {
        public OffenceRow {
            timings = List.copyOf(timings);
            why = List.copyOf(why);
        }

        /** The timings in words. */
        public List<String> timingsInWords() {
            return timings.stream()
                    .map(timing -> EnumWords.of(Timing.valueOf(timing)))
                    .toList();
        }
    }

    public List<OffenceRow> offences() {
        return outcome.offences().stream()
                .map(offence -> new OffenceRow(
                        committed(offence.offence()),
                        proved(offence.offence()),
                        name(offence.classified()),
                        EnumWords.of(offence.classified().mode()),
                        EnumWords.of(offence.classified().evidence()),
                        EnumWords.of(offence.offence().adjudication()),
                        offence.timing().values().stream().map(Timing::name).toList(),
                        offence.offence().sources().stream().map(shown()::row).collect(Collectors.joining("; ")),
                        outcome.windows().stream()
                                .map(window -> {
                                    String why = words(window).of(offence);
                                    return why == null ? null : window.window() + ": " + why;
                                })
                                .filter(Objects::nonNull)
                                .toList()))
                .toList();
    }

    private TimingWords words(WindowOutcome window) {
        return new TimingWords(outcome.participant(), window, shown());
    }

    /** Why offences have their timing, window by window: those that need words, and windows that have any. */
    public List<WindowAnswer> why() {
        return outcome.windows().stream()
                .map(window -> new WindowAnswer(window.window(), why(window)))
                .filter(answer -> !answer.lines().isEmpty())
                .toList();
    }

    private List<String> why(WindowOutcome window) {
        TimingWords words = words(window);
        List<String> lines = new ArrayList<>();
        for (OffenceOutcome offence : outcome.offences()) {
            String why = words.of(offence);
            if (why != null) {
                lines.add(offence.timing().get(window.window()) + ", " + name(offence.classified()) + " of "
                        + committed(offence.offence()) + ", proved " + proved(offence.offence()) + ": " + why);
            }
        }
        return lines;
    }

    private String committed(Offence offence) {
        return shown().day(offence.offenceStart(), offence.partial().offenceStart());
    }

    private String proved(Offence offence) {
        return shown().day(offence.proofDate(), offence.partial().conviction());
    }

    /**
     * What happened when, in order.
     *
     * @param whole width that the places of the moments are given in
     */
    public record Timeline(List<Moment> moments, int whole) {
        public Timeline {
            moments = List.copyOf(moments);
        }
    }

    /**
     * One thing that happened or lasted.
     *
     * @param kind {@code window}, {@code custody}, {@code offence}, {@code reoffence} or {@code day}
     * @param from where it begins in a picture of the timeline; negative if it was before what the picture shows
     * @param width how long it lasted there, at least what can be seen
     */
    public record Moment(String when, String what, String kind, long from, long width) {}

    /** Windows, custody and offences in the order of their dates. The picture begins a year before the first window. */
    public Timeline timeline() {
        List<Span> spans = new ArrayList<>();
        outcome.windows().forEach(window -> {
            if (window.start() != null) {
                spans.add(new Span(window.start(), window.end(), "the window " + window.window(), "window"));
            }
        });
        outcome.custody()
                .forEach(custody -> spans.add(new Span(custody.first(), custody.last(), "in custody", "custody")));
        for (ParticipantDate date : SHOWN_DATES) {
            LocalDate day = outcome.participant().date(date);
            if (day != null) {
                spans.add(new Span(day, null, date.field(), "day"));
            }
        }
        for (OffenceOutcome offence : outcome.offences()) {
            LocalDate committed = offence.offence().offenceStart();
            boolean within = offence.timing().containsValue(Timing.IN_WINDOW);
            spans.add(new Span(
                    committed == null ? offence.offence().proofDate() : committed,
                    committed == null ? null : offence.offence().offenceEnd(),
                    (committed == null ? "proved, its offence date not known: " : "") + name(offence.classified())
                            + ", "
                            + offence.timing().entrySet().stream()
                                    .map(timing -> timing.getKey() + " " + EnumWords.of(timing.getValue()))
                                    .collect(Collectors.joining(", ")),
                    within ? "reoffence" : "offence"));
        }
        spans.sort(Comparator.comparing(Span::from).thenComparing(Span::kind).thenComparing(Span::what));
        return drawn(spans);
    }

    private Timeline drawn(List<Span> spans) {
        LocalDate first = spans.stream()
                .filter(span -> span.kind.equals("window"))
                .map(Span::from)
                .min(Comparator.naturalOrder())
                .orElse(spans.isEmpty() ? LocalDate.EPOCH : spans.get(0).from)
                .minusYears(1);
        LocalDate last = spans.stream()
                .map(Span::last)
                .max(Comparator.naturalOrder())
                .orElse(first)
                .plusMonths(1);
        double days = Math.max(1, ChronoUnit.DAYS.between(first, last));
        Shown shown = shown();
        return new Timeline(
                spans.stream()
                        .map(span -> {
                            long from = Math.round(ChronoUnit.DAYS.between(first, span.from) / days * WIDTH);
                            long to = Math.round(ChronoUnit.DAYS.between(first, span.last()) / days * WIDTH);
                            long begin = from < 0 && to > 0 ? 0 : from;
                            return new Moment(
                                    shown.day(span.from)
                                            + (span.to == null || span.to.equals(span.from)
                                                    ? ""
                                                    : " to " + shown.day(span.to)),
                                    span.what,
                                    span.kind,
                                    begin,
                                    Math.max(LEAST_SEEN, to - begin));
                        })
                        .toList(),
                WIDTH);
    }

    private record Span(LocalDate from, @Nullable LocalDate to, String what, String kind) {
        LocalDate last() {
            return to == null || to.isBefore(from) ? from : to;
        }
    }

    /** Says why an offence has its timing in a window, with the dates that decide. */
    record TimingWords(Participant participant, WindowOutcome window, Shown shown) {

        /** One sentence; null where the table of offences says all there is to say. */
        @Nullable
        String of(OffenceOutcome offence) {
            Timing timing = offence.timing().get(window.window());
            return timing == null
                    ? null
                    : switch (timing) {
                        case NOT_PROVEN, INDEX, NO_WINDOW, PRIOR -> null;
                        case AFTER_CUT -> "proved after the data cut, so the study does not know of it";
                        case NOT_COUNTED -> notCounted(offence);
                        case AFTER_EXIT -> afterExit(offence);
                        case UNDATED -> undated(offence);
                        case UNCERTAIN ->
                            "what is known of its dates or its result allows more than one place, in this window or outside it:"
                                    + " the outcome is worked out with it and without it";
                        case PSEUDO -> pseudo(offence);
                        case AFTER -> after();
                        case PROVEN_LATE -> provenLate(offence);
                        case IN_WINDOW -> inWindow(offence);
                    };
        }

        private String undated(OffenceOutcome offence) {
            return "no usable offence date, and proved on or after the first day: it may be from before the window, so "
                    + (offence.perhapsIn().contains(window.window())
                            ? "the outcome is worked out with it and without it"
                            : "it is no reoffence");
        }

        private static String notCounted(OffenceOutcome offence) {
            if (offence.classified().nonOffenceBreach()) {
                return "a breach that is no offence of its own (category CB), which never counts";
            }
            String code = offence.classified().homeOfficeCode() == null
                    ? "no Home Office code"
                    : "Home Office code " + offence.classified().homeOfficeCode();
            return "left out by the protocol's lists of breaches and courts"
                    + (offence.inCustody().yes() ? ", or as committed in custody" : "") + " (" + code + ")";
        }

        private String afterExit(OffenceOutcome offence) {
            LocalDate death = participant.date(ParticipantDate.DEATH);
            LocalDate deportation = participant.date(ParticipantDate.DEPORTATION);
            LocalDate committed = latest(offence);
            boolean dead = death != null && committed != null && death.isBefore(committed);
            return "dated after "
                    + (dead
                            ? "the date of death " + shown.day(death)
                            : "the date of deportation " + shown.day(deportation))
                    + ": it counts in no outcome, and the link to this person may be wrong";
        }

        private static @Nullable LocalDate latest(OffenceOutcome offence) {
            return offence.offence().offenceEnd() == null
                    ? offence.offence().offenceStart()
                    : offence.offence().offenceEnd();
        }

        private String pseudo(OffenceOutcome offence) {
            LocalDate committed = offence.offence().offenceStart();
            String when = committed != null && committed.equals(window.start())
                    ? "committed on S itself, the day before the first day of the window"
                    : "committed before the first day of the window";
            return when + ", and proved on or after that first day: a pseudo-reconviction, not a reoffence";
        }

        private String after() {
            return window.end() == null
                    ? "committed after the horizon, the last day whose offences have had time to be proved; the window's own end"
                            + " is not known"
                    : "committed after " + lastDay() + ", " + shown.day(window.end());
        }

        private String provenLate(OffenceOutcome offence) {
            LocalDate deadline = Objects.requireNonNull(window.proofDeadline(), "proven late needs a deadline");
            return "committed in the window, but proved "
                    + Words.count(
                            ChronoUnit.DAYS.between(deadline, offence.offence().proofDate()), "day")
                    + " after the last day for proof, " + shown.day(deadline);
        }

        private String inWindow(OffenceOutcome offence) {
            LocalDate last = window.end();
            boolean onLastDay = last != null && last.equals(offence.offence().offenceStart());
            LocalDate deadline = window.proofDeadline();
            return "committed in the window" + (onLastDay ? ", on " + lastDay() : "")
                    + (offence.straddlesStart().getOrDefault(window.window(), false)
                            ? " (it began before it and lasted into it)"
                            : "")
                    + (offence.inCustody().yes() ? ", in custody" : "")
                    + (deadline == null
                            ? ", and proved by the data cut"
                            : ", and proved "
                                    + (deadline.equals(offence.offence().proofDate())
                                            ? "on the last day for it, "
                                            : "by ")
                                    + shown.day(deadline))
                    + verdict();
        }

        private String verdict() {
            return window.notObserved() == null
                    ? ": a proven reoffence"
                    : "; no outcome is counted, for it is not observed: "
                            + window.notObserved().words();
        }

        private String lastDay() {
            WindowOutcome.Survival survival = window.survival();
            boolean horizon = survival != null
                    && survival.reason() == CensorReason.HORIZON
                    && survival.censoringDate().equals(window.end());
            return horizon
                    ? "the last day (the horizon: later offences have not had time to be proved)"
                    : "the last day";
        }
    }
}
