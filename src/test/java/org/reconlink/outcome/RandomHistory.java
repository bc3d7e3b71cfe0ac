package org.reconlink.outcome;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.reconlink.kernel.Adjudication;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.kernel.CustodySpell;
import org.reconlink.kernel.DateRange;
import org.reconlink.kernel.PartialDates;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.RecordId;
import org.reconlink.outcome.OutcomeSettings.ProofBasis;
import org.reconlink.outcome.WindowSettings.FirstDay;
import org.reconlink.outcome.WindowSettings.OffenceDate;

/** Makes participants, protocols and histories whose dates crowd around each other, so that boundaries are met often. */
final class RandomHistory {
    private final Random random;
    private final List<LocalDate> landmarks = new ArrayList<>();

    private RandomHistory(long seed) {
        this.random = new Random(seed);
    }

    /** Each row is an offence of its own. */
    static OutcomeCase ofSingleRows(long seed) {
        return new RandomHistory(seed).history(false);
    }

    /** Rows repeat each other and are hearings of the same offences. */
    static OutcomeCase ofHearings(long seed) {
        return new RandomHistory(seed).history(true);
    }

    /** Each row is an offence of its own, and of many no more than the month or the year is known. */
    static OutcomeCase ofPartialDates(long seed) {
        OutcomeCase whole = ofSingleRows(seed);
        Random random = new Random(~seed);
        return new OutcomeCase(
                whole.settings(),
                whole.scales(),
                whole.participant(),
                whole.linked(),
                whole.rows().stream()
                        .map(row -> random.nextInt(3) == 0 ? partial(row, random) : row)
                        .toList(),
                whole.spells());
    }

    private static ConvictionRecord partial(ConvictionRecord row, Random random) {
        DateRange end = random.nextBoolean() ? null : within(row.offenceEnd(), random);
        return new ConvictionRecord(
                row.source(),
                row.person(),
                row.caseReference(),
                row.offenceNumber(),
                row.offence(),
                null,
                end == null ? row.offenceEnd() : null,
                row.convictionDate(),
                row.adjudication(),
                row.court(),
                row.disposalCode(),
                row.disposalUnclear(),
                row.sentenceDays(),
                row.takenIntoConsideration(),
                new PartialDates(within(row.offenceStart(), random), end, null));
    }

    private static DateRange within(LocalDate date, Random random) {
        if (date == null) {
            return null;
        }
        return random.nextInt(3) == 0
                ? new DateRange(date.withDayOfYear(1), date.withDayOfYear(date.lengthOfYear()))
                : new DateRange(date.withDayOfMonth(1), date.withDayOfMonth(date.lengthOfMonth()));
    }

    private OutcomeCase history(boolean hearings) {
        LocalDate release = LocalDate.of(2011, 1, 1).plusDays(random.nextInt(800));
        WindowSettings window = window();
        Map<ParticipantDate, LocalDate> dates = new EnumMap<>(ParticipantDate.class);
        put(dates, ParticipantDate.RELEASE, release, 0.97);
        put(dates, ParticipantDate.INTERVENTION_END, release.plusDays(random.nextInt(700) - 20), 0.8);
        put(dates, ParticipantDate.INDEX_CONVICTION, release.plusDays(random.nextInt(100) - 80), 0.8);
        landmarks.add(release);
        landmarks.addAll(dates.values());
        if (window.months() != null) {
            landmarks.add(release.plusMonths(window.months()));
            landmarks.add(release.plusMonths(window.months() + window.waitingMonths()));
        }
        LocalDate cut = chance(0.5) ? near() : release.plusDays(random.nextInt(1600));
        landmarks.add(cut);
        landmarks.add(cut.minusMonths(window.waitingMonths()));
        put(dates, ParticipantDate.DEATH, near(), 0.15);
        put(dates, ParticipantDate.DEPORTATION, near(), 0.15);
        OutcomeSettings settings = new OutcomeSettings(
                cut,
                List.of(window),
                chance(0.7) ? ProofBasis.CONVICTIONS : ProofBasis.CONVICTIONS_OR_CAUTIONS,
                chance(0.8),
                OutcomeCase.EVERYBODY);
        return new OutcomeCase(
                settings,
                List.of(OffenceCatalogue.COURT_MODE, OffenceCatalogue.MAXIMUM_SENTENCE),
                OutcomeCase.participant(
                        release.minusYears(30), chance(0.5) ? "robbery" : null, dates, chance(0.5) ? true : null),
                chance(0.95),
                hearings ? hearings() : singleRows(),
                spells());
    }

