package org.reconlink.study;

import java.util.List;
import org.reconlink.linkage.LinkageFields;

/**
 * The columns that a blocking field or a comparison reads: on each side at least one of them must be mapped.
 *
 * @param participants fields of the participants' sheet
 * @param convictions fields of the conviction extracts
 */
record LinkageColumns(List<String> participants, List<String> convictions) {

    /** The columns behind a name of {@link LinkageFields}. */
    static LinkageColumns of(String name) {
        String field = LinkageFields.field(name);
        if (LinkageFields.isPutTogether(name)
                || LinkageFields.comparisons().contains(field)
                || LinkageFields.blocking().contains(field)) {
            return ofField(field);
        }
        List<String> columns = LinkageFields.columns(name);
        return new LinkageColumns(
                ofField(columns.get(0)).participants(), ofField(columns.get(1)).convictions());
    }

    private static LinkageColumns ofField(String name) {
        return switch (name) {
            case "name", "names in any order" ->
                new LinkageColumns(List.of("surname", "full name"), List.of("surname"));
            case "surname", "first 2 of surname", "initial of surname" -> named("surname");
            case "forename", "first 2 of forename", "initial of forename" -> named("forename");
            case "middle names" -> named("middle names");
            case "year of birth" -> both("date of birth");
            case "postcode", "postcode sector", "postcode district", "postcode area" ->
                new LinkageColumns(List.of("postcodes"), List.of("postcode"));
            case "police identifiers" ->
                new LinkageColumns(List.of("pnc id", "cro number"), List.of("pnc id", "cro number"));
            case "index conviction date" -> new LinkageColumns(List.of(name), List.of("conviction date"));
            default -> both(name);
        };
    }

    private static LinkageColumns both(String field) {
        return new LinkageColumns(List.of(field), List.of(field));
    }

    private static LinkageColumns named(String field) {
        return new LinkageColumns(List.of(field, "full name"), List.of(field));
    }

    boolean mapped(MappedColumns participantColumns, MappedColumns convictionColumns) {
        return participantColumns.hasAny(participants) && convictionColumns.hasAny(convictions);
    }
}
