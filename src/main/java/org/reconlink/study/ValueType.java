package org.reconlink.study;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.study.ProtocolNode.Given;

/** What may stand after a key. */
interface ValueType<T> {
    /** In words, for messages and the reference: {@code a date such as 2021-12-31}. */
    String words();

    /** The value, or null if it cannot be used; then the reading says why. */
    @Nullable
    T read(Given given, ParseContext reading);

    /** The keys that may stand below, if there are any. */
    default List<Key<?>> keys() {
        return List.of();
    }

    /** Whether they stand below names that the protocol chooses. */
    default boolean named() {
        return false;
    }
}
