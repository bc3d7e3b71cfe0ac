package org.reconlink.linkage.study;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How participants and persons are compared and decided.
 *
 * @param blockOn blocking rules: a pair is a candidate if all fields of one rule are equal
 * @param withinBudget whether rules may be left out that find more pairs than are worth their time, as nobody asked for them
 * @param compare comparisons by name, in the order in which they are shown
 * @param linkFrom match probability from which a pair is a link
 * @param reviewFrom match probability from which a pair goes to clerical review
 * @param expectedShare share of participants who are in the extract, above 0 and at most 1; null: estimated
 * @param model parameter file; null: the model that ships with the product
 * @param keepLinkFrom match probability below which a link of an earlier run is broken, not above {@code linkFrom}
 * @param joinPersonsFrom probability from which identities without a PNC id are one person with others; null: they are
 *     persons by exact identity
 * @param train whether m and u are estimated from the study's own pairs, starting from the model
 * @param fixed comparisons that keep the model's m and u while the others are trained
 * @param byKey whether people are linked by a key that both sides share, and nothing is compared
 */
public record LinkageSettings(
        List<List<String>> blockOn,
        boolean withinBudget,
        List<String> compare,
        double linkFrom,
        double reviewFrom,
        @Nullable Double expectedShare,
        @Nullable Path model,
        double keepLinkFrom,
        @Nullable Double joinPersonsFrom,
        boolean train,
        List<String> fixed,
        boolean byKey) {
    private static final double KEEP_FROM = 0.9;

    public LinkageSettings {
        blockOn = blockOn.stream().map(List::copyOf).toList();
        compare = List.copyOf(compare);
        fixed = List.copyOf(fixed);
    }

    /** People who are compared. */
    public LinkageSettings(
            List<List<String>> blockOn,
            boolean withinBudget,
            List<String> compare,
            double linkFrom,
            double reviewFrom,
            @Nullable Double expectedShare,
            @Nullable Path model,
            double keepLinkFrom,
            @Nullable Double joinPersonsFrom,
            boolean train,
            List<String> fixed) {
        this(
                blockOn,
                withinBudget,
                compare,
                linkFrom,
                reviewFrom,
                expectedShare,
                model,
                keepLinkFrom,
                joinPersonsFrom,
                train,
                fixed,
                false);
    }

    /** With the default for earlier links, and persons by their identifiers alone. */
    public LinkageSettings(
            List<List<String>> blockOn,
            List<String> compare,
            double linkFrom,
            double reviewFrom,
            @Nullable Double expectedShare,
            @Nullable Path model) {
        this(
                blockOn,
                false,
                compare,
                linkFrom,
                reviewFrom,
                expectedShare,
                model,
                keepFrom(linkFrom),
                null,
                false,
                List.of());
    }

    /** The default of {@code keepLinkFrom}. */
    public static double keepFrom(double linkFrom) {
        return Math.min(KEEP_FROM, linkFrom);
    }
}
