package org.reconlink.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.reconlink.intake.ExtractReader;
import org.reconlink.intake.ExtractSettings;
import org.reconlink.intake.FileFacts;
import org.reconlink.intake.Intake;
import org.reconlink.kernel.CustodySpell;
import org.reconlink.kernel.Finding;
import org.reconlink.store.WorkingStore;

/** Reads the custody spells of participants; spells of anybody else are reported and not kept. */
final class ReadCustody implements RunStep {
    private final RunContext run;
    private final WorkingStore store;
    private String summary = "";

    ReadCustody(RunContext run, WorkingStore store) {
        this.run = run;
        this.store = store;
    }

    @Override
    public int execute() throws Exception {
        List<CustodySpell> spells = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        List<FileFacts> facts = new ArrayList<>();
        ExtractSettings settings = run.study().custody();
        if (settings != null) {
            SpellOwners owners = new SpellOwners(store.participants().read(run.runId()));
            for (Path file : settings.files()) {
                try (ExtractReader<CustodySpell> rows =
                        Intake.custody(file, settings, run.study().intake(), findings::add, run.scans())) {
                    Rows.addAll(rows, spell -> keep(owners, spell, spells, findings));
                    facts.add(rows.facts());
                }
            }
        }
        store.custodySpells().replace(run.runId(), spells);
        InputFacts.replace(store, run.runId(), "custody", facts);
        store.findings().replace(run.runId(), "readCustody", findings);
        summary = settings == null ? "no custody file" : spells.size() + " custody spells";
        return spells.size();
    }

    private static void keep(
            SpellOwners owners, CustodySpell spell, List<CustodySpell> spells, List<Finding> findings) {
        if (!owners.owners(spell).isEmpty()) {
            spells.add(spell);
            return;
        }
        findings.add(new Finding(
                Finding.Severity.WARNING,
                "custody spell of nobody",
                spell.source().file(),
                spell.source().sheet(),
                spell.source().row(),
                null,
                "no participant has this number",
                "check the number against the participant sheet; the spell is left out"));
    }

    @Override
    public String summary() {
        return summary;
    }
}
