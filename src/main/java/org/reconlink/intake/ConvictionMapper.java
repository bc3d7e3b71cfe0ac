package org.reconlink.intake;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.CourtResults.Adjudications;
import org.reconlink.intake.CourtResults.CourtResult;
import org.reconlink.intake.CourtResults.CourtResult.Custody;
import org.reconlink.intake.CourtResults.Disposals;
import org.reconlink.intake.ExtractReader.ConvictedPerson;
import org.reconlink.intake.MappedReader.RowMapper;
import org.reconlink.intake.Reading.Problem;
import org.reconlink.kernel.Adjudication;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.kernel.DateRange;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.kernel.OffenceDescription;
import org.reconlink.kernel.PartialDates;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.RecordId;

/** Makes conviction records of rows, one offence at one hearing each. */
final class ConvictionMapper implements RowMapper<ConvictionRecord> {
    static final Problem RANGE = new Problem(
            "offence dates",
            "the offence ends before it starts",
            "correct the offence dates; the row is used with the start alone");

    static final Problem BEFORE_BIRTH = new Problem(
            "offence before birth",
            "the offence is dated before the person was born",
            "correct the offence date or the date of birth; the offence is taken as undated");
    static final Problem UNDER_AGE = new Problem(
            "offence under age",
            "the offence is dated when the person was below the age of criminal responsibility",
            "correct the offence date or the date of birth, or state the age in the protocol (intake, age of criminal"
                    + " responsibility); the offence is taken as undated");

    static final Problem SENTENCED_WITHOUT_RESULT = new Problem(
            "result blank beside a sentence",
            "the result is blank, or says nothing of guilt, and the disposal is one that only a conviction has",
            "enter the result; without one the row proves nothing");
    static final Problem RESULT_AND_DISPOSAL = new Problem(
            "result and disposal",
            "the result and the disposal cannot both be right: one is of a conviction, the other is not",
            "correct the one that is wrong; the result decides whether the offence is proven");
    static final Problem CODE_AND_WORDS = new Problem(
            "disposal code and words",
            "the disposal code and what stands beside it disagree about immediate custody",
            "correct the one that is wrong; a code of immediate custody counts as that, any other leaves it unknown");

    private static final CourtResult SUSPENDED = new CourtResult(Adjudication.GUILTY, Custody.NO, "1115");

    private static final int LONGEST_BEFORE_PROOF = 60;

    private static final int RESULTS = 1 << 10;

    private final PersonColumns person;
    private final List<Column<?>> personColumns;
    private final int[] personIndexes;
    private final Column<String> caseReference;
    private final Column<String> offenceNumber;
    private final OffenceColumns offence;
    private final Column<LocalDate> offenceStart;
    private final Column<LocalDate> offenceEnd;
    private final Column<LocalDate> convictionDate;
    private final Column<CourtResult> adjudication;
    private final Column<String> court;
    private final Column<CourtResult> disposalCode;
    private final Column<CourtResult> disposal;
    private final Column<Integer> sentenceLength;
    private final Column<Integer> takenIntoConsideration;
    private final int responsibleFrom;

    private final Column<?>[] otherColumns;
    private final int[] resultIndexes;
    private final @Nullable TableRow[] plainResults = new @Nullable TableRow[RESULTS];

    private @Nullable Known before;

    /**
     * A row about whose person there was nothing to say, and who it is.
     *
     * @param responsible when the person could first commit an offence; null if that is not known
     */
    private record Known(
            TableRow row, PersonDetails details, @Nullable LocalDate responsible) {}

    ConvictionMapper(Columns columns, Dates dates, IntakeSettings settings) {
        person = new PersonColumns(columns, dates, settings);
        personColumns = columns.inUse();
        personIndexes = personColumns.stream().mapToInt(Column::index).toArray();
        caseReference = columns.of("case reference", Labels::reference);
        offenceNumber = columns.of("offence number", Labels::reference);
        offence = new OffenceColumns(columns);
        offenceStart = columns.date("offence start date", dates);
        offenceEnd = columns.date("offence end date", dates);
        convictionDate = columns.date("conviction date", dates);
        adjudication = columns.of("adjudication", Adjudications::read);
        court = columns.of("court", Labels::optionalLabel);
        disposalCode = columns.of("disposal code", Disposals::readCode);
        disposal = columns.of("disposal", Disposals::readWords);
        sentenceLength = columns.of("sentence length", SentenceLengths.under(columns.heading("sentence length")));
        takenIntoConsideration = columns.of("offences taken into consideration", Counts::read);
        responsibleFrom = settings.dates().responsibleFrom();
        otherColumns = columns.inUse().stream()
                .filter(column -> !personColumns.contains(column))
                .toArray(Column<?>[]::new);
        resultIndexes =
                new int[] {adjudication.index(), disposalCode.index(), disposal.index(), sentenceLength.index()};
    }

