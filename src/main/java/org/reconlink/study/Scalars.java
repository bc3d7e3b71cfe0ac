package org.reconlink.study;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reconlink.study.ProtocolNode.Given;

/** The plain single values: words, dates, numbers. */
final class Scalars {
    private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
    private static final Pattern SHARE = Pattern.compile("(\\d{0,9}\\.?\\d{1,9})\\s*(%|per cent|percent)?");
    private static final Pattern SHORT_NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2099;

    private Scalars() {}

    /** Any words on one line. */
    static Scalar<String> text(String what, String example) {
        return new Scalar<>(
                what, example, text -> text.indexOf('\n') >= 0 ? null : text, wrong -> "delete the line break");
    }

    static Scalar<String> heading() {
        return text("a heading of the file", "");
    }

    /** A word that can name a folder on every system. */
    static Scalar<String> shortName() {
        return new Scalar<>(
                "a short name",
                "resettle-2021",
                text -> text.length() <= 40 && SHORT_NAME.matcher(text).matches() ? text : null,
                wrong -> "use at most 40 lower-case letters, digits and single hyphens, such as resettle-2021");
    }

    static Scalar<LocalDate> date() {
        return new Scalar<>("a date", "2021-12-31", Scalars::parseDate, wrong -> {
            boolean inOrder = DATE.matcher(wrong).matches();
            return inOrder
                    ? "the calendar has no such day from " + FIRST_YEAR + " to " + LAST_YEAR
                    : "write year, month and day, as in 2021-12-31";
        });
    }

    private static @Nullable LocalDate parseDate(String text) {
        Matcher parts = DATE.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        int year = Integer.parseInt(parts.group(1));
        try {
            return year < FIRST_YEAR || year > LAST_YEAR
                    ? null
                    : LocalDate.of(year, Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
        } catch (DateTimeException e) {
            return null;
        }
    }

    static Scalar<Integer> year() {
        return wholeNumber("a year", FIRST_YEAR, LAST_YEAR, 2029);
    }

    static Scalar<ZoneId> zone() {
        return Scalar.of("a time zone", "Europe/London", text -> {
            try {
                return ZoneId.of(text);
            } catch (DateTimeException e) {
                return null;
            }
        });
    }

    static Scalar<Integer> wholeNumber(int least, int most, int example) {
        return wholeNumber("a whole number", least, most, example);
    }

    static Scalar<Integer> wholeNumber(String what, int least, int most, int example) {
        return Scalar.of(what + " from " + least + " to " + most, String.valueOf(example), text -> {
            if (!text.matches("\\d{1,9}")) {
                return null;
            }
            int number = Integer.parseInt(text);
            return number < least || number > most ? null : number;
        });
    }

    static Scalar<Double> share(String example) {
        return new Scalar<>("a share from 0 to 1 or 0% to 100%", example, Scalars::parseShare, Scalars::shareAdvice);
    }

    /** A share that cannot be none. */
    static Scalar<Double> shareAboveNone(String example) {
        return new Scalar<>(
                "a share above 0 and at most 1 or 100%",
                example,
                text -> {
                    Double share = parseShare(text);
                    return share == null || share == 0 ? null : share;
                },
                Scalars::shareAdvice);
    }

    private static @Nullable String shareAdvice(String wrong) {
        if (wrong.indexOf(',') >= 0) {
            return "write a point in place of the comma";
        }
        boolean isPerCent = parseShare(wrong) == null && parseShare(wrong + "%") != null;
        return isPerCent ? "write " + wrong + "% if that is meant, or a share such as 0.99" : null;
    }

    private static @Nullable Double parseShare(String text) {
        Matcher parts = SHARE.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        BigDecimal number = new BigDecimal(parts.group(1));
        double share = (parts.group(2) == null ? number : number.movePointLeft(2)).doubleValue();
        return share > 1 ? null : share;
    }

    /**
     * One value.
     *
     * @param what in words: {@code a date}
     * @param example as an author would write it; empty if it would say nothing
     * @param parse null for a value that is not one
     * @param advice what to do about such a value; null where the example says enough
     */
    record Scalar<T>(
            String what, String example, Function<String, @Nullable T> parse, Function<String, @Nullable String> advice)
            implements ValueType<T> {

        static <T> Scalar<T> of(String what, String example, Function<String, @Nullable T> parse) {
            return new Scalar<>(what, example, parse, wrong -> null);
        }

        @Override
        public String words() {
            return example.isEmpty() ? what : what + ", such as " + example;
        }

        @Override
        public @Nullable T read(Given given, ParseContext reading) {
            ProtocolNode.Text text = Shape.text(given, reading);
            if (text == null) {
                return null;
            }
            String written = text.text().strip();
            T value = parse.apply(written);
            if (value == null) {
                String special = advice.apply(written);
                reading.problem(
                        text.at(),
                        given.quotedName() + " must be " + what + ", not " + ProtocolWords.quoted(written),
                        special == null ? "write one such as " + example : special);
            }
            return value;
        }
    }
}
