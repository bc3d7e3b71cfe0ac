package org.reconlink.generate;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time in custody as a prison records it.
 *
 * @param to null while it lasts
 */
record Spell(String prisonNumber, LocalDate from, @Nullable LocalDate to, String type, String reason) {
    static final List<String> HEADINGS = List.of("Prison no", "From", "To", "Type", "Reason");

    @Override
    public String toString() {
        return "Spell[withheld]";
    }
}
