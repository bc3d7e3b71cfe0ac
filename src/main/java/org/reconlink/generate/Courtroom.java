package org.reconlink.generate;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.reconlink.generate.Charge.Sentence;
import org.reconlink.generate.OffenceStock.StockOffence;
import org.reconlink.generate.OffenceStock.StockOffence.Mode;
import org.reconlink.generate.PoliceNumber.Digits;

/** Passes sentences as heavy as the offence, roughly. */
final class Courtroom {
    private static final List<String> TOWNS = List.of(
            "Liverpool",
            "Manchester",
            "Preston",
            "Chester",
            "Bolton",
            "Leeds",
            "Bradford",
            "Sheffield",
            "Newcastle",
            "Birmingham",
            "Nottingham",
            "Leicester",
            "Derby",
            "Cardiff",
            "Swansea",
            "Bristol",
            "Luton",
            "Reading",
            "Southampton",
            "Norwich");
    private static final Map<String, String> DISPOSALS = Map.ofEntries(
            Map.entry("1002", "Imprisonment"),
            Map.entry("1015", "Fine"),
            Map.entry("1018", "Conditional Discharge"),
            Map.entry("1024", "Young Offenders Institution"),
            Map.entry("1115", "Suspended Imprisonment"),
            Map.entry("1116", "Community Order"),
            Map.entry("2004", "Not Guilty"),
            Map.entry("2053", "Discontinuance"),
            Map.entry("2083", "Appeal Allowed - Conviction and Order Reversed"),
            Map.entry("4014", "Commit to Crown Court for Sentence Unconditional Bail"));
    private static final String MURDER = "COML025";
    private static final LocalDate COMMUNITY_ORDERS = LocalDate.of(2005, 4, 4);

    private Courtroom() {}

    /** A sentence for somebody of that age, at a court that can try the offence. */
    static Sentence sentence(StockOffence offence, LocalDate day, int age, Dice dice) {
        boolean custody = dice.chance(
                switch (offence.mode()) {
                    case INDICTABLE_ONLY, UNKNOWN -> 0.9;
                    case EITHER_WAY -> age < 18 ? 0.08 : 0.28;
                    case SUMMARY, BREACH -> age < 18 ? 0.02 : 0.08;
                });
        return custody ? custody(offence, age, dice) : inTheCommunity(offence, day, dice);
    }

    /** Immediate custody that lasts at least until a release in so many years, life for murder. */
    static Sentence longCustody(StockOffence offence, int age, int yearsServed, Dice dice) {
        Sentence sentence = custody(offence, age, dice);
        boolean life = sentence.length().equals("Life");
        String length = life ? sentence.length() : (yearsServed + dice.between(2, 7)) + " years";
        return sentence.withDisposal(sentence.disposalCode(), sentence.disposal(), length);
    }

    /** Immediate custody. */
    static Sentence custody(StockOffence offence, int age, Dice dice) {
        return at(isGrave(offence) || dice.chance(0.4), dice)
                .withDisposal(age < 21 ? "1024" : "1002", words(age < 21 ? "1024" : "1002"), term(offence, dice));
    }

    /** Whatever the code says, for plans that state it; a code without words here is an error in the plan. */
    static Sentence planned(StockOffence offence, String disposalCode, Dice dice) {
        if (disposalCode.isEmpty()) {
            return Sentence.NONE;
        }
        String length = List.of("1002", "1115").contains(disposalCode) ? term(offence, dice) : "";
        return at(isGrave(offence), dice).withDisposal(disposalCode, words(disposalCode), length);
    }

    /** No sentence: acquitted or not proceeded with. */
    static Sentence without(String disposalCode, Dice dice) {
        Sentence at = at(dice.chance(0.3), dice);
        return new Sentence("NOT GUILTY", at.court(), at.courtType(), disposalCode, words(disposalCode), "", "");
    }

    private static Sentence inTheCommunity(StockOffence offence, LocalDate day, Dice dice) {
        List<String> open = day.isBefore(COMMUNITY_ORDERS)
                ? List.of("1015", "1015", "1018", "1115")
                : List.of("1015", "1015", "1018", "1115", "1116", "1116");
        String code = dice.pick(open);
        String length = switch (code) {
            case "1115" -> dice.between(2, 18) + " months";
            case "1116", "1018" -> dice.pick(List.of("6 months", "12 months", "18 months", "24 months"));
            default -> "";
        };
        return at(isGrave(offence) || dice.chance(0.1), dice).withDisposal(code, words(code), length);
    }

    private static Sentence at(boolean crown, Dice dice) {
        String plea = dice.chance(0.75) ? "GUILTY" : "NOT GUILTY";
        String tics = dice.chance(0.03) ? Integer.toString(dice.between(1, 9)) : "";
        String court = dice.pick(TOWNS) + (crown ? " Crown Court" : " Magistrates' Court");
        return new Sentence(plea, court, crown ? "Crown" : "Magistrates", "", "", "", tics);
    }

    private static String term(StockOffence offence, Dice dice) {
        if (offence.cjsCode().equals(MURDER)) {
            return "Life";
        }
        return switch (offence.mode()) {
            case INDICTABLE_ONLY, UNKNOWN -> dice.between(3, 16) + " years";
            case EITHER_WAY -> dice.between(2, 36) + " months";
            case SUMMARY, BREACH -> dice.pick(List.of("28 days", "56 days", "84 days", "4 months"));
        };
    }

    private static boolean isGrave(StockOffence offence) {
        return offence.mode() == Mode.INDICTABLE_ONLY || offence.mode() == Mode.UNKNOWN;
    }

    private static String words(String disposalCode) {
        String words = DISPOSALS.get(disposalCode);
        if (words == null) {
            throw new IllegalArgumentException("no words for the disposal " + disposalCode);
        }
        return words;
    }

    /** Case references, each given once: {@code 2011/0451234}. */
    static final class CaseNumbers {
        private int given;

        String next(LocalDate convicted) {
            given++;
            return convicted.getYear() + "/" + Digits.padded(given, 7);
        }
    }
}
