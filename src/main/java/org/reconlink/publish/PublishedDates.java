package org.reconlink.publish;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reconlink.result.PublishSettings;

/** Writes dates as they are, as days since an anchor date of the same person, or by month. */
record PublishedDates(PublishSettings.Dates how) {

    /**
     * A column of dates.
     *
     * @param anchor the date that days are counted from, in words
     */
    <R> Variable<R> variable(String name, String definition, String anchor, Function<R, TableCell> value) {
        return switch (how) {
            case AS_THEY_ARE -> column(name, definition, Variable.Type.DATE, "", value);
            case AS_DAYS -> column(name, definition, Variable.Type.INTEGER, "days since " + anchor, value);
            case BY_MONTH -> column(name, definition, Variable.Type.MONTH, "", value);
        };
    }

    /** The date; where days are counted and the anchor is not known, the place of the date is not known either. */
    TableCell cell(LocalDate date, @Nullable LocalDate anchor) {
        return switch (how) {
            case AS_THEY_ARE -> TableCell.own(date.toString());
            case AS_DAYS ->
                TableCell.known(anchor, Missing.MISSING, from -> TableCell.number(ChronoUnit.DAYS.between(from, date)));
            case BY_MONTH -> TableCell.own(date.toString().substring(0, "yyyy-MM".length()));
        };
    }

    private static <R> Variable<R> column(
            String name, String definition, Variable.Type type, String unit, Function<R, TableCell> value) {
        return new Variable<>(name, definition, type, unit, List.of(), Set.of(Missing.MISSING), value);
    }
}
