package org.reconlink.intake;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The time of day behind a date: {@code T23:00:00.000Z}, {@code 11:30 pm}, {@code 00:00:00 +01:00}.
 *
 * @param second of the day; 86,400 at its very end, which still belongs to it
 * @param zone null where none is given
 */
record ClockTime(int second, @Nullable ZoneId zone) {
    private static final Pattern TIME =
            Pattern.compile("(\\d{1,2}):(\\d\\d)(?::(\\d\\d)(?:[.,]\\d+)?)?\\s*([AaPp])?(?:\\.?[Mm]\\.?)?"
                    + "\\s*(?:([Zz]|UTC|GMT|BST)|([+-]\\d\\d)(?::?(\\d\\d)(?::?\\d\\d)?)?)?\\s*(?:\\[[A-Za-z_/]+])?");
    private static final ZoneId BRITISH_SUMMER_TIME = ZoneOffset.ofHours(1);
    private static final int MOST_HOURS_OFF = 18;

    /** What stands from {@code from} on; null if it is no time of day. */
    static @Nullable ClockTime read(String text, int from) {
        Matcher parts = TIME.matcher(text).region(from, text.length());
        if (!parts.matches()) {
            return null;
        }
        int hour = Integer.parseInt(parts.group(1));
        int minute = Integer.parseInt(parts.group(2));
        int second = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
        String half = parts.group(4);
        if (half != null) {
            hour = hour % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
        }
        ZoneId zone = zone(parts);
        boolean atEnd = hour == 24 && minute == 0 && second == 0;
        boolean possible = (hour < 24 || atEnd) && minute < 60 && second <= 60 && (zone != null) == isZoned(parts);
        return possible ? new ClockTime((hour * 60 + minute) * 60 + second, zone) : null;
    }

    private static boolean isZoned(Matcher parts) {
        return parts.group(5) != null || parts.group(6) != null;
    }

    private static @Nullable ZoneId zone(Matcher parts) {
        String name = parts.group(5);
        if (name != null) {
            return name.equals("BST") ? BRITISH_SUMMER_TIME : ZoneOffset.UTC;
        }
        if (parts.group(6) == null) {
            return null;
        }
        int hours = Integer.parseInt(parts.group(6));
        int minutes = parts.group(7) == null ? 0 : Integer.parseInt(parts.group(7));
        return Math.abs(hours) >= MOST_HOURS_OFF || minutes >= 60
                ? null
                : ZoneOffset.ofHoursMinutes(hours, parts.group(6).startsWith("-") ? -minutes : minutes);
    }
}
