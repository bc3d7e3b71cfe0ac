package org.reconlink.generate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The sample study: 69 invented participants, planned one by one, among some thousands of invented others. */
public final class SampleStudy {
    private static final List<String> TRUTH = List.of(
            "participant id",
            "pnc id",
            "traps",
            "included",
            "exclusion reason",
            "violent or sexual convictions",
            "recalled during",
            "reoffended during",
            "reoffended after",
            "worst after");

    /** What is written. */
    public static final List<String> FILES = List.of(
            "participants.xlsx",
            "custody.xlsx",
            "pnc-extract-north.csv",
            "pnc-extract-south.csv",
            "truth.csv",
            "README.md",
            DemonstrationKey.FILE);

    private SampleStudy() {}

    /**
     * Writes all files of the sample study, the same bytes every time.
     *
     * @param directory made if it does not exist; files of the same names in it are replaced
     */
    public static void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        SampleCast cast = new SampleCast();
        cast.extracts().write(directory);
        ReferralWorkbook.write(referrals(cast), directory.resolve("participants.xlsx"));
        CustodyWorkbook.write(spells(cast), directory.resolve("custody.xlsx"));
        DemonstrationKey.write(directory);
        truth(cast, directory.resolve("truth.csv"));
        Files.writeString(directory.resolve("README.md"), Tables.text("sample/README.md"), StandardCharsets.UTF_8);
    }

    private static List<Referral> referrals(SampleCast cast) {
        List<Referral> rows = new ArrayList<>();
        for (SamplePerson person : cast.participants()) {
            Dice dice = cast.diceFor(rows.size());
            String elsewhere = cast.people().postcodeElsewhere(dice);
            rows.add(new SampleReferral(person, cast.names(), elsewhere, dice).fill());
        }
        return rows;
    }

    private static List<Spell> spells(SampleCast cast) {
        List<Spell> spells = new ArrayList<>();
        for (int i = 0; i < cast.participants().size(); i++) {
            SamplePerson person = cast.participants().get(i);
            PlannedParticipant plan = person.plan();
            String number = person.truth().number().prisonNumber();
            spells.addAll(PrisonRecord.upToRelease(
                    number, plan.custodyFrom(), plan.indexConviction(), plan.released(), cast.diceFor(500 + i)));
            spells.addAll(cast.followUp().spells(plan.studyNo(), number));
        }
        spells.sort(Comparator.comparing(Spell::prisonNumber).thenComparing(Spell::from));
        return spells;
    }

    private static void truth(SampleCast cast, Path file) throws IOException {
        try (TableWriter table = new TableWriter(file, TRUTH)) {
            for (SamplePerson person : cast.participants()) {
                PlannedParticipant plan = person.plan();
                List<String> cells = new ArrayList<>(List.of(
                        plan.studyNo(),
                        plan.inExtracts() ? person.truth().number().pncId() : "",
                        plan.traps(),
                        plan.included() ? "yes" : "no",
                        plan.excluded(),
                        plan.inExtracts() ? Integer.toString(plan.violentOrSexual()) : ""));
                cells.addAll(plan.outcome());
                table.row(cells);
            }
        }
    }
}
