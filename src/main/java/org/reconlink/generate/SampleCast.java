package org.reconlink.generate;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reconlink.generate.Charge.Adjudication;
import org.reconlink.generate.Courtroom.CaseNumbers;
import org.reconlink.generate.ExtractWriter.ExtractRow;
import org.reconlink.generate.OffenceStock.StockOffence;
import org.reconlink.generate.People.PostcodeStock;
import org.reconlink.generate.Person.SpelledName;
import org.reconlink.generate.StudyHistory.Spell;

/** Makes everybody of the sample study: the participants as planned and all who surround them in the extracts. */
final class SampleCast {
    private static final long SEED = 20211231;
    private static final int OUTSIDERS = 4_200;

    private final Dice dice = new Dice(SEED);
    private final OffenceStock stock = new OffenceStock();
    private final CaseNumbers cases = new CaseNumbers();
    private final NameStock names = new NameStock();
    private final People people = new People(names, new PostcodeStock());
    private final StudyHistory histories = new StudyHistory(stock, cases);
    private final FollowUpPlan followUp = new FollowUpPlan(stock, cases, dice.child(1));
    private final SampleExtracts extracts = new SampleExtracts();
    private final List<SamplePerson> participants = new ArrayList<>();

    SampleCast() {
        List<PlannedParticipant> plans = Tables.read("sample/people.csv").stream()
                .map(PlannedParticipant::of)
                .toList();
        for (PlannedParticipant plan : plans) {
            participants.add(participant(plan, dice.child(1000 + participants.size())));
        }
        participants.forEach(this::record);
        surround(plans);
    }

    private SamplePerson participant(PlannedParticipant plan, Dice own) {
        List<SpelledName> spelled = new ArrayList<>(List.of(plan.name()));
        if (plan.onSheet("three-aliases")) {
            spelled.addAll(plan.aliases());
        }
        Person person = people.known(spelled, plan.born(), plan.home(), own);
        List<Charge> history = histories.upToRelease(
                new StudyHistory.Index(
                        plan.born(),
                        stock.named(plan.indexCode()),
                        plan.indexOffence(),
                        plan.indexConviction(),
                        plan.released(),
                        plan.violentOrSexual()),
                own);
        String sentence = history.stream()
                .filter(charge -> charge.offence().cjsCode().equals(plan.indexCode())
                        && charge.convicted().equals(plan.indexConviction()))
                .findFirst()
                .orElseThrow()
                .sentence()
                .length();
        return new SamplePerson(plan, person, history, sentence, person.number());
    }

    private void record(SamplePerson participant) {
        PlannedParticipant plan = participant.plan();
        if (!plan.inExtracts()) {
            return;
        }
        for (Charge charge : participant.history()) {
            extracts.record(ExtractRow.of(participant.truth(), charge), SampleExtracts.extractOf(charge, plan.files()));
        }
        for (FollowUpPlan.Recorded recorded : followUp.charges(plan.studyNo())) {
            String home = plan.files().equals("south") ? "south" : "north";
            extracts.record(
                    ExtractRow.of(participant.truth(), recorded.charge()),
                    recorded.file().equals("home") ? home : recorded.file());
        }
    }

    /** Twins, namesakes and brothers where planned, the owners of mistyped numbers, and thousands of others. */
    private void surround(List<PlannedParticipant> plans) {
        Outsiders outsiders = new Outsiders(people, new Career(stock, cases), extracts, plans);
        Dice own = dice.child(2);
        Map<String, Person> lookalikes = new HashMap<>();
        for (SamplePerson participant : participants) {
            PlannedParticipant plan = participant.plan();
            if (plan.hasTrap("twin")) {
                lookalikes.put(plan.studyNo(), people.twin(participant.truth(), own));
            } else if (plan.hasTrap("namesake")) {
                lookalikes.put(plan.studyNo(), people.namesake(participant.truth(), own));
            } else if (plan.hasTrap("brother")) {
                lookalikes.put(plan.studyNo(), people.relative(participant.truth(), own));
            } else if (plan.onSheet("pnc-of-another")) {
                lookalikes.put(plan.studyNo(), people.anybody(1960, 1990, 0, own));
            }
        }
        for (int i = 0; i < participants.size(); i++) {
            SamplePerson participant = participants.get(i);
            Person lookalike = lookalikes.get(participant.plan().studyNo());
            if (lookalike != null) {
                outsiders.addKnown(lookalike, own);
                if (participant.plan().onSheet("pnc-of-another")) {
                    participants.set(i, participant.withNumberOnSheet(lookalike.number()));
                }
            }
        }
        outsiders.add(OUTSIDERS, dice.child(3));
    }

    List<SamplePerson> participants() {
        return List.copyOf(participants);
    }

    SampleExtracts extracts() {
        return extracts;
    }

    FollowUpPlan followUp() {
        return followUp;
    }

    /** Dice for the sheet of one participant. */
    Dice diceFor(int participant) {
        return dice.child(2000 + participant);
    }

