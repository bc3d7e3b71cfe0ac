package org.reconlink.offence;

import org.jspecify.annotations.Nullable;

/**
 * What the tables say of one Home Office code.
 *
 * <p>{@code opd_violence_sex_flag} is one flag for both: it is 1 for assaults and for rapes alike, while
 * {@code is_violent_sanction} is 1 for no sexual offence. A flagged code is therefore read as sexual if its parent group
 * or its actuarial category is, as violent otherwise; a sexual offence is never called violent because of that flag.
 *
 * @param mode of all verified CJS codes under this one, where they agree; null if they do not, or there are none
 * @param mixedModes there are verified codes and they do not agree
 * @param group one of twelve parent groups; null where the code has no description
 */
record HomeOfficeRow(
        @Nullable CourtMode mode,
        boolean mixedModes,
        @Nullable String group,
        boolean violenceOrSex,
        boolean sexualCategory,
        boolean violentSanction,
        String description) {
    static final String VIOLENCE = "Violence against the person";
    static final String SEXUAL = "Sexual offences";

    boolean violentGroup() {
        return VIOLENCE.equals(group);
    }

    boolean sexualGroup() {
        return SEXUAL.equals(group);
    }

    /** The combined flag, where it can only mean violence. */
    boolean flaggedViolent() {
        return violenceOrSex && !sexualGroup() && !sexualCategory;
    }

    /** The combined flag, where it means a sexual offence. */
    boolean flaggedSexual() {
        return violenceOrSex && (sexualGroup() || sexualCategory);
    }

    /** Reads the cells code, mode, parent group, violence or sex, sexual category, violent sanction, description. */
    static HomeOfficeRow of(String[] cells) {
        return new HomeOfficeRow(
                mode(cells[1]),
                cells[1].equals("mixed"),
                cells[2].isEmpty() ? null : cells[2],
                cells[3].equals("1"),
                cells[4].equals("1"),
                cells[5].equals("1"),
                cells[6]);
    }

    private static @Nullable CourtMode mode(String cell) {
        return switch (cell) {
            case "I" -> CourtMode.INDICTABLE_ONLY;
            case "E" -> CourtMode.EITHER_WAY;
            case "S" -> CourtMode.SUMMARY;
            case "", "mixed" -> null;
            default -> throw new IllegalStateException("no mode is written " + cell);
        };
    }
}
