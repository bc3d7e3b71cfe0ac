package org.reconlink.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.reconlink.TestKeys;
import org.reconlink.generate.People.PostcodeStock;
import org.reconlink.generate.RepeatedRows.Damage;
import org.reconlink.generate.RepeatedRows.PersonRow;
import org.reconlink.generate.Tables.TableWriter;

/**
 * A study whose sheet and extract are full of slips, with the truth kept: each person of the extract stands in several rows,
 * each damaged by itself, and some of them are twins, relatives or namesakes of others.
 *
 * <p>The sheet and the extract have names, date of birth, sex and postcode; a share of the rows has a PNC id. The number of
 * offences taken into consideration is that of the row, so that it can be told from outputs.
 */
public final class DamagedStudy {
    private static final LocalDate RELEASED = LocalDate.of(2015, 3, 2);
    private static final LocalDate WINDOW_ENDS = LocalDate.of(2017, 3, 1);
    private static final double SEX_WRONG = 0.01;
    private static final double WOMEN = 0.16;
    private static final double REOFFENDING = 0.44;

    /**
     * What is in a study and how much of it is wrong.
     *
     * @param participants in the sheet
     * @param known the share of them who are in the extract
     * @param others people of the extract who are not in the sheet
     * @param least rows of a person of the extract
     * @param most rows of a person of the extract
     * @param heavy whether more than half of these rows are damaged, or one in seven
     * @param heavySheet the same of the sheet
     * @param alike the chance of somebody to have a twin, a relative or a namesake here
     * @param numbered the share of rows with a PNC id
     * @param addresses whether rows have a postcode
     */
    public record Mix(
            int participants,
            double known,
            int others,
            int least,
            int most,
            boolean heavy,
            boolean heavySheet,
            double alike,
            double numbered,
            boolean addresses) {}

    /**
     * What is true of a study.
     *
     * @param participantOf by row of the extract, the number of its participant from 0 on; -1 if it is nobody's
     * @param reoffended of those known
     */
    @SuppressWarnings("ArrayRecordComponent") // numbers to read; never compared or changed
    public record Truth(int[] participantOf, int known, int reoffended) {}

    private final Mix mix;
    private final double linkFrom;
    private final Dice dice;
    private final People people = new People(new NameStock(), new PostcodeStock());
    private final List<List<String>> sheet = new ArrayList<>();
    private final List<List<String>> extract = new ArrayList<>();
    private final List<Integer> participantOf = new ArrayList<>();
    private int known;
    private int reoffended;

    private DamagedStudy(Mix mix, long seed, double linkFrom) {
        this.mix = mix;
        this.linkFrom = linkFrom;
        this.dice = new Dice(seed);
    }

    /** Writes the sheet, the extract, a key and a protocol that leaves all of linkage to its defaults but from where pairs are links. */
    public static Truth write(Path folder, Mix mix, long seed, double linkFrom) throws IOException {
        DamagedStudy study = new DamagedStudy(mix, seed, linkFrom);
        study.make();
        Files.createDirectories(folder);
        study.table(
                folder.resolve("participants.csv"),
                study.sheet,
                List.of("Study no", "First name", "Surname", "DOB", "Sex", "Postcode", "PNC", "Released"));
        study.table(
                folder.resolve("convictions.csv"),
                study.extract,
                List.of(
                        "TICs",
                        "First name",
                        "Surname",
                        "DOB",
                        "Sex",
                        "Postcode",
                        "PNC",
                        "Code",
                        "Offence date",
                        "Convicted",
                        "Adjudication"));
        TestKeys.write(folder.resolve("key.txt"));
        Files.writeString(folder.resolve("study.yml"), study.protocol());
        return new Truth(
                study.participantOf.stream().mapToInt(Integer::intValue).toArray(), study.known, study.reoffended);
    }

    private void table(Path file, List<List<String>> rows, List<String> headings) throws IOException {
        try (TableWriter table = new TableWriter(file, headings)) {
            rows.forEach(table::row);
        }
    }

    private void make() {
        List<Person> all = new ArrayList<>();
        int persons = mix.participants + mix.others;
        while (all.size() < persons) {
            Person person = people.anybody(1950, 1995, WOMEN, dice);
            all.add(person);
            if (all.size() < persons && dice.chance(mix.alike)) {
                all.add(like(person));
            }
        }
        for (int i = all.size() - 1; i > 0; i--) {
            Person moved = all.set(dice.below(i + 1), all.get(i));
            all.set(i, moved);
        }
        for (int i = 0; i < persons; i++) {
            boolean participates = i < mix.participants;
            if (participates) {
                participant(i, all.get(i));
            }
            if (!participates || dice.chance(mix.known)) {
                convicted(all.get(i), participates ? i : -1);
            }
        }
        shuffle();
    }

