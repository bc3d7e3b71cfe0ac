package org.reconlink.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.reconlink.statistics.Estimate;
import org.reconlink.statistics.Interval;

/** Prints how each interval does in every setting and size; the truth is the rate in the population that cohorts come from. */
final class RateSimulation {
    private static final String SIZES = "60,200,1000";
    private static final int STUDIES_A_REGISTER = 10;
    /** Participants from which the studies of a register share the model of the first. */
    private static final int TRAINED_ONCE_FROM = 1000;

    private static final int REGISTER = 10_000;
    private static final long SEED = 20_260_101;

    private RateSimulation() {}

    /** Studies of each setting and size from {@code simulation.studies}, participants from {@code .sizes}, persons of a register from {@code .register}. */
    public static void main(String[] arguments) {
        int studies = Integer.getInteger("simulation.studies", 200);
        int register = Integer.getInteger("simulation.register", REGISTER);
        int[] sizes = Stream.of(System.getProperty("simulation.sizes", SIZES).split(",", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        System.out.printf(
                Locale.ROOT,
                "%d studies each, register of %d, rate %.2f, in the register %.2f; coverage of that rate by 95%% intervals%n",
                studies,
                register,
                Setting.RATE,
                Setting.REGISTER_RATE);
        for (Setting setting : Setting.all()) {
            for (int size : sizes) {
                long start = System.nanoTime();
                Table table = new Table(run(setting, size, studies, register));
                System.out.printf(
                        Locale.ROOT,
                        "%n%s, n %d (unlinked %.1f%%, %d studies with approximate counts, %.0f s)%n%s",
                        setting.name(),
                        size,
                        100 * table.unlinked(),
                        table.approximated(),
                        (System.nanoTime() - start) / 1e9,
                        table.text());
            }
        }
    }

    static List<Study> run(Setting setting, int size, int studies, int register) {
        int batches = (studies + STUDIES_A_REGISTER - 1) / STUDIES_A_REGISTER;
        return IntStream.range(0, batches)
                .parallel()
                .mapToObj(batch -> batch(
                        setting,
                        size,
                        batch,
                        Math.min(STUDIES_A_REGISTER, studies - batch * STUDIES_A_REGISTER),
                        register))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Study> batch(Setting setting, int size, int number, int studies, int persons) {
        Register register = new Register(setting, persons, SEED + 1_000L * size + number);
        StudyLinkage linkage = new LinkerLinkage(size >= TRAINED_ONCE_FROM);
        List<Study> batch = new ArrayList<>();
        for (int study = 0; study < studies; study++) {
            batch.add(Study.of(register, size, linkage));
        }
        return batch;
    }

    /** Bias, coverage and width over some studies. */
    record Table(List<Study> studies) {
        double bias(Function<Study, Estimate> way) {
            return mean(study -> way.apply(study).value()) - Setting.RATE;
        }

        double coverage(Function<Study, Interval> way) {
            return mean(study -> way.apply(study).lower() <= Setting.RATE
                            && Setting.RATE <= way.apply(study).upper()
                    ? 1
                    : 0);
        }

        double width(Function<Study, Interval> way) {
            return mean(study -> way.apply(study).upper() - way.apply(study).lower());
        }

        double unlinked() {
            return mean(Study::unlinked);
        }

        long approximated() {
            return studies.stream().filter(study -> study.approximated() > 0).count();
        }

        private double mean(ToDoubleFunction<Study> of) {
            return studies.stream().mapToDouble(of).average().orElseThrow();
        }

        String text() {
            return "                        bias  coverage  width\n"
                    + row("oracle, Wilson", Study::oracle)
                    + row("confident links, Wilson", Study::naive)
                    + row("outcome-blind", Study::blind)
                    + row("by outcome", Study::byOutcome)
                    + String.format(
                            Locale.ROOT,
                            "  %-22s      %8.3f %6.3f%n",
                            "its range, odds x 3",
                            coverage(Study::range),
                            width(Study::range))
                    + IntStream.range(0, Study.TRACED.length)
                            .mapToObj(i -> row(
                                    Study.TRACED[i] + " of the unlinked traced",
                                    study -> study.audited().get(i)))
                            .collect(Collectors.joining());
        }

        private String row(String name, Function<Study, Estimate> way) {
            return String.format(
                    Locale.ROOT,
                    "  %-22s%6.1f %8.3f %6.3f%n",
                    name,
                    100 * bias(way),
                    coverage(study -> way.apply(study).interval()),
                    width(study -> way.apply(study).interval()));
        }
    }
}
