package org.reconlink.intake;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.reconlink.intake.CourtResults.Adjudications;
import org.reconlink.intake.CourtResults.CourtResult;
import org.reconlink.kernel.Adjudication;

/**
 * How the values of a column suit a field.
 *
 * @param fitting cells that the field's rule reads
 * @param filled cells that say anything
 */
record FieldFit(Verdict verdict, long fitting, long filled) {
    enum Verdict {
        FITS,
        /** Any text would do. */
        ANY,
        PARTLY,
        EMPTY,
        NOT
    }

    private static final double NEARLY_ALL = 0.9;
    private static final double HALF = 0.5;
    private static final int LATEST_OF_TWO_DIGITS = 2030;

    /** Nobody is followed up who was born so few years before. */
    private static final int YOUNGEST = 10;

    private static final int MOST_GROUPS = 8;
    private static final int MOST_CODES = 12;

    /** Before and since 2009. */
    private static final Pattern PRISON_NUMBER = Pattern.compile("[A-Z]\\d{4}[A-Z]{2}|[A-Z]{2}\\d{4,5}");

    /** Fields whose values nothing else has: they tell without a heading. */
    static final Set<String> TELLING = Set.of("pnc id", "cro number", "offence code");

    /** Fields whose values few others have: they tell beside a heading that is nearly right. */
    static final Set<String> CONFIRMING = Set.of(
            "pnc id",
            "cro number",
            "offence code",
            "prison number",
            "postcode",
            "postcodes",
            "sex",
            "date of birth",
            "disposal code",
            "adjudication");

    /** Fields that hold one day. */
    static final Set<String> DATES = Set.of(
            "index offence date",
            "index conviction date",
            "custody start",
            "release date",
            "in-reach start",
            "intervention start",
            "intervention end",
            "date of death",
            "deported on",
            "offence start date",
            "offence end date",
            "conviction date",
            "start");

    static FieldFit of(TableSurvey table, int column, String field) {
        if (DATES.contains(field)) {
            return share(table, column, table.dated(column));
        }
        return switch (field) {
            case "date of birth" -> ofBirth(table, column);
            case "end" ->
                share(
                        table,
                        column,
                        Math.min(
                                table.filled(column),
                                table.dated(column) + table.count(column, FieldWords.NONE::isOpenEnded)));
            case "surname", "forename", "middle names", "aliases" ->
                share(table, column, table.count(column, text -> !Texts.hasDigit(text) && Texts.hasLetter(text)));
            case "full name" ->
                share(table, column, table.count(column, text -> !Texts.hasDigit(text) && text.matches(".*[ ,].*")));
            case "sex" -> orWords(table, column, share(table, column, reads(table, column, text -> Sexes.read(text))));
            case "consent" ->
                orWords(table, column, share(table, column, reads(table, column, text -> Consents.read(text))));
            case "pnc id" ->
                share(table, column, reads(table, column, text -> PncIds.read(text, LATEST_OF_TWO_DIGITS)));
            case "cro number" -> share(table, column, reads(table, column, CroNumbers::read));
            case "prison number" -> prisonNumber(table, column);
            case "postcode", "postcodes" -> share(table, column, reads(table, column, Postcodes::readAll));
            case "offence code" ->
                share(table, column, table.count(column, text -> OffenceCodes.isCode(Texts.compact(text))));
            case "home office code" -> share(table, column, reads(table, column, HomeOfficeCodes::read));
            case "index offence" -> share(table, column, reads(table, column, IndexOffences::read));
            case "index disposal" ->
                orWords(
                        table,
                        column,
                        share(table, column, table.count(column, text -> CourtResults.of(text) != null)));
            case "offence title", "end reason", "reason" ->
                share(table, column, table.count(column, FieldFit::isWords));
            case "adjudication" -> orWords(table, column, adjudication(table, column));
            case "disposal code" ->
                orWords(
                        table,
                        column,
                        share(table, column, table.count(column, text -> CourtResults.ofCode(text) != null)));
            case "disposal" ->
                orWords(
                        table,
                        column,
                        share(
                                table,
                                column,
                                table.count(
                                        column,
                                        text -> CourtResults.of(text) != null && CourtResults.ofCode(text) == null)));
            case "sentence length" ->
                share(
                        table,
                        column,
                        reads(
                                table,
                                column,
                                SentenceLengths.under(table.headings().get(column))::apply));
            case "type" ->
                orWords(
                        table,
                        column,
                        share(
                                table,
                                column,
                                table.count(
                                        column,
                                        text -> !CustodyTypes.UNKNOWN_WORD.equals(
                                                CustodyTypes.read(text).problem()))));
            case "offences taken into consideration", "offence number" ->
                share(table, column, table.count(column, text -> text.matches("\\d{1,4}(\\.0)?")));
            case "participant id" -> identifier(table, column);
            case "group" -> group(table, column);
            default ->
                new FieldFit(
                        table.filled(column) == 0 ? Verdict.EMPTY : Verdict.ANY,
                        table.filled(column),
                        table.filled(column));
        };
    }

    private interface Rule {
        Reading<?> read(String text);
    }

