package org.reconlink.report;

import java.util.List;
import java.util.Map;
import org.reconlink.report.Checklist.ChecklistItem;
import org.reconlink.result.Cohort;

/**
 * The four steps of GUILD (Gilbert et al. 2018), what each should tell stated in our own words and filled from a run. The
 * guidance tells its steps apart by who knows: provider, linker, analyst, author.
 */
final class GuildChecklist {
    private static final String PROVISION = "Step 1";
    private static final String LINKAGE = "Step 2";
    private static final String ANALYSIS = "Step 3";
    private static final String REPORT = "Step 4";

    private final RunFacts facts;
    private final String code;

    private GuildChecklist(Cohort cohort, Map<String, String> versions) {
        this.facts = new RunFacts(cohort);
        this.code = VersionsChapter.product(versions);
    }

    static Checklist of(Cohort cohort, Map<String, String> versions) {
        GuildChecklist items = new GuildChecklist(cohort, versions);
        return new Checklist(
                "GUILD",
                "GUILD: information about the linkage, step by step",
                "Gilbert et al. 2018, doi 10.1093/pubmed/fdx037",
                List.of(
                        items.population(),
                        items.provided(),
                        items.quality(),
                        items.method(),
                        items.links(),
                        items.privacy(),
                        items.outcomes(),
                        items.error(),
                        items.sensitivity(),
                        items.told(),
                        items.limits()));
    }

    private ChecklistItem population() {
        return new ChecklistItem(
                PROVISION,
                "Population of each source",
                "Who is in each data set, and which places and years it covers.",
                facts.extract() + " " + facts.dataCut(),
                List.of("inputs", "linkage"),
                "for each source, whom it is meant to cover, where and since when, and who is known to be missing.");
    }

    private ChecklistItem provided() {
        return new ChecklistItem(
                PROVISION,
                "How the data were made and drawn",
                "How the records came to be, and how they were extracted and processed for the linkage.",
                facts.files() + ". " + facts.formats() + ".",
                List.of("inputs"),
                "how each source records people and events, who drew the extract, when, by which query, and what was"
                        + " changed on the way.");
    }

    private ChecklistItem quality() {
        return new ChecklistItem(
                PROVISION,
                "Quality of the data",
                "How good the data are, identifiers above all.",
                facts.cleaning() + " " + facts.completeness(),
                List.of("inputs", "linkage"),
                "which checks the provider makes, and known changes of quality over the years.");
    }

    private ChecklistItem method() {
        return new ChecklistItem(
                LINKAGE,
                "Method of the linkage",
                "Identifiers, how they were prepared, the rules or weights by which pairs were compared and decided.",
                facts.linkageMethod() + " " + facts.linkageFigures(),
                List.of("linkage", "protocol"),
                "");
    }

    private ChecklistItem links() {
        return new ChecklistItem(
                LINKAGE,
                "Quality of the linkage",
                "How many are linked, how many links may be false or missed, and whom that concerns.",
                facts.linked() + " " + facts.linkageQuality(),
                List.of("linkage"),
                "");
    }

    private ChecklistItem privacy() {
        return new ChecklistItem(
                LINKAGE,
                "Identifiers and disclosure",
                "How identifiers are kept apart from the data that are analysed.",
                facts.privacy(),
                List.of("protocol"),
                "who could see identifiers, where, and under which approvals.");
    }

    private ChecklistItem outcomes() {
        return new ChecklistItem(
                ANALYSIS,
                "From linked data to outcomes",
                "How the data that were analysed were derived from the linked data, and for whom outcomes are missing.",
                facts.windows() + " " + facts.observed() + " Reasons for “not observed” stand in the flow of numbers.",
                List.of("flow", "protocol"),
                "");
    }

    private ChecklistItem error() {
        return new ChecklistItem(
                ANALYSIS,
                "Linkage error in the analysis",
                "How false and missed links were allowed for in the results.",
                facts.linkageError(),
                List.of("rate"),
                facts.linkageError().isEmpty()
                        ? "how false and missed links were allowed for; the run has no rate."
                        : "");
    }

    private ChecklistItem sensitivity() {
        return new ChecklistItem(
                ANALYSIS,
                "Other choices",
                "What other reasonable choices would have done to the results.",
                facts.definitions(),
                List.of("definitions", "linkage"),
                "any further sensitivity analyses made with the published tables.");
    }

    private ChecklistItem told() {
        return new ChecklistItem(
                REPORT,
                "What the report tells of the linkage",
                "Numbers at each stage, method, quality and versions, so that readers can judge and repeat it.",
                facts.included() + " " + facts.linked() + " Made by " + code
                        + "; the same inputs and protocol give the same bytes.",
                List.of("flow", "linkage", "versions"),
                "");
    }

    private ChecklistItem limits() {
        return new ChecklistItem(
                REPORT,
                "What linkage may do to the findings",
                "Limits of the linked data and the likely direction of bias.",
                facts.notLinked(),
                List.of("rate"),
                "in which direction unlinked people and wrong links may have moved the findings, and for which groups.");
    }
}
