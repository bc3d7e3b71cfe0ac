package org.reconlink.study;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reconlink.result.quality.Checks;

/** Checks of the data-quality report, each with a share. */
record CheckShares() implements ValueType<Map<String, Double>> {
    private static final ValueType<Double> SHARE = Scalars.share("5%");

    @Override
    public String words() {
        return "a section of checks as the data-quality report calls them, such as { postcode: 5% }";
    }

    /** Those that can be used; null if this is no section. */
    @Override
    public @Nullable Map<String, Double> read(Given given, ParseContext reading) {
        if (!(given.node() instanceof ProtocolNode.Entries section)) {
            Shape.keysExpected(given, "write checks and shares such as { postcode: 5% }", reading);
            return null;
        }
        Map<String, Double> shares = new LinkedHashMap<>();
        MatchedKeys.of(section.entries(), Checks.rulesOfRows(), reading)
                .entries()
                .forEach((check, entry) -> {
                    Double share = entry.value() instanceof ProtocolNode.Refused
                            ? null
                            : SHARE.read(new Given(check, entry.at(), entry.value()), reading);
                    if (share != null) {
                        shares.put(check, share);
                    }
                });
        return shares;
    }
}
