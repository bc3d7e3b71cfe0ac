package org.reconlink.offence;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Flag;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.offence.ClassifiedOffence.CourtMode;

/** The stock seriousness scales, by the names that protocols use. */
public final class SeriousnessScales {
    private static final List<SeriousnessScale> STOCK = List.of(
            new Stock(
                    "court-mode",
                    "Courts that can try the offence in England and Wales: indictable only above either way above"
                            + " summary (Magistrates' Courts Act 1980 s.17 and Schedule 1; CJS Data Standards)",
                    3,
                    SeriousnessScales::courtMode),
            new Stock(
                    "maximum-sentence",
                    "Longest sentence on indictment: life, then days; a summary-only offence lowest"
                            + " (Ministry of Justice, Manage Offences tables)",
                    ClassifiedOffence.LIFE,
                    SeriousnessScales::maximumSentence));

    private SeriousnessScales() {}

    /** The names, in the order that help texts give them. */
    public static List<String> names() {
        return STOCK.stream().map(SeriousnessScale::name).toList();
    }

    /**
     * The scale of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static SeriousnessScale named(String name) {
        return STOCK.stream()
                .filter(scale -> scale.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no seriousness scale is named " + name + "; there are " + String.join(", ", names())));
    }

    /**
     * The scales of a study in its order, stock or its own.
     *
     * @throws StudyTableException if a table of its own cannot be used
     * @throws IllegalArgumentException if there is no scale of a name
     */
    public static List<SeriousnessScale> of(OffenceSettings settings) {
        return settings.scales().stream()
                .map(name -> settings.scaleTables().stream()
                        .filter(table -> name(table).equals(name))
                        .findFirst()
                        .<SeriousnessScale>map(TableScale::read)
                        .orElseGet(() -> named(name)))
                .toList();
    }

    /** The name of a study's own scale: that of its file without the ending. */
    public static String name(Path table) {
        String file = String.valueOf(table.getFileName());
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }

    private static OptionalLong courtMode(ClassifiedOffence offence) {
        return switch (offence.mode()) {
            case INDICTABLE_ONLY -> OptionalLong.of(3);
            case EITHER_WAY -> OptionalLong.of(2);
            case SUMMARY -> OptionalLong.of(1);
            case UNKNOWN -> OptionalLong.empty();
        };
    }

    /** An unknown mode does not keep an offence off this scale if its maximum on indictment is known. */
    private static OptionalLong maximumSentence(ClassifiedOffence offence) {
        if (offence.mode() == CourtMode.SUMMARY) {
            return OptionalLong.of(0);
        }
        Integer days = offence.maximumSentenceDays();
        return days == null ? OptionalLong.empty() : OptionalLong.of(days);
    }

    private record Stock(String name, String citation, long top, Function<ClassifiedOffence, OptionalLong> ranks)
            implements SeriousnessScale {
        @Override
        public OptionalLong rank(ClassifiedOffence offence) {
            return ranks.apply(offence);
        }

        /** Every offence that an indictment may be for has a mode and a maximum, known or not. */
        @Override
        public boolean hidesRank(ClassifiedOffence offence) {
            return rank(offence).isEmpty() && offence.indictableOrEitherWay() != Flag.NO;
        }
    }

    /**
     * A seriousness scale that the study supplies: a table with the headings code (CJS or Home Office code) and value, a whole
     * number, the higher the more serious. An offence has the value of its CJS code, else of that code without its suffix, else
     * of its Home Office code, else no rank.
     *
     * @param name of the file without its ending
     */
    record TableScale(String name, Map<String, Long> values) implements SeriousnessScale {
        private static final CodeTableReader.Layout<Long> LAYOUT =
                new CodeTableReader.Layout<>("study seriousness scale", List.of("value"), TableScale::value);

        TableScale {
            values = Map.copyOf(values);
        }

        /**
         * Reads the scale.
         *
         * @throws StudyTableException with everything that is wrong with the file
         */
        static TableScale read(Path table) {
            return new TableScale(SeriousnessScales.name(table), CodeTableReader.read(table, LAYOUT));
        }

        @Override
        public OptionalLong rank(ClassifiedOffence offence) {
            OffenceCode code = offence.offence().cjsCode();
            HomeOfficeCode homeOffice = offence.homeOfficeCode();
            Long value = code == null ? null : values.get(code.value());
            if (value == null && code != null) {
                value = values.get(code.base().value());
            }
            if (value == null && homeOffice != null) {
                value = values.get(homeOffice.toString());
            }
            return value == null ? OptionalLong.empty() : OptionalLong.of(value);
        }

        @Override
        public long top() {
            return values.values().stream().mapToLong(Long::longValue).max().orElse(0);
        }

        private static @Nullable Long value(List<String> cells, CodeTableReader.Complaint wrong) {
            String cell = cells.get(0);
            if (cell.matches("\\d{1,15}")) {
                return Long.valueOf(cell);
            }
            wrong.about(
                    "value",
                    "the value is not a whole number",
                    "write digits only; multiply all values if there are decimals");
            return null;
        }
    }
}
