package org.reconlink.generate;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.reconlink.generate.NameStock.Weighted;
import org.reconlink.generate.StockOffence.Kind;

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
}
