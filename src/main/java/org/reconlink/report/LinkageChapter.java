package org.reconlink.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.reconlink.disclosure.NumberText;
import org.reconlink.disclosure.SafeCells;
import org.reconlink.disclosure.SmallCounts;
import org.reconlink.kernel.EnumWords;
import org.reconlink.linkage.study.CandidatePair;
import org.reconlink.linkage.study.CandidatePair.Decision;
import org.reconlink.linkage.study.ConfirmedLinks;
import org.reconlink.linkage.study.LinkDecision;
import org.reconlink.linkage.study.LinkageDiagnostics;
import org.reconlink.linkage.study.LinkageResult;
import org.reconlink.linkage.study.LinkageSettings;
import org.reconlink.publish.CarriedColumn.FitToShow;
import org.reconlink.result.Cohort;
import org.reconlink.result.ReportWords;
import org.reconlink.result.Split;

/** How participants were found in the conviction extracts. */
final class LinkageChapter {
    /** The share of true pairs from which a further rule is worth naming. */
    private static final double LEAST_WORTH_A_RULE = 0.0005;

    private static final double LEAST_SHOWN = 0.0001;

    private final Cohort cohort;
    private final LinkageResult linkage;

    private LinkageChapter(Cohort cohort) {
        this.cohort = cohort;
        this.linkage = cohort.result().linkage();
    }

    static Chapter of(Cohort cohort, FitToShow fit) {
        LinkageChapter chapter = new LinkageChapter(cohort);
        List<PagePart> body = new ArrayList<>();
        body.add(Html.p(chapter.size()));
        body.add(chapter.status());
        if (cohort.result().linkageSettings().byKey()) {
            body.add(Html.note(
                    "A participant is linked by key if a person of the conviction extracts has the same key, and"
                            + " nothing is weighed: how often a key is wrong or missing is not known here. Sex, month of birth and the"
                            + " index conviction are held against it where both sides have them. Everyone in the study has an index"
                            + " conviction, so “unlinked” is a failed link and never a person without convictions."));
            body.addAll(LinkageChecks.of(cohort, fit));
            body.addAll(chapter.warnings());
            return new Chapter("linkage", "linkage", "Linkage", body);
        }
        body.add(
                Html.note("A participant is linked if one person's match probability reaches the threshold; everyone in"
                        + " the study has an index conviction, so “unlinked” is a failed link and never a person without"
                        + " convictions."));
        body.add(chapter.rules());
        body.add(Html.note(
                "A candidate pair is a participant and an identity of the extracts that agree on every field of"
                        + " at least one rule. Each rule is counted by itself; a pair that several rules find is once in the"
                        + " last row."));
        body.addAll(chapter.missed());
        body.addAll(chapter.weights());
        body.addAll(LinkageChecks.of(cohort, fit));
        body.addAll(LinkageQuality.of(cohort));
        body.addAll(chapter.reviews());
        body.addAll(chapter.warnings());
        return new Chapter("linkage", "linkage", "Linkage", body);
    }

    private String size() {
        return "The conviction extracts hold " + NumberText.whole(linkage.persons()) + " persons with "
                + NumberText.whole(linkage.identities()) + " identities (distinct names, dates of birth and so on)"
                + joined() + ". "
                + "Model: " + linkage.model() + (linkage.model().endsWith(".") ? "" : ".");
    }

    private String joined() {
        long joined = cohort.result().identitiesJoined();
        return joined == 0
                ? ""
                : ", of which " + NumberText.whole(joined) + " without a PNC id " + (joined == 1 ? "was" : "were")
                        + " made one person with others by linkage";
    }

    private Element status() {
        DataTable table = new DataTable("Linkage status", "Status", "All participants read", "Included participants");
        List<List<Long>> counts = LinkDecision.Status.of(cohort.result().linkageSettings()).stream()
                .map(status -> List.of(count(status, true), count(status, false)))
                .toList();
        SafeCells cells = SafeCells.of(counts, cohort.small());
        int row = 0;
        for (LinkDecision.Status status : LinkDecision.Status.of(cohort.result().linkageSettings())) {
            table.row(
                    ReportWords.sentence(EnumWords.of(status)),
                    DataTable.figure(cells.share(row, 2)),
                    DataTable.figure(cells.share(row++, 0)));
        }
        return table.build();
    }