    private Person like(Person one) {
        return switch (dice.below(3)) {
            case 0 -> people.twin(one, dice);
            case 1 -> namesake(one);
            default -> people.relative(one, dice);
        };
    }

    /** Of the same names, born on another day, and living elsewhere. */
    private Person namesake(Person one) {
        Person other = people.anybody(1950, 1995, one.sex().equals("F") ? 1 : 0, dice);
        return other.named(List.of(one.name()));
    }

    private void participant(int number, Person person) {
        List<String> row = row(Integer.toString(number), person, mix.heavySheet);
        row.add(RELEASED.toString());
        sheet.add(row);
    }

    private void convicted(Person person, int participant) {
        boolean reoffends = dice.chance(REOFFENDING);
        known += participant >= 0 ? 1 : 0;
        reoffended += participant >= 0 && reoffends ? 1 : 0;
        int rows = dice.between(mix.least, mix.most);
        int within = reoffends ? dice.between(1, Math.max(1, rows / 3)) : 0;
        for (int i = 0; i < rows; i++) {
            LocalDate committed = i < within
                    ? dice.date(RELEASED.plusDays(1), WINDOW_ENDS)
                    : dice.chance(0.8)
                            ? dice.date(RELEASED.minusYears(5), RELEASED.minusDays(200))
                            : dice.date(WINDOW_ENDS.plusDays(2), WINDOW_ENDS.plusYears(2));
            List<String> row = row("", person, mix.heavy);
            row.addAll(List.of(
                    "TH68010",
                    committed.toString(),
                    committed.plusDays(dice.between(10, 150)).toString(),
                    "GUILTY"));
            extract.add(row);
            participantOf.add(participant);
        }
    }

    /** Somebody in one row, with what a row of this study has and gets wrong. */
    private List<String> row(String id, Person person, boolean heavy) {
        PersonRow right =
                new PersonRow(person.name().forename(), person.name().surname(), person.born(), person.sex(), "", "");
        RepeatedRows damage = new RepeatedRows(1, 1, heavy ? Damage.HEAVY : Damage.LIGHT);
        List<String> row = new ArrayList<>(damage.cells(id, right, dice));
        if (dice.chance(SEX_WRONG)) {
            row.set(4, person.sex().equals("M") ? "F" : "M");
        }
        row.set(5, mix.addresses ? person.lastPostcode() : "");
        row.set(6, dice.chance(mix.numbered) ? person.number().pncId() : "");
        return row;
    }

    /** Rows of one person do not stand together; each row gets its number. */
    private void shuffle() {
        for (int i = extract.size() - 1; i > 0; i--) {
            int other = dice.below(i + 1);
            List<String> row = extract.set(other, extract.get(i));
            extract.set(i, row);
            Integer of = participantOf.set(other, participantOf.get(i));
            participantOf.set(i, of);
        }
        for (int i = 0; i < extract.size(); i++) {
            extract.get(i).set(0, Integer.toString(i));
        }
    }

    private String protocol() {
        String optional =
                (mix.addresses ? "    postcode%s: Postcode%n" : "") + (mix.numbered > 0 ? "    pnc id: PNC%n" : "");
        return """
                study:
                  id: damaged
                  title: Invented people and many slips
                  data cut: 2021-12-31
                participants:
                  file: participants.csv
                  columns:
                    participant id: Study no
                    surname: Surname
                    forename: First name
                    date of birth: DOB
                    sex: Sex
                    release date: Released
                %sconvictions:
                  files: convictions.csv
                  columns:
                    surname: Surname
                    forename: First name
                    date of birth: DOB
                    sex: Sex
                %s    offence code: Code
                    offence start date: Offence date
                    conviction date: Convicted
                    adjudication: Adjudication
                    offences taken into consideration: TICs
                linkage:
                  link from: %s
                outcome:
                  windows:
                    after: { from: release date, months: 24 }
                publish:
                  key file: key.txt
                  dates: as they are
                """.formatted(optional.formatted("s"), optional.formatted(""), linkFrom);
    }
}
