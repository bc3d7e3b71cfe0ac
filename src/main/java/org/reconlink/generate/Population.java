package org.reconlink.generate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.reconlink.generate.Charge.Adjudication;
import org.reconlink.generate.Courtroom.CaseNumbers;
import org.reconlink.generate.ExtractWriter.ExtractRow;
import org.reconlink.generate.OffenceStock.StockOffence;
import org.reconlink.generate.OffenceStock.StockOffence.Kind;
import org.reconlink.generate.People.PostcodeStock;
import org.reconlink.generate.Person.SpelledName;
import org.reconlink.generate.PoliceNumber.Digits;
import org.reconlink.generate.Referral.ReferralColumn;
import org.reconlink.generate.SampleStudy.DemonstrationKey;
import org.reconlink.generate.StudyHistory.PrisonRecord;
import org.reconlink.generate.StudyHistory.Spell;
import org.reconlink.generate.Tables.TableWriter;

/**
 * A population of any size, made person by person while it is written: participants, convictions, custody, the truth and
 * a protocol to run. The rows of one person stand together in the extract.
 */
public final class Population {
    private static final LocalDate FIRST = LocalDate.of(1975, 1, 1);
    private static final LocalDate DATA_CUT = LocalDate.of(2021, 12, 31);

    /** Part of the extract over which participants are spread, so that the rest can fill it up exactly. */
    private static final double SPREAD = 0.9;

    private final PopulationSize size;
    private final PopulationFiles files;
    private final Dice dice;
    private final NameStock names = new NameStock();
    private final People people = new People(names, new PostcodeStock());
    private final OffenceStock stock = new OffenceStock();
    private final CaseNumbers cases = new CaseNumbers();
    private final Career careers = new Career(stock, cases);
    private final ExtractNoise noise;
    private int participants;
    private long persons;

    private Population(PopulationSize size, PopulationFiles files) {
        this.size = size;
        this.files = files;
        this.dice = new Dice(size.seed());
        this.noise = new ExtractNoise(size.damage());
    }

    /** What is written. */
    public static final List<String> FILES = List.of(
            "participants.csv", "convictions.csv", "custody.csv", "truth.csv", "study.yml", DemonstrationKey.FILE);

    /**
     * Writes {@code participants.csv}, {@code convictions.csv}, {@code custody.csv}, {@code truth.csv}, {@code study.yml}
     * and a demonstration key, the same bytes for the same size. The extract has exactly the rows asked for, unless the
     * participants' histories alone are more.
     *
     * @param directory made if it does not exist; files of the same names in it are replaced
     */
    public static void write(Path directory, PopulationSize size) throws IOException {
        Files.createDirectories(directory);
        try (PopulationFiles files = new PopulationFiles(directory)) {
            new Population(size, files).make();
        }
        Files.writeString(directory.resolve("study.yml"), Tables.text("population-study.yml"), StandardCharsets.UTF_8);
        DemonstrationKey.write(directory);
    }

    private void make() {
        double rowsApart = size.convictionRows() * SPREAD / Math.max(1, size.participants());
        while (files.convictionRows() < size.convictionRows() || participants < size.participants()) {
            Dice own = dice.child(++persons);
            if (participants < size.participants() && files.convictionRows() >= participants * rowsApart) {
                participant(own);
            } else {
                Person person = people.anybody(1945, 2001, 0.16, own);
                convicted(person, own);
                if (own.chance(size.lookalikes())) {
                    lookalike(person, own);
                }
            }
        }
    }