    private long count(LinkDecision.Status status, boolean included) {
        return cohort.result().outcomes().stream()
                .filter(o -> o.included() == included && cohort.status(o) == status)
                .count();
    }

    private Element rules() {
        DataTable table = new DataTable("Candidate pairs by blocking rule", "Rule: equal on", "Candidate pairs");
        linkage.pairsByRule().forEach((rule, pairs) -> table.row(rule, DataTable.figure(NumberText.whole(pairs))));
        table.total("Distinct pairs compared", List.of(DataTable.figure(NumberText.whole(linkage.candidatePairs()))));
        return table.build();
    }

    /** What the rules are expected to miss, from the model's shares: what no rule finds is in no other figure. */
    private List<PagePart> missed() {
        LinkageDiagnostics.Blocking blocking = linkage.diagnostics().blocking();
        if (blocking == null || linkage.pairsByRule().isEmpty()) {
            return List.of();
        }
        String further = blocking.further() == null || blocking.adds() < LEAST_WORTH_A_RULE
                ? ""
                : " A further rule on " + blocking.further() + " would find most of them, "
                        + NumberText.decimal(100 * blocking.adds(), 2) + "% of all.";
        String leftOut = blocking.leftOut().isEmpty()
                ? ""
                : " Left out, as they would find too many pairs: " + String.join("; ", blocking.leftOut()) + ".";
        double missed = 1 - blocking.found();
        String share = missed < LEAST_SHOWN ? "fewer than 0.01%" : NumberText.decimal(100 * missed, 2) + "%";
        return List.of(Html.p("By the model, which takes fields for independent, " + share
                + " of the true pairs of participant and identity are found by none of these rules." + further
                + leftOut));
    }

    private List<PagePart> weights() {
        if (linkage.pairs().isEmpty()) {
            return List.of(Html.p("No pair reached the match probability from which pairs are kept."));
        }
        WeightHistogram histogram = WeightHistogram.of(linkage.pairs(), cohort.small());
        return List.of(new Figure(
                histogram.draw(),
                "Match weights of the " + cohort.small().count(linkage.pairs().size())
                        + " pairs of a participant and a person that were kept: those whose match probability reached"
                        + " the threshold of clerical review or that a rule decided. A weight is log2 of how many times"
                        + " likelier the comparison is for one person than for two."
                        + cohort.small().drawnAsLimit("A class"),
                List.of("from_bits", "to_bits", "decision", "pairs"),
                histogram.numbers()));
    }

    private List<PagePart> reviews() {
        List<CandidatePair> pairs = linkage.pairs().stream()
                .filter(p -> p.decision() == Decision.REVIEW)
                .toList();
        if (pairs.isEmpty()) {
            return List.of(Html.h3("Cases in review"), Html.p("No pair waits for clerical review."));
        }
        return List.of(
                Html.h3("Cases in review"),
                Notices.table(
                        "Pairs in clerical review by reason",
                        "Pairs",
                        pairs.stream().map(CandidatePair::reason),
                        cohort.small()),
                Html.note("Until a reviewer decides, the participant counts as in review, not as linked."));
    }

    private List<PagePart> warnings() {
        Stream<String> warnings = linkage.decisions().stream().flatMap(d -> d.warnings().stream());
        List<String> all = warnings.toList();
        if (all.isEmpty()) {
            return List.of(Html.h3("Warnings on links"), Html.p("No link carries a warning."));
        }
        return List.of(
                Html.h3("Warnings on links"),
                Notices.table(
                        "Warnings on links, all participants read", "Participants", all.stream(), cohort.small()));
    }

    /**
     * Two of the three checks of a linkage that Harron et al. (2017) ask for: a subset whose links are confirmed, and how the linked
     * differ from the others. The third, other thresholds, is {@link LinkageQuality}'s.
     */
    private static final class LinkageChecks {
        private LinkageChecks() {}

