package org.reconlink.intake;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.Reading.Problem;
import org.reconlink.kernel.CroNumber;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PersonName;
import org.reconlink.kernel.PncId;
import org.reconlink.kernel.Postcode;
import org.reconlink.kernel.Sex;

/** The columns that say who somebody is; a row is used with what it has of them, and rejected if that is nothing. */
final class PersonColumns {
    static final Problem NOTHING = new Problem(
            "nothing to link by",
            "the row has no name, no date of birth and no police identifier that can be used",
            "fill in one of them, or take the row out of the table");
    static final Problem ONE_WORD = new Problem(
            "full name",
            "the full name has no surname or no forename",
            "write forename and surname, or the surname, a comma and the forename; the row is used with what there is");

    static final Problem BORN_AFTER = new Problem(
            "birth after own event",
            "the date of birth is after a date of the person's own conviction, release or index offence",
            "correct the date of birth or that date; the row is used without the date of birth");

    private static final int CENTURY = 100;

    private final Column<String> surname;
    private final Column<String> forename;
    private final Column<String> middleNames;
    private final Column<PersonName> fullName;
    private final Column<List<PersonName>> aliases;
    private final Column<LocalDate> dateOfBirth;
    private final Column<Sex> sex;
    private final Column<PncId> pncId;
    private final Column<CroNumber> croNumber;
    private final Column<String> prisonNumber;
    private final Column<List<Postcode>> postcodes;
    private final Column<String> personKey;
    private final Dates dates;
    private final int responsibleFrom;

    PersonColumns(Columns columns, Dates dates, IntakeSettings settings) {
        surname = columns.of("surname", Names::read);
        forename = columns.of("forename", Names::readGiven);
        middleNames = columns.of("middle names", Names::readMiddle);
        fullName = columns.of("full name", FullNames::read);
        aliases = columns.of("aliases", FullNames::readAll);
        dateOfBirth = columns.dateOfBirth(dates, settings.placeholderDatesOfBirth());
        sex = columns.sex();
        pncId = columns.of("pnc id", text -> PncIds.read(text, settings.twoDigitYearPivot()));
        croNumber = columns.of("cro number", CroNumbers::read);
        prisonNumber = columns.of("prison number", Labels::identifier);
        String field = columns.index("postcodes") >= 0 ? "postcodes" : "postcode";
        postcodes = columns.of(field, Postcodes::readAll);
        personKey = columns.of("person key", Labels::identifier);
        this.dates = dates;
        this.responsibleFrom = settings.dates().responsibleFrom();
    }

    /**
     * A participant; a blank date of birth is worth a warning.
     *
     * @param event the earliest date of theirs; null if none is known
     */
    PersonDetails participant(TableRow row, RowLog log, @Nullable LocalDate event) {
        return details(row, log, before(event, dateOfBirth.wanted(row, log), row, log));
    }

    /** A person of an extract, whose date of birth may be blank. */
    PersonDetails convicted(TableRow row, RowLog log, @Nullable LocalDate conviction) {
        return details(row, log, before(conviction, dateOfBirth.expected(row, log), row, log));
    }

    /** Whether an event of this date could change how the row's date of birth is read. */
    boolean isSettledBy(TableRow row, @Nullable LocalDate event) {
        LocalDate born = dateOfBirth.read(row).value();
        return born == null || event == null || !isTooYoung(born, event);
    }

    /**
     * The date of birth if the event can have happened to whoever was born then. A year of two digits is of the century before
     * if they were too young for it otherwise.
     */
    private @Nullable LocalDate before(@Nullable LocalDate event, @Nullable LocalDate born, TableRow row, RowLog log) {
        if (born == null || event == null || !isTooYoung(born, event)) {
            return born;
        }
        if (dates.hasTwoDigitYear(row.text(dateOfBirth.index())) && row.date(dateOfBirth.index()) == null) {
            LocalDate earlier = born.minusYears(CENTURY);
            if (earlier.getDayOfMonth() == born.getDayOfMonth()) {
                return earlier;
            }
        }
        if (born.isAfter(event)) {
            log.warn(dateOfBirth, BORN_AFTER);
            return null;
        }
        return born;
    }

    private boolean isTooYoung(LocalDate born, LocalDate event) {
        return born.plusYears(responsibleFrom).isAfter(event);
    }

    private PersonDetails details(TableRow row, RowLog log, @Nullable LocalDate born) {
        PersonDetails details = new PersonDetails(
                name(row, log),
                orNone(aliases.optional(row, log)),
                born,
                sex.optional(row, log),
                pncId.optional(row, log),
                croNumber.optional(row, log),
                prisonNumber.optional(row, log),
                orNone(postcodes.optional(row, log)),
                personKey.wanted(row, log));
        if (!canBeLinked(details)) {
            log.rejectRow(NOTHING);
        }
        return details;
    }

    /** Sex and postcode say too little; the prison number is in no conviction extract. */
    private static boolean canBeLinked(PersonDetails details) {
        return details.name().surname() != null
                || details.name().forename() != null
                || !details.aliases().isEmpty()
                || details.dateOfBirth() != null
                || details.pncId() != null
                || details.croNumber() != null
                || details.personKey() != null;
    }

    private static <T> List<T> orNone(@Nullable List<T> values) {
        return values == null ? List.of() : values;
    }

    /** The parts where a sheet has them, else the full name. */
    private PersonName name(TableRow row, RowLog log) {
        boolean inParts = surname.isMapped() && forename.isMapped();
        boolean partsBlank = row.text(surname.index()).isEmpty()
                && row.text(forename.index()).isEmpty();
        if (!fullName.isMapped() || (inParts && !partsBlank)) {
            boolean noForename = isEmpty(forename, row);
            boolean nobody =
                    isEmpty(surname, row) && (noForename || forename.read(row).value() == null);
            return new PersonName(
                    nobody ? surname.missing(row, log) : surname.wanted(row, log),
                    noForename ? forename.missing(row, log) : forename.wanted(row, log),
                    middleNames.optional(row, log));
        }
        PersonName full = fullName.wanted(row, log);
        String last = partOr(surname, row, log, full == null ? null : full.surname());
        String first = partOr(forename, row, log, full == null ? null : full.forename());
        String middle = partOr(middleNames, row, log, full == null ? null : full.middleNames());
        if (full != null && (last == null || first == null)) {
            log.warn(fullName, ONE_WORD);
        }
        return new PersonName(last, first, middle);
    }

    /**
     * Whether a name is what a program writes for an empty cell and the row has the same where it can be no name: {@code NA} and
     * {@code NULL} are also somebody's names.
     */
    private boolean isEmpty(Column<String> column, TableRow row) {
        String text = row.text(column.index());
        return Placeholders.isAlsoName(text)
                && Stream.of(middleNames, aliases, dateOfBirth, sex, pncId, croNumber, prisonNumber, postcodes)
                        .anyMatch(other -> row.text(other.index()).equals(text));
    }

    private static @Nullable String partOr(
            Column<String> column, TableRow row, RowLog log, @Nullable String otherwise) {
        String own = column.optional(row, log);
        return own == null ? otherwise : own;
    }
}
