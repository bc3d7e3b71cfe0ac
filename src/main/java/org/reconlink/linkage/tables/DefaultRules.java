package org.reconlink.linkage.tables;

import java.util.ArrayList;
import java.util.List;
import org.reconlink.linkage.tables.Rule.Part;

/**
 * The blocking rules that follow from what the columns mean, the most specific first. Many are better than few: a person
 * is missed for good only if every rule misses them.
 */
final class DefaultRules {
    private final Tables tables;
    private final List<Rule> rules = new ArrayList<>();

    private DefaultRules(Tables tables) {
        this.tables = tables;
    }

    static List<Rule> of(Tables tables) {
        DefaultRules rules = new DefaultRules(tables);
        rules.identifiers();
        rules.people();
        rules.places();
        rules.single();
        return rules.rules;
    }

    private void identifiers() {
        tables.all(Meaning.IDENTIFIER).forEach(column -> add(Part.same(column)));
        tables.all(Meaning.EMAIL).forEach(column -> add(Part.same(column)));
    }

    private void people() {
        int forename = tables.first(Meaning.FORENAME);
        int surname = tables.first(Meaning.SURNAME);
        int born = tables.first(Meaning.DATE_OF_BIRTH);
        int postcode = tables.first(Meaning.POSTCODE);
        if (surname >= 0 && born >= 0) {
            add(Part.same(surname), Part.same(born));
        }
        if (forename >= 0 && born >= 0) {
            add(Part.same(forename), Part.same(born));
        }
        if (forename >= 0 && surname >= 0) {
            add(Part.same(forename), Part.same(surname));
            add(Part.crossed(forename, surname), Part.crossed(surname, forename));
        }
        if (born >= 0 && postcode >= 0) {
            add(Part.same(born), Part.same(postcode));
        }
        if (surname >= 0 && postcode >= 0) {
            add(Part.letters(surname, 3), Part.same(postcode));
        }
        if (forename >= 0 && postcode >= 0) {
            add(Part.letters(forename, 3), Part.same(postcode));
        }
        if (forename >= 0 && surname >= 0) {
            add(Part.letters(forename, 3), Part.letters(surname, 3));
        }
    }

    private void places() {
        int forename = tables.first(Meaning.FORENAME);
        int surname = tables.first(Meaning.SURNAME);
        int born = tables.first(Meaning.DATE_OF_BIRTH);
        for (int place : tables.all(Meaning.TEXT)) {
            if (born >= 0) {
                add(Part.same(place), new Part(born, born, DefaultRules::year));
            }
            if (surname >= 0) {
                add(Part.same(place), Part.letters(surname, 3));
            }
            if (forename >= 0) {
                add(Part.same(place), Part.letters(forename, 3));
            }
        }
    }

    /** One column alone, which is kept where its values are rare enough for the budget of pairs. */
    private void single() {
        int forename = tables.first(Meaning.FORENAME);
        int surname = tables.first(Meaning.SURNAME);
        int born = tables.first(Meaning.DATE_OF_BIRTH);
        if (born >= 0) {
            add(Part.same(born));
            add(new Part(born, born, DefaultRules::dayAndMonthInOrder));
        }
        if (surname >= 0) {
            add(Part.same(surname));
        }
        if (forename >= 0) {
            add(Part.same(forename));
        }
        if (surname >= 0 && born >= 0) {
            add(Part.letters(surname, 2), new Part(born, born, DefaultRules::year));
        }
        if (forename >= 0 && born >= 0) {
            add(Part.letters(forename, 2), new Part(born, born, DefaultRules::year));
        }
        tables.all(Meaning.POSTCODE).forEach(column -> add(Part.same(column)));
        tables.all(Meaning.TEXT).forEach(column -> add(Part.same(column)));
    }

    private static String year(String date) {
        return date.length() < 4 ? "" : date.substring(0, 4);
    }

    /** The date with the lesser of day and month first, the same for a date and its swapped form. */
    private static String dayAndMonthInOrder(String date) {
        if (date.length() != 8) {
            return "";
        }
        String month = date.substring(4, 6);
        String day = date.substring(6);
        return date.substring(0, 4) + (month.compareTo(day) < 0 ? month + day : day + month);
    }

    private void add(Part... keys) {
        rules.add(new Rule(name(keys), List.of(keys)));
    }

    private String name(Part... keys) {
        List<String> parts = new ArrayList<>();
        for (Part key : keys) {
            String left = tables.columns().get(key.left()).field().left();
            String right = tables.columns().get(key.right()).field().left();
            String shown = key.transform().apply("12345678").equals("12345678") ? "" : " (part)";
            parts.add((key.left() == key.right() ? left : left + " as " + right) + shown);
        }
        return String.join(" + ", parts);
    }
}