    /**
     * Who a row is about and when they were convicted. What is to be said of the row is said; of most there is nothing, and they
     * are about the person of the row before: no more is made of those.
     */
    @Nullable
    ConvictedPerson person(TableRow row, RecordId source, RowLog log) {
        Known known = before;
        LocalDate convicted = convictionDate.read(row).value();
        boolean quiet = false;
        if (known != null && convicted != null && row.isLike(known.row, personIndexes)) {
            quiet = areQuiet(row) && areInOrder(row, known.responsible, convicted);
            if (quiet && row.isLike(plainResults[result(row)], resultIndexes)) {
                return new ConvictedPerson(known.details, convicted, source);
            }
        }
        long said = log.said();
        ConvictionRecord made = map(row, source, log);
        if (quiet && log.said() == said) {
            plainResults[result(row)] = row;
        }
        return made == null ? null : new ConvictedPerson(made.person(), made.convictionDate(), source);
    }

    private boolean areQuiet(TableRow row) {
        for (Column<?> column : otherColumns) {
            if (!column.isQuiet(row)) {
                return false;
            }
        }
        return offence.isNamed(row);
    }

    /** Whether the person was old enough on each date, of which the offence's do not end before they begin. */
    private boolean areInOrder(TableRow row, @Nullable LocalDate responsible, LocalDate convicted) {
        LocalDate start = offenceStart.read(row).value();
        LocalDate end = offenceEnd.read(row).value();
        return !isBefore(convicted, responsible)
                && !isBefore(start, responsible)
                && !isBefore(end, responsible)
                && !isBefore(end, start);
    }

    private static boolean isBefore(@Nullable LocalDate date, @Nullable LocalDate other) {
        return date != null && other != null && date.isBefore(other);
    }

    /** Where a row is kept whose result and disposal are not at odds. */
    private int result(TableRow row) {
        int hash = 0;
        for (int column : resultIndexes) {
            hash = 31 * hash + row.text(column).hashCode();
        }
        return (hash ^ (hash >>> 16)) & (RESULTS - 1);
    }

    @Override
    public @Nullable ConvictionRecord map(TableRow row, RecordId source, RowLog log) {
        DateRange convictedWithin = convictionDate.within(row);
        LocalDate latest = convictedWithin == null ? convictionDate.read(row).value() : convictedWithin.last();
        PersonDetails details = details(row, log, latest);
        OffenceDescription named = offence.read(row, log);
        LocalDate born = details.dateOfBirth();
        LocalDate start = committed(offenceStart, born, row, log);
        LocalDate end = end(row, log, start, born);
        PartialDates partial = new PartialDates(
                within(offenceStart, born, latest, row, log),
                within(offenceEnd, born, latest, row, log),
                convictedWithin);
        LocalDate convicted =
                convictedWithin == null ? convictionDate.key(row, log) : atLeast(convictedWithin.first(), log);
        CourtResult decided = adjudication.optional(row, log);
        CourtResult disposed = disposed(row, log, decided);
        sayContradiction(decided, disposed, log);
        Integer considered = takenIntoConsideration.optional(row, log);
        return convicted == null
                ? null
                : new ConvictionRecord(
                        source,
                        details,
                        caseReference.optional(row, log),
                        offenceNumber.optional(row, log),
                        named,
                        start,
                        end,
                        convicted,
                        adjudication(decided, disposed),
                        court.optional(row, log),
                        disposed == null || disposed.custody() == Custody.STANDS ? null : disposed.code(),
                        disposed != null && disposed.custody() == Custody.UNCLEAR,
                        days(row, log, disposed),
                        considered == null ? 0 : considered,
                        partial);
    }

