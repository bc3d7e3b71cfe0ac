package org.reconlink.spark;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.blocking.Blocker.QuadraticBlockException;
import org.reconlink.linkage.decision.Distinct;
import org.reconlink.linkage.model.Parameters;
import org.reconlink.linkage.tables.LinkagePlan;
import org.reconlink.linkage.tables.LinkedPairs;
import org.reconlink.linkage.tables.TableLinkage;

/** Links tables that lie on many machines, to the bits that one machine finds in the same rows. */
public final class SparkLinkage {
    /** Of what is in a work folder: another version makes its own. */
    private static final String VERSION = "1";

    private final SparkSession session;
    private final LinkagePlan plan;
    private final String work;
    private final SparkSettings settings;

    /**
     * @param plan whose rules are held to its budget of pairs
     * @param work a folder that all machines reach, for what is done so far; the same command goes on from there
     */
    public SparkLinkage(SparkSession session, LinkagePlan plan, String work, SparkSettings settings) {
        this.session = session;
        this.plan = plan;
        this.work = work;
        this.settings = settings;
    }

    /**
     * Links the rows of two tables, each with one partner at most.
     *
     * @param fixed parameters by comparison that are taken as they are
     * @throws SparkInputException if something is wrong with a table
     * @throws QuadraticBlockException if a rule brings more pairs than the budget, before a row moves
     */
    public LinkedOnSpark link(SparkTable left, SparkTable right, Map<String, Parameters.Comparison> fixed)
            throws IOException {
        return linked(left, right, fixed);
    }

    /**
     * Finds the rows of one table that are the same person.
     *
     * @param fixed parameters by comparison that are taken as they are
     * @throws SparkInputException if something is wrong with the table
     * @throws QuadraticBlockException if a rule brings more pairs than the budget, before a row moves
     */
    public LinkedOnSpark dedupe(SparkTable table, Map<String, Parameters.Comparison> fixed) throws IOException {
        return linked(table, null, fixed);
    }

    private LinkedOnSpark linked(SparkTable left, @Nullable SparkTable right, Map<String, Parameters.Comparison> fixed)
            throws IOException {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
        String json = plan.write();
        WorkFolder folder = new WorkFolder(
                context,
                work,
                String.join(
                        "\n",
                        VERSION,
                        json,
                        settings.toString(),
                        written(fixed),
                        String.valueOf(left),
                        String.valueOf(right),
                        TableFiles.state(session, left).toString(),
                        right == null ? "" : TableFiles.state(session, right).toString()));
        TableReader reader = new TableReader(session, folder, json, settings);
        TableReader.Placed lefts = reader.read("left", left);
        TableReader.Placed rights = right == null ? lefts : reader.read("right", right);
        byte[] ofLeft = values(context, folder, json, lefts, "left");
        byte[] ofRight = right == null ? ofLeft : values(context, folder, json, rights, "right");
        SparkPairs pairs = new SparkPairs(
                context,
                folder,
                settings,
                new Shared(json, ofLeft, ofRight, lefts.rows(), rights.rows()),
                lefts,
                rights);
        LinkedPairs linked = TableLinkage.link(
                plan.on(pairs.left().columns()),
                pairs,
                fixed,
                right == null ? Distinct.none(lefts.rows()) : null,
                lefts.rows(),
                right == null);
        return new LinkedOnSpark(session, folder, linked, lefts, rights);
    }

    private static byte[] values(
            JavaSparkContext context, WorkFolder folder, String json, TableReader.Placed table, String side)
            throws IOException {
        return folder.stage(
                "values-" + side,
                () -> CountedValues.count(context, folder.blobs(context, table.name()), json, table.parts().length));
    }

    private static String written(Map<String, Parameters.Comparison> fixed) {
        StringBuilder text = new StringBuilder();
        fixed.forEach((name, comparison) -> text.append(name)
                .append(List.of(comparison.labels()))
                .append(java.util.Arrays.toString(comparison.m()))
                .append(java.util.Arrays.toString(comparison.u())));
        return text.toString();
    }
}
