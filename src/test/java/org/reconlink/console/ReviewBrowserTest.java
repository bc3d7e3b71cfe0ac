package org.reconlink.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.reconlink.review.Judgement;
import org.reconlink.store.WorkingStore;

/** A reviewer without a mouse: every pair by keys, a comment in which keys are letters, keys turned off, and how long a pair takes. */
class ReviewBrowserTest {
    private static final int PAIRS = Integer.getInteger("review.pairs", 14);

    @TempDir
    Path folder;

    @Test
    void pairsAreJudgedByKeysAlone() throws Exception {
        PairsInDoubt.write(folder, PAIRS);
        List<String> wrong = new ArrayList<>();
        try (Serving serving = new Serving(folder, Clock.systemUTC(), 1_000)) {
            String code = serving.users().add("anna", List.of("tiny:reviewer"), "");
            serving.users().activate(code, Serving.PHRASE);
            ChromeDriver browser = BrowserTest.browser(folder);
            try {
                browser.get(serving.url() + "/sign-in");
                browser.findElement(By.id("name")).sendKeys("anna");
                browser.findElement(By.id("phrase")).sendKeys(Serving.PHRASE + Keys.ENTER);
                waitForText(browser, "pairs wait for your review");
                browser.get(serving.url() + "/studies/tiny/review");
                BrowserTest.look(browser, wrong);
                assertThat(onFirstScreen(browser)).isTrue();
                // letters in a comment are letters; the reason is by digit, and both come with the verdict
                type(browser, "3");
                browser.findElement(By.id("comment")).sendKeys("mnusz? 12");
                assertThat(said()).isEmpty();
                assertThat(browser.findElement(By.id("comment")).getDomProperty("value"))
                        .isEqualTo("mnusz? 12");
                browser.findElement(By.id("comment")).sendKeys(Keys.TAB);
                next(browser, "n");
                assertThat(said()).singleElement().satisfies(one -> {
                    assertThat(one.answer()).isEqualTo(Judgement.Answer.NON_MATCH);
                    assertThat(one.reason()).isEqualTo(Judgement.Reason.MOVED);
                    assertThat(one.comment()).isEqualTo("mnusz? 12");
                });
                assertThat(browser.switchTo().activeElement().getTagName())
                        .as("reading begins there")
                        .isEqualTo("h1");
                // taken back and said again
                String after = browser.getTitle();
                next(browser, "z");
                next(browser, "m");
                assertThat(browser.getTitle()).isEqualTo(after);
                // marks on and off, help, passed over
                type(browser, "d");
                assertThat(browser.findElements(By.cssSelector(".unmarked mark")))
                        .isNotEmpty();
                type(browser, "?");
                assertThat(browser.findElement(By.cssSelector(".keys")).getDomAttribute("open"))
                        .isNotNull();
                next(browser, "s");
                List<Long> millis = new ArrayList<>();
                for (int i = 1; i < PAIRS - 2; i++) {
                    long begin = System.nanoTime();
                    next(browser, List.of("m", "n", "u").get(i % 3));
                    millis.add((System.nanoTime() - begin) / 1_000_000);
                }
                millis.sort(null);
                System.out.println(millis.size() + " pairs by keys: median " + millis.get(millis.size() / 2)
                        + " ms, longest " + millis.get(millis.size() - 1) + " ms from key to the next pair");
                assertThat(said()).hasSize(PAIRS);
                // two are left; with keys off a letter does nothing, and Tab and Enter do
                browser.get(serving.url() + "/account");
                browser.findElements(By.cssSelector("main form button.second"))
                        .get(0)
                        .click();
                waitForText(browser, "Single keys are off");
                browser.get(serving.url() + "/studies/tiny/review");
                String title = browser.getTitle();
                type(browser, "m");
                type(browser, "n");
                Thread.sleep(300);
                assertThat(browser.getTitle()).isEqualTo(title);
                browser.findElement(By.id("comment")).sendKeys(Keys.TAB);
                browser.switchTo().activeElement().sendKeys(Keys.ENTER);
                waitForOther(browser, title);
                for (String page : List.of("/studies/tiny/review/mine", "/studies/tiny/review", "/account")) {
                    browser.get(serving.url() + page);
                    BrowserTest.look(browser, wrong);
                }
                assertThat(((JavascriptExecutor) browser).executeScript("return localStorage.length"))
                        .isEqualTo(0L);
            } finally {
                browser.quit();
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static boolean onFirstScreen(ChromeDriver browser) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 1280, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        Object seen = browser.executeScript("return [...document.querySelectorAll('.verdicts button')]"
                + ".every(one => one.getBoundingClientRect().bottom <= 900)");
        browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        return Boolean.TRUE.equals(seen);
    }

    private List<Judgement> said() {
        try (WorkingStore store = WorkingStore.read(folder.resolve("work/tiny"))) {
            return store.judgements().all();
        }
    }

    private static void type(ChromeDriver browser, String key) {
        browser.findElement(By.tagName("body")).sendKeys(key);
    }

    private static void next(ChromeDriver browser, String key) throws InterruptedException {
        String title = browser.getTitle();
        type(browser, key);
        waitForOther(browser, title);
        Thread.sleep(200); // a key that comes at once is not meant for what has just appeared
    }

    /** However long the page takes to come. */
    private static void waitForText(ChromeDriver browser, String text) throws InterruptedException {
        for (int i = 0; i < 1_000; i++) {
            if (String.valueOf(browser.executeScript("return document.body ? document.body.innerText : ''"))
                    .contains(text)) {
                return;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("never said: " + text);
    }

    private static void waitForOther(ChromeDriver browser, String title) throws InterruptedException {
        for (int i = 0; i < 1_000; i++) {
            if (!browser.getTitle().equals(title)) {
                return;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("still " + title);
    }
}
