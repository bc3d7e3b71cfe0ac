package org.reconlink.linkage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.BlockingField.Facet;
import org.reconlink.linkage.BlockingField.Kind;
import org.reconlink.linkage.engine.BlockingRule.Term;
import org.reconlink.linkage.naming.BlockingNames;

/**
 * One equality of a blocking rule: a field of both sides, what a transform leaves of it, or two names the other way round.
 *
 * @param label as the protocol writes it
 * @param kind what is compared
 * @param participant the field that a participant shows
 * @param identity the field that an identity shows
 * @param agreeing a field that no fewer of the matches agree on the term than agree on it; null for swapped names
 * @param ofParticipant null if missing
 * @param ofIdentity null if missing
 */
record BlockingTerm(
        String label,
        Kind kind,
        BlockingField participant,
        BlockingField identity,
        @Nullable BlockingField agreeing,
        Function<Facet, @Nullable Object> ofParticipant,
        Function<Facet, @Nullable Object> ofIdentity) {
    /** Forms beside the fields of {@link BlockingField}, each with fields that it is of use for. */
    static final List<String> FURTHER = List.of(
            "first 3 of surname", "sorted parts of surname", "year of index conviction date", "surname as forename");

    /** The shipped model's share of matches whose names are reversed. */
    private static final double SWAPPED = 0.005;

    /**
     * Reads a term.
     *
     * @throws IllegalArgumentException if there is no such form, or the field has no such part
     */
    static BlockingTerm of(String label) {
        BlockingField field = BlockingField.labelled(label);
        if (field != null) {
            return new BlockingTerm(label, field.kind(), field, field, field, field::value, field::value);
        }
        Term term = BlockingNames.rule(List.of(label), columns()).terms().get(0);
        return term.left().equals(term.right()) ? transformed(label, term) : swapped(label, term);
    }

    private static BlockingTerm transformed(String label, Term term) {
        BlockingField column = column(term.left());
        BlockingTransform transform = BlockingTransform.of(label, column, term.transform());
        return new BlockingTerm(
                label, column.kind(), column, column, transform.agreeing(), transform.value(), transform.value());
    }

    private static BlockingTerm swapped(String label, Term term) {
        BlockingField left = column(term.left());
        BlockingField right = column(term.right());
        if (!left.kind().ofName() || !right.kind().ofName()) {
            throw new IllegalArgumentException("\"" + label
                    + "\" does not put two names the other way round; only names can be taken as one another");
        }
        return new BlockingTerm(label, Kind.SWAPPED_NAMES, left, right, null, left::value, right::value);
    }

    /** Share of matches that agree, as the model has it. */
    double agreement(Model model) {
        return agreeing == null ? SWAPPED : model.agreement(agreeing);
    }

    /** Labels that a protocol can write, as help and errors show them. */
    static List<String> labels() {
        List<String> labels = new ArrayList<>();
        for (BlockingField field : BlockingField.values()) {
            labels.add(field.label());
        }
        labels.addAll(FURTHER);
        return List.copyOf(labels);
    }

    private static BlockingField column(String label) {
        return Objects.requireNonNull(BlockingField.labelled(label), () -> label.toLowerCase(Locale.ROOT));
    }

    private static List<String> columns() {
        List<String> columns = new ArrayList<>();
        for (BlockingField field : BlockingField.values()) {
            if (field.isWhole()) {
                columns.add(field.label());
            }
        }
        return columns;
    }
}
