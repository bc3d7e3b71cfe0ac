package org.reconlink.report;

import java.util.List;
import java.util.Map;
import org.reconlink.report.Checklist.ChecklistItem;
import org.reconlink.result.Cohort;

/** The items of RECORD (Benchimol et al. 2015), stated in our own words and filled from a run. */
final class RecordChecklist {
    private final RunFacts facts;
    private final String code;
    private final String inclusion;

    private RecordChecklist(Cohort cohort, Map<String, String> versions) {
        this.facts = new RunFacts(cohort);
        this.code = VersionsChapter.product(versions);
        this.inclusion = OutcomeProtocol.criteria(cohort.result().outcome().inclusion());
    }

    static Checklist of(Cohort cohort, Map<String, String> versions) {
        RecordChecklist items = new RecordChecklist(cohort, versions);
        return new Checklist(
                "RECORD",
                "RECORD: studies that use routinely collected data",
                "Benchimol et al. 2015, doi 10.1371/journal.pmed.1001885",
                List.of(
                        items.data(),
                        items.placeAndTime(),
                        items.linkageNamed(),
                        items.selection(),
                        items.validation(),
                        items.diagram(),
                        items.codes(),
                        items.access(),
                        items.cleaning(),
                        items.linkage(),
                        items.persons(),
                        items.meaning(),
                        items.further()));
    }

    private ChecklistItem data() {
        return new ChecklistItem(
                "1.1",
                "Kind of data",
                "The title or abstract says what kind of data was used and, where it can, names the databases.",
                "Routinely kept records, by section of the protocol: " + facts.files()
                        + ". The manifest has the fingerprints whole.",
                List.of("inputs"),
                "the kind of data and the names of the databases that these files were drawn from, in title or abstract.");
    }

    private ChecklistItem placeAndTime() {
        return new ChecklistItem(
                "1.2",
                "Place and time",
                "The title or abstract says where and when the study took place.",
                facts.dataCut() + " " + facts.windows(),
                List.of("protocol"),
                "the region that the data cover and the years of the study, in title or abstract.");
    }

    private ChecklistItem linkageNamed() {
        return new ChecklistItem(
                "1.3",
                "Linkage named",
                "The title or abstract says plainly that databases were linked.",
                "They were: participants to conviction records. " + facts.linked(),
                List.of("linkage"),
                "a clause in title or abstract that says so.");
    }

    private ChecklistItem selection() {
        return new ChecklistItem(
                "6.1",
                "How people were selected",
                "The codes or rules by which the study's people were found are given in full, or why they cannot be.",
                facts.included() + " " + inclusion,
                List.of("flow", "protocol"),
                "how people came onto the participant sheet (referral, sampling, period), before the run read it.");
    }

    private ChecklistItem validation() {
        return ChecklistItem.forTheAuthor(
                "6.2",
                "Validity of the selection",
                "Studies that validated those codes or rules are cited; an unpublished validation is described with its"
                        + " results.",
                "which validation the selection of participants rests on, with its reference or results; if there is"
                        + " none, that there is none.");
    }

    private ChecklistItem diagram() {
        return new ChecklistItem(
                "6.3",
                "Diagram of the linkage",
                "Where databases were linked, a diagram shows the linkage with the number of people at each stage.",
                "The flow diagram and its table: " + facts.included() + " " + facts.status() + " " + facts.observed(),
                List.of("flow"),
                "");
    }

    private ChecklistItem codes() {
        return new ChecklistItem(
                "7.1",
                "Codes of the variables",
                "All codes and rules that define exposures, outcomes, confounders and effect modifiers are listed, or why"
                        + " they cannot be.",
                facts.codes() + " The codebook defines every column.",
                List.of("protocol", "definitions"),
                "how columns carried over from the participant sheet were defined and coded.");
    }

    private ChecklistItem access() {
        return new ChecklistItem(
                "12.1",
                "Access to the database",
                "How far the investigators could see the whole population that the study's people were drawn from.",
                facts.extract() + " Of persons who are linked to no participant, no offence is kept.",
                List.of("linkage"),
                "whether these extracts are the whole database or a selection, who selected it and by which criteria.");
    }

    private ChecklistItem cleaning() {
        return new ChecklistItem(
                "12.2",
                "Cleaning of the data",
                "How the data were cleaned.",
                facts.cleaning(),
                List.of("inputs", "protocol"),
                "what was done to the files before the run read them; if nothing, that nothing was.");
    }

    private ChecklistItem linkage() {
        return new ChecklistItem(
                "12.3",
                "Method and quality of the linkage",
                "Whether linkage was of persons, institutions or otherwise, how it was done and how its quality was"
                        + " judged.",
                facts.linkageMethod() + " " + facts.linkageQuality(),
                List.of("linkage", "rate"),
                "");
    }

    private ChecklistItem persons() {
        return new ChecklistItem(
                "13.1",
                "Selection of the people analysed",
                "How the people in the analysis were arrived at, with those left out for the quality or lack of their data"
                        + " or for want of a link, in words or a flow diagram.",
                facts.included() + " " + facts.status() + " " + facts.observed()
                        + " Reasons for “not observed” stand in" + " the flow of numbers.",
                List.of("flow", "people"),
                "");
    }

    private ChecklistItem meaning() {
        return new ChecklistItem(
                "19.1",
                "Data not made for the question",
                "What it means that the data were not collected for this question: misclassification, confounders not"
                        + " measured, missing data, rules of eligibility that changed.",
                facts.notLinked() + " " + facts.completeness() + " " + facts.definitions(),
                List.of("linkage", "rate", "definitions"),
                "what these mean for the findings: offences that are not recorded or not convicted, characteristics that"
                        + " no file has, changes of law, recording or eligibility during the study.");
    }

    private ChecklistItem further() {
        return new ChecklistItem(
                "22.1",
                "Protocol, data and code",
                "Where readers find the protocol, the raw data or the code.",
                "Made by " + code + ". The protocol chapter restates every setting; manifest.json and"
                        + " ro-crate-metadata.json name protocol, inputs, version and outputs by SHA-256.",
                List.of("protocol", "versions"),
                "where protocol, code and data can be had, from whom and on what conditions.");
    }
}
