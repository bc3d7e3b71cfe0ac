package org.reconlink.outcome;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.reconlink.kernel.DateRange;
import org.reconlink.kernel.ParticipantDate;

/** A map of a case read key by key; a key that nobody asked for is a misspelling and an error. */
final class Given {
    private final Map<String, Object> values;
    private final Set<String> asked = new HashSet<>();

    Given(Map<String, Object> values) {
        this.values = values;
    }

    boolean has(String key) {
        asked.add(key);
        return values.containsKey(key);
    }

    Object value(String key) {
        asked.add(key);
        return values.get(key);
    }

    String text(String key) {
        Object value = value(key);
        return value == null ? null : String.valueOf(value);
    }

    String text(String key, String otherwise) {
        return has(key) ? text(key) : otherwise;
    }

    Integer number(String key) {
        return (Integer) value(key);
    }

    int number(String key, int otherwise) {
        return has(key) ? number(key) : otherwise;
    }

    boolean yes(String key, boolean otherwise) {
        return has(key) ? (Boolean) value(key) : otherwise;
    }

    LocalDate date(String key) {
        return date(value(key));
    }

    /** The days of a month or a year, where no more is given; null for a whole date. */
    DateRange within(String key) {
        String text = value(key) instanceof Date ? null : text(key);
        if (text == null) {
            return null;
        }
        return text.length() == 4
                ? new DateRange(LocalDate.parse(text + "-01-01"), LocalDate.parse(text + "-12-31"))
                : new DateRange(
                        YearMonth.parse(text).atDay(1), YearMonth.parse(text).atEndOfMonth());
    }

    ParticipantDate participantDate(String key) {
        String field = text(key);
        return field == null ? null : participantDateNamed(field);
    }

    Given map(String key) {
        return new Given(asMap(value(key)));
    }

    List<Given> maps(String key) {
        List<Given> all = new ArrayList<>();
        if (has(key)) {
            for (Object entry : (List<?>) value(key)) {
                all.add(new Given(asMap(entry)));
            }
        }
        return all;
    }

    Map<String, Object> all() {
        asked.addAll(values.keySet());
        return values;
    }

    /** @throws IllegalArgumentException if there is a key that was never asked for */
    void nothingElse() {
        Set<String> unknown = new HashSet<>(values.keySet());
        unknown.removeAll(asked);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("unknown keys " + unknown);
        }
    }

    static ParticipantDate participantDateNamed(String field) {
        for (ParticipantDate date : ParticipantDate.values()) {
            if (date.field().equals(field)) {
                return date;
            }
        }
        throw new IllegalArgumentException("no participant date " + field);
    }

    /** As a case writes it: dates in ISO form, flags yes and no, nothing as {@code none}. */
    static String words(Object value) {
        if (value == null) {
            return "none";
        }
        if (value instanceof Boolean flag) {
            return flag ? "yes" : "no";
        }
        if (value instanceof Date) {
            return date(value).toString();
        }
        if (value instanceof Double number) {
            return String.format(Locale.ROOT, "%.3f", number);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Given::words).toList().toString();
        }
        return String.valueOf(value);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> asMap(Object value) {
        return (Map<String, Object>) value;
    }

    private static LocalDate date(Object value) {
        return value instanceof Date date
                ? date.toInstant().atZone(ZoneOffset.UTC).toLocalDate()
                : null;
    }
}
