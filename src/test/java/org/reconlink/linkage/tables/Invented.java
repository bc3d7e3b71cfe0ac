package org.reconlink.linkage.tables;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.reconlink.kernel.CellRule;
import org.reconlink.linkage.comparison.FieldComparison.SharedColumn;
import org.reconlink.linkage.comparison.Meaning;
import org.reconlink.linkage.tables.TableRows.CellSource;

/** Invented people written down twice, the second time with slips; the first cell of each row says who it is. */
final class Invented {
    private static final String[] START = {"BA", "CAR", "DO", "FIN", "GRA", "HEL", "JO", "KAT", "LU", "MAR", "NO", "PET"
    };
    private static final String[] END = {"NA", "LAS", "RICK", "SON", "TON", "VER", "WIN", "BERT", "DREY", "LING", "MOND"
    };
    static final List<String> HEADINGS = List.of("person", "forename", "surname", "dob", "postcode");

    private static final List<CellSource> SOURCES = IntStream.range(1, 5)
            .mapToObj(place -> new CellSource(new int[] {place}, new AsWritten()))
            .toList();

    /** Values are standard as they are invented, dates but for their hyphens. */
    private record AsWritten() implements CellRule {
        @Override
        public Made of(String cell) {
            return Made.of(Outcome.READ, cell.replace("-", ""));
        }

        @Override
        public int of(byte[] cell, int from, int to, byte[] into) {
            return NO_BYTES;
        }
    }

    private final Random random;

    Invented(long seed) {
        random = new Random(seed);
    }

    List<String[]> people(int count) {
        List<String[]> people = new ArrayList<>();
        for (int person = 0; person < count; person++) {
            people.add(new String[] {
                Integer.toString(person),
                name(),
                name(),
                date(),
                "AB" + random.nextInt(30) + " " + random.nextInt(10) + "CD"
            });
        }
        return people;
    }

    List<String[]> again(List<String[]> people) {
        List<String[]> again = new ArrayList<>();
        for (String[] person : people) {
            String[] copy = person.clone();
            for (int column = 1; column < copy.length; column++) {
                double slip = random.nextDouble();
                copy[column] = slip < 0.03 ? "" : slip < 0.12 ? damaged(copy[column]) : copy[column];
            }
            again.add(copy);
        }
        Collections.shuffle(again, random);
        return again;
    }

    private String name() {
        int first = (int) (START.length * random.nextDouble() * random.nextDouble());
        String middle = String.valueOf((char) ('A' + random.nextInt(26)));
        return START[first] + middle + END[random.nextInt(END.length)];
    }

    private String date() {
        return String.format("%d-%02d-%02d", 1940 + random.nextInt(60), 1 + random.nextInt(12), 1 + random.nextInt(28));
    }

    private String damaged(String text) {
        int at = random.nextInt(text.length() - 1);
        return text.substring(0, at) + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2);
    }

    static TableRows left(LinkagePlan plan, List<String[]> rows) {
        return filled(plan.table("left", HEADINGS, SOURCES, "person"), rows);
    }

    static TableRows right(LinkagePlan plan, List<String[]> rows) {
        return filled(plan.table("right", HEADINGS, SOURCES, "person"), rows);
    }

    /** Rows that nothing identifies. */
    static TableRows anonymous(LinkagePlan plan, List<String[]> rows) {
        return filled(plan.table("one", HEADINGS, SOURCES, null), rows);
    }

    private static TableRows filled(TableRows.Builder builder, List<String[]> rows) {
        rows.forEach(builder::add);
        return builder.build();
    }

    static List<SharedColumn> fields() {
        return List.of(
                new SharedColumn(Meaning.FORENAME, "forename", "forename"),
                new SharedColumn(Meaning.SURNAME, "surname", "surname"),
                new SharedColumn(Meaning.DATE_OF_BIRTH, "dob", "dob"),
                new SharedColumn(Meaning.POSTCODE, "postcode", "postcode"));
    }
}
