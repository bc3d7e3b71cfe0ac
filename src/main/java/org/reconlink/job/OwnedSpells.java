package org.reconlink.job;

import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.CustodySpell;
import org.reconlink.kernel.Finding;
import org.reconlink.store.WorkingStore;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.batch.infrastructure.item.ItemStream;

/** Keeps the custody spells of participants; spells of anybody else are reported and filtered out. */
final class OwnedSpells implements ItemProcessor<CustodySpell, CustodySpell>, ItemStream {
    private final WorkingStore store;
    private final String run;
    private final StepFindings findings;
    private @Nullable SpellOwners owners;

    OwnedSpells(WorkingStore store, String run, String step) {
        this.store = store;
        this.run = run;
        this.findings = new StepFindings(store, run, step);
    }

    @Override
    public @Nullable CustodySpell process(CustodySpell spell) {
        if (!owners().owners(spell).isEmpty()) {
            return spell;
        }
        findings.accept(new Finding(
                Finding.Severity.WARNING,
                "custody spell of nobody",
                spell.source().file(),
                spell.source().sheet(),
                spell.source().row(),
                null,
                "no participant has this number",
                "check the number against the participant sheet; the spell is left out"));
        return null;
    }

    private SpellOwners owners() {
        SpellOwners known = owners;
        if (known == null) {
            known = new SpellOwners(store.participants().read(run));
            owners = known;
        }
        return known;
    }

    @Override
    public void update(ExecutionContext context) {
        findings.keep();
    }
}
