package org.reconlink.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.reconlink.intake.ExtractKind;
import org.reconlink.intake.Field;
import org.reconlink.linkage.study.LinkageFields;
import org.reconlink.study.LinkageSection.LinkageColumns;

class ProtocolReferenceTest {
    @Test
    void aLineSaysWhatAKeyIsAndWhatHoldsWithoutIt() {
        assertThat(ProtocolReference.lines())
                .contains(
                        "study (required): what the study is called - a section",
                        "  data cut (required): the last day that the conviction extracts cover"
                                + " - a date, such as 2021-12-31",
                        "    waiting (default 6): the waiting period in calendar months: how long after the window an"
                                + " offence may be proved - a whole number from 0 to 120, such as 6",
                        "    full name (required without surname, pnc id, cro number or person key): the whole name in one column,"
                                + " where surname and forename have none - a heading of the file",
                        "    forename (expected: without it people of one surname and date of birth cannot be told"
                                + " apart): the first name - a heading of the file",
                        "publish (may be left out): how the dataset is published - a section");
    }

    @Test
    void everyFieldOfEveryExtractIsThere() {
        for (ExtractKind kind : ExtractKind.values()) {
            List<List<String>> fields = kind.fields().stream()
                    .map(Field::name)
                    .map(name -> List.of(kind.section(), "columns", name))
                    .toList();

            assertThat(ProtocolReference.entries())
                    .extracting(ProtocolReference.Entry::path)
                    .containsAll(fields);
        }
    }

    @Test
    void theSectionsComeInTheOrderOfAStudy() {
        Stream<String> sections = ProtocolReference.entries().stream()
                .filter(entry -> entry.path().size() == 1)
                .map(entry -> entry.path().get(0));

        assertThat(sections)
                .containsExactly(
                        "study",
                        "intake",
                        "participants",
                        "convictions",
                        "custody",
                        "words",
                        "linkage",
                        "offence",
                        "outcome",
                        "publish");
    }

    @Test
    void everyBlockingFieldAndComparisonNamesFieldsThatExist() {
        Stream.concat(
                        LinkageFields.blockingForms().stream()
                                .filter(form -> !form.equals("prison number")) // no conviction extract has one
                                .map(LinkageColumns::ofTerm),
                        LinkageFields.comparisons().stream()
                                .filter(name -> !name.equals("prison number"))
                                .map(LinkageColumns::ofComparison))
                .forEach(columns -> {
                    assertThat(names(ExtractKind.PARTICIPANTS)).containsAnyElementsOf(columns.participants());
                    assertThat(names(ExtractKind.CONVICTIONS)).containsAnyElementsOf(columns.convictions());
                });
    }

    private static List<String> names(ExtractKind kind) {
        return kind.fields().stream().map(Field::name).toList();
    }
}