    /** Values, none if there is nothing but words for missing. */
    private static long reads(TableSurvey table, int column, Rule rule) {
        long values = table.count(column, text -> rule.read(text).kind() == Reading.Kind.VALUE);
        long missing = table.count(column, text -> rule.read(text).kind() == Reading.Kind.PLACEHOLDER);
        return values == 0 ? 0 : values + missing;
    }

    /** Those of England and Wales are known by their shape; other services number as they like. */
    private static FieldFit prisonNumber(TableSurvey table, int column) {
        FieldFit shape = share(
                table,
                column,
                table.count(
                        column,
                        text -> PRISON_NUMBER.matcher(Texts.compact(text)).matches()));
        boolean number = shape.verdict() == Verdict.NOT
                && table.dated(column) == 0
                && share(table, column, table.count(column, Texts::hasDigit)).verdict() == Verdict.FITS;
        return number ? new FieldFit(Verdict.ANY, shape.filled(), shape.filled()) : shape;
    }

    /** Of words that nothing understands the protocol can say what they mean; a number or a day is none. */
    private static FieldFit orWords(TableSurvey table, int column, FieldFit fit) {
        boolean words = fit.verdict() == Verdict.NOT
                && table.dated(column) == 0
                && (share(table, column, table.count(column, FieldFit::isWords)).verdict() == Verdict.FITS
                        || isCoded(table, column));
        return words ? new FieldFit(Verdict.PARTLY, fit.fitting(), fit.filled()) : fit;
    }

    /** Few short numbers that stand for words. */
    private static boolean isCoded(TableSurvey table, int column) {
        return table.filled(column) > 0
                && table.count(column, text -> text.matches("\\d{1,3}(\\.0)?")) == table.filled(column)
                && table.distinct(column).size() <= MOST_CODES
                && table.distinct(column).size() < table.filledOfAll(column);
    }

    private static boolean isWords(String text) {
        Predicate<String> code = compact -> OffenceCodes.isCode(compact) || compact.matches("[\\d/.]+");
        return Texts.hasLetter(text) && !code.test(Texts.compact(text));
    }

    private static FieldFit share(TableSurvey table, int column, long fitting) {
        long filled = table.filled(column);
        double share = filled == 0 ? 0 : (double) fitting / filled;
        Verdict verdict = filled == 0
                ? Verdict.EMPTY
                : share >= NEARLY_ALL ? Verdict.FITS : share >= HALF ? Verdict.PARTLY : Verdict.NOT;
        return new FieldFit(verdict, fitting, filled);
    }

    /** Days, and most of them years before those of every other column of days. */
    private static FieldFit ofBirth(TableSurvey table, int column) {
        FieldFit days = share(table, column, table.dated(column));
        LocalDate born = table.medianDay(column);
        if (born == null || days.verdict() == Verdict.NOT) {
            return days;
        }
        List<LocalDate> others = new ArrayList<>();
        for (int other = 0; other < table.headings().size(); other++) {
            LocalDate median =
                    other == column || table.dated(other) < HALF * table.filled(other) ? null : table.medianDay(other);
            if (median != null) {
                others.add(median);
            }
        }
        boolean before =
                others.stream().allMatch(other -> born.plusYears(YOUNGEST).isBefore(other));
        return before ? days : new FieldFit(Verdict.NOT, 0, days.filled());
    }

    /** Words of results; sentences say that somebody was convicted, but they are disposals. */
    private static FieldFit adjudication(TableSurvey table, int column) {
        if (table.dated(column) > HALF * table.filled(column)) {
            return new FieldFit(Verdict.NOT, 0, table.filled(column));
        }
        long known = table.count(column, text -> {
            CourtResult result = Adjudications.read(text).value();
            return result != null && result.adjudication() != Adjudication.UNKNOWN;
        });
        long sentences = table.count(column, FieldFit::isSentence);
        FieldFit fit = share(table, column, known);
        return fit.verdict() == Verdict.FITS && sentences > HALF * fit.filled()
                ? new FieldFit(Verdict.PARTLY, known - sentences, fit.filled())
                : fit;
    }

    static boolean isSentence(String text) {
        CourtResult result = CourtResults.of(text);
        return result != null
                && result.adjudication() == Adjudication.GUILTY
                && result.custody() != CourtResult.Custody.STANDS;
    }

    /** No two rows have the same, and every row has one. */
    private static FieldFit identifier(TableSurvey table, int column) {
        long filled = table.filledOfAll(column);
        if (filled == 0) {
            return new FieldFit(Verdict.EMPTY, 0, 0);
        }
        long distinct = table.distinct(column).size();
        boolean everyRow = filled >= NEARLY_ALL * table.rows();
        return distinct >= NEARLY_ALL * filled && everyRow
                ? new FieldFit(Verdict.FITS, distinct, filled)
                : new FieldFit(distinct >= HALF * filled ? Verdict.PARTLY : Verdict.NOT, distinct, filled);
    }

    private static FieldFit group(TableSurvey table, int column) {
        long filled = table.filledOfAll(column);
        int distinct = table.distinct(column).size();
        if (filled == 0) {
            return new FieldFit(Verdict.EMPTY, 0, 0);
        }
        return new FieldFit(
                distinct >= 2 && distinct <= MOST_GROUPS && distinct < filled ? Verdict.FITS : Verdict.NOT,
                filled,
                filled);
    }
}
