package org.reconlink.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.reconlink.result.PublishSettings;
import org.reconlink.spec.SpecTable;

class CellRulesTest {

    @TestFactory
    Stream<DynamicTest> freeText() {
        return SpecTable.load("publish/free-text.yml").cases().stream()
                .map(c -> DynamicTest.dynamicTest(
                        "'" + c.get("text") + "' is " + c.get("cell"),
                        () -> assertThat(TableCell.input((String) c.get("text")).text())
                                .isEqualTo(c.get("cell"))));
    }

    @TestFactory
    Stream<DynamicTest> columnNames() {
        return SpecTable.load("publish/column-names.yml").cases().stream()
                .map(c -> DynamicTest.dynamicTest(
                        c.get("heading") + " is " + c.get("name"),
                        () -> assertThat(ColumnName.of((String) c.get("heading")))
                                .isEqualTo(c.get("name"))));
    }

    @TestFactory
    Stream<DynamicTest> dates() {
        return SpecTable.load("publish/dates.yml").cases().stream()
                .map(c -> DynamicTest.dynamicTest(c.get("dates") + " " + c.get("cell"), () -> {
                    PublishedDates dates = new PublishedDates(PublishSettings.Dates.valueOf((String) c.get("dates")));
                    assertThat(dates.cell(date(c.get("date")), date(c.get("anchor")))
                                    .text())
                            .isEqualTo(c.get("cell"));
                }));
    }

    @Test
    void aNameThatIsTakenGetsTheNextNumber() {
        assertThat(ColumnName.free("a", Set.of())).isEqualTo("a");
        assertThat(ColumnName.free("a", Set.of("a", "a_2"))).isEqualTo("a_3");
    }

    @Test
    void decimalsHaveAFixedNumberOfPlaces() {
        assertThat(TableCell.decimal(0.1 + 0.2, 6).text()).isEqualTo("0.300000");
        assertThat(TableCell.decimal(1 - 1e-12, 6).text()).isEqualTo("1.000000");
        assertThat(TableCell.decimal(-0.00001, 4).text()).isEqualTo("0.0000");
        assertThat(TableCell.decimal(-7.9, 4).text()).isEqualTo("-7.9000");
        assertThat(TableCell.decimal(1e12, 4).text()).isEqualTo("1000000000000.0000");
    }

    private static LocalDate date(Object yaml) {
        return yaml == null
                ? null
                : ((Date) yaml).toInstant().atZone(ZoneOffset.UTC).toLocalDate();
    }
}
