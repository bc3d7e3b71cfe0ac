package org.reconlink.result;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table of the data package where values are typed and a cell without a value is null: a column that can lack one has a
 * companion, {@code <column>_missing}, that says why.
 *
 * @param definition one sentence: what a row is
 * @param key the columns that tell the rows apart; empty if a row can have none of them
 * @param isAboutParticipants whether each row's pseudonym is one of the table of participants
 * @param rows each with a text or null for each column, as the CSV file of the table writes it
 */
public record PublishedTable(
        String name,
        String definition,
        List<String> key,
        boolean isAboutParticipants,
        List<Column> columns,
        Iterable<List<@Nullable String>> rows) {

    /** The table that has all pseudonyms. */
    public static final String PARTICIPANTS = "participants";

    /** The column that the other tables refer to participants by. */
    public static final String PSEUDONYM = "pseudonym";

    /** What kind of value a column holds. */
    public enum Kind {
        TEXT,
        FLAG,
        INTEGER,
        DECIMAL,
        DATE
    }

    /**
     * A column and what it means.
     *
     * @param definition with unit, categories and missing codes
     * @param required whether every row has a value
     */
    public record Column(String name, Kind kind, String definition, boolean required) {}

    public PublishedTable {
        key = List.copyOf(key);
        columns = List.copyOf(columns);
    }

    /** The same with names of columns that are at most so long; one that is not has its place at its end. */
    public PublishedTable withNamesUpTo(int longest) {
        List<String> names = new StatisticsName(longest, Set.of())
                .of(columns.stream().map(Column::name).toList());
        List<Column> renamed = new ArrayList<>();
        List<String> renamedKey = new ArrayList<>(key);
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            renamed.add(new Column(names.get(i), column.kind(), column.definition(), column.required()));
            renamedKey.replaceAll(part ->
                    part.equals(column.name()) ? renamed.get(renamed.size() - 1).name() : part);
        }
        return new PublishedTable(name, definition, renamedKey, isAboutParticipants, renamed, rows);
    }

    /** Names of columns that a statistics program takes: no longer than it can, no digit in front, none of its own words. */
    public record StatisticsName(int longest, Set<String> reserved) {

        /** Stata's rules. */
        public static final StatisticsName STATA = new StatisticsName(
                32, Set.of("byte", "double", "float", "if", "in", "int", "long", "strl", "using", "with"));

        /** SPSS's rules. */
        public static final StatisticsName SPSS = new StatisticsName(
                64, Set.of("all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"));

        public StatisticsName {
            reserved = Set.copyOf(reserved);
        }

        /** One for each name, in their order; a name that cannot stay has its place at its end. */
        public List<String> of(List<String> names) {
            List<String> fitting = new ArrayList<>();
            Set<String> taken = new HashSet<>();
            for (String name : names) {
                String fit = fits(name) && !taken.contains(name) ? name : shortened(name, "_" + (fitting.size() + 1));
                taken.add(fit);
                fitting.add(fit);
            }
            return fitting;
        }

        private boolean fits(String name) {
            return name.length() <= longest
                    && Character.isLetter(name.charAt(0))
                    && !reserved.contains(name.toLowerCase(Locale.ROOT));
        }

        private String shortened(String name, String end) {
            String letterFirst = Character.isLetter(name.charAt(0)) ? name : "w" + name;
            return letterFirst.substring(0, Math.min(letterFirst.length(), longest - end.length())) + end;
        }
    }
}