    private void participant(Dice own) {
        participants++;
        String id = "P" + Digits.padded(participants, 6);
        ServiceUser user = ServiceUser.drawn(stock, own);
        Person person = people.bornOn(user.born(), own);
        int counted = 3 + own.repeats(0.9, 17);
        String prisonNumber = person.number().prisonNumber();
        List<Charge> history = new ArrayList<>(new StudyHistory(stock, cases)
                .upToRelease(
                        new StudyHistory.Index(
                                user.born(),
                                user.index(),
                                user.indexOffence(),
                                user.indexConviction(),
                                user.released(),
                                counted),
                        own));
        DrawnFollowUp followUp = DrawnFollowUp.drawn(user, prisonNumber, stock, cases, own);
        history.addAll(followUp.charges());
        boolean known = own.chance(size.shareInExtract());
        long first = files.nextRowNumber();
        if (known) {
            noise.rows(person, history, own).forEach(files::conviction);
        }
        long last = files.nextRowNumber() - 1;
        String lookalike = own.chance(size.lookalikes()) ? lookalike(person, own) : "";
        DamagedReferral damaged = new DamagedReferral(person, size.damage(), people, names, own);
        Referral row = UndamagedReferral.of(id, user, own);
        damaged.fill(row);
        files.participant(row);
        PrisonRecord.upToRelease(prisonNumber, user.custodyFrom(), user.indexConviction(), user.released(), own)
                .forEach(files::spell);
        followUp.recalls().forEach(files::spell);
        files.truth(List.of(
                id,
                known ? person.number().pncId() : "",
                known ? Long.toString(first) : "",
                known ? Long.toString(last) : "",
                damaged.damage(),
                lookalike,
                known ? Integer.toString(counted) : "",
                followUp.recalledDuring() ? "yes" : "no",
                !known ? "" : followUp.reoffendedAfter() ? "yes" : "no"));
    }

    /** Adds somebody who is easily taken for {@code person}, and says what they are. */
    private String lookalike(Person person, Dice own) {
        return switch (own.below(3)) {
            case 0 -> {
                convicted(people.twin(person, own), own);
                yield "twin";
            }
            case 1 -> {
                convicted(people.namesake(person, own), own);
                yield "namesake";
            }
            default -> {
                convicted(people.relative(person, own), own);
                yield "relative";
            }
        };
    }

    /** An ordinary criminal career, cut off where the extract is full. */
    private void convicted(Person person, Dice own) {
        LocalDate earliest = person.born().plusYears(14).plusDays(own.repeats(0.8, 20) * 200L);
        LocalDate first = earliest.isBefore(FIRST) ? FIRST : earliest;
        List<Charge> career = careers.between(person.born(), first, DATA_CUT, 1 + own.repeats(0.76, 60), own);
        for (ExtractRow row : noise.rows(person, career, own)) {
            if (files.convictionRows() < size.convictionRows()) {
                files.conviction(row);
            }
        }
    }

    /** The part of a population's sheet row that is always right: dates, index offence and what the service wrote. */
    private static final class UndamagedReferral {
        private static final List<String> ETHNICITIES = List.of(
                "White British",
                "White British",
                "White British",
                "White Irish",
                "White Other",
                "Black British",
                "Mixed");

        private UndamagedReferral() {}

        static Referral of(String id, ServiceUser user, Dice dice) {
            return new Referral()
                    .with(ReferralColumn.STUDY_NO, id)
                    .with(ReferralColumn.ETHNICITY, dice.pick(ETHNICITIES))
                    .with(ReferralColumn.CONSENT, "Yes")
                    .with(ReferralColumn.ACE_COUNT, dice.between(0, 9))
                    .with(ReferralColumn.INDEX_OFFENCE_CODE, user.index().cjsCode())
                    .with(ReferralColumn.INDEX_OFFENCE_DATE, user.indexOffence())
                    .with(ReferralColumn.INDEX_CONVICTION_DATE, user.indexConviction())
                    .with(ReferralColumn.IN_CUSTODY_FROM, user.custodyFrom())
                    .with(ReferralColumn.IN_REACH_FROM, user.inReachFrom())
                    .with(ReferralColumn.RELEASED, user.released())
                    .with(ReferralColumn.COMMUNITY_FROM, user.released())
                    .with(ReferralColumn.COMMUNITY_TO, user.communityTo())
                    .with(ReferralColumn.WHY_ENDED, user.whyEnded());
        }
    }

    /** Writes down the charges of one person as police systems do, with the errors that belong to the person or a case. */
    private static final class ExtractNoise {
        private static final LocalDate PLACEHOLDER = LocalDate.of(1900, 1, 1);

        private final DamageRates rates;

        ExtractNoise(DamageRates rates) {
            this.rates = rates;
        }

