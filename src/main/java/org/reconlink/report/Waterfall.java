package org.reconlink.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.reconlink.disclosure.NumberText;
import org.reconlink.kernel.EnumWords;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.linkage.study.CandidatePair;
import org.reconlink.linkage.study.CandidatePair.ComparedField;
import org.reconlink.linkage.study.CandidatePair.Decision;
import org.reconlink.linkage.study.LinkageResult;
import org.reconlink.linkage.study.LinkageResult.Reckoning;
import org.reconlink.result.ReportWords;

/** The match weights of one participant's pairs as a picture: each step from where the last one ended. */
public final class Waterfall {
    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    /** How every picture begins. */
    public static final String BEGINNING = DECLARATION + "<svg";

    private static final double WIDTH = 780;
    private static final double MARGIN = 20;
    private static final double FOUND = 176;
    private static final double LEFT = 364;
    private static final double RIGHT = 700;
    private static final double ROW = 22;

    private final LinkageResult linkage;
    private final boolean rows;
    private final List<Element> shapes = new ArrayList<>();
    private double y = 46;

    private Waterfall(LinkageResult linkage, boolean rows) {
        this.linkage = linkage;
        this.rows = rows;
    }

    /**
     * Writes an SVG that needs nothing but a browser: the pairs of the participant that are links or in review, or all
     * that were kept where none is.
     *
     * @throws IOException if the file cannot be written
     */
    public static void write(Path file, ParticipantId participant, LinkageResult linkage) throws IOException {
        Files.writeString(file, text(participant, participant.value(), linkage, /* rows= */ true));
    }

    /**
     * The same picture as a text.
     *
     * @param name what it calls the participant
     * @param rows whether it says which row a pair rests on
     */
    public static String text(ParticipantId participant, String name, LinkageResult linkage, boolean rows) {
        StringBuilder out = new StringBuilder(DECLARATION);
        new Waterfall(linkage, rows).picture(participant, name).writeTo(out);
        return out.toString();
    }

    private Element picture(ParticipantId participant, String name) {
        String title = "Match weights of participant " + name;
        List<CandidatePair> pairs = pairs(participant);
        shapes.add(Svg.text(MARGIN, 32, "start", "title", title));
        if (pairs.isEmpty()) {
            shapes.add(Svg.text(MARGIN, y + 18, "start", "soft", "No pair of this participant was kept."));
            y += 30;
        }
        pairs.forEach(this::pair);
        List<Element> all = new ArrayList<>();
        all.add(Element.of("style", style()));
        all.add(Svg.rectangle(0, 0, WIDTH, y + MARGIN, "paper"));
        all.addAll(shapes);
        return Svg.picture("waterfall", title, description(pairs), WIDTH, y + MARGIN, all);
    }

    private List<CandidatePair> pairs(ParticipantId participant) {
        List<CandidatePair> kept = linkage.pairs().stream()
                .filter(pair -> pair.participant().equals(participant))
                .toList();
        List<CandidatePair> open = kept.stream()
                .filter(pair -> pair.decision() != Decision.NON_LINK)
                .toList();
        return open.isEmpty() ? kept : open;
    }

    private static String description(List<CandidatePair> pairs) {
        return "Pairs: " + pairs.size()
                + ". One row for each step of the sum: its name, what was found, a bar to the right"
                + " for what speaks for a match and to the left for what speaks against, and its bits.";
    }

    private void pair(CandidatePair pair) {
        Reckoning reckoning = linkage.reckoning(pair);
        List<WaterfallStep> steps = WaterfallStep.of(pair, reckoning);
        Scale scale = Scale.of(steps);
        y += 14;
        String heading = ReportWords.sentence(EnumWords.of(pair.decision())) + (rows ? ": " + pair.source() : "");
        shapes.add(Svg.text(MARGIN, y + 14, "start", "heading", heading));
        shapes.add(Svg.text(MARGIN, y + 33, "start", "soft", ReportWords.sentence(pair.reason())));
        y += 62;
        double top = y;
        int grid = shapes.size();
        steps.forEach(step -> step(step, scale));
        total(pair, reckoning, scale);
        shapes.addAll(grid, scale.draw(top, y));
        y += 34;
    }

