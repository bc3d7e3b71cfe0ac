package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.cli.Stores.WhichRun;
import org.reconlink.kernel.DateRange;
import org.reconlink.kernel.EnumWords;
import org.reconlink.kernel.Flag;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.Permissions;
import org.reconlink.kernel.RecordId;
import org.reconlink.linkage.study.CandidatePair;
import org.reconlink.linkage.study.ComparedField;
import org.reconlink.linkage.study.LinkDecision;
import org.reconlink.linkage.study.LinkageResult;
import org.reconlink.linkage.study.PersonId;
import org.reconlink.linkage.study.PersonJoins;
import org.reconlink.linkage.study.Reckoning;
import org.reconlink.offence.ClassifiedOffence;
import org.reconlink.outcome.Offence;
import org.reconlink.outcome.Offence.OffenceOutcome;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.outcome.Timing;
import org.reconlink.outcome.WindowOutcome;
import org.reconlink.outcome.WindowOutcome.CensorReason;
import org.reconlink.report.Waterfall;
import org.reconlink.store.StoredRun;
import org.reconlink.store.WorkingStore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reconlink explain}: why this outcome. */
@Command(
        name = "explain",
        description =
                "Explains one participant's outcome: every link weight, every offence's timing, the source row of each.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  reconlink explain RS-001",
            "  reconlink explain RS-001 --svg RS-001.svg",
            "  reconlink explain RS-001 --study resettle-iirms --run 2021-12-31-1a2b3c4d",
            "",
            "What it prints is about one person: keep it in the room."
        })
