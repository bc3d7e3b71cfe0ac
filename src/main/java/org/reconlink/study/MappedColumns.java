package org.reconlink.study;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.reconlink.intake.ExtractKind;
import org.reconlink.intake.Field;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.study.ProtocolNode.Position;

/**
 * The columns of one kind of extract.
 *
 * @param at where they are mapped
 * @param headings by field, in the order of the file; empty for one that is reported
 * @param meant fields that a misspelt key probably means
 */
record MappedColumns(ExtractKind kind, Position at, Map<String, String> headings, Set<String> meant) {
    MappedColumns {
        headings = Collections.unmodifiableMap(new LinkedHashMap<>(headings));
        meant = Set.copyOf(meant);
    }

    /** What the kind requires and is neither mapped nor meant to be. */
    List<String> missing() {
        Map<String, String> thought = new LinkedHashMap<>(headings);
        meant.forEach(field -> thought.put(field, ""));
        return kind.missing(thought);
    }

    boolean hasAny(List<String> fields) {
        return fields.stream().anyMatch(field -> headings.containsKey(field) || meant.contains(field));
    }

    /** Reports that something needs the date, unless it is mapped. */
    void requireDate(ParticipantDate date, Position at, String what, ParseContext reading) {
        require(List.of(date.field()), at, what + " needs the field " + date.field(), reading);
    }

    /** Reports that something needs one of the fields, unless one of them is mapped. */
    void require(List<String> fields, Position at, String needs, ParseContext reading) {
        if (hasAny(fields)) {
            return;
        }
        Set<String> possible = kind.fields().stream().map(Field::name).collect(Collectors.toSet());
        List<String> mappable = fields.stream().filter(possible::contains).toList();
        if (mappable.isEmpty()) {
            reading.problem(at, needs + ", which " + kind.section() + " cannot have", "leave it out");
        } else {
            reading.problem(
                    at,
                    needs + ", which " + kind.section() + " does not map",
                    "add " + ProtocolWords.quoted(mappable.get(0) + ": ")
                            + " and its heading in the file to the columns of " + kind.section() + " (line "
                            + this.at.line() + ")");
        }
    }
}