    NameStock names() {
        return names;
    }

    People people() {
        return people;
    }

    /** What happens to the sample study's participants after release, line by line as planned. */
    static final class FollowUpPlan {
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

    /** People of the sample extracts who are not in the study, none of them like a participant by accident. */
    private static final class Outsiders {
        private static final LocalDate FIRST = LocalDate.of(1975, 1, 1);
        private static final LocalDate DATA_CUT = LocalDate.of(2021, 12, 31);
        private static final LocalDate PLACEHOLDER = LocalDate.of(1900, 1, 1);
        private static final List<String> NO_POSTCODES = List.of("L18", "M14 5", "XX", "CH4I 2AB");

        private final People people;
        private final Career careers;
        private final SampleExtracts extracts;
        private final Set<LocalDate> bornLikeParticipants = new HashSet<>();
        private final Set<String> namedLikeParticipants = new HashSet<>();

        Outsiders(People people, Career careers, SampleExtracts extracts, List<PlannedParticipant> participants) {
            this.people = people;
            this.careers = careers;
            this.extracts = extracts;
            for (PlannedParticipant participant : participants) {
                bornLikeParticipants.add(participant.born());
                namedLikeParticipants.add(key(participant.name()));
                participant.aliases().forEach(alias -> namedLikeParticipants.add(key(alias)));
            }
        }

        /** Puts so many people into the extracts. */
        List<Person> add(int howMany, Dice dice) {
            List<Person> added = new ArrayList<>();
            while (added.size() < howMany) {
                Person person = people.anybody(1945, 2001, 0.16, dice);
                if (!bornLikeParticipants.contains(person.born())
                        && person.names().stream().noneMatch(name -> namedLikeParticipants.contains(key(name)))) {
                    record(person, dice);
                    added.add(person);
                }
            }
            return added;
        }

        /** Puts one person with right identifiers and an ordinary career into the extracts. */
        void addKnown(Person person, Dice dice) {
            String files = files(dice);
            career(person, dice)
                    .forEach(charge ->
                            extracts.record(ExtractRow.of(person, charge), SampleExtracts.extractOf(charge, files)));
        }

        private void record(Person person, Dice dice) {
            String files = files(dice);
            boolean unnumbered = dice.chance(0.01);
            boolean wrongLetter = dice.chance(0.008);
            boolean unknownBirth = dice.chance(0.005);
            for (Charge charge : career(person, dice)) {
                ExtractRow row = ExtractRow.of(person, charge);
                row = unnumbered ? row.unnumbered() : row;
                row = wrongLetter ? row.withWrongLetter() : row;
                row = unknownBirth ? row.bornOn(PLACEHOLDER) : row;
                row = dice.chance(0.002) ? row.livingAt(dice.pick(NO_POSTCODES)) : row;
                row = dice.chance(0.02) ? row.livingAt("") : row;
                String where = SampleExtracts.extractOf(charge, files);
                extracts.record(row, dice.chance(0.001) ? "both" : where);
            }
        }

        private List<Charge> career(Person person, Dice dice) {
            LocalDate earliest = person.born().plusYears(14).plusDays(dice.repeats(0.8, 20) * 200L);
            LocalDate first = earliest.isBefore(FIRST) ? FIRST : earliest;
            return careers.between(person.born(), first, DATA_CUT, 1 + dice.repeats(0.65, 40), dice);
        }

        private static String files(Dice dice) {
            return dice.pick(List.of("north", "north", "north", "north", "south", "south", "south", "both"));
        }

        private static String key(SpelledName name) {
            return (name.forename() + " " + name.surname()).toUpperCase(Locale.ROOT);
        }
    }

    /** The rows of the sample study's two conviction extracts, collected and then written in order of name. */
    static final class SampleExtracts {
        private static final Comparator<ExtractRow> ORDER = Comparator.comparing(
                        (ExtractRow row) -> row.name().surname())
                .thenComparing(row -> row.name().forename())
                .thenComparing(row -> row.charge().convicted())
                .thenComparing(row -> row.charge().caseReference())
                .thenComparing(row -> row.charge().number());

        private final List<ExtractRow> north = new ArrayList<>();
        private final List<ExtractRow> south = new ArrayList<>();

        /** Records a charge where the plan says: {@code north}, {@code south}, {@code both} (two rows) or {@code twice}. */
        void record(ExtractRow row, String where) {
            switch (where) {
                case "north" -> north.add(row);
                case "south" -> south.add(row);
                case "both" -> {
                    north.add(row);
                    south.add(row);
                }
                case "twice" -> {
                    north.add(row);
                    north.add(row);
                }
                default -> throw new IllegalArgumentException("no extract is called " + where);
            }
        }

        /** Which of the two extracts has a case of somebody whose history is kept there. */
        static String extractOf(Charge charge, String files) {
            if (!files.equals("both")) {
                return files;
            }
            return Math.floorMod(charge.caseReference().hashCode(), 3) == 0 ? "south" : "north";
        }

