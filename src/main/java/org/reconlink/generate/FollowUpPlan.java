package org.reconlink.generate;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.reconlink.generate.Charge.Adjudication;

/** What happens to the sample study's participants after release, line by line as planned. */
final class FollowUpPlan {
    private static final String OFFENCES = "sample/follow-up-offences.csv";
    private static final String SPELLS = "sample/spells-after-release.csv";

    /**
     * A charge and where it is recorded.
     *
     * @param file {@code home}: where the rest of the history is; {@code both}: in both extracts; {@code twice}: two rows
     */
    record Recorded(Charge charge, String file) {}

    private final Map<String, List<Recorded>> charges = new HashMap<>();
    private final List<NamedCsvRecord> spells = Tables.read(SPELLS);

    FollowUpPlan(OffenceStock stock, CaseNumbers cases, Dice dice) {
        Map<String, String> references = new HashMap<>();
        for (NamedCsvRecord row : Tables.read(OFFENCES)) {
            String who = row.getField("study_no");
            LocalDate convicted = LocalDate.parse(row.getField("convicted"));
            String reference =
                    references.computeIfAbsent(who + " " + row.getField("case"), key -> cases.next(convicted));
            charges.computeIfAbsent(who, key -> new ArrayList<>())
                    .add(new Recorded(charge(row, reference, convicted, stock, dice), row.getField("file")));
        }
    }

    private static Charge charge(
            NamedCsvRecord row, String reference, LocalDate convicted, OffenceStock stock, Dice dice) {
        String code = row.getField("cjs_code");
        StockOffence offence = stock.named(code.isEmpty() ? row.getField("home_office_code") : code);
        Adjudication adjudication = Adjudication.of(row.getField("adjudication"));
        String disposal = row.getField("disposal_code");
        boolean proved = adjudication == Adjudication.GUILTY || adjudication == Adjudication.CAUTION;
        return new Charge(
                reference,
                Integer.parseInt(row.getField("number")),
                offence,
                Tables.date(row, "offence_from"),
                Tables.date(row, "offence_to"),
                convicted,
                adjudication,
                proved ? Courtroom.planned(offence, disposal, dice) : Courtroom.without(disposal, dice));
    }

    /** The planned charges of one participant. */
    List<Recorded> charges(String studyNo) {
        return charges.getOrDefault(studyNo, List.of());
    }

    /** The planned custody spells of one participant, under their prison number. */
    List<Spell> spells(String studyNo, String prisonNumber) {
        return spells.stream()
                .filter(row -> row.getField("study_no").equals(studyNo))
                .map(row -> new Spell(
                        prisonNumber,
                        Objects.requireNonNull(Tables.date(row, "from")),
                        Tables.date(row, "to"),
                        row.getField("type"),
                        row.getField("reason")))
                .toList();
    }
}
