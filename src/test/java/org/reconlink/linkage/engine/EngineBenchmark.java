package org.reconlink.linkage.engine;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Links synthetic people of two files with six rules and six comparisons, and prints what each step takes.
 *
 * <p>Arguments: left rows, right rows, threads. Names by Zipf's law; 18% of the right file's names and dates have an
 * error, 35% of its people have moved, 30% lack the police identifier. Half the smaller file's people are in the other.
 */
final class EngineBenchmark {
    private static final int SURNAMES = 60_000;
    private static final int FORENAMES = 6_000;
    private static final int POSTCODES = 60_000;
    private static final String[] SYLLABLES = {
        "AL", "BER", "CAR", "DON", "EL", "FOR", "GRA", "HAR", "IN", "JO", "KEN", "LAN", "MAR", "NOR", "OL", "PAR", "RO",
        "SAN", "TON", "WIL", "SON", "LEY", "FIELD", "MAN", "WOOD", "BY", "HAM", "TH", "STER", "NA", "LI", "EE"
    };

    private final long begin = ManagementFactory.getRuntimeMXBean().getStartTime();
    private final String[] surnames = names(SURNAMES, 1);
    private final String[] forenames = names(FORENAMES, 2);
    private final double[] surnameShares = zipf(SURNAMES, 1.0);
    private final double[] forenameShares = zipf(FORENAMES, 1.0);

    private EngineBenchmark() {}

    public static void main(String[] arguments) {
        int left = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int right = arguments.length > 1 ? Integer.parseInt(arguments[1]) : left;
        int threads = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2;
        new EngineBenchmark().run(left, right, threads);
    }

    private void run(int leftRows, int rightRows, int threads) {
        step("started");
        Columns columns = new Columns(List.of(
                new Column("forename", ColumnKind.NAME),
                new Column("surname", ColumnKind.NAME),
                new Column("birth", ColumnKind.DATE),
                new Column("sex", ColumnKind.CATEGORY),
                new Column("postcode", ColumnKind.POSTCODE),
                new Column("police", ColumnKind.ID)));
        PackedTable left = table(columns, leftRows, 0, false);
        PackedTable right = table(columns, rightRows, Math.min(leftRows, rightRows) / 2, true);
        step("people made and packed");
        LinkageEngine engine = LinkageEngine.link(
                left,
                right,
                rules(),
                comparisons(),
                new EngineSettings(threads, Runtime.getRuntime().maxMemory() / 4, 1_000_000_000L));
        Candidates candidates = engine.block();
        step("blocked: " + Arrays.toString(candidates.pairsByRule()));
        PairCounts counts = engine.count(candidates);
        step(String.format(Locale.ROOT, "counted: %,d pairs, %,d vectors", counts.pairs(), counts.vectors().length));
        double[] weights = new double[counts.vectors().length];
        Arrays.setAll(weights, vector -> weight(counts, vector));
        List<TermFrequencyAdjustment> adjustments = List.of(
                new TermFrequencyAdjustment(0, 1, "forename", .005, 1, 1e-6),
                new TermFrequencyAdjustment(1, 1, "surname", .001, 1, 1e-6));
        long[] links = {0, 0};
        engine.score(counts, weights, adjustments, 20, (l, r, vector, weight) -> {
            links[0]++;
            links[1] = links[1] * 31 + Double.doubleToLongBits(weight) + l * 7L + r;
        });
        step(String.format(Locale.ROOT, "scored: %,d links, check %x", links[0], links[1]));
    }

    private static double weight(PairCounts counts, int vector) {
        double[][] bits = {
            {0, 8, 6, 4, 1, -4},
            {0, 10, 8, 5, 1, -4},
            {0, 14, 8, 7, 1, -6},
            {0, 1, -6},
            {0, 14, 10, 5, 3, -2},
            {0, 20, 9, -8}
        };
        double weight = 0;
        for (int comparison = 0; comparison < bits.length; comparison++) {
            weight += bits[comparison][counts.level(vector, comparison)];
        }
        return weight;
    }

    private static List<BlockingRule> rules() {
        return List.of(
                BlockingRule.on("police id", "police"),
                BlockingRule.on("surname and birth", "surname", "birth"),
                BlockingRule.on("forename and birth", "forename", "birth"),
                BlockingRule.on("postcode and sex", "postcode", "sex"),
                new BlockingRule(
                        "birth and initial",
                        List.of(BlockingRule.same("birth"), BlockingRule.same("surname", Transform.firstLetters(1)))),
                new BlockingRule(
                        "surname and year",
                        List.of(BlockingRule.same("surname"), BlockingRule.same("birth", Transform.YEAR))));
    }

