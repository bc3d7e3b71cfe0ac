package org.reconlink.inquiry;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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
 */
public record Explanation(ParticipantOutcome outcome, LinkageResult linkage, PersonJoins joins, String run) {

    /** Whom it is about, for the study's events: by the row they were read from, which only who holds the input can look up. */
    public Map<String, String> subject() {
        return Map.of("run", run, "source", outcome.participant().source().toString());
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
                                : PairWeights.of(pair, linkage.reckoning(pair)),
                        joined(pair.person())))
                .toList();
    }

    private List<String> joined(PersonId person) {
        return joins.joins().stream()
                .filter(join -> join.person().equals(person))
                .map(join -> join.source() + " (no PNC id; like " + join.with() + ", " + Words.bits(join.weight())
                        + " bits, probability " + Words.probability(join.probability()) + ")")
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
        }

        public static PairWeights of(CandidatePair pair, Reckoning reckoning) {
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
                    EnumWords.of(pair.decision()) + ": " + pair.source() + " (" + pair.reason() + ")",
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

    private static List<String> lines(WindowOutcome window) {
        List<String> lines = new ArrayList<>();
        lines.add("start S " + date(window.start()) + ", last day " + date(window.end()) + ", proof until "
                + date(window.proofDeadline()));
        WindowOutcome.Reoffending reoffending = window.reoffending();
        if (reoffending == null) {
            lines.add("not observed: "
                    + Objects.requireNonNull(window.notObserved()).words());
        } else {
            lines.add("observed; "
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
                    });
        }
        WindowOutcome.Survival survival = window.survival();
        if (survival != null) {
            lines.add(Words.count(survival.days(), "day") + ", " + Words.number(survival.atRiskDays())
                    + " at risk, until " + survival.censoringDate() + " (" + EnumWords.of(survival.reason()) + ")"
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
                            .map(recall -> ", from " + recall.start() + " (day " + recall.day() + ")")
                            .collect(Collectors.joining())
                    + (recalls.curfewRecalls().isEmpty()
                            ? ""
                            : "; " + Words.count(recalls.curfewRecalls().size(), "curfew recall")));
        }
        return lines;
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
     * @param decision of the court
     * @param sources the rows it was read from
     */
    public record OffenceRow(
            String committed,
            String proved,
            String code,
            String mode,
            String decision,
            List<String> timings,
            String sources) {
        public OffenceRow {
            timings = List.copyOf(timings);
        }
    }

    public List<OffenceRow> offences() {
        return outcome.offences().stream()
                .map(offence -> new OffenceRow(
                        committed(offence.offence()),
                        proved(offence.offence()),
                        name(offence.classified()),
                        EnumWords.of(offence.classified().mode()),
                        EnumWords.of(offence.offence().adjudication()),
                        offence.timing().values().stream().map(Timing::name).toList(),
                        offence.offence().sources().stream()
                                .map(RecordId::toString)
                                .collect(Collectors.joining("; "))))
                .toList();
    }

    /** Why offences have their timing, window by window: those that need words, and windows that have any. */
    public List<WindowAnswer> why() {
        return outcome.windows().stream()
                .map(window -> new WindowAnswer(window.window(), why(window)))
                .filter(answer -> !answer.lines().isEmpty())
                .toList();
    }

    private List<String> why(WindowOutcome window) {
        TimingWords words = new TimingWords(outcome.participant(), window);
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

    private static String committed(Offence offence) {
        return date(offence.offenceStart(), offence.partial().offenceStart());
    }

    private static String proved(Offence offence) {
        return date(offence.proofDate(), offence.partial().conviction());
    }

    private static String date(@Nullable LocalDate date, @Nullable DateRange within) {
        return within == null ? date(date) : within.first() + " to " + within.last();
    }

    private static String date(@Nullable LocalDate date) {
        return date == null ? "not known" : date.toString();
    }

    /** Says why an offence has its timing in a window, with the dates that decide. */
    record TimingWords(Participant participant, WindowOutcome window) {

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
            return "dated after " + (dead ? "the date of death " + death : "the date of deportation " + deportation)
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
                    : "committed after " + lastDay() + ", " + window.end();
        }

        private String provenLate(OffenceOutcome offence) {
            LocalDate deadline = Objects.requireNonNull(window.proofDeadline(), "proven late needs a deadline");
            return "committed in the window, but proved "
                    + Words.count(
                            ChronoUnit.DAYS.between(deadline, offence.offence().proofDate()), "day")
                    + " after the last day for proof, " + deadline;
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
                                    + deadline)
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
