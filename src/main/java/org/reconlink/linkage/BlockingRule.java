package org.reconlink.linkage;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.PersonName;
import org.reconlink.kernel.Postcode;
import org.reconlink.linkage.BlockingField.Facet;
import org.reconlink.linkage.BlockingField.Kind;

/** A pair is a candidate if all terms of one rule are equal; a side that misses one of them has no key. */
record BlockingRule(List<BlockingTerm> terms) {

    /**
     * Terms as a protocol writes them.
     *
     * @throws IllegalArgumentException for one that means nothing
     */
    static BlockingRule of(List<String> labels) {
        return new BlockingRule(labels.stream().map(BlockingTerm::of).toList());
    }

    /** As the protocol writes it: {@code surname + date of birth}. */
    String label() {
        return String.join(" + ", terms.stream().map(BlockingTerm::label).toList());
    }

    /** The distinct keys of a participant: one for each of its names, postcodes and dates that the rule asks for. */
    Set<List<Object>> keys(Subject subject) {
        Set<List<Object>> keys = new LinkedHashSet<>();
        forEachFacet(subject, facet -> {
            List<Object> key = key(facet);
            if (key != null) {
                keys.add(key);
            }
        });
        return keys;
    }

    /** Every combination of a side's names, postcodes and dates, as far as the rule asks for them. */
    void forEachFacet(Subject subject, Consumer<Facet> action) {
        for (PersonName name : names(subject)) {
            for (Postcode postcode : asked(Kind.POSTCODE, subject.details().postcodes())) {
                for (LocalDate date : asked(Kind.DATE, subject.dates())) {
                    action.accept(new Facet(subject.details(), name, postcode, date));
                }
            }
        }
    }

    private List<@Nullable PersonName> names(Subject subject) {
        if (!asksForName()) {
            return Collections.singletonList(null);
        }
        List<@Nullable PersonName> names = new ArrayList<>();
        subject.names().forEach(name -> names.add(name.name()));
        return Collections.unmodifiableList(names);
    }

    /** The values if the rule asks for them, else one null that stands for no value. */
    private <V> List<@Nullable V> asked(Kind kind, List<V> values) {
        return asksFor(kind) ? Collections.unmodifiableList(values) : Collections.singletonList(null);
    }

    private boolean asksForName() {
        for (BlockingTerm term : terms) {
            if (term.kind().ofName()) {
                return true;
            }
        }
        return false;
    }

    private boolean asksFor(Kind kind) {
        for (BlockingTerm term : terms) {
            if (term.kind() == kind) {
                return true;
            }
        }
        return false;
    }

    private @Nullable List<Object> key(Facet facet) {
        List<Object> key = new ArrayList<>(terms.size());
        for (BlockingTerm term : terms) {
            Object value = term.ofParticipant().apply(facet);
            if (value == null) {
                return null;
            }
            key.add(value);
        }
        return key;
    }
}
