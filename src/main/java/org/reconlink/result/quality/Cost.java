package org.reconlink.result.quality;

import java.util.Set;

/** What a problem of the input costs the study, the dearest first. */
public enum Cost {
    ROWS("rows are lost"),
    PEOPLE("people can hardly be linked"),
    LINKAGE("linkage is weaker"),
    OUTCOMES("outcomes are less sure"),
    COSMETIC("nothing is lost");

    private static final Set<String> LINKED_BY = Set.of(
            "surname",
            "forename",
            "middle names",
            "full name",
            "aliases",
            "date of birth",
            "sex",
            "pnc id",
            "cro number",
            "prison number",
            "postcodes",
            "postcode",
            "index conviction date");

    private final String words;

    Cost(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** Whether linkage compares people by the field. */
    static boolean isLinkedBy(String field) {
        return LINKED_BY.contains(field);
    }
}