    private WindowSettings window() {
        int kind = random.nextInt(3);
        return new WindowSettings(
                "after",
                ParticipantDate.RELEASE,
                kind == 0 ? random.nextInt(31) : null,
                kind == 1 ? ParticipantDate.INTERVENTION_END : null,
                random.nextInt(9),
                chance(0.7) ? FirstDay.NEXT_DAY : FirstDay.SAME_DAY,
                chance(0.7) ? OffenceDate.START : OffenceDate.END,
                chance(0.3));
    }

    private List<ConvictionRecord> singleRows() {
        List<ConvictionRecord> rows = new ArrayList<>();
        int count = random.nextInt(7);
        for (int i = 1; i <= count; i++) {
            rows.add(row(i, null, null, near(), near(), verdict()));
        }
        return rows;
    }

    private List<ConvictionRecord> hearings() {
        List<LocalDate> few = List.of(near(), near(), near());
        List<ConvictionRecord> rows = new ArrayList<>();
        int count = 2 + random.nextInt(8);
        for (int i = 1; i <= count; i++) {
            if (!rows.isEmpty() && chance(0.2)) {
                rows.add(repeated(rows.get(random.nextInt(rows.size())), i));
            } else {
                String reference = chance(0.8) ? pick(List.of("A", "B")) : null;
                String number = chance(0.6) ? pick(List.of("1", "2", "10")) : null;
                rows.add(row(i, reference, number, pick(few), pick(few), verdict()));
            }
        }
        return rows;
    }

    private ConvictionRecord row(
            int number,
            String caseReference,
            String offenceNumber,
            LocalDate committed,
            LocalDate proved,
            Adjudication verdict) {
        return new ConvictionRecord(
                new RecordId("pnc.csv", null, number),
                OutcomeCase.person(chance(0.5) ? null : LocalDate.of(1980, 1, 1)),
                caseReference,
                offenceNumber,
                OffenceCatalogue.named(pick(OffenceCatalogue.names())),
                chance(0.9) ? committed : null,
                chance(0.3) ? committed.plusDays(random.nextInt(40)) : null,
                proved,
                verdict,
                chance(0.7) ? pick(List.of("X", "Y")) : null,
                chance(0.5) ? pick(List.of("1002", "1015")) : null,
                chance(0.3) ? (Integer) (10 * random.nextInt(3)) : null,
                random.nextInt(2));
    }

    static ConvictionRecord repeated(ConvictionRecord row, long number) {
        return row.at(new RecordId("pnc.csv", null, number));
    }

    private List<CustodySpell> spells() {
        List<CustodySpell> spells = new ArrayList<>();
        int count = random.nextInt(5);
        for (int i = 1; i <= count; i++) {
            LocalDate start = near();
            spells.add(new CustodySpell(
                    new RecordId("custody.xlsx", "Spells", i),
                    new CustodySpell.PersonKey(new ParticipantId("1"), null, null),
                    start,
                    chance(0.85) ? start.plusDays(random.nextInt(60) - 2) : null,
                    pick(List.of(CustodySpell.Type.values())),
                    chance(0.3) ? "HDC" : null,
                    null));
        }
        return spells;
    }

    /** Any but QUASHED, which is a hearing of another row: those have their tables of cases. */
    private Adjudication verdict() {
        return chance(0.75)
                ? Adjudication.GUILTY
                : pick(List.copyOf(EnumSet.complementOf(EnumSet.of(Adjudication.QUASHED))));
    }

    /** A date at most two days, now and then two months, from one that matters already. */
    private LocalDate near() {
        int spread = chance(0.5) ? 2 : 60;
        LocalDate date = pick(landmarks).plusDays(random.nextInt(2 * spread + 1) - spread);
        landmarks.add(date);
        return date;
    }

    private void put(Map<ParticipantDate, LocalDate> dates, ParticipantDate which, LocalDate date, double chance) {
        if (chance(chance)) {
            dates.put(which, date);
        }
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
