package org.reconlink.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reconlink.report.ChecklistItem.State;

/**
 * A published reporting guideline with its items as far as a run can fill them.
 *
 * @param source where the guideline is published
 */
record Checklist(String name, String title, String source, List<ChecklistItem> items) {
    Checklist {
        items = List.copyOf(items);
    }

    /** {@code 3 filled, 9 in part, 1 for the author}. */
    String tally() {
        return Stream.of(State.values())
                .map(state ->
                        items.stream().filter(item -> item.state() == state).count() + " " + state.words())
                .collect(Collectors.joining(", "));
    }
}
