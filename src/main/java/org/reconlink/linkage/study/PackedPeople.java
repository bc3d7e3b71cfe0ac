package org.reconlink.linkage.study;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PersonName;
import org.reconlink.kernel.Postcode;
import org.reconlink.linkage.record.PackedTable;
import org.reconlink.linkage.record.TableBuilder;

/**
 * Records of people as the engine takes them: a row for each combination of a record's names and postcodes, so that any of
 * one side's is compared with any of the other's.
 */
final class PackedPeople {
    private final PackedTable table;
    /** By row. */
    private final int[] recordOf;
    /** The rows under an alias. */
    private final BitSet aliases;
    /** The first row of each record, and the end of the last. */
    private final int[] begins;

    private PackedPeople(PackedTable table, int[] recordOf, BitSet aliases, int[] begins) {
        this.table = table;
        this.recordOf = recordOf;
        this.aliases = aliases;
        this.begins = begins;
    }

    PackedTable table() {
        return table;
    }

    int rows() {
        return recordOf.length;
    }

    int records() {
        return begins.length - 1;
    }

    int record(int row) {
        return recordOf[row];
    }

    boolean isAlias(int row) {
        return aliases.get(row);
    }

    int firstRow(int record) {
        return begins[record];
    }

    int endOfRows(int record) {
        return begins[record + 1];
    }

    /** The rows of some records; records keep their numbers. */
    PackedPeople only(int[] records) {
        IntArrayList rows = new IntArrayList();
        int[] starts = new int[begins.length];
        int next = 0;
        for (int record = 0; record + 1 < begins.length; record++) {
            starts[record] = rows.size();
            if (next < records.length && records[next] == record) {
                next++;
                for (int row = begins[record]; row < begins[record + 1]; row++) {
                    rows.add(row);
                }
            }
        }
        starts[begins.length - 1] = rows.size();
        int[] kept = rows.toIntArray();
        int[] owners = new int[kept.length];
        BitSet underAlias = new BitSet();
        for (int i = 0; i < kept.length; i++) {
            owners[i] = recordOf[kept[i]];
            underAlias.set(i, aliases.get(kept[i]));
        }
        return new PackedPeople(table.only(kept), owners, underAlias, starts);
    }

    /** Takes records over one by one. */
    static final class Builder {
        private final StudyPlan plan;
        private final TableBuilder rows;
        private final IntArrayList recordOf = new IntArrayList();
        private final BitSet aliases = new BitSet();
        private final IntArrayList begins = IntArrayList.of(0);

        Builder(StudyPlan plan) {
            this.plan = plan;
            this.rows = plan.columns().table();
        }

        /**
         * Adds a record.
         *
         * @param wantedDays word of the days that are looked for, or 0
         * @param days word of the days among which they may be, or 0
         */
        void add(PersonDetails details, long wantedDays, long days) {
            boolean called = !details.aliases().isEmpty();
            List<PersonName> own = called ? readings(details.name()).toList() : List.of();
            for (@Nullable PersonName name : names(details)) {
                for (@Nullable Postcode postcode : postcodes(details)) {
                    plan.fill(rows, details, name, postcode, wantedDays, days);
                    rows.endRow();
                    aliases.set(recordOf.size(), called && name != null && !own.contains(name));
                    recordOf.add(begins.size() - 1);
                }
            }
            begins.add(recordOf.size());
        }

        private static List<@Nullable PersonName> names(PersonDetails details) {
            PersonName only = details.name();
            if (details.aliases().isEmpty() && only.surname() != null && only.forename() != null) {
                return Collections.singletonList(only);
            }
            List<@Nullable PersonName> names = new ArrayList<>();
            Stream.concat(Stream.of(details.name()), details.aliases().stream())
                    .flatMap(Builder::readings)
                    .distinct()
                    .forEach(names::add);
            return names.isEmpty() ? Collections.singletonList(null) : names;
        }

        /** A name of one word stands in one file as the surname and in another as the forename. */
        private static Stream<PersonName> readings(PersonName name) {
            if (name.surname() == null && name.forename() == null) {
                return Stream.of();
            }
            return name.surname() != null && name.forename() != null
                    ? Stream.of(name)
                    : Stream.of(
                            name,
                            new PersonName(
                                    /* surname= */ name.forename(),
                                    /* forename= */ name.surname(),
                                    name.middleNames()));
        }

        private static List<@Nullable Postcode> postcodes(PersonDetails details) {
            return details.postcodes().size() < 2
                    ? Collections.singletonList(
                            details.postcodes().isEmpty()
                                    ? null
                                    : details.postcodes().get(0))
                    : Collections.unmodifiableList(new ArrayList<@Nullable Postcode>(details.postcodes()));
        }

        PackedPeople build() {
            return new PackedPeople(rows.build(), recordOf.toIntArray(), aliases, begins.toIntArray());
        }
    }
}
