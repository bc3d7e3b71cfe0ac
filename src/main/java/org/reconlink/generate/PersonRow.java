package org.reconlink.generate;

import java.time.LocalDate;
import java.util.List;

/** What one file says about a person; an empty text is a value that the file does not have. */
record PersonRow(String forename, String surname, LocalDate born, String sex, String postcode, String pncId) {
    static final List<String> HEADINGS =
            List.of("id", "forename", "surname", "date of birth", "sex", "postcode", "pnc id");

    List<String> cells(String id) {
        return List.of(id, forename, surname, born.toString(), sex, postcode, pncId);
    }

    @Override
    public String toString() {
        return "PersonRow[withheld]";
    }
}
