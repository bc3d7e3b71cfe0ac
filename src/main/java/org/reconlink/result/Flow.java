package org.reconlink.result;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reconlink.disclosure.NumberText;
import org.reconlink.disclosure.SafeCells;
import org.reconlink.disclosure.SmallCounts;
import org.reconlink.disclosure.Tally;
import org.reconlink.intake.FileFacts;
import org.reconlink.kernel.EnumWords;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.Finding.Severity;
import org.reconlink.kernel.RecordId;
import org.reconlink.linkage.study.LinkDecision.Status;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.outcome.WindowOutcome.NotObserved;
import org.reconlink.outcome.WindowSettings;

/**
 * What became of the rows of participants; each step adds up to the one before.
 *
 * @param rejected rows by rule and column of the finding, add up to all rows with {@code read}
 * @param excluded by reason, adds up to those read with {@code included}
 * @param status of those included after linkage, adds up to {@code included}
 * @param linked those included whose outcome can be looked for
 * @param groups of those included, in the protocol's order, last whose group is not known, adds up to {@code included}; empty
 *     where the study has none
 * @param byGroup the windows again, by group; empty where there are none
 */
public record Flow(
        List<Tally> rejected,
        long read,
        List<Tally> excluded,
        long included,
        List<Tally> status,
        long linked,
        List<InWindow> windows,
        List<Tally> groups,
        List<ByGroup> byGroup) {
    /** Stands for a group of those whose group is not known. */
    public static final String NO_GROUP = "not known";

    public Flow {
        rejected = List.copyOf(rejected);
        excluded = List.copyOf(excluded);
        status = List.copyOf(status);
        windows = List.copyOf(windows);
        groups = List.copyOf(groups);
        byGroup = List.copyOf(byGroup);
    }

    /**
     * A window of the groups.
     *
     * @param notObserved the reasons of all groups together
     * @param counts a row for those observed, then one for each reason; a column for each group
     */
    public record ByGroup(String window, List<Tally> notObserved, List<List<Long>> counts) {
        public ByGroup {
            notObserved = List.copyOf(notObserved);
            counts = List.copyOf(counts);
        }

        /** Observed, then not observed by reason; a column for each group. */
        public SafeCells cells(SmallCounts small) {
            return SafeCells.of(counts, small);
        }
    }

    /** Those included by group. */
    public SafeCells groupCells(SmallCounts small) {
        return SafeCells.ofTallies(groups, small);
    }

    /**
     * Those included, at one window.
     *
     * @param notObserved by reason, adds up to those included with {@code observed}
     */
    public record InWindow(String name, long observed, List<Tally> notObserved) {
        public InWindow {
            notObserved = List.copyOf(notObserved);
        }

        /** Observed, then not observed by reason. */
        SafeCells cells(SmallCounts small) {
            return SafeCells.ofParts(
                    Stream.concat(Stream.of(observed), notObserved.stream().map(Tally::count))
                            .toList(),
                    small);
        }

        /** Without the reason that concerns linkage and not the window. */
        public List<Tally> notObservedThoughLinked() {
            return notObserved.stream()
                    .filter(t -> !t.words().equals(NotObserved.UNLINKED.words()))
                    .toList();
        }
    }

    public static Flow of(Cohort cohort) {
        List<ParticipantOutcome> read = cohort.result().outcomes();
        List<ParticipantOutcome> included = cohort.included();
        Optional<Split> split = Split.byStudyGroup(cohort).map(groups -> groups.withTheRest(NO_GROUP, included));
        return new Flow(
                rejected(cohort.result()),
                read.size(),
                Tally.of(read.stream().map(ParticipantOutcome::exclusionReason).filter(Objects::nonNull)),
                included.size(),
                status(cohort),
                included.stream().filter(ParticipantOutcome::linked).count(),
                cohort.windows().stream().map(w -> at(w, cohort)).toList(),
                split.map(Flow::groups).orElse(List.of()),
                split.map(groups -> cohort.windows().stream()
                                .map(w -> at(w, groups))
                                .toList())
                        .orElse(List.of()));
    }

    private static List<Tally> groups(Split split) {
        return split.groups().stream()
                .map(group -> new Tally(group.name(), group.people().size()))
                .toList();
    }

    private static ByGroup at(WindowSettings window, Split split) {
        List<Tally> reasons = notObserved(split.people(), window);
        List<List<Long>> counts = new ArrayList<>();
        counts.add(split.each(people -> (long) Cohort.observed(people, window).size()));
        for (Tally reason : reasons) {
            counts.add(split.each(people -> notObserved(people, window).stream()
                    .filter(t -> t.words().equals(reason.words()))
                    .mapToLong(Tally::count)
                    .sum()));
        }
        return new ByGroup(window.name(), reasons, counts);
    }

    private static List<Tally> notObserved(List<ParticipantOutcome> people, WindowSettings window) {
        return Tally.of(people.stream()
                .map(o -> o.window(window.name()).notObserved())
                .filter(Objects::nonNull)
                .map(NotObserved::words));
    }

    /** All rows of participants. */
    public long rows() {
        return read + sum(rejected);
    }

    /** All rows as they may be shown, the sum of what is shown of them; withheld if a part is. */
    public String rows(SmallCounts small) {
        OptionalLong in = shown(small);
        OptionalLong out = SafeCells.ofTallies(rejected, small).sum();
        if (rejected.isEmpty()) {
            return read(small);
        }
        return in.isEmpty() || out.isEmpty()
                ? SmallCounts.WITHHELD
                : NumberText.whole(in.getAsLong() + out.getAsLong());
    }

    /** Those read as they may be shown, the sum of what is shown of them. */
    public String read(SmallCounts small) {
        OptionalLong shown = shown(small);
        return shown.isEmpty() ? small.count(read) : NumberText.whole(shown.getAsLong());
    }

    private OptionalLong shown(SmallCounts small) {
        OptionalLong out = SafeCells.ofTallies(excluded, small).sum();
        return out.isEmpty() || small.withholds(included)
                ? OptionalLong.empty()
                : OptionalLong.of(small.rounded(included) + out.getAsLong());
    }

    /** Of a row that is rejected for several reasons the first counts. */
    private static List<Tally> rejected(StudyResult result) {
        Set<String> files = result.inputs().stream()
                .filter(file -> file.section().equals("participants"))
                .map(FileFacts::file)
                .collect(Collectors.toSet());
        Map<RecordId, String> reasons = new HashMap<>();
        for (Finding finding : result.findings()) {
            if (finding.severity() == Severity.REJECTED && finding.row() != null && files.contains(finding.file())) {
                reasons.putIfAbsent(new RecordId(finding.file(), finding.sheet(), finding.row()), reason(finding));
            }
        }
        return Tally.of(reasons.values().stream());
    }

    private static String reason(Finding finding) {
        return finding.column() == null ? finding.rule() : finding.rule() + " (" + finding.column() + ")";
    }

    public static long sum(List<Tally> parts) {
        return parts.stream().mapToLong(Tally::count).sum();
    }

    private static List<Tally> status(Cohort cohort) {
        return Status.of(cohort.result().linkageSettings()).stream()
                .map(s -> new Tally(
                        EnumWords.of(s),
                        cohort.included().stream()
                                .filter(o -> cohort.status(o) == s)
                                .count()))
                .toList();
    }

    private static InWindow at(WindowSettings window, Cohort cohort) {
        return new InWindow(window.name(), cohort.observed(window).size(), notObserved(cohort.included(), window));
    }

    /**
     * A number of the flow as it may be shown.
     *
     * @param group whom it is a part of
     * @param total how many the group has; the parts of a group add up to it
     * @param part in words
     */
    public record FlowRow(String group, String total, String part, String participants) {

        public static final String ROWS = "Rows of participants";

        public static List<FlowRow> of(Flow flow, SmallCounts small) {
            List<FlowRow> rows = new ArrayList<>();
            SafeCells excluded = SafeCells.ofTallies(flow.excluded(), small);
            String read = flow.read(small);
            SafeCells rejected = SafeCells.ofTallies(flow.rejected(), small);
            rows.add(new FlowRow(ROWS, flow.rows(small), "Participants read", read));
            for (int i = 0; i < flow.rejected().size(); i++) {
                rows.add(new FlowRow(
                        ROWS,
                        flow.rows(small),
                        "Rejected: " + flow.rejected().get(i).words(),
                        rejected.count(i, 0)));
            }
            rows.add(new FlowRow("Participants read", read, "Included", small.count(flow.included())));
            rows.add(new FlowRow("Participants read", read, "Excluded", excluded.total()));
            addAll(rows, "Excluded", "", flow.excluded(), excluded, 0, 0);
            addAll(rows, "Included", "", flow.status(), SafeCells.ofTallies(flow.status(), small), 0, 0);
            for (Flow.InWindow window : flow.windows()) {
                SafeCells cells = window.cells(small);
                String group = "Included, in the window “" + window.name() + "”";
                rows.add(new FlowRow(group, cells.total(), "Observed", cells.count(0, 0)));
                addAll(rows, group, "Not observed: ", window.notObserved(), cells, 1, 0);
            }
            addGroups(rows, flow, small);
            return rows;
        }

        private static void addGroups(List<FlowRow> rows, Flow flow, SmallCounts small) {
            if (flow.groups().isEmpty()) {
                return;
            }
            addAll(rows, "Included, by group", "Group ", flow.groups(), flow.groupCells(small), 0, 0);
            for (int group = 0; group < flow.groups().size(); group++) {
                for (Flow.ByGroup window : flow.byGroup()) {
                    SafeCells cells = window.cells(small);
                    String of = "Included, group “" + flow.groups().get(group).words() + "”, in the window “"
                            + window.window() + "”";
                    rows.add(new FlowRow(of, cells.total(group), "Observed", cells.count(0, group)));
                    addAll(rows, of, "Not observed: ", window.notObserved(), cells, 1, group);
                }
            }
        }

        /** @param first the row of the cells that the first part stands in */
        private static void addAll(
                List<FlowRow> rows,
                String group,
                String before,
                List<Tally> parts,
                SafeCells cells,
                int first,
                int column) {
            for (int i = 0; i < parts.size(); i++) {
                String words = parts.get(i).words();
                String part = before.isEmpty() ? ReportWords.sentence(words) : before + words;
                rows.add(new FlowRow(group, cells.total(column), part, cells.count(first + i, column)));
            }
        }
    }
}
