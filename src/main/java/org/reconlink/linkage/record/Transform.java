package org.reconlink.linkage.record;

import org.apache.commons.codec.language.DoubleMetaphone;

/**
 * What a blocking rule takes of a value.
 *
 * @param length letters taken by {@link Part#FIRST_LETTERS}; 0 for all others
 */
public record Transform(Part part, int length) {
    /** The value itself. */
    public static final Transform NONE = new Transform(Part.WHOLE, 0);
    /** Year of a date. */
    public static final Transform YEAR = new Transform(Part.YEAR, 0);
    /** Year and month of a date. */
    public static final Transform YEAR_AND_MONTH = new Transform(Part.YEAR_AND_MONTH, 0);
    /** Postcode without its last two letters. */
    public static final Transform SECTOR = new Transform(Part.SECTOR, 0);
    /** Outward code of a postcode. */
    public static final Transform DISTRICT = new Transform(Part.DISTRICT, 0);
    /** Leading letters of a postcode. */
    public static final Transform AREA = new Transform(Part.AREA, 0);
    /** Parts of a name, at spaces and hyphens, in alphabetical order. */
    public static final Transform SORTED_PARTS = new Transform(Part.SORTED_PARTS, 0);

    /** How a name sounds, as {@link Sound} spells it; a name without a Latin letter has no sound, and equals nothing. */
    public static final Transform SOUND = new Transform(Part.SOUND, 0);
    /** A date with the lesser of day and month first, so that it equals its swapped form. */
    public static final Transform DAY_AND_MONTH_IN_ORDER = new Transform(Part.DAY_AND_MONTH_IN_ORDER, 0);

    /** First letters of a name, a category or an identifier; shorter values are taken whole. */
    public static Transform firstLetters(int length) {
        return new Transform(Part.FIRST_LETTERS, length);
    }

    /** Kinds of part. */
    public enum Part {
        /** All of it. */
        WHOLE,
        /** The first letters. */
        FIRST_LETTERS,
        /** The year. */
        YEAR,
        /** The year and the month. */
        YEAR_AND_MONTH,
        /** The postcode sector. */
        SECTOR,
        /** The postcode district. */
        DISTRICT,
        /** The postcode area. */
        AREA,
        /** The sorted parts of a name. */
        SORTED_PARTS,
        /** The sound of a name. */
        SOUND,
        /** The date, whichever of day and month stands first. */
        DAY_AND_MONTH_IN_ORDER;

        public boolean applies(ColumnKind kind) {
            return switch (this) {
                case WHOLE -> true;
                case FIRST_LETTERS -> kind == ColumnKind.NAME || kind == ColumnKind.CATEGORY || kind == ColumnKind.ID;
                case YEAR, YEAR_AND_MONTH, DAY_AND_MONTH_IN_ORDER -> kind == ColumnKind.DATE;
                case SECTOR, DISTRICT, AREA -> kind == ColumnKind.POSTCODE;
                case SORTED_PARTS, SOUND -> kind == ColumnKind.NAME;
            };
        }
    }

    /** Whether values of the kind have such a part. */
    public boolean applies(ColumnKind kind) {
        return part.applies(kind);
    }

    public Transform {
        if ((part == Part.FIRST_LETTERS) != (length > 0)) {
            throw new IllegalArgumentException("first letters need a length from 1, and nothing else has one");
        }
    }

    /** How a name sounds: the primary code of Philips' double metaphone (2000), each code of up to eight letters. */
    public static final class Sound {
        private static final int LONGEST = 8;

        private Sound() {}

        /** Empty for a name that has no letter with a sound. */
        public static String of(String name) {
            DoubleMetaphone metaphone = new DoubleMetaphone();
            metaphone.setMaxCodeLen(LONGEST);
            String code = metaphone.doubleMetaphone(name);
            return code == null ? "" : code;
        }
    }
}
