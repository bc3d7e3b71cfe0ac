package org.reconlink.generate;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.reconlink.generate.NameStock.Weighted;
import org.reconlink.generate.OffenceStock.StockOffence.Kind;

/** The offences that people here are charged with, each as often as it is in a police extract, roughly. */
final class OffenceStock {
    private static final StockOffence LICENCE_CONDITIONS = new StockOffence(
            "",
            "195/66",
            "Breach of licence conditions",
            StockOffence.Mode.SUMMARY,
            Kind.BREACH,
            0,
            LocalDate.of(1998, 1, 1));

    private static final int MOST_DRAWS = 10_000;

    private final Map<String, StockOffence> byCode;
    private final Weighted<StockOffence> any;
    private final Map<Kind, Weighted<StockOffence>> byKind = new EnumMap<>(Kind.class);

    OffenceStock() {
        List<StockOffence> all =
                Tables.read("offences.csv").stream().map(StockOffence::of).toList();
        byCode = new HashMap<>(all.stream().collect(Collectors.toMap(StockOffence::cjsCode, Function.identity())));
        byCode.put(LICENCE_CONDITIONS.homeOfficeCode(), LICENCE_CONDITIONS);
        any = new Weighted<>(all, StockOffence::weight);
        for (Kind kind : Arrays.asList(Kind.VIOLENT, Kind.SEXUAL, Kind.NEITHER)) {
            byKind.put(
                    kind,
                    new Weighted<>(all.stream().filter(o -> o.kind() == kind).toList(), StockOffence::weight));
        }
    }

    /**
     * The offence of that code.
     *
     * @param code a CJS code, or the Home Office code of an offence that has none
     */
    StockOffence named(String code) {
        StockOffence found = byCode.get(code);
        if (found == null) {
            throw new IllegalArgumentException("no offence " + code + " in generate/offences.csv");
        }
        return found;
    }

    /** Any offence that was one on that day. */
    StockOffence committed(LocalDate day, Dice dice) {
        return inForce(any, day, dice);
    }

    /** An offence of that kind, violent, sexual or neither, that was one on that day. */
    StockOffence committed(Kind kind, LocalDate day, Dice dice) {
        Weighted<StockOffence> stock = byKind.get(kind);
        if (stock == null) {
            throw new IllegalArgumentException("nothing is drawn of the kind " + kind);
        }
        return inForce(stock, day, dice);
    }

    private static StockOffence inForce(Weighted<StockOffence> stock, LocalDate day, Dice dice) {
        for (int i = 0; i < MOST_DRAWS; i++) {
            StockOffence drawn = stock.draw(dice);
            if (!drawn.inForceFrom().isAfter(day)) {
                return drawn;
            }
        }
        throw new IllegalArgumentException("no offence of that kind was one as early as " + day.getYear());
    }

    /**
     * An offence that people can be charged with.
     *
     * @param cjsCode empty where a record names the offence by Home Office code alone
     * @param homeOfficeCode {@code 008/06}; empty if the code list has none
     * @param weight how often it is drawn within its kind; 0 for those that only plans use
     * @param inForceFrom first day on which it can be committed
     */
    record StockOffence(
            String cjsCode,
            String homeOfficeCode,
            String title,
            Mode mode,
            Kind kind,
            int weight,
            LocalDate inForceFrom) {

        /** Where it is tried. */
        enum Mode {
            INDICTABLE_ONLY,
            EITHER_WAY,
            SUMMARY,
            BREACH,
            UNKNOWN
        }

        /** What it is, as far as every list agrees. */
        enum Kind {
            VIOLENT,
            SEXUAL,
            /** Neither violent nor sexual on any list. */
            NEITHER,
            /** Violent on one list and not on another; or on no list that can be relied on. */
            DISPUTED,
            /** A breach that is no offence of its own. */
            BREACH
        }

        static StockOffence of(NamedCsvRecord row) {
            return new StockOffence(
                    row.getField("cjs_code"),
                    row.getField("home_office_code"),
                    row.getField("title"),
                    Mode.valueOf(row.getField("court_mode")),
                    Kind.valueOf(row.getField("kind")),
                    Integer.parseInt(row.getField("weight")),
                    LocalDate.parse(row.getField("in_force_from")));
        }
    }
}
