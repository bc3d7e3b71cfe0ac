package org.reconlink.publish;

import java.util.Map;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;

/** JSON that people read too: two spaces, line feeds, keys in the order they were put in. */
public final class PrettyJson {

    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PrettyJson() {}

    public static String of(Map<String, ?> value) {
        return JSON.writer()
                        .with(new DefaultPrettyPrinter()
                                .withObjectIndenter(INDENT)
                                .withArrayIndenter(INDENT))
                        .writeValueAsString(value)
                + "\n";
    }
}
