package org.reconlink.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reconlink.inquiry.Words;
import org.reconlink.kernel.EnumWords;
import org.reconlink.linkage.comparison.FieldComparison.SharedColumn;
import org.reconlink.linkage.decision.Accuracy.AtThreshold;
import org.reconlink.linkage.decision.Accuracy.Band;
import org.reconlink.linkage.model.Parameters;
import org.reconlink.linkage.tables.LinkedTables;
import org.reconlink.linkage.tables.LinkedTables.RulePairs;
import org.reconlink.linkage.tables.Mistakes;
import org.reconlink.linkage.tables.NearCopies;
import org.reconlink.linkage.tables.Truth.Found;
import org.reconlink.linkage.tables.Truth.Verdict;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What {@code link} and {@code dedupe} say at their end.
 *
 * @param reports what became of the columns of each table
 * @param remarks what was decided on the way and may be wrong
 * @param rejected how many rows are left out
 * @param files names of the tables
 */
record TableSummary(
        List<SharedColumn> fields,
        List<TableColumnReport> reports,
        List<String> remarks,
        long rejected,
        List<String> files,
        Linkage linkage,
        @Nullable Measured measured) {
    TableSummary {
        fields = List.copyOf(fields);
        reports = List.copyOf(reports);
        remarks = List.copyOf(remarks);
        files = List.copyOf(files);
    }

    /**
     * What linkage found, in numbers.
     *
     * @param links pairs that are one person
     * @param inReview pairs in doubt
     * @param unnamed of these the ones for want of a name and a date of birth to compare
     * @param clusters groups of two rows or more
     * @param oneTable whether rows of one table were compared with one another
     * @param grouped whether a person may have any number of rows
     */
    record Linkage(
            List<RulePairs> rules,
            List<String> rulesLeftOut,
            List<String> training,
            Parameters parameters,
            long candidates,
            long links,
            long inReview,
            long unnamed,
            long clusters,
            List<NearCopies> copies,
            boolean oneTable,
            boolean grouped) {
        Linkage {
            rules = List.copyOf(rules);
            rulesLeftOut = List.copyOf(rulesLeftOut);
            training = List.copyOf(training);
            copies = List.copyOf(copies);
        }
    }

    /** What the truth says: the measures and every mistake. */
    record Measured(Verdict verdict, Map<Mistakes.Kind, Long> mistakes) {
        Measured {
            mistakes = new EnumMap<>(mistakes);
        }
    }

    /** The numbers of what was linked on this machine. */
    static Linkage of(LinkedTables linked, TableResult result) {
        return new Linkage(
                linked.rules(),
                linked.rulesLeftOut(),
                linked.training(),
                linked.parameters(),
                linked.candidates(),
                result.links(),
                result.inReview(),
                result.unnamed(),
                linked.grouped() ? result.clusters() : 0,
                linked.copies(),
                linked.oneTable(),
                linked.grouped());
    }

    void print(PrintWriter out, boolean json) {
        if (json) {
            out.println(text(json()));
            return;
        }
        reports.forEach(report -> report.print(out));
        remarks.forEach(remark -> out.println("! " + remark));
        out.println("Columns compared");
        fields.forEach(field -> out.println("  " + field));
        out.println();
        TextTable rules = new TextTable("Blocking rule", "Pairs");
        linkage.rules().forEach(rule -> rules.row(rule.rule(), Words.number(rule.pairs())));
        rules.print(out);
        linkage.rulesLeftOut().forEach(rule -> out.println("left out, as it would find too many pairs: " + rule));
        out.println();
        out.println("Training, one blocking rule at a time");
        linkage.training().forEach(line -> out.println("  " + line));
        out.println();
        levels().print(out);
        out.println();
        out.println(Words.count(linkage.candidates(), "pair") + " compared; "
                + Words.count(linkage.links(), "pair") + " linked, " + linkage.inReview() + " in doubt"
                + (linkage.oneTable() ? ", " + Words.count(linkage.clusters(), "cluster") : "")
                + (many() ? ", " + Words.count(linkage.clusters(), "person") + " of several rows" : ""));
        unnamed().forEach(out::println);
        linkage.copies().forEach(copies -> out.println(words(copies)));
        if (measured != null) {
            print(out, measured);
        }
    }

    /** Written token by token: a mapper takes a third of a second to set up. */
    private static String text(Map<String, Object> json) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator =
                JsonFactory.builder().build().createGenerator(ObjectWriteContext.empty(), text)) {
            write(generator, json);
        }
        return text.toString();
    }

    private static void write(JsonGenerator generator, Object value) {
        if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            map.forEach((name, part) -> {
                generator.writeName((String) name);
                write(generator, part);
            });
            generator.writeEndObject();
        } else if (value instanceof List<?> list) {
            generator.writeStartArray();
            list.forEach(part -> write(generator, part));
            generator.writeEndArray();
        } else if (value instanceof Double number) {
            generator.writeNumber(number);
        } else if (value instanceof Number number) {
            generator.writeNumber(number.longValue());
        } else {
            generator.writeString(value.toString());
        }
    }

    /** Why pairs are in doubt however probable. */
    private List<String> unnamed() {
        long pairs = linkage.unnamed();
        return pairs == 0
                ? List.of()
                : List.of(Words.count(pairs, "pair")
                        + " in doubt because too little is compared in " + (pairs == 1 ? "it" : "them")
                        + " to name a person, neither a name nor a date of birth, or a date of birth without names and"
                        + " identifiers: none is a link, whatever its probability");
    }

    private boolean many() {
        return linkage.grouped() && !linkage.oneTable();
    }

    private String words(NearCopies copies) {
        return files.get(copies.ofRight() ? 1 : 0) + ": " + Words.number(copies.rows())
                + " rows look like others of the same file (" + Words.count(copies.persons(), "person")
                + "); they share the probability of their candidates, and one of a person is linked at most: if a person may"
                + " have several rows there, link with --many " + side(copies) + ", or dedupe the file first";
    }

    private static String side(NearCopies copies) {
        return copies.ofRight() ? "right" : "left";
    }

    private TextTable levels() {
        TextTable levels = new TextTable("Comparison", "Level", "m", "u", "Bits");
        for (Parameters.Comparison comparison : linkage.parameters().comparisons()) {
            for (int level = 0; level < comparison.labels().size(); level++) {
                levels.row(
                        comparison.name(),
                        comparison.labels().get(level),
                        share(comparison.m()[level]),
                        String.format(Locale.ROOT, "%.3g", comparison.u()[level]),
                        Words.bits(comparison.bits(level + 1)));
            }
        }
        return levels;
    }

    private void print(PrintWriter out, Measured measured) {
        Verdict truth = measured.verdict();
        out.println();
        TextTable blocking = new TextTable("True pairs found by blocking", "Found", "Share", "By no other");
        truth.blocking()
                .forEach(rule -> blocking.row(
                        rule.rule(),
                        Words.number(rule.found()),
                        share((double) rule.found() / Math.max(1, truth.truePairs())),
                        Words.number(rule.alone())));
        blocking.row("all rules", Words.number(truth.blocked()), share(blocked(truth)), "");
        blocking.print(out);
        out.println();
        TextTable thresholds =
                new TextTable("Against the truth", "Decided", "Right", "Precision", "Linkage recall", "F1");
        truth.thresholds().forEach(at -> row(thresholds, "from " + at.threshold(), at));
        row(thresholds, "best, from " + share(truth.best().threshold()), truth.best());
        thresholds.print(out);
        out.println();
        TextTable bands = new TextTable("Match probability", "Pairs", "Stated", "True", "Gap");
        for (Band band : truth.bands()) {
            bands.row(
                    band.from() + " to " + band.to(),
                    Words.number(band.pairs()),
                    share(band.stated()),
                    share(band.trueShare()),
                    String.format(Locale.ROOT, "%+.4f", band.trueShare() - band.stated()));
        }
        bands.print(out);
        out.println();
        TextTable mistakes = new TextTable("Wrong at the threshold", "Pairs");
        measured.mistakes().forEach((kind, count) -> {
            if (count > 0) {
                mistakes.row(EnumWords.of(kind), Words.number(count));
            }
        });
        mistakes.print(out);
    }

    private static double blocked(Verdict truth) {
        return truth.truePairs() == 0 ? 1 : (double) truth.blocked() / truth.truePairs();
    }

    private static void row(TextTable table, String name, AtThreshold at) {
        table.row(
                name,
                Words.number(at.decided()),
                Words.number(at.right()),
                share(at.precision()),
                share(at.linkageRecall()),
                share(at.f1()));
    }

    private static String share(double share) {
        return String.format(Locale.ROOT, "%.4f", share);
    }

    private Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("columns", fields.stream().map(SharedColumn::toString).toList());
        json.put("tables", reports.stream().map(TableColumnReport::json).toList());
        json.put("remarks", allRemarks());
        json.put("rules", linkage.rules().stream().map(TableSummary::rule).toList());
        json.put("rulesLeftOut", linkage.rulesLeftOut());
        json.put("training", linkage.training());
        json.put("pairsCompared", linkage.candidates());
        json.put("pairsLinked", linkage.links());
        json.put("pairsInDoubt", linkage.inReview());
        json.put("pairsWithoutNameOrDateOfBirth", linkage.unnamed());
        json.put("rowsRejected", rejected);
        if (linkage.oneTable()) {
            json.put("clusters", linkage.clusters());
        }
        if (many()) {
            json.put("personsOfSeveralRows", linkage.clusters());
        }
        if (!linkage.grouped()) {
            json.put(
                    "nearCopies",
                    linkage.copies().stream().map(this::nearCopies).toList());
        }
        if (measured != null) {
            Verdict verdict = measured.verdict();
            json.put("truePairs", verdict.truePairs());
            json.put(
                    "blocking",
                    verdict.blocking().stream().map(TableSummary::found).toList());
            json.put("blockingRecall", blocked(verdict));
            json.put("mistakes", mistakes(measured));
            json.put(
                    "thresholds",
                    verdict.thresholds().stream().map(TableSummary::measured).toList());
            json.put("best", measured(verdict.best()));
            json.put(
                    "calibration",
                    verdict.bands().stream().map(TableSummary::band).toList());
        }
        return json;
    }

    private List<String> allRemarks() {
        List<String> all = new ArrayList<>(remarks);
        reports.forEach(report -> all.addAll(report.sentences()));
        all.addAll(unnamed());
        return all;
    }

    private Map<String, Object> nearCopies(NearCopies copies) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("table", side(copies));
        json.put("rows", copies.rows());
        json.put("persons", copies.persons());
        return json;
    }

    private static Map<String, Object> mistakes(Measured measured) {
        Map<String, Object> json = new LinkedHashMap<>();
        measured.mistakes().forEach((kind, count) -> json.put(EnumWords.of(kind), count));
        return json;
    }

    private static Map<String, Object> rule(RulePairs rule) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rule", rule.rule());
        json.put("pairs", rule.pairs());
        return json;
    }

    private static Map<String, Object> found(Found rule) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rule", rule.rule());
        json.put("found", rule.found());
        json.put("alone", rule.alone());
        return json;
    }

    private static Map<String, Object> band(Band band) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("from", band.from());
        json.put("to", band.to());
        json.put("pairs", band.pairs());
        json.put("stated", band.stated());
        json.put("right", band.right());
        return json;
    }

    private static Map<String, Object> measured(AtThreshold at) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("threshold", at.threshold());
        json.put("decided", at.decided());
        json.put("right", at.right());
        json.put("precision", at.precision());
        json.put("linkageRecall", at.linkageRecall());
        json.put("f1", at.f1());
        return json;
    }
}
