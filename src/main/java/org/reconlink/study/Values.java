package org.reconlink.study;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reconlink.study.ProtocolNode.Position;

/** What a section says, key by key; a default where it says nothing. */
final class Values {
    private final Position at;
    private final Map<String, Position> places = new LinkedHashMap<>();
    private final Map<String, Object> usable = new HashMap<>();
    private final Set<String> meant;

    /**
     * @param at where the section's own key stands
     * @param meant keys that are missing but probably meant by a misspelt one
     */
    Values(Position at, Set<String> meant) {
        this.at = at;
        this.meant = Set.copyOf(meant);
    }

    void put(Key<?> key, Position where, @Nullable Object value) {
        places.put(key.name(), where);
        if (value != null) {
            usable.put(key.name(), value);
        }
    }

    /** The value or the default; null if there is neither, or if the value cannot be used and is reported. */
    @SuppressWarnings("unchecked") // put by the key's own type
    <T> @Nullable T find(Key<T> key) {
        return given(key) ? (T) usable.get(key.name()) : key.fallback();
    }

    /** The value or the default of a key that has one in every protocol without errors. */
    <T> T need(Key<T> key) {
        T value = find(key);
        if (value == null) {
            throw new IllegalStateException(key.name() + " has no value");
        }
        return value;
    }

    boolean given(Key<?> key) {
        return places.containsKey(key.name());
    }

    /** Whether the key is there, or a misspelt one that is reported already. */
    boolean meant(Key<?> key) {
        return given(key) || meant.contains(key.name());
    }

    /** Where the key's value stands, or the section if it is left out. */
    Position at(Key<?> key) {
        return places.getOrDefault(key.name(), at);
    }

    Position at() {
        return at;
    }

    /** The names of the keys that are given, in the order of the file. */
    Set<String> names() {
        return places.keySet();
    }
}
