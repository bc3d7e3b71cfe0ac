package org.reconlink.offence;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.reconlink.kernel.Flag;

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
}
