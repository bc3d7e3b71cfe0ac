package org.reconlink.linkage.comparison;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Comparisons as their definitions say, on text, for speed nothing. */
public final class NaiveLevels {
    private static final Pattern POSTCODE = Pattern.compile("([A-Z]{1,2})([0-9][A-Z0-9]?)([0-9])([A-Z]{2})");

    /** Level of two rows. */
    public interface Levels {
        int of(@Nullable String[] left, @Nullable String[] right);
    }

    /** Level of two values that are there. */
    public interface ValueLevels {
        int of(String left, String right);
    }

    private NaiveLevels() {}

    public static Levels value(int column, ValueLevels levels) {
        return (left, right) -> {
            String l = left[column];
            String r = right[column];
            return l == null || r == null ? 0 : levels.of(l, r);
        };
    }

    public static int exact(String left, String right) {
        return left.equals(right) ? 1 : 2;
    }

    public static ValueLevels jaroWinkler(double... thresholds) {
        return (left, right) -> {
            if (left.equals(right)) {
                return 1;
            }
            double similarity = jaroWinkler(left, right);
            int level = 2;
            for (double threshold : thresholds) {
                if (similarity >= threshold) {
                    return level;
                }
                level++;
            }
            return level;
        };
    }

    public static double jaroWinkler(String left, String right) {
        List<String> ordered = left.length() == right.length()
                ? List.of(left, right).stream().sorted().toList()
                : left.length() < right.length() ? List.of(left, right) : List.of(right, left);
        String a = ordered.get(0);
        String b = ordered.get(1);
        int reach = Math.max(0, b.length() / 2 - 1);
        int[] partner = new int[a.length()];
        Arrays.fill(partner, -1);
        Set<Integer> taken = new TreeSet<>();
        for (int i = 0; i < a.length(); i++) {
            for (int j = 0; j < b.length() && partner[i] < 0; j++) {
                if (Math.abs(i - j) <= reach && a.charAt(i) == b.charAt(j) && taken.add(j)) {
                    partner[i] = j;
                }
            }
        }
        StringBuilder inA = new StringBuilder();
        StringBuilder inB = new StringBuilder();
        for (int i = 0; i < a.length(); i++) {
            if (partner[i] >= 0) {
                inA.append(a.charAt(i));
            }
        }
        taken.forEach(j -> inB.append(b.charAt(j)));
        if (taken.isEmpty()) {
            return 0;
        }
        int outOfOrder = 0;
        for (int i = 0; i < inA.length(); i++) {
            outOfOrder += inA.charAt(i) == inB.charAt(i) ? 0 : 1;
        }
        double m = taken.size();
        double jaro = (m / a.length() + m / b.length() + (m - (outOfOrder >> 1)) / m) / 3;
        int head = 0;
        while (head < 4 && head < a.length() && a.charAt(head) == b.charAt(head)) {
            head++;
        }
        return jaro >= 0.7 ? jaro + head * 0.1 * (1 - jaro) : jaro;
    }

    public static ValueLevels edits(boolean swaps, int... distances) {
        return (left, right) -> {
            if (left.equals(right)) {
                return 1;
            }
            int level = 2;
            for (int distance : distances) {
                if (distance(left, right, swaps) <= distance) {
                    return level;
                }
                level++;
            }
            return level;
        };
    }

    public static int distance(String a, String b, boolean swaps) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(d[i - 1][j - 1] + cost, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (swaps
                        && i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }

    public static int date(String left, String right) {
        String l = digits(left);
        String r = digits(right);
        if (l.equals(r)) {
            return 1;
        }
        if (l.length() != 8 || r.length() != 8 || !l.matches("[0-9]+") || !r.matches("[0-9]+")) {
            return 6;
        }
        if (l.equals(r.substring(0, 4) + r.substring(6) + r.substring(4, 6))) {
            return 2;
        }
        long off = java.util.stream.IntStream.range(0, 8)
                .filter(i -> l.charAt(i) != r.charAt(i))
                .count();
        if (off == 1) {
            return 3;
        }
        return l.substring(0, 6).equals(r.substring(0, 6))
                ? 4
                : l.substring(0, 4).equals(r.substring(0, 4)) ? 5 : 6;
    }

    public static int slips(String left, String right) {
        String l = digits(left);
        String r = digits(right);
        if (l.equals(r)) {
            return 1;
        }
        return l.matches("[0-9]{8}") && r.matches("[0-9]{8}") && distance(l, r, true) == 1 ? 2 : 3;
    }

    public static ValueLevels days(int... limits) {
        return (left, right) -> {
            String l = digits(left);
            String r = digits(right);
            long apart = l.equals(r) ? 0 : apart(l, r);
            int level = 1;
            for (int limit : limits) {
                if (apart <= limit) {
                    return level;
                }
                level++;
            }
            return level;
        };
    }

    private static long apart(String left, String right) {
        try {
            return Math.abs(ChronoUnit.DAYS.between(day(left), day(right)));
        } catch (DateTimeException | NumberFormatException | StringIndexOutOfBoundsException e) {
            return Long.MAX_VALUE;
        }
    }

    private static LocalDate day(String digits) {
        return LocalDate.of(
                Integer.parseInt(digits.substring(0, 4)),
                Integer.parseInt(digits.substring(4, 6)),
                Integer.parseInt(digits.substring(6)));
    }

    public static String digits(String date) {
        return date.replace("-", "").replace("/", "");
    }

    public static int postcode(String left, String right) {
        if (compact(left).equals(compact(right))) {
            return 1;
        }
        Matcher l = POSTCODE.matcher(compact(left));
        Matcher r = POSTCODE.matcher(compact(right));
        if (!l.matches() || !r.matches() || !l.group(1).equals(r.group(1))) {
            return 5;
        }
        if (!l.group(2).equals(r.group(2))) {
            return 4;
        }
        return l.group(3).equals(r.group(3)) ? 2 : 3;
    }

    public static String compact(String postcode) {
        return postcode.replace(" ", "").toUpperCase(java.util.Locale.ROOT);
    }

    public static ValueLevels numbers(boolean shares, double... tolerances) {
        return (left, right) -> {
            double l = Double.parseDouble(left);
            double r = Double.parseDouble(right);
            if (l == r) {
                return 1;
            }
            int level = 2;
            for (double tolerance : tolerances) {
                double unit = shares ? Math.max(Math.abs(l), Math.abs(r)) / 100 : 1;
                if (Math.abs(l - r) <= tolerance * unit) {
                    return level;
                }
                level++;
            }
            return level;
        };
    }

    public static int sets(String left, String right) {
        return Arrays.stream(left.split("\\|", -1)).anyMatch(Set.of(right.split("\\|", -1))::contains) ? 1 : 2;
    }
}
