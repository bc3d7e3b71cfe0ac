package org.reconlink.linkage.study;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PersonName;
import org.reconlink.kernel.RecordId;

/**
 * Keeps one object for each equal name, date and file, which return in thousands of identities; what few have in common, as a
 * police identifier, would cost more to keep than it spares.
 */
final class SharedValues {
    private final Map<Object, Object> values = new HashMap<>();

    PersonDetails share(PersonDetails details) {
        return new PersonDetails(
                share(details.name()),
                details.aliases().isEmpty()
                        ? List.of()
                        : details.aliases().stream().map(this::share).toList(),
                oneOrNone(details.dateOfBirth()),
                details.sex(),
                details.pncId(),
                details.croNumber(),
                details.prisonNumber(),
                details.postcodes(),
                details.personKey());
    }

    RecordId share(RecordId source) {
        return new RecordId(one(source.file()), oneOrNone(source.sheet()), source.row());
    }

    private PersonName share(PersonName name) {
        return new PersonName(oneOrNone(name.surname()), oneOrNone(name.forename()), oneOrNone(name.middleNames()));
    }

    private <T> @Nullable T oneOrNone(@Nullable T value) {
        return value == null ? null : one(value);
    }

    @SuppressWarnings("unchecked") // equal values have equal types
    private <T> T one(T value) {
        T known = (T) values.putIfAbsent(value, value);
        return known == null ? value : known;
    }
}
