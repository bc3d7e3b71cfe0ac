package org.reconlink.outcome;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.CustodySpell;
import org.reconlink.kernel.DateRange;
import org.reconlink.outcome.WindowOutcome.Recall;
import org.reconlink.outcome.WindowOutcome.Recalls;

/**
 * Finds recalls to custody: spells of type recall that touch or overlap are one, and those that start in the window are its
 * recalls. Curfew (HDC) recalls are told by their kind and merged among themselves.
 */
final class RecallsToCustody {
    private final List<CustodySpell> recalls;
    private final List<CustodySpell> unknown;
    private final Exit exit;
    private final LocalDate dataCut;

    RecallsToCustody(List<CustodySpell> spells, Exit exit, LocalDate dataCut) {
        this.recalls = spells.stream()
                .filter(spell -> spell.type() == CustodySpell.Type.RECALL)
                .sorted(comparing(CustodySpell::start)
                        .thenComparing(CustodySpell::end, nullsLast(naturalOrder()))
                        .thenComparing(CustodySpell::kind, nullsLast(naturalOrder())))
                .toList();
        this.unknown = spells.stream()
                .filter(spell -> spell.type() == CustodySpell.Type.UNKNOWN)
                .toList();
        this.exit = exit;
        this.dataCut = dataCut;
    }

    /**
     * Null if S is unknown or after the data cut, or if nothing but spells of an unknown type may be a recall; neither a link nor
     * a waiting period is needed.
     */
    @Nullable
    Recalls in(FollowUp window) {
        if (window.start() == null
                || window.firstDay() == null
                || window.start().isAfter(dataCut)) {
            return null;
        }
        LocalDate last = Stream.of(dataCut, window.lastDay(), exit.death(), exit.deportation())
                .filter(java.util.Objects::nonNull)
                .min(LocalDate::compareTo)
                .orElse(dataCut);
        DateRange range = new DateRange(window.firstDay(), last);
        Recalls known = new Recalls(startingIn(range, false), startingIn(range, true));
        boolean unclear = unknown.stream().anyMatch(spell -> range.contains(spell.start()));
        return unclear && known.recalls().isEmpty() ? null : known;
    }

    private List<Recall> startingIn(DateRange range, boolean curfew) {
        List<Recall> merged = new ArrayList<>();
        for (CustodySpell spell : recalls) {
            if (isCurfew(spell) != curfew) {
                continue;
            }
            int last = merged.size() - 1;
            if (last >= 0 && touches(merged.get(last), spell)) {
                merged.set(last, joined(merged.get(last), spell));
            } else {
                long day = new DateRange(range.first(), spell.start()).days();
                merged.add(new Recall(spell.start(), spell.end(), day, spell.kind()));
            }
        }
        return merged.stream().filter(recall -> range.contains(recall.start())).toList();
    }

    private static boolean isCurfew(CustodySpell spell) {
        String kind = spell.kind() == null ? "" : spell.kind().toUpperCase(Locale.ROOT);
        return kind.contains("HDC") || kind.contains("CURFEW");
    }

    private static boolean touches(Recall recall, CustodySpell next) {
        return recall.end() == null || !next.start().isAfter(recall.end());
    }

    private static Recall joined(Recall recall, CustodySpell next) {
        LocalDate end = recall.end() == null || next.end() == null
                ? null
                : next.end().isAfter(recall.end()) ? next.end() : recall.end();
        return new Recall(recall.start(), end, recall.day(), recall.kind() == null ? next.kind() : recall.kind());
    }
}
