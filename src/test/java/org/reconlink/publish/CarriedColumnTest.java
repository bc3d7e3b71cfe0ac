package org.reconlink.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.reconlink.kernel.CroNumber;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PersonName;
import org.reconlink.kernel.PncId;
import org.reconlink.kernel.Postcode;
import org.reconlink.kernel.RecordId;
import org.reconlink.spec.SpecTable;

class CarriedColumnTest {
    private static final String COLUMN = "Column";
    private static final PersonDetails SMITH = new PersonDetails(
            new PersonName("SMITH-JONES", "JOHN", "ALAN"),
            List.of(new PersonName("O'BRIEN", "ZOE", null)),
            LocalDate.of(1971, 7, 23),
            null,
            new PncId("1971/0004321J"),
            new CroNumber("054321/71P"),
            "A9876ZY",
            List.of(new Postcode("LS6 2AB"), new Postcode("M1 1AE")));
    private static final PersonDetails OTHER = new PersonDetails(
            new PersonName("QUETZALCOATLSSON", "XERXESIUS", null), List.of(), null, null, null, null, null, List.of());

    @TestFactory
    Stream<DynamicTest> oneCellThatSaysWhoSomebodyIsWithholdsTheColumn() {
        return SpecTable.load("publish/carried-columns.yml").cases().stream()
                .flatMap(c -> ((List<?>) c.get("cells"))
                        .stream()
                                .map(text -> DynamicTest.dynamicTest(
                                        c.get("says") + ": " + text,
                                        () -> assertThat(judged((String) text).withheld())
                                                .isEqualTo(!c.get("says").equals("nothing")))));
    }

    @Test
    void aSurnameThatIsAWordOfTheColumnsVocabularyStays() {
        List<Participant> people = people(40, i -> i < 30 ? "White British" : "Asian");
        people.add(person(41, named("WHITE"), "White British"));

        assertThat(column(people, Set.of()).withheld()).isFalse();

        people.add(person(42, named("ASIANE"), "Asiane"));
        assertThat(column(people, Set.of()).withheld()).isTrue();
    }

    @Test
    void freeTextIsWithheldUnlessTheProtocolSaysThatItIs() {
        List<Participant> mostlyUnique = people(20, i -> "note " + (char) ('a' + i));
        List<Participant> longText = people(3, i -> "a remark ".repeat(8) + "on how the sessions went");

        for (List<Participant> people : List.of(mostlyUnique, longText)) {
            assertThat(column(people, Set.of()).withheld()).isTrue();
            assertThat(column(people, Set.of(COLUMN)).withheld()).isFalse();
            assertThat(column(people, Set.of(COLUMN)).mayBeCategory()).isFalse();
        }
        assertThat(column(people(20, i -> "2015-06-" + (10 + i)), Set.of()).withheld())
                .isFalse();
        assertThat(column(people(20, i -> i + " June 2015"), Set.of()).withheld())
                .isFalse();
    }

    @Test
    void whatIsDeclaredFreeTextIsSearchedAllTheSame() {
        List<Participant> people = people(19, i -> "note " + (char) ('a' + i));
        people.add(person(20, SMITH, "spoke to Smith-Jones"));

        assertThat(column(people, Set.of(COLUMN)).withheld()).isTrue();
    }

    @Test
    void aColumnOfForenamesIsWithheldWhoeverTheyBelongTo() {
        assertThat(column(people(20, i -> List.of("Kevin", "Samantha", "Gareth").get(i % 3)), Set.of())
                        .withheld())
                .isTrue();
    }

    @Test
    void theKeyThatFilesShareIsAnIdentifier() {
        PersonDetails keyed =
                new PersonDetails(OTHER.name(), List.of(), null, null, null, null, null, List.of(), "DF-0099121");
        List<Participant> people = people(19, i -> "none");
        people.add(person(20, keyed, "linked as df0099121"));

        assertThat(column(people, Set.of(COLUMN)).withheld()).isTrue();
    }