    private void step(WaterfallStep step, Scale scale) {
        double from = scale.x(step.from());
        double to = scale.x(step.to());
        shapes.add(Svg.text(MARGIN, y + 15, "start", "what", step.what()));
        shapes.add(Svg.text(FOUND, y + 15, "start", "soft", step.found()));
        String style = step.bits() < 0 ? "against" : "for";
        shapes.add(
                step.bits() == 0
                        ? Svg.line(from, y + 4, from, y + ROW - 4, "nothing")
                        : Svg.rectangle(Math.min(from, to), y + 4, Math.abs(to - from), ROW - 8, style));
        shapes.add(Svg.line(to, y + ROW - 4, to, y + ROW + 4, "joint"));
        shapes.add(Svg.text(WIDTH - MARGIN, y + 15, "end", "what", NumberText.bits(step.bits())));
        y += ROW;
    }

    private void total(CandidatePair pair, Reckoning reckoning, Scale scale) {
        double zero = scale.x(0);
        double end = scale.x(reckoning.total());
        shapes.add(Svg.line(MARGIN, y + 1, WIDTH - MARGIN, y + 1, "rule"));
        y += 3;
        shapes.add(Svg.text(MARGIN, y + 16, "start", "heading", "Sum"));
        shapes.add(Svg.text(FOUND, y + 16, "start", "heading", "probability " + probability(pair.probability())));
        shapes.add(Svg.rectangle(Math.min(zero, end), y + 4, Math.abs(end - zero), ROW - 6, "sum"));
        shapes.add(Svg.text(WIDTH - MARGIN, y + 16, "end", "heading", NumberText.bits(reckoning.total())));
        y += ROW + 4;
    }

    /** Never rounds doubt away. */
    private static String probability(double p) {
        return p > 0.9999 ? "over 0.9999" : p < 0.0001 ? "under 0.0001" : NumberText.decimal(p, 4);
    }

    private static String style() {
        try (InputStream css = Waterfall.class.getResourceAsStream("/report/waterfall.css")) {
            return new String(Objects.requireNonNull(css, "waterfall.css").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bits across the picture. */
    private record Scale(double least, double most) {
        private static final int[] STEPS = {5, 10, 20, 50, 100};
        private static final int MOST_MARKS = 9;

        static Scale of(List<WaterfallStep> steps) {
            double least = steps.stream().mapToDouble(WaterfallStep::to).min().orElse(0);
            double most = steps.stream().mapToDouble(WaterfallStep::to).max().orElse(0);
            return new Scale(Math.min(-5, least), Math.max(5, most));
        }

        double x(double bits) {
            return LEFT + (bits - least) / (most - least) * (RIGHT - LEFT);
        }

        List<Element> draw(double top, double bottom) {
            int step = STEPS[STEPS.length - 1];
            for (int i = STEPS.length - 1; i >= 0 && (most - least) / STEPS[i] <= MOST_MARKS; i--) {
                step = STEPS[i];
            }
            List<Element> shapes = new ArrayList<>();
            for (int bits = (int) Math.ceil(least / step) * step; bits <= most; bits += step) {
                shapes.add(Svg.line(x(bits), top - 4, x(bits), bottom, bits == 0 ? "even" : "grid"));
                shapes.add(Svg.text(x(bits), bottom + 16, "middle", "tick", NumberText.decimal(bits, 0)));
            }
            shapes.add(Svg.text(x(0), top - 10, "middle", "tick", "even odds"));
            shapes.add(Svg.text(WIDTH - MARGIN, top - 10, "end", "tick", "bits"));
            return shapes;
        }
    }

    /**
     * One row of a waterfall: what it is, what was found, the bits it adds and those there were before it.
     *
     * @param from running sum before the step
     */
    private record WaterfallStep(String what, String found, double bits, double from) {
        private static final double LEAST_SHOWN = 0.05;

        double to() {
            return from + bits;
        }

        /** Prior, each comparison with its adjustment as a step of its own, and what the other candidates take off. */
        static List<WaterfallStep> of(CandidatePair pair, Reckoning reckoning) {
            Steps steps = new Steps();
            steps.add("Prior", "before any comparison", reckoning.prior());
            for (ComparedField field : pair.compared()) {
                steps.add(ReportWords.field(field.comparison()), field.level(), field.weight());
                double adjustment = field.termFrequencyAdjustment();
                if (adjustment != 0) {
                    steps.add("", "how rare the value is", adjustment);
                }
            }
            if (Math.abs(reckoning.others()) >= LEAST_SHOWN) {
                steps.add("Everyone else", "other candidates, or nobody", reckoning.others());
            }
            return steps.all;
        }

        private static final class Steps {
            private final List<WaterfallStep> all = new ArrayList<>();
            private double sum;

            void add(String what, String found, double bits) {
                all.add(new WaterfallStep(what, found, bits, sum));
                sum += bits;
            }
        }
    }
}
