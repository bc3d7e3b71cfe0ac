package org.reconlink.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reconlink.report.Checklist.ChecklistItem.State;

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

    /**
     * One item of a reporting checklist, as far as a run can fill it.
     *
     * @param number of the item, or of the step that it belongs to
     * @param asks what a report has to say, in our own words
     * @param said what the run knows; empty if it knows nothing of it
     * @param chapters ids of the chapters that have more of it
     * @param toWrite what only the author can say; empty if nothing is left
     */
    record ChecklistItem(String number, String topic, String asks, String said, List<String> chapters, String toWrite) {
        static final String AUTHOR = "To be written by the author: ";

        ChecklistItem {
            chapters = List.copyOf(chapters);
            if (said.isEmpty() && toWrite.isEmpty()) {
                throw new IllegalArgumentException("item " + number + " says nothing and asks nobody");
            }
        }

        /** An item of which the run knows nothing. */
        static ChecklistItem forTheAuthor(String number, String topic, String asks, String toWrite) {
            return new ChecklistItem(number, topic, asks, "", List.of(), toWrite);
        }

        State state() {
            if (said.isEmpty()) {
                return State.FOR_THE_AUTHOR;
            }
            return toWrite.isEmpty() ? State.FILLED : State.IN_PART;
        }

        /** How much of an item the run has filled. */
        enum State {
            FILLED("filled"),
            IN_PART("in part"),
            FOR_THE_AUTHOR("for the author");

            private final String words;

            State(String words) {
                this.words = words;
            }

            String words() {
                return words;
            }
        }
    }
}