        void write(Path directory) throws IOException {
            write(north, ExtractWriter.newer(directory.resolve("pnc-extract-north.csv")));
            write(south, ExtractWriter.older(directory.resolve("pnc-extract-south.csv")));
        }

        private static void write(List<ExtractRow> rows, ExtractWriter open) throws IOException {
            try (ExtractWriter writer = open) {
                rows.stream().sorted(ORDER).forEach(writer::write);
            }
        }
    }

    /**
     * A participant of the sample study with all that was made for them.
     *
     * @param truth the person as the police know them
     * @param history every charge, in both extracts together; empty for those who are in neither
     * @param numberOnSheet the police number that the sheet has, which may be another person's
     */
    record SamplePerson(
            PlannedParticipant plan,
            Person truth,
            List<Charge> history,
            String indexSentence,
            PoliceNumber numberOnSheet) {
        SamplePerson {
            history = List.copyOf(history);
        }

        SamplePerson withNumberOnSheet(PoliceNumber other) {
            return new SamplePerson(plan, truth, history, indexSentence, other);
        }

        @Override
        public String toString() {
            return "SamplePerson[" + plan.studyNo() + "]";
        }
    }

    /**
     * A participant of the sample study as {@code generate/sample/people.csv} plans them.
     *
     * @param aliases further names, forename and surname
     * @param home postcode district
     * @param files which extracts hold the history: {@code north}, {@code south} or {@code both}
     * @param violentOrSexual offences to be proved up to and including the index conviction
     * @param sheet in what the sheet differs from the truth
     * @param traps what there is to fall for, in words; empty for most
     * @param excluded why not in the study; empty for those included
     * @param outcome what is planned for those included, in the order of {@link #OUTCOMES}
     */
    record PlannedParticipant(
            String studyNo,
            SpelledName name,
            List<SpelledName> aliases,
            LocalDate born,
            String home,
            String files,
            String indexCode,
            LocalDate indexOffence,
            LocalDate indexConviction,
            LocalDate custodyFrom,
            @Nullable LocalDate inReachFrom,
            @Nullable LocalDate released,
            @Nullable LocalDate communityFrom,
            @Nullable LocalDate communityTo,
            String whyEnded,
            @Nullable LocalDate died,
            @Nullable LocalDate deported,
            String consent,
            String aces,
            String ethnicity,
            int violentOrSexual,
            Set<String> sheet,
            String traps,
            String excluded,
            List<String> outcome) {
        static final List<String> OUTCOMES =
                List.of("recalled", "reoffended_during", "reoffended_after", "worst_after");

        PlannedParticipant {
            aliases = List.copyOf(aliases);
            sheet = Set.copyOf(sheet);
            outcome = List.copyOf(outcome);
        }

        static PlannedParticipant of(NamedCsvRecord row) {
            return new PlannedParticipant(
                    row.getField("study_no"),
                    new SpelledName(row.getField("surname"), row.getField("forename"), row.getField("middle_names")),
                    aliases(row.getField("aliases")),
                    known(row, "born"),
                    row.getField("home"),
                    row.getField("files"),
                    row.getField("index_code"),
                    known(row, "index_offence"),
                    known(row, "index_conviction"),
                    known(row, "custody_from"),
                    Tables.date(row, "inreach_from"),
                    Tables.date(row, "released"),
                    Tables.date(row, "community_from"),
                    Tables.date(row, "community_to"),
                    row.getField("why_ended"),
                    Tables.date(row, "died"),
                    Tables.date(row, "deported"),
                    row.getField("consent"),
                    row.getField("aces"),
                    row.getField("ethnicity"),
                    Integer.parseInt(row.getField("violent_or_sexual")),
                    Set.copyOf(words(row.getField("sheet"), " ")),
                    row.getField("traps"),
                    row.getField("excluded"),
                    OUTCOMES.stream().map(row::getField).toList());
        }

        boolean included() {
            return excluded.isEmpty();
        }

        /** Whether the extracts hold this person at all. */
        boolean inExtracts() {
            return !excluded.equals("linked");
        }

        /** Whether the sheet differs from the truth in that way. */
        boolean onSheet(String difference) {
            return sheet.contains(difference);
        }

        boolean hasTrap(String words) {
            return traps.contains(words);
        }

        private static LocalDate known(NamedCsvRecord row, String column) {
            return LocalDate.parse(row.getField(column));
        }

        private static List<SpelledName> aliases(String cell) {
            return words(cell, "\\|").stream()
                    .map(alias -> alias.split(" ", 2))
                    .map(parts -> new SpelledName(parts[1], parts[0], ""))
                    .toList();
        }

        private static List<String> words(String cell, String separator) {
            return cell.isEmpty() ? List.of() : Arrays.asList(cell.split(separator));
        }

        @Override
        public String toString() {
            return "PlannedParticipant[" + studyNo + "]";
        }
    }
}
