package org.reconlink.linkage;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PersonName;
import org.reconlink.kernel.Postcode;
import org.reconlink.linkage.engine.Sound;

/**
 * A field, or what a transform leaves of one, on which two sides can be asked to be equal.
 *
 * <p>Fields of one kind are nested, near enough: who agrees on an earlier one of the kind agrees on the later ones.
 */
enum BlockingField {
    SURNAME(Kind.SURNAME, f -> surname(f)),
    FIRST_2_OF_SURNAME(Kind.SURNAME, f -> first(2, surname(f))),
    SOUND_OF_SURNAME(Kind.SURNAME, f -> sound(surname(f))),
    INITIAL_OF_SURNAME(Kind.SURNAME, f -> first(1, surname(f))),
    FORENAME(Kind.FORENAME, f -> forename(f)),
    FIRST_2_OF_FORENAME(Kind.FORENAME, f -> first(2, forename(f))),
    SOUND_OF_FORENAME(Kind.FORENAME, f -> sound(forename(f))),
    INITIAL_OF_FORENAME(Kind.FORENAME, f -> first(1, forename(f))),
    /** Finds surname and forename swapped, and parts of double-barrelled names in another order. */
    NAMES_IN_ANY_ORDER(Kind.ALL_NAMES, f -> inAnyOrder(f)),
    MIDDLE_NAMES(Kind.MIDDLE_NAMES, f -> f.name() == null ? null : f.name().middleNames()),
    DATE_OF_BIRTH(Kind.BIRTH, f -> f.details().dateOfBirth()),
    DATE_OF_BIRTH_IN_EITHER_ORDER(Kind.BIRTH, f -> birth(f, BlockingField::dayAndMonthInOrder)),
    YEAR_AND_MONTH_OF_BIRTH(Kind.BIRTH, f -> birth(f, YearMonth::from)),
    YEAR_OF_BIRTH(Kind.BIRTH, f -> birth(f, LocalDate::getYear)),
    SEX(Kind.SEX, f -> f.details().sex()),
    POSTCODE(Kind.POSTCODE, Facet::postcode),
    POSTCODE_SECTOR(
            Kind.POSTCODE, f -> f.postcode() == null ? null : f.postcode().sector()),
    POSTCODE_DISTRICT(
            Kind.POSTCODE, f -> f.postcode() == null ? null : f.postcode().district()),
    POSTCODE_AREA(Kind.POSTCODE, f -> f.postcode() == null ? null : area(f.postcode())),
    PNC_ID(Kind.PNC_ID, f -> f.details().pncId()),
    CRO_NUMBER(Kind.CRO_NUMBER, f -> f.details().croNumber()),
    PRISON_NUMBER(Kind.PRISON_NUMBER, f -> f.details().prisonNumber()),
    INDEX_CONVICTION_DATE(Kind.DATE, Facet::date);

    /** What a field is taken from. */
    enum Kind {
        SURNAME,
        FORENAME,
        ALL_NAMES,
        MIDDLE_NAMES,
        BIRTH,
        SEX,
        POSTCODE,
        PNC_ID,
        CRO_NUMBER,
        PRISON_NUMBER,
        DATE,
        SWAPPED_NAMES;

        boolean ofName() {
            return this == SURNAME
                    || this == FORENAME
                    || this == ALL_NAMES
                    || this == MIDDLE_NAMES
                    || this == SWAPPED_NAMES;
        }
    }

    /** A side with one of its names, postcodes and dates, as far as the rule asks for them. */
    record Facet(
            PersonDetails details,
            @Nullable PersonName name,
            @Nullable Postcode postcode,
            @Nullable LocalDate date) {}

    private final Kind kind;

    @SuppressWarnings("ImmutableEnumChecker") // the functions hold no state
    private final Function<Facet, @Nullable Object> value;

    BlockingField(Kind kind, Function<Facet, @Nullable Object> value) {
        this.kind = kind;
        this.value = value;
    }

    Kind kind() {
        return kind;
    }

    /** The name that a protocol writes: {@code first 2 of surname}. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whether it is all of a field, of which transforms can take a part. */
    boolean isWhole() {
        return switch (this) {
            case SURNAME,
                    FORENAME,
                    MIDDLE_NAMES,
                    DATE_OF_BIRTH,
                    SEX,
                    POSTCODE,
                    PNC_ID,
                    CRO_NUMBER,
                    PRISON_NUMBER,
                    INDEX_CONVICTION_DATE -> true;
            default -> false;
        };
    }

    /** Null if missing. */
    @Nullable
    Object value(Facet facet) {
        return value.apply(facet);
    }

    static @Nullable BlockingField labelled(String label) {
        for (BlockingField field : values()) {
            if (field.label().equals(label)) {
                return field;
            }
        }
        return null;
    }

    private static @Nullable String surname(Facet facet) {
        return facet.name() == null ? null : facet.name().surname();
    }

    private static @Nullable String forename(Facet facet) {
        return facet.name() == null ? null : facet.name().forename();
    }

    private static @Nullable Object birth(Facet facet, Function<LocalDate, Object> part) {
        LocalDate birth = facet.details().dateOfBirth();
        return birth == null ? null : part.apply(birth);
    }

    /** The same for a date and the one with day and month swapped. */
    private static Object dayAndMonthInOrder(LocalDate date) {
        int lesser = Math.min(date.getMonthValue(), date.getDayOfMonth());
        int greater = Math.max(date.getMonthValue(), date.getDayOfMonth());
        return List.of(date.getYear(), lesser, greater);
    }

    static String area(Postcode postcode) {
        return postcode.district().replaceFirst("[0-9].*", "");
    }

    /** Null if the name has no letter with a sound. */
    private static @Nullable String sound(@Nullable String name) {
        String sound = name == null ? "" : Sound.of(name);
        return sound.isEmpty() ? null : sound;
    }

    /** Null if surname or forename is missing. */
    private static @Nullable Object inAnyOrder(Facet facet) {
        String surname = surname(facet);
        String forename = forename(facet);
        return surname == null || forename == null
                ? null
                : Stream.of((surname + " " + forename).split(" ", -1)).sorted().toList();
    }

    /** Null if there are fewer letters. */
    private static @Nullable String first(int letters, @Nullable String name) {
        return name == null || name.length() < letters ? null : name.substring(0, letters);
    }
}