final class ExplainCommand implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "PARTICIPANT", description = "The study's own number of the participant.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String participant;

    @Mixin
    private final WhichRun which = new WhichRun();

    @Option(
            names = "--svg",
            paramLabel = "FILE",
            description = "Also draw the weights of the participant's pairs into this file.")
    private @Nullable Path svg;

    @Option(names = "--overwrite", description = "Let --svg write over a file that something else made.")
    private boolean overwrite;

    @Override
    public Integer call() throws IOException {
        new OutputFiles(List.of(), overwrite).require("--svg", svg, Waterfall.BEGINNING);
        return which.show("explain", this::explain, (explanation, trail) -> {
            trail.append("showing person", explanation.subject());
            explanation.print(spec.commandLine().getOut());
            draw(explanation.linkage());
        });
    }

    private Explanation explain(WorkingStore store, StoredRun run) {
        ParticipantId id = new ParticipantId(participant);
        List<ParticipantOutcome> outcomes = store.outcomes().read(run.id());
        ParticipantOutcome outcome = outcomes.stream()
                .filter(o -> o.participant().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "the study has no participant of this number; its numbers look like " + example(outcomes)));
        return new Explanation(outcome, store.readLinkage(run.id()), store.readPersonJoins(run.id()), run);
    }

    private void draw(LinkageResult linkage) {
        if (svg == null) {
            return;
        }
        try {
            Waterfall.write(svg, new ParticipantId(participant), linkage);
            Permissions.toGroup(svg);
        } catch (IOException e) {
            throw new UsageException("the picture cannot be written to " + svg
                    + "; check that the folder is there and can be" + " written");
        }
        spec.commandLine().getErr().println("drew the weights into " + svg);
    }

    /** The pattern of the study's numbers, so that nobody's own is shown. */
    private static String example(List<ParticipantOutcome> outcomes) {
        return outcomes.isEmpty()
                ? "none"
                : outcomes.get(0).participant().id().value().replaceAll("\\d", "9");
    }

    /** Why a participant has this outcome, from the link to every offence, with the rows it rests on. */
    record Explanation(ParticipantOutcome outcome, LinkageResult linkage, PersonJoins joins, StoredRun run) {

        /** Whom it is about, for the study's events: by the row they were read from, which only who holds the input can look up. */
        Map<String, String> subject() {
            return Map.of(
                    "run", run.id(), "source", outcome.participant().source().toString());
        }

        void print(PrintWriter out) {
            out.println("participant " + outcome.participant().id().value() + ", run " + run.id());
            out.println("source      " + outcome.participant().source());
            out.println("in study    " + (outcome.included() ? "included" : "excluded: " + outcome.exclusionReason()));
            link(out);
            index(out);
            outcome.windows().forEach(window -> window(window, out));
            offences(out);
            if (!outcome.warnings().isEmpty()) {
                out.println();
                out.println("WARNINGS");
                outcome.warnings().forEach(warning -> out.println("  " + warning));
            }
        }

        private void link(PrintWriter out) {
            out.println();
            out.println("LINKAGE");
            linkage.decisions().stream()
                    .filter(decision ->
                            decision.participant().equals(outcome.participant().id()))
                    .forEach(decision -> {
                        out.println("  " + EnumWords.of(decision.status()) + best(decision));
                        decision.warnings().forEach(warning -> out.println("  warning: " + warning));
                    });
            linkage.pairs().stream()
                    .filter(pair ->
                            pair.participant().equals(outcome.participant().id()))
                    .forEach(pair -> {
                        if (pair.reason().equals(CandidatePair.LINKED_BY_KEY)) {
                            pair.compared()
                                    .forEach(field -> out.println("    " + field.comparison() + ": " + field.level()));
                        } else {
                            WeightTable.print(pair, linkage.reckoning(pair), out);
                        }
                        joins(pair.person(), out);
                    });
        }

        private void joins(PersonId person, PrintWriter out) {
            joins.joins().stream()
                    .filter(join -> join.person().equals(person))
                    .forEach(join -> out.println("    same person: " + join.source() + " (no PNC id; like "
                            + join.with()
                            + ", "
                            + Words.bits(join.weight()) + " bits, probability " + Words.probability(join.probability())
                            + ")"));
        }

        private static String best(LinkDecision decision) {
            Double weight = decision.weight();
            Double probability = decision.probability();
            return weight == null || probability == null
                    ? ": no candidate"
                    : "; best pair " + Words.bits(weight) + " bits, match probability "
                            + Words.probability(probability);
        }

        private void index(PrintWriter out) {
            out.println();
            out.println("INDEX OFFENCE");
            out.println("  given by the sheet  " + code(outcome.index().given()));
            out.println("  derived             " + code(outcome.index().derived())
                    + (outcome.index().disagreement() ? "  (disagrees; the sheet's is used)" : ""));
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

        private static void window(WindowOutcome window, PrintWriter out) {
            out.println();
            out.println("WINDOW " + window.window());
            out.println("  start S " + date(window.start()) + ", last day " + date(window.end()) + ", proof until "
                    + date(window.proofDeadline()));
            WindowOutcome.Reoffending reoffending = window.reoffending();
            if (reoffending == null) {
                out.println("  not observed: "
                        + Objects.requireNonNull(window.notObserved()).words());
            } else {
                out.println("  observed; "
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
                out.println("  " + Words.count(survival.days(), "day") + ", " + Words.number(survival.atRiskDays())
                        + " at risk, until " + survival.censoringDate() + " (" + EnumWords.of(survival.reason()) + ")"
                        + (survival.daysToFirst() == null
                                ? ""
                                : "; first reoffence on day " + survival.daysToFirst() + ", at-risk day "
                                        + survival.atRiskDaysToFirst()));
            }
            WindowOutcome.Recalls recalls = window.recalls();
            if (recalls != null) {
                out.println("  "
                        + (recalls.recalled() == Flag.UNKNOWN
                                ? "not known whether recalled, for a spell of a type that is not understood"
                                : Words.count(recalls.recalls().size(), "recall") + " to custody")
                        + recalls.recalls().stream()
                                .map(recall -> ", from " + recall.start() + " (day " + recall.day() + ")")
                                .collect(Collectors.joining())
                        + (recalls.curfewRecalls().isEmpty()
                                ? ""
                                : "; " + Words.count(recalls.curfewRecalls().size(), "curfew recall")));
            }
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

        private void offences(PrintWriter out) {
            if (outcome.offences().isEmpty()) {
                return;
            }
            out.println();
            out.println("OFFENCES (" + outcome.offences().size() + ")");
            List<String> headings = new ArrayList<>(List.of("offence date", "proved", "code", "mode", "decision"));
            outcome.windows().forEach(window -> headings.add(window.window()));
            headings.add("source");
            TextTable table = new TextTable(headings.toArray(String[]::new));
            for (OffenceOutcome offence : outcome.offences()) {
                List<String> cells = new ArrayList<>(List.of(
                        committed(offence.offence()),
                        proved(offence.offence()),
                        name(offence.classified()),
                        EnumWords.of(offence.classified().mode()),
                        EnumWords.of(offence.offence().adjudication())));
                offence.timing().values().forEach(timing -> cells.add(timing.name()));
                cells.add(offence.offence().sources().stream()
                        .map(RecordId::toString)
                        .collect(Collectors.joining("; ")));
                table.row(cells.toArray(String[]::new));
            }
            table.print(out, "  ");
            outcome.windows().forEach(window -> why(window, out));
        }

        /** The timings that need words, one line each. */
        private void why(WindowOutcome window, PrintWriter out) {
            TimingWords words = new TimingWords(outcome.participant(), window);
            List<String> lines = new ArrayList<>();
            for (OffenceOutcome offence : outcome.offences()) {
                String why = words.of(offence);
                if (why != null) {
                    lines.add("  " + offence.timing().get(window.window()) + ", " + name(offence.classified()) + " of "
                            + committed(offence.offence()) + ", proved " + proved(offence.offence()) + ": "
                            + why);
                }
            }
            if (!lines.isEmpty()) {
                out.println();
                out.println("WHY, IN THE WINDOW " + window.window());
                lines.forEach(out::println);
            }
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

        /** The weights of one pair, each with a bar: to the right for what speaks for a match, to the left for what speaks against. */
        static final class WeightTable {
            private static final double BITS_A_BLOCK = 2;
            private static final String BLOCK = "▇";

            private final TextTable table;
            /** Blocks left of the line: room for the longest bar against. */
            private final int room;

            private WeightTable(int room) {
                this.room = room;
                this.table = new TextTable(
                        "comparison", "level", "bits", "rarity", " ".repeat(room) + "│ one " + BLOCK + " is 2 bits");
            }

            static void print(CandidatePair pair, Reckoning reckoning, PrintWriter out) {
                out.println();
                out.println("  " + EnumWords.of(pair.decision()) + ": " + pair.source() + " (" + pair.reason() + ")");
                out.println("  found by " + String.join(" | ", pair.blockedBy()));
                double least = pair.compared().stream()
                        .mapToDouble(WeightTable::bits)
                        .reduce(Math.min(reckoning.prior(), reckoning.others()), Math::min);
                WeightTable weights = new WeightTable(Math.max(0, blocks(-least)));
                weights.row("prior", "before any comparison", reckoning.prior());
                pair.compared().forEach(weights::row);
                weights.table.row("sum", "of the comparisons", Words.bits(pair.weight()), "", "");
                if (Math.abs(reckoning.others()) >= 0.05) {
                    weights.row("everyone else", "other candidates, or nobody", reckoning.others());
                }
                weights.table.row(
                        "odds",
                        "match probability " + Words.probability(pair.probability()),
                        Words.bits(reckoning.total()),
                        "",
                        "");
                weights.table.print(out, "    ");
            }

            private void row(ComparedField field) {
                double rarity = field.termFrequencyAdjustment();
                table.row(
                        field.comparison(),
                        field.level(),
                        Words.bits(field.weight()),
                        rarity == 0 ? "" : Words.bits(rarity),
                        bar(bits(field)));
            }

            private void row(String what, String found, double bits) {
                table.row(what, found, Words.bits(bits), "", bar(bits));
            }

            private String bar(double bits) {
                int blocks = blocks(Math.abs(bits));
                return bits < 0
                        ? " ".repeat(Math.max(0, room - blocks)) + BLOCK.repeat(Math.min(room, blocks)) + "│"
                        : " ".repeat(room) + "│" + BLOCK.repeat(blocks);
            }

            private static double bits(ComparedField field) {
                return field.weight() + field.termFrequencyAdjustment();
            }

            /** None only for less than half a block. */
            private static int blocks(double bits) {
                return (int) Math.round(Math.max(0, bits) / BITS_A_BLOCK);
            }
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
                                ChronoUnit.DAYS.between(
                                        deadline, offence.offence().proofDate()),
                                "day")
                        + " after the last day for proof, " + deadline;
            }

            private String inWindow(OffenceOutcome offence) {
                LocalDate last = window.end();
                boolean onLastDay =
                        last != null && last.equals(offence.offence().offenceStart());
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
}