    @Test
    void anotherParticipantsNameInFullWithholdsTheColumn() {
        for (String cell : List.of("Quetzalcoatlsson, Xerxesius", "with xerxesius QUETZALCOATLSSON at first")) {
            List<Participant> people = people(19, i -> "none");
            people.add(person(20, SMITH, cell));

            assertThat(column(people, Set.of(COLUMN)).withheld()).as(cell).isTrue();
        }
    }

    @Test
    void aFewHitsByChanceInManyCellsDoNotWithhold() {
        List<Participant> people = people(500, i -> "code " + i % 7);
        people.add(person(501, SMITH, "230771"));

        assertThat(column(people, Set.of()).withheld()).isFalse();
    }

    @Test
    void theFindingSaysWhereAndWhatAndNeverTheCell() {
        List<Participant> people = people(19, i -> "none");
        people.add(person(20, SMITH, "John, 943 476 5919"));

        assertThat(CarriedColumn.findings(people, Set.of()))
                .hasToString("["
                        + "warning: participants.csv, row 21, column Column: the carried column is withheld from every output:"
                        + " of 20 cells 1 holds the participant's name, 1 holds an NHS number; delete it from \"carry\", or carry a"
                        + " column in which such cells are recoded]");
    }

    @Test
    void whyTheInterventionEndedIsLeftOutOfTheReportIfItNamesSomebody() {
        List<Participant> people = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            people.add(ended(i, i < 6 ? "Completed" : "Disengaged"));
        }
        assertThat(CarriedColumn.endReasons(people).mayBeCategory()).isTrue();
        people.add(ended(12, "Recalled by Mr Quince"));

        assertThat(CarriedColumn.endReasons(people).mayBeCategory()).isFalse();
        assertThat(CarriedColumn.findings(people, Set.of()))
                .hasToString("[warning: participants.csv, row 13: the report leaves"
                        + " out why interventions ended: of 13 cells 1 holds somebody's name; map a column of a few reasons as"
                        + " \"end reason\"]");
    }

    private static Participant ended(int number, String reason) {
        return new Participant(
                new ParticipantId("T-" + number),
                new RecordId("participants.csv", null, number + 1),
                OTHER,
                null,
                Map.of(),
                null,
                reason,
                null,
                null,
                Map.of());
    }

    @Test
    void freeTextThatIsCarriedIsSaid() {
        List<Participant> people = people(20, i -> "note " + (char) ('a' + i));

        assertThat(CarriedColumn.findings(people, Set.of(COLUMN)))
                .hasToString("["
                        + "warning: participants.csv, column Column: the carried column is free text and goes into the dataset as it"
                        + " is; nothing in it was recognised as telling who somebody is, which is no proof that nothing does; have it"
                        + " read by somebody before the dataset leaves the room]");
        assertThat(CarriedColumn.findings(people, Set.of()))
                .hasToString(
                        "["
                                + "warning: participants.csv, column Column: the carried column is withheld from every output: it is free text,"
                                + " which can tell who somebody is; delete it from \"carry\", or read it and write \"Column: text\" there]");
    }

    private static CarriedColumn judged(String text) {
        List<Participant> people = people(19, i -> "none");
        people.add(person(20, SMITH, text));
        return column(people, Set.of(COLUMN));
    }

    private static CarriedColumn column(List<Participant> people, Set<String> freeText) {
        return CarriedColumn.of(people, freeText).get(0);
    }

    private static List<Participant> people(int count, IntFunction<String> cell) {
        return new ArrayList<>(IntStream.range(0, count)
                .mapToObj(i -> person(i, OTHER, cell.apply(i)))
                .toList());
    }

    private static PersonDetails named(String surname) {
        return new PersonDetails(
                new PersonName(surname, "XERXESIUS", null), List.of(), null, null, null, null, null, List.of());
    }

    private static Participant person(int number, PersonDetails details, String cell) {
        return new Participant(
                new ParticipantId(details.equals(SMITH) ? "S-00427" : "T-" + number),
                new RecordId("participants.csv", null, number + 1),
                details,
                null,
                Map.of(),
                null,
                null,
                null,
                null,
                Map.of(COLUMN, cell));
    }
}