        /** One row for each charge, in the same order. */
        List<ExtractRow> rows(Person person, List<Charge> charges, Dice dice) {
            boolean unnumbered = dice.chance(rates.unnumberedPerson());
            boolean wrongLetter = dice.chance(rates.wrongCheckLetter());
            boolean unknownBirthday = dice.chance(rates.unknownBirthday());
            List<ExtractRow> rows = new ArrayList<>();
            String reference = "";
            ExtractRow who = null;
            for (Charge charge : charges) {
                if (who == null || !charge.caseReference().equals(reference)) {
                    reference = charge.caseReference();
                    who = oneCase(ExtractRow.of(person, charge), dice);
                    // asked only where there are any, so that other populations stay as they are
                    boolean caseUnnumbered = rates.unnumberedCase() > 0 && dice.chance(rates.unnumberedCase());
                    who = unnumbered || caseUnnumbered ? who.unnumbered() : who;
                    who = wrongLetter ? who.withWrongLetter() : who;
                    who = unknownBirthday ? who.bornOn(PLACEHOLDER) : who;
                }
                rows.add(who.charged(charge));
            }
            return rows;
        }

        private ExtractRow oneCase(ExtractRow right, Dice dice) {
            ExtractRow row = right;
            if (dice.chance(rates.misspeltCase())) {
                row = row.named(row.name().withSurname(Typos.word(row.name().surname(), dice)));
            }
            return dice.chance(rates.caseWithoutPostcode()) ? row.livingAt("") : row;
        }
    }

    /** What becomes of a participant of a population after release: convictions and recalls, and whether they count. */
    private record DrawnFollowUp(
            List<Charge> charges, List<Spell> recalls, boolean recalledDuring, boolean reoffendedAfter) {
        private static final LocalDate DATA_CUT = LocalDate.of(2021, 12, 31);
        private static final LocalDate HORIZON = LocalDate.of(2021, 6, 30);

        DrawnFollowUp {
            charges = List.copyOf(charges);
            recalls = List.copyOf(recalls);
        }

        static DrawnFollowUp drawn(
                ServiceUser user, String prisonNumber, OffenceStock stock, CaseNumbers cases, Dice dice) {
            List<Charge> charges = new ArrayList<>();
            LocalDate end = user.communityTo();
            if (dice.chance(0.1)) {
                // Committed before the end, convicted after it: no reoffence.
                charges.add(charge(end.minusDays(12), end.plusDays(200), stock, cases, dice));
            }
            boolean reoffends = dice.chance(0.36);
            for (int i = reoffends ? 1 + dice.repeats(0.4, 4) : 0; i > 0; i--) {
                LocalDate committed = dice.date(end.plusDays(1), HORIZON);
                LocalDate convicted = committed.plusDays(dice.between(20, 170));
                charges.add(charge(committed, convicted.isAfter(DATA_CUT) ? DATA_CUT : convicted, stock, cases, dice));
            }
            List<Spell> recalls = recalls(user, prisonNumber, dice);
            return new DrawnFollowUp(charges, recalls, !recalls.isEmpty(), reoffends);
        }

        private static Charge charge(
                LocalDate committed, LocalDate convicted, OffenceStock stock, CaseNumbers cases, Dice dice) {
            StockOffence offence = stock.committed(dice.chance(0.3) ? Kind.VIOLENT : Kind.NEITHER, committed, dice);
            return new Charge(
                    cases.next(convicted),
                    1,
                    offence,
                    committed,
                    null,
                    convicted,
                    Adjudication.GUILTY,
                    Courtroom.sentence(offence, convicted, 30, dice));
        }

        private static List<Spell> recalls(ServiceUser user, String prisonNumber, Dice dice) {
            if (!dice.chance(0.6)) {
                return List.of();
            }
            LocalDate from = dice.date(user.released().plusDays(20), user.communityTo());
            return List.of(
                    dice.chance(0.4)
                            ? new Spell(
                                    prisonNumber,
                                    from,
                                    from.plusDays(28),
                                    "Recall - fixed term 28 days",
                                    "Out of contact")
                            : new Spell(
                                    prisonNumber,
                                    from,
                                    from.plusDays(dice.between(60, 300)),
                                    "Recall - standard",
                                    "Poor behaviour"));
        }
    }

    /** The files of a population, open for writing while it is made. */
    private static final class PopulationFiles implements AutoCloseable {
        private static final List<String> TRUTH = List.of(
                "participant id",
                "pnc id",
                "first row",
                "last row",
                "damage",
                "lookalike",
                "violent or sexual convictions",
                "recalled during",
                "reoffended after");

        private final ExtractWriter convictions;
        private final TableWriter participants;
        private final TableWriter custody;
        private final TableWriter truth;

