package org.reconlink.job;

import java.nio.file.Path;
import java.util.Map;
import org.reconlink.intake.Intake;
import org.reconlink.publish.DataPackage;
import org.reconlink.publish.PublishedTables;
import org.reconlink.result.DatabaseSettings;
import org.reconlink.store.WorkingStore;
import org.reconlink.store.research.ResearchDatabase;
import org.reconlink.store.research.ResearchDataset;

/** Loads the tables of the run's data package into the study's research database, if it has one. */
final class LoadDatabase implements RunStep {
    private final RunContext run;
    private final WorkingStore store;
    private String summary = "no research database";

    LoadDatabase(RunContext run, WorkingStore store) {
        this.run = run;
        this.store = store;
    }

    @Override
    public int execute() throws Exception {
        DatabaseSettings database = run.study().publish().database();
        if (database == null) {
            return 0;
        }
        run.trail().append("loading database", Map.of("run", run.runId(), "database", database.target()));
        Path published = run.output().resolve(run.study().id()).resolve(run.runId());
        ResearchDataset dataset = new ResearchDataset(
                run.study().id(),
                run.runId(),
                run.study().protocolSha256(),
                Intake.sha256(published.resolve(DataPackage.DESCRIPTOR)),
                PublishedTables.of(StudyResults.read(run, store)));
        summary = "schema " + new ResearchDatabase(database).publish(dataset);
        return 1;
    }

    @Override
    public String summary() {
        return summary;
    }
}
