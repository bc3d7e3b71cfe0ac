package org.reconlink.inquiry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What differs between two runs of a study.
 *
 * @param before the earlier run's id
 * @param after the later run's
 * @param given what they were given, where it differs
 * @param made how many people and links are the same or others, by what they are
 */
public record RunDifference(String before, String after, List<Given> given, Map<String, Long> made) {
    private static final String NONE = "-";

    public RunDifference {
        given = List.copyOf(given);
        made = Collections.unmodifiableMap(new LinkedHashMap<>(made));
    }

    /** One thing that the runs were given, each another of it. */
    public record Given(String what, String was, String is) {}

    /**
     * What differs.
     *
     * @param was what the earlier run was given, by what it is, in words
     */
    public static RunDifference between(
            String before, Map<String, String> was, String after, Map<String, String> is, Map<String, Long> made) {
        Set<String> all = new LinkedHashSet<>(was.keySet());
        all.addAll(is.keySet());
        List<Given> given = new ArrayList<>();
        for (String what : all) {
            Given one = new Given(what, was.getOrDefault(what, NONE), is.getOrDefault(what, NONE));
            if (!one.was().equals(one.is())) {
                given.add(one);
            }
        }
        return new RunDifference(before, after, given, made);
    }
}
