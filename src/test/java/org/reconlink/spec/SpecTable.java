package org.reconlink.spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A table of cases of one rule of the method, from {@code src/test/resources/spec/<capability>/<rule>.yml}: keys
 * {@code rule}, {@code source} and {@code cases}, a list of maps. Whoever knows the rule can add a case without Java.
 */
public record SpecTable(String rule, String source, List<Map<String, Object>> cases) {

    /** Loads {@code <capability>/<rule>.yml}; a table without rule, source or cases is an error. */
    public static SpecTable load(String name) {
        try (InputStream in = SpecTable.class.getResourceAsStream("/spec/" + name)) {
            Map<String, Object> table =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(Objects.requireNonNull(in, name));
            @SuppressWarnings("unchecked")
            List<Map<String, Object>> cases = (List<Map<String, Object>>) table.get("cases");
            if (cases.isEmpty()) {
                throw new IllegalArgumentException(name + " has no cases");
            }
            return new SpecTable(
                    Objects.requireNonNull((String) table.get("rule"), name + " has no rule"),
                    Objects.requireNonNull((String) table.get("source"), name + " has no source"),
                    cases);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
