package org.reconlink.linkage;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.RecordId;

/**
 * The identities of an extract grouped by person, in an order that only their content decides: identities by first
 * row, persons by their first identity.
 */
final class Extract {
    private final PersonDetails[] details;
    private final RecordId[] firstSource;
    /** Identities of person p: from {@code start[p]} up to but not including {@code start[p + 1]}. */
    private final int[] start;

    private final int[][] convictionDays;

    private Extract(PersonDetails[] details, RecordId[] firstSource, int[] start, int[][] convictionDays) {
        this.details = details;
        this.firstSource = firstSource;
        this.start = start;
        this.convictionDays = convictionDays;
    }

    static Extract of(
            List<PersonDetails> details, List<RecordId> firstSource, IntArrayList person, List<int[]> convictionDays) {
        int[] byRow = byFirstRow(details, firstSource);
        int persons = convictionDays.size();
        int[] rank = new int[persons];
        Arrays.fill(rank, -1);
        int[] size = new int[persons + 1];
        int[][] days = new int[persons][];
        int ranked = 0;
        for (int identity : byRow) {
            int owner = person.getInt(identity);
            if (rank[owner] < 0) {
                rank[owner] = ranked++;
                days[rank[owner]] = convictionDays.get(owner);
            }
            size[rank[owner] + 1]++;
        }
        Arrays.parallelPrefix(size, Integer::sum);
        int[] next = size.clone();
        PersonDetails[] grouped = new PersonDetails[details.size()];
        RecordId[] sources = new RecordId[details.size()];
        for (int identity : byRow) {
            int at = next[rank[person.getInt(identity)]]++;
            grouped[at] = details.get(identity);
            sources[at] = firstSource.get(identity);
        }
        return new Extract(grouped, sources, size, days);
    }

    private static int[] byFirstRow(List<PersonDetails> details, List<RecordId> firstSource) {
        int[] order = new int[details.size()];
        Arrays.setAll(order, i -> i);
        IntArrays.mergeSort(order, (a, b) -> {
            int byRow = firstSource.get(a).compareTo(firstSource.get(b));
            return byRow != 0 ? byRow : IdentityOrder.compare(details.get(a), details.get(b));
        });
        return order;
    }

    int persons() {
        return convictionDays.length;
    }

    int identities() {
        return details.length;
    }

    int firstIdentity(int person) {
        return start[person];
    }

    int endOfIdentities(int person) {
        return start[person + 1];
    }

    PersonDetails details(int identity) {
        return details[identity];
    }

    RecordId firstSource(int identity) {
        return firstSource[identity];
    }

    boolean hasConvictions(int person) {
        return convictionDays[person].length > 0;
    }

    PersonId personId(int person) {
        return PersonIds.of(details[start[person]]);
    }

    /** One of a person's identities, with the conviction dates that all of them share. */
    Subject subject(int person, int identity) {
        return Subject.of(details[identity], convictionDates(person));
    }

    private List<LocalDate> convictionDates(int person) {
        List<LocalDate> dates = new ArrayList<>(convictionDays[person].length);
        for (int day : convictionDays[person]) {
            dates.add(LocalDate.ofEpochDay(day));
        }
        return dates;
    }
}