        static List<PagePart> of(Cohort cohort, FitToShow fit) {
            List<PagePart> body = new ArrayList<>(confirmed(cohort));
            Optional<Split> split = Split.byLink(cohort);
            body.add(Html.h3("The linked and the others"));
            if (split.isEmpty()) {
                body.add(Html.p("There is nobody to compare: all participants read are linked, or none is."));
                return body;
            }
            if (split.get().groups().stream()
                    .anyMatch(group -> cohort.small().withholds(group.people().size()))) {
                body.add(Html.p("Withheld: one of the two groups is too small to be described."));
                return body;
            }
            body.add(Characteristics.withoutLink(cohort, fit)
                    .compared("Characteristics of all participants read, linked or not", split.get(), cohort.small()));
            body.add(Html.note(
                    "In review counts as not linked. Where the two differ, outcomes of the linked may not stand for"
                            + " everybody's. Only what the participant sheet says is compared: nothing else is known of the unlinked. "
                            + Characteristics.STANDARDISED));
            return body;
        }

        private static List<PagePart> confirmed(Cohort cohort) {
            LinkageSettings settings = cohort.result().linkageSettings();
            ConfirmedLinks links = ConfirmedLinks.of(cohort.result().linkage(), settings);
            if (!ConfirmedLinks.canBeTold(settings) || links.all() == 0) {
                return List.of();
            }
            SafeCells cells = SafeCells.ofParts(
                    List.of(links.linked(), links.inReview(), links.below(), links.notFound()), cohort.small());
            List<String> fates = List.of(
                    "Linked by the rest alone",
                    "In clerical review by the rest alone",
                    "Not linked: the rest is too weak",
                    "Not linked: found by no blocking rule without police identifiers");
            DataTable table =
                    new DataTable("Links confirmed by a police identifier, judged without one", "Without it", "Links");
            for (int i = 0; i < fates.size(); i++) {
                table.row(fates.get(i), DataTable.figure(cells.share(i, 0)));
            }
            table.total("Confirmed links", List.of(DataTable.figure(cells.total())));
            return List.of(
                    Html.h3("Had there been no police identifiers"),
                    table.build(),
                    Html.note(
                            "A link is confirmed if PNC id or CRO number are equal on both sides and neither is in conflict."
                                    + " Each is judged again by its blocking rules, prior and weights without those of police identifiers;"
                                    + " candidates that compete are left out. The share that is not linked says how often"
                                    + " somebody without a police identifier is missed, as far as records with and without one are alike."));
        }
    }

    /** Match weights of the kept pairs in equal classes, one colour a decision. */
    static final class WeightHistogram {
        private static final double WIDTH = 760;
        private static final double HEIGHT = 250;
        private static final double LEFT = 52;
        private static final double RIGHT = 20;
        private static final double BOTTOM = 46;
        private static final double TOP = 30;
        private static final int MOST_CLASSES = 24;
        private static final int[] CLASS_WIDTHS = {1, 2, 5, 10, 20, 50, 100, 1000};
        private static final List<Decision> DECISIONS = List.of(Decision.LINK, Decision.REVIEW, Decision.NON_LINK);

        private final List<CandidatePair> pairs;
        private final SmallCounts small;
        private final int classWidth;
        private final int firstClass;
        private final int classes;
        private final List<Element> shapes = new ArrayList<>();

        private WeightHistogram(List<CandidatePair> pairs, SmallCounts small) {
            // A rule may decide a pair without a weight that can be drawn.
            this.pairs = pairs.stream().filter(p -> Double.isFinite(p.weight())).toList();
            this.small = small;
            double least = weights().min().orElse(0);
            double most = weights().max().orElse(0);
            this.classWidth = Arrays.stream(CLASS_WIDTHS)
                    .filter(w -> Math.floor(most / w) - Math.floor(least / w) < MOST_CLASSES)
                    .findFirst()
                    .orElse(CLASS_WIDTHS[CLASS_WIDTHS.length - 1]);
            this.firstClass = (int) Math.floor(least / classWidth);
            this.classes = (int) Math.floor(most / classWidth) - firstClass + 1;
        }

        static WeightHistogram of(List<CandidatePair> pairs, SmallCounts small) {
            return new WeightHistogram(pairs, small);
        }

