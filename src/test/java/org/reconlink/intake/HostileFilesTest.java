package org.reconlink.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.intake.HostileKinds.Outcome;
import org.reconlink.spec.SpecTable;

/** Every kind of broken and hostile file, read in a process of 256 MB: what is said, in less than five seconds. */
class HostileFilesTest {
    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> hostileFilesAreRefusedOrReadAndSaidSo() throws Exception {
        Map<Object, Object> expected = SpecTable.load("intake/hostile-files.yml").cases().stream()
                .collect(Collectors.toMap(row -> row.get("kind"), row -> row.get("says")));
        List<Outcome> outcomes = HostileKinds.read(folder);
        assertThat(outcomes)
                .extracting(Outcome::kind)
                .containsExactlyInAnyOrderElementsOf(
                        expected.keySet().stream().map(String::valueOf).toList());
        return outcomes.stream()
                .map(outcome -> DynamicTest.dynamicTest(outcome.kind(), () -> {
                    assertThat(outcome.says()).isEqualTo(expected.get(outcome.kind()));
                    assertThat(outcome.millis()).isLessThan(5_000);
                }));
    }
}