        PopulationFiles(Path directory) throws IOException {
            convictions = ExtractWriter.newer(directory.resolve("convictions.csv"));
            participants = new TableWriter(
                    directory.resolve("participants.csv"),
                    Arrays.stream(ReferralColumn.values())
                            .map(ReferralColumn::heading)
                            .toList());
            custody = new TableWriter(directory.resolve("custody.csv"), Spell.HEADINGS);
            truth = new TableWriter(directory.resolve("truth.csv"), TRUTH);
        }

        void conviction(ExtractRow row) {
            convictions.write(row);
        }

        long convictionRows() {
            return convictions.rows();
        }

        /** The number that the next conviction row has in its file, where the headings are row 1. */
        long nextRowNumber() {
            return convictions.rows() + 2;
        }

        void participant(Referral referral) {
            participants.row(
                    Arrays.stream(ReferralColumn.values()).map(referral::text).toList());
        }

        void spell(Spell spell) {
            custody.row(List.of(
                    spell.prisonNumber(), spell.from().toString(), orBlank(spell.to()), spell.type(), spell.reason()));
        }

        void truth(List<String> cells) {
            truth.row(cells);
        }

        private static String orBlank(@Nullable LocalDate date) {
            return date == null ? "" : date.toString();
        }

        @Override
        public void close() throws IOException {
            convictions.close();
            participants.close();
            custody.close();
            truth.close();
        }
    }

    /** The time line of a participant of a population, from the index offence to the end of the intervention. */
    private record ServiceUser(
            StockOffence index,
            LocalDate born,
            LocalDate indexOffence,
            LocalDate indexConviction,
            LocalDate custodyFrom,
            LocalDate inReachFrom,
            LocalDate released,
            LocalDate communityTo,
            String whyEnded) {
        private static final LocalDate FIRST_RELEASE = LocalDate.of(2008, 1, 7);
        private static final LocalDate LAST_RELEASE = LocalDate.of(2018, 12, 21);
        private static final LocalDate FIRST_SEXUAL_RELEASE = LocalDate.of(2011, 1, 10);
        private static final LocalDate SEXUAL_OFFENCES_ACT = LocalDate.of(2004, 5, 1);
        private static final List<String> VIOLENT = List.of("OF61016", "OF61017", "TH68023", "COML022", "COML025");
        private static final List<String> SEXUAL = List.of("SX03002", "SX03001", "SX03013", "SX03005");
        private static final List<String> ENDS = List.of("Completed", "Completed", "Moved out of area", "Disengaged");

        static ServiceUser drawn(OffenceStock stock, Dice dice) {
            boolean sexual = dice.chance(0.42);
            LocalDate released = dice.date(sexual ? FIRST_SEXUAL_RELEASE : FIRST_RELEASE, LAST_RELEASE);
            LocalDate custodyFrom = released.minusDays(dice.between(3 * 365, sexual ? 6 * 365 : 16 * 365));
            LocalDate committed = custodyFrom.minusDays(dice.below(90));
            committed = sexual && committed.isBefore(SEXUAL_OFFENCES_ACT) ? SEXUAL_OFFENCES_ACT : committed;
            return new ServiceUser(
                    stock.named(dice.pick(sexual ? SEXUAL : VIOLENT)),
                    People.birthday(custodyFrom.minusYears(46), custodyFrom.minusYears(23), dice),
                    committed,
                    Career.weekday(custodyFrom.plusDays(dice.between(70, 300))),
                    custodyFrom,
                    released.minusDays(dice.between(190, 500)),
                    released,
                    released.plusDays(dice.between(110, 700)),
                    dice.pick(ENDS));
        }
    }

