package org.reconlink.spark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.reconlink.intake.PlainRule.Kind;
import org.reconlink.linkage.blocking.BlockingRule;
import org.reconlink.linkage.comparison.FieldComparison.Asked;
import org.reconlink.linkage.comparison.FieldComparison.SharedColumn;
import org.reconlink.linkage.comparison.Meaning;
import org.reconlink.linkage.decision.ScoredPair;
import org.reconlink.linkage.engine.LinkageEngine.EngineSettings;
import org.reconlink.linkage.tables.LinkagePlan;
import org.reconlink.linkage.tables.LinkedPairs;
import org.reconlink.linkage.tables.PairDecisions;
import org.reconlink.linkage.tables.TableLinkage;
import org.reconlink.linkage.tables.TableRows;

/** What one machine finds in the tables, and how the same tables are given to Spark. */
final class OneMachine {
    private static final SparkTable.Reading READING =
            new SparkTable.Reading(List.of(), List.of(), 2026, "Europe/London");

    private OneMachine() {}

    static LinkagePlan plan() {
        return plan(1_000_000_000);
    }

    /** @param rules columns, a rule for each; none for the usual rules */
    static LinkagePlan plan(long pairBudget, String... rules) {
        List<SharedColumn> fields = List.of(
                new SharedColumn(Meaning.FORENAME, "forename", "forename"),
                new SharedColumn(Meaning.SURNAME, "surname", "surname"),
                new SharedColumn(Meaning.DATE_OF_BIRTH, "date of birth", "date of birth"),
                new SharedColumn(Meaning.POSTCODE, "postcode", "postcode"),
                new SharedColumn(Meaning.SEX, "sex", "sex"),
                new SharedColumn(Meaning.IDENTIFIER, "pnc id", "pnc id"));
        return new LinkagePlan(
                fields,
                Map.<String, Asked>of(),
                Stream.of(rules).map(column -> BlockingRule.on(column, column)).toList(),
                new EngineSettings(2, 1L << 28, pairBudget));
    }

    static SparkTable table(String name, SparkTable.Format format, Path... files) {
        List<SparkTable.Column> columns = List.of(
                column("forename", Kind.NAME, "surname"),
                column("surname", Kind.NAME, "forename"),
                column("date of birth", Kind.DATE, ""),
                column("postcode", Kind.POSTCODE, ""),
                column("sex", Kind.SEX, ""),
                column("pnc id", Kind.PNC_ID, ""));
        List<String> paths = new ArrayList<>();
        for (Path file : files) {
            paths.add(file.toUri().toString());
        }
        return new SparkTable(name, paths, format, InventedPeople.HEADINGS, columns, "id", READING);
    }

    private static SparkTable.Column column(String heading, Kind kind, String instead) {
        return new SparkTable.Column(List.of(heading), kind, instead);
    }

    static TableRows rows(LinkagePlan plan, List<String[]> rows) {
        SparkTable table = table("table", SparkTable.Format.CSV);
        TableRows.Builder builder =
                plan.table("table", InventedPeople.HEADINGS, TableReader.sources(table, plan, false), "id");
        rows.forEach(builder::add);
        return builder.build();
    }

    static LinkedPairs link(InventedPeople people) {
        LinkagePlan plan = plan();
        return TableLinkage.link(plan, rows(plan, people.left), rows(plan, people.right), Map.of())
                .found();
    }

    static LinkedPairs dedupe(InventedPeople people) {
        LinkagePlan plan = plan();
        List<String[]> all = new ArrayList<>(people.left);
        all.addAll(people.right);
        return TableLinkage.dedupe(plan, rows(plan, all), Map.of()).found();
    }

    /** All that was found to the last bit, a line for each number. */
    static List<String> bits(LinkedPairs found) {
        List<String> lines = new ArrayList<>();
        found.rules().forEach(rule -> lines.add(rule.rule() + " " + rule.pairs()));
        lines.addAll(found.rulesLeftOut());
        lines.add("candidates " + found.candidates());
        lines.add("matches " + Double.doubleToLongBits(found.parameters().matchesExpected()));
        found.parameters().comparisons().forEach(comparison -> {
            for (double m : comparison.m()) {
                lines.add(comparison.name() + " m " + Double.doubleToLongBits(m));
            }
            for (double u : comparison.u()) {
                lines.add(comparison.name() + " u " + Double.doubleToLongBits(u));
            }
        });
        PairDecisions decided = new PairDecisions(found, 0.9);
        for (int p = 0; p < found.pairs().size(); p++) {
            ScoredPair pair = found.pairs().get(p);
            lines.add(pair.left() + " " + pair.right() + " " + Double.doubleToLongBits(pair.bits()) + " "
                    + Double.doubleToLongBits(found.probabilities()[p]) + " " + String.join(" ", decided.words(p)));
        }
        return lines;
    }
}