    /** The disposal: by its code if a list has it, else in words, else as part of the result; null if none is recorded. */
    private @Nullable CourtResult disposed(TableRow row, RowLog log, @Nullable CourtResult decided) {
        CourtResult code = disposalCode.optional(row, log);
        CourtResult words = disposal.optional(row, log);
        if (code != null && (words == null || disposalCode.read(row).problem() == null)) {
            return words != null && words.adjudication() == Adjudication.QUASHED ? words : known(code, words, row, log);
        }
        if (words != null) {
            return isSuspended(row, words) ? SUSPENDED.of(words.days()) : words;
        }
        return decided != null && decided.custody() != Custody.STANDS ? decided : null;
    }

    /** The code, unless it says that there is no immediate custody and the words beside it that there is. */
    private CourtResult known(CourtResult code, @Nullable CourtResult words, TableRow row, RowLog log) {
        Custody beside = words != null && isSuspended(row, words) ? Custody.NO : words == null ? null : words.custody();
        if (code.custody() == Custody.YES && (beside == Custody.NO || isSuspended(row, code))) {
            log.warn(disposalCode, CODE_AND_WORDS);
        }
        if (code.custody() == Custody.NO && beside == Custody.YES) {
            log.warn(disposalCode, CODE_AND_WORDS);
            return new CourtResult(code.adjudication(), Custody.UNCLEAR, code.code(), code.days());
        }
        return code;
    }

    /** A row of a conviction that was undone may repeat its sentence; of a result that nothing understands that is said already. */
    private void sayContradiction(@Nullable CourtResult decided, @Nullable CourtResult disposed, RowLog log) {
        if (disposed == null || disposed.equals(decided)) {
            return;
        }
        Adjudication said = decided == null ? Adjudication.NONE : decided.adjudication();
        boolean sentenced = disposed.adjudication() == Adjudication.GUILTY;
        if (sentenced && said == Adjudication.NONE) {
            log.warn(adjudication, SENTENCED_WITHOUT_RESULT);
        }
        boolean acquitted = said == Adjudication.NOT_GUILTY || said == Adjudication.NON_CONVICTION;
        boolean undone = disposed.acquits() && disposed.adjudication() != Adjudication.QUASHED;
        if ((sentenced && (acquitted || said == Adjudication.CAUTION))
                || (said == Adjudication.GUILTY && (undone || disposed.adjudication() == Adjudication.CAUTION))) {
            log.warn(adjudication, RESULT_AND_DISPOSAL);
        }
    }

    /** Some extracts say imprisonment in one column, and in that of the length that it is suspended. */
    private boolean isSuspended(TableRow row, CourtResult words) {
        return words.custody() == Custody.YES && CourtResults.saySuspended(row.text(sentenceLength.index()));
    }

    /**
     * A disposal that undoes the conviction outweighs the word beside it, which often repeats what was decided first; any other
     * acquittal among disposals counts where there is no result.
     */
    private static Adjudication adjudication(@Nullable CourtResult decided, @Nullable CourtResult disposed) {
        Adjudication said = decided == null ? Adjudication.NONE : decided.adjudication();
        if (disposed == null || !disposed.acquits()) {
            return said;
        }
        boolean undone = disposed.adjudication() == Adjudication.QUASHED;
        return undone || said == Adjudication.NONE ? disposed.adjudication() : said;
    }

    /** The length where it has a column, else where the disposal says it. */
    private @Nullable Integer days(TableRow row, RowLog log, @Nullable CourtResult disposed) {
        Integer days = sentenceLength.optional(row, log);
        boolean said = days == null && sentenceLength.read(row).kind() == Reading.Kind.BLANK;
        return said && disposed != null ? disposed.days() : days;
    }

    private LocalDate atLeast(LocalDate earliest, RowLog log) {
        log.warn(convictionDate, Dates.PARTIAL);
        return earliest;
    }

    /** An offence date on which the person can have committed one; said and null if it cannot be. */
    private @Nullable LocalDate committed(
            Column<LocalDate> column, @Nullable LocalDate born, TableRow row, RowLog log) {
        LocalDate date = column.optional(row, log);
        return date == null || isOldEnough(date, born, column, log) ? date : null;
    }

