package org.reconlink.study;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The keys written in one place, matched with those that are valid there.
 *
 * @param entries by valid name, in the order of the file
 * @param meant valid names that are absent but nearest to an unknown key: one slip is one error
 */
record MatchedKeys(Map<String, ProtocolNode.Entry> entries, Set<String> meant) {

    /** What somebody means by a word that is no key. */
    interface Synonyms {
        Synonyms NONE = word -> Optional.empty();

        Optional<Synonym> of(String word);
    }

    /**
     * @param key the valid key; null if there is none
     * @param advice what to do
     */
    record Synonym(@Nullable String key, String advice) {}

    static MatchedKeys of(List<ProtocolNode.Entry> written, List<String> valid, ParseContext reading) {
        return of(written, valid, Synonyms.NONE, reading);
    }

    static MatchedKeys of(
            List<ProtocolNode.Entry> written, List<String> valid, Synonyms synonyms, ParseContext reading) {
        Map<String, String> names = valid.stream().collect(Collectors.toMap(ProtocolWords::plain, Function.identity()));
        Map<String, ProtocolNode.Entry> entries = new LinkedHashMap<>();
        Set<String> meant = new HashSet<>();
        for (ProtocolNode.Entry entry : written) {
            String name = names.get(ProtocolWords.plain(entry.key()));
            if (name == null) {
                reportUnknown(entry, valid, synonyms, meant, reading);
            } else {
                ProtocolNode.Entry first = entries.putIfAbsent(name, entry);
                reportTwice(first, entry, reading);
            }
        }
        return new MatchedKeys(entries, meant);
    }

    private static void reportUnknown(
            ProtocolNode.Entry entry, List<String> valid, Synonyms synonyms, Set<String> meant, ParseContext reading) {
        boolean merge = entry.key().equals("<<") && entry.value() instanceof ProtocolNode.Refused;
        if (merge) {
            return;
        }
        Optional<String> swapped = swapped(entry, valid);
        Optional<Synonym> synonym = swapped.isPresent() ? Optional.empty() : synonyms.of(entry.key());
        if (synonym.isPresent()) {
            String key = synonym.get().key();
            if (key != null) {
                meant.add(key);
            }
            reading.problem(
                    entry.at(),
                    "unknown key " + ProtocolWords.quoted(entry.key()),
                    synonym.get().advice());
            return;
        }
        Optional<String> nearest = ProtocolWords.nearest(entry.key(), valid);
        nearest.or(() -> swapped).ifPresent(meant::add);
        String advice = nearest.map(name -> "did you mean " + ProtocolWords.quoted(name) + "?")
                .or(() -> swapped.map(
                        name -> "write it the other way round: " + ProtocolWords.quoted(name + ": " + entry.key())))
                .or(() -> Protocol.homeOf(entry.key()).map(home -> "it belongs in " + ProtocolWords.quoted(home)))
                .orElseGet(() -> "the keys here are " + String.join(", ", valid));
        reading.problem(entry.at(), "unknown key " + ProtocolWords.quoted(entry.key()), advice);
    }

    /** The valid key that stands where the value belongs: {@code Study no: participant id}. */
    private static Optional<String> swapped(ProtocolNode.Entry entry, List<String> valid) {
        return entry.value() instanceof ProtocolNode.Text text
                ? valid.stream()
                        .filter(name -> ProtocolWords.plain(name).equals(ProtocolWords.plain(text.text())))
                        .findFirst()
                : Optional.empty();
    }

    static void reportTwice(ProtocolNode.@Nullable Entry first, ProtocolNode.Entry second, ParseContext reading) {
        if (first != null) {
            reading.problem(
                    second.at(),
                    "key " + ProtocolWords.quoted(second.key()) + " is given twice",
                    "it is already in line " + first.at().line() + ": delete one of the two");
        }
    }
}
