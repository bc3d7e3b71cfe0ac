package org.reconlink.generate;

/** A name as one record spells it; no middle names are an empty text. */
record SpelledName(String surname, String forename, String middleNames) {
    SpelledName withSurname(String other) {
        return new SpelledName(other, forename, middleNames);
    }

    SpelledName withForename(String other) {
        return new SpelledName(surname, other, middleNames);
    }

    @Override
    public String toString() {
        return "SpelledName[withheld]";
    }
}
