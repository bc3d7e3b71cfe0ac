package org.reconlink.job;

import org.reconlink.linkage.LinkDecision;
import org.reconlink.linkage.LinkageResult;
import org.reconlink.linkage.LinkageSettings;
import org.reconlink.linkage.Linker;
import org.reconlink.linkage.Model;
import org.reconlink.store.WorkingStore;

/** Decides which person of the extract each participant is. */
final class LinkPersons implements RunStep {
    private final RunContext run;
    private final WorkingStore store;
    private final ExtractMemory memory;
    private String summary = "";

    LinkPersons(RunContext run, WorkingStore store, ExtractMemory memory) {
        this.run = run;
        this.store = store;
        this.memory = memory;
    }

    @Override
    public int execute() throws Exception {
        LinkageSettings settings = run.study().linkage();
        Model model = settings.model() == null ? Model.shipped() : Model.read(settings.model());
        LinkageResult result =
                new Linker(settings, model).link(store.participants().read(run.runId()), memory.release());
        store.replaceLinkage(run.runId(), result);
        summary =
                result.candidatePairs() + " candidate pairs, " + count(result, LinkDecision.Status.LINKED) + " linked, "
                        + count(result, LinkDecision.Status.IN_REVIEW) + " in review, "
                        + count(result, LinkDecision.Status.UNLINKED) + " unlinked";
        return result.pairs().size();
    }

    static long count(LinkageResult result, LinkDecision.Status status) {
        return result.decisions().stream().filter(d -> d.status() == status).count();
    }

    @Override
    public String summary() {
        return summary;
    }
}
