package org.reconlink.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.reconlink.Needed;
import org.reconlink.cli.TinyStudy;

/** What somebody does in a browser, from the link that they are given to a run that they start, and how every page on the way is made. */
class BrowserTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void fromALinkToARunThatWasStartedFromAPage() throws Exception {
        Files.createDirectories(folder.resolve("jobs"));
        Path jobs = folder.resolve("jobs");
        Path protocol = TinyStudy.write(jobs);
        Files.writeString(protocol, "  disclosure control: opensafely\n", StandardOpenOption.APPEND); // to be released
        List<String> wrong = new ArrayList<>();
        try (Serving serving = new Serving(folder, Clock.systemUTC(), 1_000)) {
            String code = serving.users().add("alex", List.of("tiny:operator"), "");
            ChromeDriver browser = browser(folder);
            try {
                browser.get(serving.url() + "/activate/" + code);
                look(browser, wrong);
                type(browser, "phrase", Serving.PHRASE);
                type(browser, "again", Serving.PHRASE);
                press(browser);
                assertThat(browser.getTitle()).isEqualTo("Sign in - Reconlink");
                look(browser, wrong);
                type(browser, "name", "alex");
                type(browser, "phrase", Serving.PHRASE);
                press(browser);
                assertThat(browser.findElement(By.cssSelector("main")).getText())
                        .contains("tiny", "has not run");
                look(browser, wrong);
                browser.findElement(By.linkText("tiny")).click();
                press(browser);
                waitFor("exit code 0", browser, serving);
                look(browser, wrong);
                browser.findElement(By.cssSelector("td a")).click();
                assertThat(browser.findElement(By.cssSelector("main")).getText())
                        .contains("completed", "link persons", "Run again");
                look(browser, wrong);
                for (String page : List.of(
                        "/studies/tiny/runs",
                        "/studies/tiny/progress",
                        "/studies/tiny/backfill",
                        "/account",
                        "/help",
                        "/offences?code=TH68023",
                        "/protocols/try",
                        "/studies/tiny/protocol",
                        "/studies/tiny/explain",
                        "/studies/tiny/reviewing",
                        "/studies/other/runs")) {
                    browser.get(serving.url() + page);
                    look(browser, wrong);
                }
                browser.get(serving.url() + "/studies/tiny/releases");
                for (String page : List.of("Releases of tiny", "Check run", "Table ")) {
                    assertThat(browser.getTitle()).startsWith(page);
                    look(browser, wrong);
                    if (!page.equals("Table ")) {
                        browser.findElement(By.cssSelector("tbody a")).click();
                    }
                }
                whatIsTypedIsLookedAtWithoutAButton(browser, serving);
                theEndOfASessionIsSaidBeforeItComes(browser, serving, wrong);
                assertThat(browser.executeScript("return document.compatMode")).isEqualTo("CSS1Compat");
                assertThat(browser.executeScript("return localStorage.length")).isEqualTo(0L);
                assertThat(browser.executeScript("return typeof htmx")).isEqualTo("object");
            } finally {
                browser.quit();
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static void whatIsTypedIsLookedAtWithoutAButton(ChromeDriver browser, Serving serving)
            throws InterruptedException {
        browser.get(serving.url() + "/protocols/try");
        String text = "study:\n  idd: x";
        type(browser, "text", text);
        waitFor("idd", "#checked", browser);
        assertThat(browser.findElement(By.cssSelector("#checked")).getText()).contains("id");
        assertThat(browser.findElement(By.id("text")).getDomProperty("value"))
                .as("what is typed stays")
                .isEqualTo(text);
        assertThat(browser.switchTo().activeElement().getDomAttribute("id")).isEqualTo("text");
        assertThat((Long) browser.executeScript("return performance.getEntriesByType('resource')"
                        + ".filter(one => one.name.endsWith('/protocols/try')).length"))
                .as("not one request a letter")
                .isBetween(1L, text.length() / 2L);
        browser.findElement(By.id("text")).sendKeys("\n  title: Another");
        waitFor("Another", "#checked", browser);
    }

    /** The clock of the page is put on, that of the server is not. */
    private static void theEndOfASessionIsSaidBeforeItComes(ChromeDriver browser, Serving serving, List<String> wrong)
            throws IOException, InterruptedException {
        browser.executeCdpCommand(
                "Page.addScriptToEvaluateOnNewDocument",
                Map.of(
                        "source",
                        "window.ahead = 0; { const now = Date.now.bind(Date); Date.now = () => now() + window.ahead; }"));
        browser.get(serving.url() + "/studies/tiny/runs");
        later(browser, 12);
        assertThat(browser.findElements(By.cssSelector(".idle"))).isEmpty();
        later(browser, 1.5);
        assertThat(browser.findElement(By.cssSelector(".idle[role=alert]")).getText())
                .contains("You will be signed out in two minutes");
        look(browser, wrong);
        browser.findElement(By.cssSelector(".idle button")).click();
        for (int i = 0;
                i < 100 && !browser.findElements(By.cssSelector(".idle")).isEmpty();
                i++) {
            Thread.sleep(100);
        }
        assertThat(browser.findElements(By.cssSelector(".idle"))).isEmpty();
        later(browser, 12);
        assertThat(browser.findElements(By.cssSelector(".idle"))).isEmpty();
        later(browser, 3.5);
        waitFor("Sign in", "body", browser);
        assertThat(browser.findElement(By.tagName("body")).getText()).doesNotContain("tiny");
    }

    private static void later(ChromeDriver browser, double minutes) {
        browser.executeScript(
                "window.ahead += " + minutes * 60_000 + "; document.dispatchEvent(new Event('visibilitychange'))");
    }

    private static void waitFor(String words, String where, ChromeDriver browser) throws InterruptedException {
        String ask = "const one = document.querySelector(arguments[0]); return one ? one.innerText : ''";
        for (int i = 0; i < 300; i++) {
            if (String.valueOf(browser.executeScript(ask, where)).contains(words)) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("never said: " + words);
    }

    private static void waitFor(String words, ChromeDriver browser, Serving serving) throws InterruptedException {
        for (int i = 0; i < PATIENCE.toSeconds(); i++) {
            browser.get(serving.url() + "/");
            if (browser.findElement(By.cssSelector("main")).getText().contains(words)) {
                return;
            }
            Thread.sleep(1_000);
        }
        throw new AssertionError("never said: " + words);
    }

    /** A browser of one's own below a folder. */
    static ChromeDriver browser(Path folder) throws IOException {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(Needed.program("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
                .toString());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + Files.createTempDirectory(folder, "browser"));
        ChromeDriverService driver = new ChromeDriverService.Builder()
                .usingDriverExecutable(Needed.program("chromedriver").toFile())
                .build();
        return new ChromeDriver(driver, options);
    }

    private static void type(ChromeDriver browser, String field, String text) {
        browser.findElement(By.id(field)).sendKeys(text);
    }

    private static void press(ChromeDriver browser) {
        browser.findElement(By.cssSelector("main form button")).click();
    }

    /** Light and dark, and no wider than the narrowest window that has to do. */
    static void look(ChromeDriver browser, List<String> wrong) throws IOException {
        String page = browser.getTitle();
        for (String colours : List.of("light", "dark")) {
            browser.executeCdpCommand(
                    "Emulation.setEmulatedMedia",
                    Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colours))));
            browser.executeScript(axe());
            Object found = browser.executeAsyncScript("const done = arguments[arguments.length - 1];"
                    + "axe.run().then(r => done(r.violations.map(v => v.id + ' ' + v.nodes[0].target.join(' '))));");
            if (found instanceof List<?> violations) {
                violations.forEach(one -> wrong.add(page + ", " + colours + ": " + one));
            }
        }
        Dimension before = browser.manage().window().getSize();
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 320, "height", 800, "deviceScaleFactor", 1, "mobile", false));
        Object beyond = browser.executeScript(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (!Objects.equals(beyond, 0L)) {
            wrong.add(page + ": " + beyond + " pixels wider than a window of 320");
        }
        Object bare = browser.executeScript("return [...document.querySelectorAll('td[data-label]')]"
                + ".filter(cell => cell.offsetParent && !cell.textContent.trim() && !cell.querySelector('img, input, button'))"
                + ".map(cell => cell.dataset.label).join()");
        if (!Objects.equals(bare, "")) {
            wrong.add(page + ": labels with nothing behind them in a window of 320: " + bare);
        }
        browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        browser.manage().window().setSize(before);
    }

    private static String axe() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(BrowserTest.class.getResourceAsStream("/axe.min.js"), "axe-core")) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
