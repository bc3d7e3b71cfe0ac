package org.reconlink.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.spec.SpecTable;

/** Each slip of an author has its message, whole and in its place. */
class ProtocolErrorsTest {
    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> everySlipHasItsMessage() {
        StudyFolder study = StudyFolder.in(folder);
        return SpecTable.load("study/errors.yml").cases().stream()
                .map(row -> DynamicTest.dynamicTest(
                        (String) row.get("case"),
                        () -> assertThat(study.errors(protocol(row))).isEqualTo(row.get("errors"))));
    }

    /** A whole protocol, or the valid one with changes. */
    static String protocol(Map<String, Object> row) {
        String protocol = (String) row.getOrDefault("protocol", StudyFolder.valid());
        @SuppressWarnings("unchecked")
        List<Map<String, String>> changes = (List<Map<String, String>>) row.getOrDefault("change", List.of());
        for (Map<String, String> change : changes) {
            int at = protocol.indexOf(change.get("from"));
            assertThat(at).as("the valid protocol has: " + change.get("from")).isNotNegative();
            protocol = protocol.substring(0, at)
                    + change.get("to")
                    + protocol.substring(at + change.get("from").length());
        }
        return protocol;
    }
}
