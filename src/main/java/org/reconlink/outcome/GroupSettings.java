package org.reconlink.outcome;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The study groups that a protocol names.
 *
 * @param values in the order in which tables show them; empty: those of the sheet, in alphabetical order
 * @param reference the group with which the others are compared, shown last; null: the last
 */
public record GroupSettings(List<String> values, @Nullable String reference) {
    public static final GroupSettings OF_THE_SHEET = new GroupSettings(List.of(), null);

    public GroupSettings {
        values = List.copyOf(values);
    }

    /** These groups as tables show them. */
    public List<String> inOrder(Collection<String> groups) {
        List<String> ordered =
                new ArrayList<>(values.stream().filter(groups::contains).toList());
        new TreeSet<>(groups).stream().filter(group -> !values.contains(group)).forEach(ordered::add);
        if (reference != null && ordered.remove(reference)) {
            ordered.add(reference);
        }
        return ordered;
    }
}