    /**
     * What population to make.
     *
     * @param participants people on the participant sheet
     * @param convictionRows rows of the conviction extract, at least {@value #ROWS_A_PARTICIPANT} for each participant
     * @param seed the same seed gives the same bytes
     * @param shareInExtract share of participants whom the extract knows
     * @param lookalikes share of people beside whom the extract has a twin, a namesake born the same day or a relative
     */
    public record PopulationSize(
            int participants,
            long convictionRows,
            long seed,
            double shareInExtract,
            double lookalikes,
            DamageRates damage) {
        private static final int ROWS_A_PARTICIPANT = 100;

        public PopulationSize {
            if (participants < 0 || convictionRows < (long) participants * ROWS_A_PARTICIPANT) {
                throw new IllegalArgumentException("a population of " + participants + " participants needs at least "
                        + (long) participants * ROWS_A_PARTICIPANT + " conviction rows, not " + convictionRows);
            }
            if (!(shareInExtract >= 0 && shareInExtract <= 1 && lookalikes >= 0 && lookalikes <= 1)) {
                throw new IllegalArgumentException("a share lies between 0 and 1");
            }
        }

        /** The same with this share of cases recorded without police identifiers. */
        public PopulationSize withUnnumberedCases(double share) {
            return new PopulationSize(
                    participants, convictionRows, seed, shareInExtract, lookalikes, damage.withUnnumberedCases(share));
        }

        /** With typical damage, 98 in 100 participants known to the police, and 3 in 100 people with a lookalike. */
        public static PopulationSize of(int participants, long convictionRows, long seed) {
            return new PopulationSize(participants, convictionRows, seed, 0.98, 0.03, DamageRates.typical());
        }
    }

    /** Says on the sheet who a participant of a population is, with errors at given rates, and remembers which. */
    static final class DamagedReferral {
        private final Person person;
        private final DamageRates rates;
        private final People people;
        private final NameStock names;
        private final Dice dice;
        private final List<String> damage = new ArrayList<>();

        DamagedReferral(Person person, DamageRates rates, People people, NameStock names, Dice dice) {
            this.person = person;
            this.rates = rates;
            this.people = people;
            this.names = names;
            this.dice = dice;
        }

        /** Fills in the columns that say who it is. */
        void fill(Referral row) {
            row.with(ReferralColumn.SURNAME, surname())
                    .with(ReferralColumn.FIRST_NAME, forename())
                    .with(ReferralColumn.MIDDLE_NAMES, person.name().middleNames())
                    .with(ReferralColumn.SEX, person.sex().equals("M") ? "Male" : "Female")
                    .with(ReferralColumn.DOB, born())
                    .with(ReferralColumn.PNC_ID, pncId())
                    .with(ReferralColumn.CRO_NO, missing(rates.missingCroNumber(), "no CRO number") ? "" : cro())
                    .with(ReferralColumn.PRISON_NO, person.number().prisonNumber())
                    .with(ReferralColumn.POSTCODES, postcode());
            if (person.names().size() > 1) {
                SpelledName alias = person.names().get(1);
                row.with(ReferralColumn.ALSO_KNOWN_AS, alias.forename() + " " + alias.surname());
            }
        }

        /** What is wrong, in words; empty if nothing is. */
        String damage() {
            return String.join("; ", damage);
        }

        private boolean missing(double rate, String words) {
            boolean happens = dice.chance(rate);
            if (happens) {
                damage.add(words);
            }
            return happens;
        }

        private String surname() {
            String surname = person.name().surname();
            return (missing(rates.surnameTypo(), "surname misspelt") ? Typos.word(surname, dice) : surname)
                    .toUpperCase(Locale.ROOT);
        }

        private String forename() {
            String forename = person.name().forename();
            @Nullable String nickname = names.nickname(forename, dice);
            return nickname != null && missing(rates.nickname(), "nickname") ? nickname : forename;
        }

        private LocalDate born() {
            LocalDate born = person.born();
            if (!Typos.swapped(born).equals(born) && missing(rates.swappedBirthday(), "day and month swapped")) {
                return Typos.swapped(born);
            }
            return missing(rates.wrongBirthday(), "date of birth one digit off") ? Typos.digitOff(born, dice) : born;
        }

        private String pncId() {
            if (missing(rates.missingPncId(), "no PNC id")) {
                return "";
            }
            String right = person.number().pncId();
            if (!missing(rates.mistypedPncId(), "PNC id mistyped")) {
                return right;
            }
            return dice.chance(0.5)
                    ? PoliceNumber.withWrongLetter(right)
                    : Typos.digitOff(person.number(), dice).pncId();
        }

        private String cro() {
            return person.number().croNumber();
        }

        private String postcode() {
            if (missing(rates.missingPostcode(), "no postcode")) {
                return "";
            }
            return missing(rates.moved(), "moved") ? people.postcodeElsewhere(dice) : person.lastPostcode();
        }
    }
}
