package org.reconlink.result;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

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
