package org.reconlink.result.quality;

import java.util.List;

/**
 * Something that input is held to.
 *
 * @param sections of the protocol whose files it concerns
 * @param rule as findings call it
 * @param asks what has to be so, in words
 * @param cost what a warning costs, unless linkage compares people by its column
 * @param fields that it looks at, all of them needed where it looks at a row; {@code pnc id or cro number}: either
 */
public record Check(List<String> sections, Scope scope, String rule, String asks, Cost cost, List<String> fields) {
    public Check {
        sections = List.copyOf(sections);
        fields = List.copyOf(fields);
    }
}