    /**
     * The days of a partial offence date on which the person can have committed one; of a date that is there and cannot be
     * read, all days up to its proof.
     */
    private @Nullable DateRange within(
            Column<LocalDate> column, @Nullable LocalDate born, @Nullable LocalDate proved, TableRow row, RowLog log) {
        DateRange within = column.within(row);
        if (within == null && proved != null && column.read(row).kind() == Reading.Kind.UNREADABLE) {
            within = new DateRange(proved.minusYears(LONGEST_BEFORE_PROOF), proved);
        }
        if (within == null || born == null) {
            return within;
        }
        return isOldEnough(within.last(), born, column, log) ? within.from(born.plusYears(responsibleFrom)) : null;
    }

    private boolean isOldEnough(LocalDate date, @Nullable LocalDate born, Column<LocalDate> column, RowLog log) {
        if (born == null || !date.isBefore(born.plusYears(responsibleFrom))) {
            return true;
        }
        log.warn(column, date.isBefore(born) ? BEFORE_BIRTH : UNDER_AGE);
        return false;
    }

    /** An extract has the rows of a person one after the other: what is known of the row before is not made again. */
    private PersonDetails details(TableRow row, RowLog log, @Nullable LocalDate convicted) {
        boolean settled = person.isSettledBy(row, convicted);
        if (before != null && settled && row.isLike(before.row, personIndexes)) {
            return before.details;
        }
        long said = said(log);
        PersonDetails details = person.convicted(row, log, convicted);
        // What was said is to be said of each row, and a birth that the conviction settled is to be settled again.
        LocalDate born = details.dateOfBirth();
        before = settled && said(log) == said
                ? new Known(row, details, born == null ? null : born.plusYears(responsibleFrom))
                : null;
        return details;
    }

    private long said(RowLog log) {
        long said = log.said();
        for (Column<?> column : personColumns) {
            said += column.placeholders();
        }
        return said;
    }

    private @Nullable LocalDate end(TableRow row, RowLog log, @Nullable LocalDate start, @Nullable LocalDate born) {
        LocalDate end = committed(offenceEnd, born, row, log);
        if (start != null && end != null && end.isBefore(start)) {
            log.warn(offenceEnd, RANGE);
            return null;
        }
        return end;
    }

    /** The columns that name an offence. */
    static final class OffenceColumns {
        static final Problem NO_OFFENCE = new Problem(
                "offence",
                "the row names no offence: no readable code and no title",
                "fill in the offence code, the Home Office code or the title; what kind of offence it is counts as unknown");

        /** Stands for the title, so that a conviction counts of which no more is known. */
        private static final String NOT_NAMED = "offence not named";

        private final Column<OffenceCode> cjsCode;
        private final Column<HomeOfficeCode> homeOfficeCode;
        private final Column<String> title;

        OffenceColumns(Columns columns) {
            cjsCode = columns.of("offence code", OffenceCodes::read);
            homeOfficeCode = columns.of("home office code", HomeOfficeCodes::read);
            title = columns.of("offence title", Labels::optionalLabel);
        }

        /** Whether a cell stands under any of the columns. */
        boolean isNamed(TableRow row) {
            return !row.cell(cjsCode.index()).isBlank()
                    || !row.cell(homeOfficeCode.index()).isBlank()
                    || !row.cell(title.index()).isBlank();
        }

        /** What the row says; a code that is none, as local ones are, stands for the title where there is no other. */
        OffenceDescription read(TableRow row, RowLog log) {
            OffenceCode code = cjsCode.optional(row, log);
            HomeOfficeCode office = homeOfficeCode.optional(row, log);
            String words = title.optional(row, log);
            if (code == null && office == null && words == null) {
                words = local(cjsCode, row);
                words = words == null ? local(homeOfficeCode, row) : words;
            }
            if (code == null && office == null && words == null) {
                log.warnRow(NO_OFFENCE);
                words = NOT_NAMED;
            }
            return new OffenceDescription(code, office, words);
        }

        private static @Nullable String local(Column<?> column, TableRow row) {
            return column.read(row).kind() == Reading.Kind.UNREADABLE
                    ? Labels.label(row.text(column.index())).value()
                    : null;
        }
    }
}