    private static List<EngineComparison> comparisons() {
        return List.of(
                EngineComparisons.jaroWinkler("forename", .92, .88, .7),
                EngineComparisons.jaroWinkler("surname", .92, .88, .7),
                EngineComparisons.date(
                        "birth", DateLevel.EXACT, DateLevel.DAY_AND_MONTH_SWAPPED, DateLevel.ONE_SLIP, DateLevel.YEAR),
                EngineComparisons.exact("sex"),
                EngineComparisons.postcode("postcode"),
                EngineComparisons.identifier("police"));
    }

    /** Person number p is the same in both files; a file's errors are its own. */
    private PackedTable table(Columns columns, int rows, int firstPerson, boolean errors) {
        TableBuilder builder = columns.table();
        for (int row = 0; row < rows; row++) {
            int person = firstPerson + row;
            SplittableRandom who = new SplittableRandom(person * 7919L + 17);
            SplittableRandom slip = new SplittableRandom(person * 104_729L + (errors ? 3 : 5));
            String forename = forenames[pick(forenameShares, who)];
            String surname = surnames[pick(surnameShares, who)];
            String birth =
                    digits(1940 + who.nextInt(65), 4) + digits(1 + who.nextInt(12), 2) + digits(1 + who.nextInt(28), 2);
            String sex = who.nextInt(4) == 0 ? "F" : "M";
            int home = who.nextInt(POSTCODES);
            String police = digits(who.nextInt(100), 2) + digits(person % 10_000_000, 7) + "A";
            builder.set(0, errors ? damaged(forename, slip) : forename);
            builder.set(1, errors ? damaged(surname, slip) : surname);
            builder.set(2, errors && slip.nextInt(100) < 15 ? wrongDigit(birth, slip) : birth);
            builder.set(3, sex);
            builder.set(4, postcode(errors && slip.nextInt(100) < 35 ? slip.nextInt(POSTCODES) : home));
            builder.set(5, slip.nextInt(100) < 30 ? null : police);
            builder.endRow();
        }
        return builder.build();
    }

    private static String damaged(String name, SplittableRandom slip) {
        if (slip.nextInt(100) >= 18 || name.length() < 3) {
            return name;
        }
        int at = slip.nextInt(name.length() - 1);
        return switch (slip.nextInt(3)) {
            case 0 -> name.substring(0, at) + (char) ('A' + slip.nextInt(26)) + name.substring(at + 1);
            case 1 -> name.substring(0, at) + name.substring(at + 1);
            default -> name.substring(0, at) + name.charAt(at + 1) + name.charAt(at) + name.substring(at + 2);
        };
    }

    private static String wrongDigit(String birth, SplittableRandom slip) {
        return birth.substring(0, 7) + slip.nextInt(10);
    }

    private static String postcode(int number) {
        int unit = number % 400;
        int rest = number / 400;
        return "" + (char) ('A' + rest % 15) + (char) ('B' + rest / 15 % 3) + (1 + rest / 45) + " " + unit % 10
                + (char) ('A' + unit / 10 % 8) + (char) ('A' + unit / 80);
    }

    private static String digits(int number, int digits) {
        String text = Integer.toString(number);
        return "0".repeat(digits - text.length()) + text;
    }

    private static String[] names(int count, int salt) {
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            StringBuilder name = new StringBuilder();
            for (int rest = i + 40; rest > 0; rest /= SYLLABLES.length) {
                name.append(SYLLABLES[(rest * (2 * salt + 1) + 7 * salt) % SYLLABLES.length]);
            }
            names[i] = name.toString();
        }
        return names;
    }

    private static double[] zipf(int count, double power) {
        double[] sums = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += 1 / Math.pow(i + 30, power);
            sums[i] = sum;
        }
        double total = sum;
        return Arrays.stream(sums).map(each -> each / total).toArray();
    }

    private static int pick(double[] sums, SplittableRandom random) {
        int at = Arrays.binarySearch(sums, random.nextDouble());
        return Math.min(sums.length - 1, at < 0 ? -at - 1 : at);
    }

    private void step(String what) {
        Runtime machine = Runtime.getRuntime();
        long cpu = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
        System.out.printf(
                Locale.ROOT,
                "%6.2f s wall %6.2f s CPU %5d MB heap  %s%n",
                (System.currentTimeMillis() - begin) / 1e3,
                cpu / 1e9,
                (machine.totalMemory() - machine.freeMemory()) >> 20,
                what);
    }
}
