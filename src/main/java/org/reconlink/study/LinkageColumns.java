package org.reconlink.study;

import java.util.List;
import org.reconlink.linkage.study.LinkageFields;

/**
 * The columns that a blocking field or a comparison reads: on each side at least one of them must be mapped.
 *
 * @param participants fields of the participants' sheet
 * @param convictions fields of the conviction extracts
 */
record LinkageColumns(List<String> participants, List<String> convictions) {

    /** The columns behind a comparison. */
    static LinkageColumns ofComparison(String name) {
        return ofField(LinkageFields.field(name));
    }

    /** The columns behind a term of a blocking rule. */
    static LinkageColumns ofTerm(String term) {
        List<String> columns = LinkageFields.columns(term);
        return new LinkageColumns(
                ofField(columns.get(0)).participants(), ofField(columns.get(1)).convictions());
    }

    private static LinkageColumns ofField(String name) {
        return switch (name) {
            case "name", "names in any order" ->
                new LinkageColumns(List.of("surname", "full name"), List.of("surname"));
            case "surname" -> named("surname");
            case "forename" -> named("forename");
            case "middle names" -> named("middle names");
            case "postcode" -> new LinkageColumns(List.of("postcodes"), List.of("postcode"));
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
