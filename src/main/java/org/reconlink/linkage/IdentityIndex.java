package org.reconlink.linkage;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PncId;
import org.reconlink.kernel.RecordId;

/**
 * The rows of a conviction extract collapsed to distinct identities, their persons and the persons' conviction dates.
 *
 * <p>What it holds does not depend on the order in which rows are added. Not safe for several threads at once.
 */
public final class IdentityIndex {
    private static final int ABSENT = -1;

    private final SharedValues shared = new SharedValues();
    private final Object2IntOpenHashMap<PersonDetails> identityOf = new Object2IntOpenHashMap<>();
    private final Object2IntOpenHashMap<PncId> personOfPnc = new Object2IntOpenHashMap<>();
    private final List<PersonDetails> details = new ArrayList<>();
    private final List<RecordId> firstSource = new ArrayList<>();
    private final IntArrayList person = new IntArrayList();
    /** Of each person: sorted distinct epoch days. */
    private final List<int[]> convictionDays = new ArrayList<>();

    private @Nullable PersonDetails before;
    private int identityBefore;

    public IdentityIndex() {
        identityOf.defaultReturnValue(ABSENT);
        personOfPnc.defaultReturnValue(ABSENT);
    }

    /**
     * Adds one row; answers which identity it has, numbered from 0 as they come.
     *
     * @param convictionDate null for a row that only names a person: a list of aliases
     */
    @SuppressWarnings("ReferenceEquality") // the rows of a person stand one after the other
    public int add(PersonDetails row, @Nullable LocalDate convictionDate, RecordId source) {
        int identity = row == before ? identityBefore : identityOf.getInt(row);
        if (identity == ABSENT) {
            identity = open(shared.share(row), shared.share(source));
        } else if (source.compareTo(firstSource.get(identity)) < 0) {
            firstSource.set(identity, shared.share(source));
        }
        if (convictionDate != null) {
            addDay(person.getInt(identity), Math.toIntExact(convictionDate.toEpochDay()));
        }
        before = row;
        identityBefore = identity;
        return identity;
    }

    /** Number of distinct identities. */
    public long identities() {
        return details.size();
    }

    /** Number of distinct persons. */
    public long persons() {
        return convictionDays.size();
    }

    /** What linkage reads: the same for any order in which the rows came. */
    Extract extract() {
        return Extract.of(details, firstSource, person, convictionDays);
    }

    private int open(PersonDetails row, RecordId source) {
        int identity = details.size();
        identityOf.put(row, identity);
        details.add(row);
        firstSource.add(source);
        person.add(personOf(row));
        return identity;
    }

    private int personOf(PersonDetails row) {
        PncId pncId = row.pncId();
        int known = pncId == null ? ABSENT : personOfPnc.getInt(pncId);
        if (known != ABSENT) {
            return known;
        }
        int opened = convictionDays.size();
        convictionDays.add(new int[0]);
        if (pncId != null) {
            personOfPnc.put(pncId, opened);
        }
        return opened;
    }

    private void addDay(int owner, int day) {
        int[] days = convictionDays.get(owner);
        int at = Arrays.binarySearch(days, day);
        if (at < 0) {
            int[] longer = Arrays.copyOf(days, days.length + 1);
            int insertAt = -at - 1;
            System.arraycopy(days, insertAt, longer, insertAt + 1, days.length - insertAt);
            longer[insertAt] = day;
            convictionDays.set(owner, longer);
        }
    }
}
