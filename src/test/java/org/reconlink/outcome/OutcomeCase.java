package org.reconlink.outcome;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.reconlink.kernel.Adjudication;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.kernel.CustodySpell;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.PartialDates;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PersonName;
import org.reconlink.kernel.RecordId;
import org.reconlink.offence.OffenceSettings;
import org.reconlink.offence.SeriousnessScale;
import org.reconlink.outcome.OutcomeDeriver.Derived;
import org.reconlink.outcome.OutcomeSettings.ProofBasis;
import org.reconlink.outcome.OutcomeSettings.Undated;
import org.reconlink.outcome.WindowSettings.FirstDay;
import org.reconlink.outcome.WindowSettings.OffenceDate;

/**
 * One case of a table: a participant, the protocol where it differs from the default, conviction rows, custody spells.
 * {@code README.md} beside the tables says what can be written.
 */
record OutcomeCase(
        OutcomeSettings settings,
        List<SeriousnessScale> scales,
        Participant participant,
        boolean linked,
        List<ConvictionRecord> rows,
        List<CustodySpell> spells,
        Set<String> courtsNotCounted) {
    OutcomeCase(
            OutcomeSettings settings,
            List<SeriousnessScale> scales,
            Participant participant,
            boolean linked,
            List<ConvictionRecord> rows,
            List<CustodySpell> spells) {
        this(settings, scales, participant, linked, rows, spells, Set.of());
    }

    static final int RESPONSIBLE_FROM = 10;
    static final OffenceSettings OFFENCES = new OffenceSettings(
            List.of("court-mode"),
            OffenceSettings.Indictable.ONLY,
            Set.of(new HomeOfficeCode(195, 66)),
            Set.of("1002", "1003", "1007", "1022", "1024", "1081", "1162"),
            null);
    static final InclusionSettings EVERYBODY = new InclusionSettings(false, Map.of(), List.of(), null, false);

    static OutcomeCase read(Given given) {
        return new OutcomeCase(
                settings(given),
                scales(given),
                participant(given),
                given.yes("linked", true),
                rows(given),
                spells(given),
                given.has("court not counted") ? Set.of(given.text("court not counted")) : Set.of());
    }

    Derived derived() {
        return deriver().derive(participant, linked, rows, spells);
    }

    OutcomeCase linked(boolean isLinked) {
        return new OutcomeCase(settings, scales, participant, isLinked, rows, spells, courtsNotCounted);
    }

    OutcomeDeriver deriver() {
        OffenceSettings offences = new OffenceSettings(
                OFFENCES.scales(),
                OFFENCES.indictable(),
                OFFENCES.notCounted(),
                OFFENCES.custodialDisposals(),
                null,
                List.of(),
                courtsNotCounted);
        return new OutcomeDeriver(settings, offences, OffenceCatalogue::classify, scales, RESPONSIBLE_FROM);
    }

    private static OutcomeSettings settings(Given given) {
        return new OutcomeSettings(
                        given.has("data cut") ? given.date("data cut") : LocalDate.of(2021, 12, 31),
                        windows(given),
                        given.text("counts", "convictions").equals("convictions")
                                ? ProofBasis.CONVICTIONS
                                : ProofBasis.CONVICTIONS_OR_CAUTIONS,
                        given.yes("offences in custody count", true),
                        given.has("include") ? inclusion(given.map("include")) : EVERYBODY)
                .takingUndatedAs(constant(Undated.class, given.text("undated offences", "no reoffence")));
    }

    private static List<WindowSettings> windows(Given given) {
        if (!given.has("windows")) {
            return List.of(window("after", given.has("window") ? given.map("window") : new Given(Map.of())));
        }
        List<WindowSettings> windows = new ArrayList<>();
        given.map("windows").all().forEach((name, window) -> windows.add(window(name, new Given(Given.asMap(window)))));
        return windows;
    }

    private static WindowSettings window(String name, Given window) {
        WindowSettings settings = new WindowSettings(
                name,
                window.has("from") ? window.participantDate("from") : ParticipantDate.RELEASE,
                window.number("months"),
                window.participantDate("to"),
                window.number("waiting", 6),
                constant(FirstDay.class, window.text("first day", "next day")),
                constant(OffenceDate.class, window.text("offence date", "start")),
                window.text("blank end", "unknown").equals("continuing"));
        window.nothingElse();
        return settings;
    }

    private static InclusionSettings inclusion(Given include) {
        Map<ParticipantDate, InclusionSettings.Bounds> dates = new LinkedHashMap<>();
        for (ParticipantDate date : ParticipantDate.values()) {
            if (include.has(date.field())) {
                Given bounds = include.map(date.field());
                dates.put(date, new InclusionSettings.Bounds(bounds.date("from"), bounds.date("to")));
                bounds.nothingElse();
            }
        }
        List<InclusionSettings.Span> spans = include.maps("at least").stream()
                .map(span -> new InclusionSettings.Span(
                        span.text("of"),
                        span.participantDate("from"),
                        span.participantDate("to"),
                        span.number("months", 0),
                        span.number("days", 0)))
                .toList();
        InclusionSettings settings = new InclusionSettings(
                include.yes("consent", false),
                dates,
                spans,
                include.participantDate("alive and in the country at"),
                include.yes("linked", false));
        include.nothingElse();
        return settings;
    }

    private static List<SeriousnessScale> scales(Given given) {
        if (!given.has("scales")) {
            return List.of(OffenceCatalogue.COURT_MODE);
        }
        return ((List<?>) given.value("scales"))
                .stream().map(name -> OffenceCatalogue.scale((String) name)).toList();
    }

    private static Participant participant(Given given) {
        Map<ParticipantDate, LocalDate> dates = new EnumMap<>(ParticipantDate.class);
        for (ParticipantDate date : ParticipantDate.values()) {
            if (given.has(date.field())) {
                dates.put(date, given.date(date.field()));
            }
        }
        return participant(given.date("born"), given.text("index offence"), dates, (Boolean) given.value("consent"));
    }

    static Participant participant(
            LocalDate born, String indexOffence, Map<ParticipantDate, LocalDate> dates, Boolean consent) {
        return new Participant(
                new ParticipantId("1"),
                new RecordId("participants.xlsx", "Referrals", 2),
                person(born),
                indexOffence == null ? null : OffenceCatalogue.named(indexOffence),
                dates,
                null,
                null,
                consent,
                null,
                Map.of());
    }

    static PersonDetails person(LocalDate born) {
        return new PersonDetails(new PersonName("A", "B", null), List.of(), born, null, null, null, null, List.of());
    }

    private static List<ConvictionRecord> rows(Given given) {
        List<ConvictionRecord> rows = new ArrayList<>();
        for (Given row : given.maps("rows")) {
            rows.add(row(row, rows.size() + 1));
            expectedOfRow(row);
            row.nothingElse();
        }
        return rows;
    }

    /** Keys of a row that say what is expected of it. */
    private static void expectedOfRow(Given row) {
        for (String key : List.of("is", "straddles", "in custody")) {
            row.value(key);
        }
    }

    private static ConvictionRecord row(Given row, int number) {
        PartialDates partial = new PartialDates(row.within("committed"), row.within("to"), row.within("proved"));
        return new ConvictionRecord(
                new RecordId(row.text("file", "pnc.csv"), null, number),
                new PersonDetails(
                        new PersonName("A", row.text("alias", "B"), null),
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of()),
                row.text("case"),
                row.text("number"),
                OffenceCatalogue.named(row.text("offence", "theft")),
                row.date("committed"),
                row.date("to"),
                partial.conviction() == null
                        ? row.date("proved")
                        : partial.conviction().first(),
                constant(Adjudication.class, row.text("verdict", "guilty")),
                row.text("court"),
                row.text("disposal"),
                row.yes("disposal unclear", false),
                row.number("sentence days"),
                row.number("TICs", 0),
                partial);
    }

    private static List<CustodySpell> spells(Given given) {
        List<CustodySpell> spells = new ArrayList<>();
        for (Given spell : given.maps("custody")) {
            spells.add(new CustodySpell(
                    new RecordId("custody.xlsx", "Spells", spells.size() + 1L),
                    new CustodySpell.PersonKey(new ParticipantId("1"), null, null),
                    spell.date("from"),
                    spell.date("to"),
                    constant(CustodySpell.Type.class, spell.text("type", "sentence")),
                    spell.text("kind"),
                    null));
            spell.nothingElse();
        }
        return spells;
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String words) {
        return Enum.valueOf(type, words.toUpperCase(Locale.ROOT).replace(' ', '_'));
    }
}