        Element draw() {
            shapes.clear();
            long most = bars();
            axes(most);
            legend();
            return Svg.picture("weights", "Match weights of the kept pairs", description(), WIDTH, HEIGHT, shapes);
        }

        /** The pairs of each class and decision as they may be shown, a row each; a class without any has none. */
        List<List<String>> numbers() {
            List<List<String>> rows = new ArrayList<>();
            for (int number = 0; number < classes; number++) {
                for (Decision decision : DECISIONS) {
                    long count = count(number, decision);
                    if (count > 0) {
                        rows.add(List.of(
                                String.valueOf((firstClass + number) * classWidth),
                                String.valueOf((firstClass + number + 1) * classWidth),
                                label(decision),
                                small.count(count)));
                    }
                }
            }
            return rows;
        }

        private long count(int number, Decision decision) {
            return pairs.stream()
                    .filter(p -> p.decision() == decision)
                    .filter(p -> (int) Math.floor(p.weight() / classWidth) == firstClass + number)
                    .count();
        }

        private DoubleStream weights() {
            return pairs.stream().mapToDouble(CandidatePair::weight);
        }

        /** The height of a bar in pairs; a withheld one is drawn as high as the limit. */
        private long height(int number, Decision decision) {
            return small.drawn(count(number, decision));
        }

        private long bars() {
            long most = 1;
            for (int number = 0; number < classes; number++) {
                long total = 0;
                for (Decision decision : DECISIONS) {
                    total += height(number, decision);
                }
                most = Math.max(most, total);
            }
            for (int number = 0; number < classes; number++) {
                bar(number, most);
            }
            return most;
        }

        private void bar(int number, long most) {
            double width = (WIDTH - LEFT - RIGHT) / classes;
            double y = HEIGHT - BOTTOM;
            for (Decision decision : DECISIONS) {
                long count = height(number, decision);
                if (count > 0) {
                    double height = count * (HEIGHT - BOTTOM - TOP) / most;
                    y -= height;
                    shapes.add(
                            Svg.rectangle(LEFT + number * width + 1, y, width - 2, height, "bar " + style(decision)));
                }
            }
        }

        private void axes(long most) {
            double base = HEIGHT - BOTTOM;
            double width = (WIDTH - LEFT - RIGHT) / classes;
            shapes.add(Svg.line(LEFT, base, WIDTH - RIGHT, base, "axis"));
            int step = classes > 12 ? 2 : 1;
            for (int number = 0; number <= classes; number += step) {
                String label = NumberText.decimal((double) (firstClass + number) * classWidth, 0);
                shapes.add(Svg.text(LEFT + number * width, base + 18, "middle", "tick", label));
            }
            for (long count : new long[] {0, most}) {
                double y = base - count * (HEIGHT - BOTTOM - TOP) / most;
                shapes.add(Svg.text(LEFT - 8, y + 4, "end", "tick", NumberText.whole(count)));
            }
            shapes.add(Svg.line(LEFT, TOP, WIDTH - RIGHT, TOP, "grid"));
            shapes.add(Svg.text((LEFT + WIDTH) / 2, HEIGHT - 8, "middle", "tick", "Match weight in bits"));
            shapes.add(Svg.text(0, 14, "start", "tick", "Pairs"));
        }

        private void legend() {
            double x = LEFT + 20;
            for (Decision decision : DECISIONS) {
                shapes.add(Svg.rectangle(x, 4, 12, 12, "bar " + style(decision)));
                shapes.add(Svg.text(x + 18, 14, "start", "tick", ReportWords.sentence(label(decision))));
                x += 150;
            }
        }

        private String description() {
            return DECISIONS.stream()
                    .map(d -> label(d)
                            + " "
                            + small.count(pairs.stream()
                                    .filter(p -> p.decision() == d)
                                    .count()))
                    .collect(Collectors.joining(
                            ", ",
                            "Pairs by decision: ",
                            "; classes of " + classWidth + (classWidth == 1 ? " bit." : " bits.")));
        }

        private static String label(Decision decision) {
            return switch (decision) {
                case LINK -> "link";
                case REVIEW -> "clerical review";
                case NON_LINK -> "non-link";
            };
        }

        private static String style(Decision decision) {
            return EnumWords.of(decision).replace(' ', '-');
        }
    }
}
