package org.reconlink.report;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.reconlink.linkage.LinkDecision.Status;
import org.reconlink.outcome.NotObserved;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.outcome.WindowSettings;

/**
 * What became of the participants that were read; each step adds up to the one before.
 *
 * @param excluded by reason, adds up to those read with {@code included}
 * @param status of those included after linkage, adds up to {@code included}
 * @param linked those included whose outcome can be looked for
 */
record Flow(long read, List<Tally> excluded, long included, List<Tally> status, long linked, List<InWindow> windows) {
    Flow {
        excluded = List.copyOf(excluded);
        status = List.copyOf(status);
        windows = List.copyOf(windows);
    }

    /**
     * Those included, at one window.
     *
     * @param notObserved by reason, adds up to those included with {@code observed}
     */
    record InWindow(String name, long observed, List<Tally> notObserved) {
        InWindow {
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
        List<Tally> notObservedThoughLinked() {
            return notObserved.stream()
                    .filter(t -> !t.words().equals(NotObserved.UNLINKED.words()))
                    .toList();
        }
    }

    static Flow of(Cohort cohort) {
        List<ParticipantOutcome> read = cohort.result().outcomes();
        List<ParticipantOutcome> included = cohort.included();
        return new Flow(
                read.size(),
                Tally.of(read.stream().map(ParticipantOutcome::exclusionReason).filter(Objects::nonNull)),
                included.size(),
                status(cohort),
                included.stream().filter(ParticipantOutcome::linked).count(),
                cohort.windows().stream().map(w -> at(w, cohort)).toList());
    }

    /** Those read as they may be shown, the sum of what is shown of them. */
    String read(SmallCounts small) {
        OptionalLong out = SafeCells.ofTallies(excluded, small).sum();
        return out.isEmpty() || small.withholds(included)
                ? small.count(read)
                : Numbers.whole(small.rounded(included) + out.getAsLong());
    }

    static long sum(List<Tally> parts) {
        return parts.stream().mapToLong(Tally::count).sum();
    }

    private static List<Tally> status(Cohort cohort) {
        return Arrays.stream(Status.values())
                .map(s -> new Tally(
                        Words.of(s),
                        cohort.included().stream()
                                .filter(o -> cohort.status(o) == s)
                                .count()))
                .toList();
    }

    private static InWindow at(WindowSettings window, Cohort cohort) {
        Stream<String> reasons = cohort.included().stream()
                .map(o -> o.window(window.name()).notObserved())
                .filter(Objects::nonNull)
                .map(NotObserved::words);
        return new InWindow(window.name(), cohort.observed(window).size(), Tally.of(reasons));
    }
}
