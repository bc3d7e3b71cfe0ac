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
 * @param who of whom something is another, and what
 */
public record RunDifference(String before, String after, List<Given> given, Map<String, Long> made, List<Changed> who) {
    /** What they were given that alone makes no difference. */
    public static final String REASON = "forced because";

    private static final String NONE = "-";

    public RunDifference {
        given = List.copyOf(given);
        who = List.copyOf(who);
        made = Collections.unmodifiableMap(new LinkedHashMap<>(made));
    }

    /** One thing that the runs were given, each another of it. */
    public record Given(String what, String was, String is) {}

    /**
     * Somebody of whom something is another now, and what became of them.
     *
     * @param pseudonym empty if there is no key to make it with
     */
    public record Changed(String pseudonym, List<String> what) {
        public Changed {
            what = List.copyOf(what);
        }
    }

    /** Whether they differ in nothing but their time, and why they were made. */
    public boolean nothing() {
        return given.stream().allMatch(one -> one.what().equals(REASON)) && who.isEmpty();
    }

    /**
     * What differs.
     *
     * @param was what the earlier run was given, by what it is, in words
     */
    public static RunDifference between(
            String before,
            Map<String, String> was,
            String after,
            Map<String, String> is,
            Map<String, Long> made,
            List<Changed> who) {
        Set<String> all = new LinkedHashSet<>(was.keySet());
        all.addAll(is.keySet());
        List<Given> given = new ArrayList<>();
        for (String what : all) {
            Given one = new Given(what, was.getOrDefault(what, NONE), is.getOrDefault(what, NONE));
            if (!one.was().equals(one.is())) {
                given.add(one);
            }
        }
        return new RunDifference(before, after, given, made, who);
    }
}
