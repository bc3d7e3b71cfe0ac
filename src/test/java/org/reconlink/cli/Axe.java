package org.reconlink.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.reconlink.Needed;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs axe-core over a page in Chromium without a window; which it needs. */
record Axe(Path browser, Path scratch) {
    /** Bars scripts, and so axe-core. */
    private static final String POLICY = "<meta http-equiv=\"Content-Security-Policy\"[^>]*>";

    private static final Pattern FOUND = Pattern.compile("<pre id=\"axe\">(.*?)</pre>", Pattern.DOTALL);

    /** The reader's preference, by Chromium's numbers. */
    enum Colours {
        DARK(0),
        LIGHT(1);

        private final int number;

        Colours(int number) {
            this.number = number;
        }
    }

    /**
     * What axe-core found.
     *
     * @param violations of whatever impact, each with its rule, impact and first place
     * @param passes how many rules were kept
     */
    record Result(List<String> violations, int passes) {}

    static Axe in(Path scratch) {
        return new Axe(
                Needed.program("chromium", "chromium-browser", "google-chrome-stable", "google-chrome"), scratch);
    }

    Result run(Path page, Colours colours) throws IOException, InterruptedException {
        Path copy = Files.createTempFile(scratch, "axe", ".html");
        Files.writeString(copy, withScript(Files.readString(page, UTF_8)), UTF_8);
        Matcher found = FOUND.matcher(shown(copy, colours));
        if (!found.find()) {
            throw new IOException("the browser ended without a result of axe-core");
        }
        JsonNode result = JsonMapper.builder().build().readTree(found.group(1).replace("&amp;", "&"));
        List<String> violations = new ArrayList<>();
        for (JsonNode violation : result.path("violations")) {
            violations.add(violation.asString());
        }
        return new Result(violations, result.path("passes").asInt());
    }

    /** A place is given by its selector, which holds no angle bracket that the page would have to escape. */
    private static String withScript(String page) throws IOException {
        try (InputStream axe = Objects.requireNonNull(Axe.class.getResourceAsStream("/axe.min.js"), "axe-core")) {
            String script = new String(axe.readAllBytes(), UTF_8)
                    + "; axe.run().then(r => { const pre = document.createElement('pre'); pre.id = 'axe';"
                    + " pre.textContent = JSON.stringify({passes: r.passes.length, violations: r.violations.map(v =>"
                    + " [v.id, v.impact, v.nodes[0].target.join(' ').replace(/[<>]/g, ' ')].join(', '))});"
                    + " document.body.append(pre); });";
            return page.replaceFirst(POLICY, "").replace("</body>", "<script>" + script + "</script></body>");
        }
    }

    private String shown(Path page, Colours colours) throws IOException, InterruptedException {
        Path shown = Files.createTempFile(scratch, "shown", ".html");
        List<String> command = new ArrayList<>(Arrays.asList(
                browser.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + Files.createTempDirectory(scratch, "browser"),
                "--blink-settings=preferredColorScheme=" + colours.number,
                "--virtual-time-budget=60000",
                "--dump-dom",
                page.toUri().toString()));
        Process process = new ProcessBuilder(command)
                .redirectOutput(shown.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the browser did not end");
        }
        return Files.readString(shown, UTF_8);
    }
}
