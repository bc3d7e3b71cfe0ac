package org.reconlink.spark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Two tables of invented people, most of whom are in both, with the slips that people make; the same for the same seed. */
final class InventedPeople {
    static final List<String> HEADINGS =
            List.of("id", "forename", "surname", "date of birth", "postcode", "sex", "pnc id");

    private static final String[] FORENAMES =
            ("JOHN DAVID MICHAEL PAUL ANDREW MARK JAMES STEPHEN PETER ROBERT SARAH SUSAN KAREN JULIE EMMA LAURA RACHEL"
                            + " OLIVIA AMELIA ISLA AVA MOHAMMED ALI ZO\u00cb SE\u00c1N SIOBHAN NIAMH OWEN RHYS DYLAN")
                    .split(" ");
    private static final String[] SURNAMES =
            ("SMITH JONES TAYLOR BROWN WILLIAMS WILSON JOHNSON DAVIES PATEL ROBINSON WRIGHT THOMPSON EVANS WALKER WHITE"
                            + " ROBERTS GREEN HALL WOOD JACKSON CLARKE O'NEILL SMITH-JONES KHAN AHMED BEGUM N\u00da\u00d1EZ PRICE")
                    .split(" ");

    private final Random random;
    final List<String[]> left = new ArrayList<>();
    final List<String[]> right = new ArrayList<>();

    InventedPeople(int rows, long seed) {
        random = new Random(seed);
        for (int i = 0; i < rows; i++) {
            String[] person = person();
            left.add(row("L", i, person));
            if (i % 4 > 0) {
                right.add(row("R", i, slipped(person)));
            } else {
                right.add(row("R", i, person()));
            }
        }
        Collections.shuffle(left, random);
        Collections.shuffle(right, random);
    }

    private static String[] row(String side, int number, String[] person) {
        String[] row = new String[person.length + 1];
        row[0] = side + (number * 7919L % 1_000_003);
        System.arraycopy(person, 0, row, 1, person.length);
        return row;
    }

    private String[] person() {
        String surname = SURNAMES[skewed(SURNAMES.length)];
        return new String[] {
            FORENAMES[skewed(FORENAMES.length)] + (random.nextInt(3) == 0 ? "" : letters(2)),
            surname + (random.nextInt(3) == 0 ? "" : letters(3)),
            String.format("%04d-%02d-%02d", 1950 + random.nextInt(50), 1 + random.nextInt(12), 1 + random.nextInt(28)),
            random.nextInt(10) == 0
                    ? ""
                    : String.format("%s%d %d%s", letters(2), 1 + random.nextInt(20), 1 + random.nextInt(9), letters(2)),
            random.nextBoolean() ? "M" : "F",
            random.nextInt(3) == 0 ? "" : String.format("2005/%07dX", random.nextInt(10_000_000))
        };
    }

    private int skewed(int length) {
        return (int) (length * random.nextDouble() * random.nextDouble());
    }

    private String letters(int count) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < count; i++) {
            letters.append((char) ('A' + random.nextInt(26)));
        }
        return letters.toString();
    }

    private String[] slipped(String[] person) {
        String[] other = person.clone();
        switch (random.nextInt(6)) {
            case 0 -> other[0] = other[0].substring(0, other[0].length() - 1) + letters(1);
            case 1 -> other[1] = letters(1) + other[1].substring(1);
            case 2 -> {
                other[0] = person[1];
                other[1] = person[0];
            }
            case 3 -> other[3] = "";
            case 4 -> other[2] = "";
            default -> other[5] = "";
        }
        return other;
    }

    /** Writes rows as CSV; every tenth cell has quotation marks that it does not need. */
    static Path write(List<String[]> rows, Path file) throws IOException {
        StringBuilder text = new StringBuilder(String.join(",", HEADINGS)).append('\n');
        for (int i = 0; i < rows.size(); i++) {
            String[] row = rows.get(i).clone();
            row[i % row.length] = i % 10 == 0 ? "\"" + row[i % row.length] + "\"" : row[i % row.length];
            text.append(String.join(",", row)).append('\n');
        }
        return Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
