package org.reconlink.generate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

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
}
