package org.reconlink.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.reconlink.spec.SpecTable;

class HmacSha256Test {

    @TestFactory
    Stream<DynamicTest> theVectorsOfTheStandard() {
        return SpecTable.load("publish/hmac-sha-256.yml").cases().stream()
                .map(vector -> DynamicTest.dynamicTest("test case " + vector.get("case"), () -> {
                    byte[] key = HexFormat.of().parseHex((String) vector.get("key"));
                    byte[] data = HexFormat.of().parseHex((String) vector.get("data"));
                    // The standard truncates the fifth.
                    assertThat(HexFormat.of().formatHex(HmacSha256.of(key, data)))
                            .startsWith((String) vector.get("hmac"));
                }));
    }
}
