package org.reconlink.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
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
                for (String page : List.of(
                        "/studies/tiny/review/mine",
                        "/studies/tiny/review",
                        "/studies/tiny/review/workbook",
                        "/account")) {
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

    /** Two reviewers and an adjudicator, each in a browser of their own, at once. */
    @Test
    @EnabledIfSystemProperty(named = "journeys", matches = "all")
    void threePeopleWorkAtOnceInThreeBrowsers() throws Exception {
        int pairs = 6;
        PairsInDoubt.write(folder, pairs);
        List<String> wrong = Collections.synchronizedList(new ArrayList<>());
        ExecutorService people = Executors.newFixedThreadPool(3);
        try (Serving serving = new Serving(folder, Clock.systemUTC(), 1_000)) {
            ChromeDriver anna = signedIn(serving, "anna", "tiny:reviewer");
            ChromeDriver bert = signedIn(serving, "bert", "tiny:reviewer");
            ChromeDriver cleo = signedIn(serving, "cleo", "tiny:adjudicator");
            try {
                List<Future<?>> work = new ArrayList<>();
                work.add(people.submit(() -> judge(anna, serving, Collections.nCopies(pairs, "m"), wrong, "bert")));
                work.add(people.submit(
                        () -> judge(bert, serving, List.of("n", "n", "n", "m", "m", "m"), wrong, "anna")));
                work.add(people.submit(() -> {
                    adjudicate(cleo, serving, 2, wrong);
                    return null;
                }));
                for (Future<?> one : work) {
                    one.get();
                }
                // what one has before them, another decides meanwhile
                cleo.get(serving.url() + "/studies/tiny/adjudication");
                String open = String.valueOf(
                        cleo.findElement(By.cssSelector("tbody a")).getDomAttribute("href"));
                String key = open.substring(open.lastIndexOf('/') + 1);
                bert.get(serving.url() + "/studies/tiny/review/" + key);
                adjudicate(cleo, serving, 1, wrong);
                waitForKeys(bert);
                type(bert, "m");
                waitForText(bert, "This has changed meanwhile");
                cleo.get(serving.url() + "/studies/tiny/agreement");
                waitForText(cleo, "Cohen");
                // by hand: alike in 3 of 6; one said match of all, so that 3 of 6 were to be expected anyway
                assertThat(cleo.findElement(By.tagName("main")).getText())
                        .contains("Reviewer 1 and Reviewer 2", "0.00")
                        .doesNotContain("anna", "bert");
                BrowserTest.look(cleo, wrong);
            } finally {
                anna.quit();
                bert.quit();
                cleo.quit();
            }
        }
        people.shutdown();
        assertThat(wrong).isEmpty();
        assertThat(said().stream().filter(one -> !one.adjudicator())).hasSize(2 * pairs);
        assertThat(said().stream().filter(Judgement::adjudicator)).hasSize(3);
    }

    private ChromeDriver signedIn(Serving serving, String name, String role) throws Exception {
        serving.users().activate(serving.users().add(name, List.of(role), ""), Serving.PHRASE);
        ChromeDriver browser = BrowserTest.browser(folder);
        browser.get(serving.url() + "/sign-in");
        browser.findElement(By.id("name")).sendKeys(name);
        browser.findElement(By.id("phrase")).sendKeys(Serving.PHRASE + Keys.ENTER);
        waitForText(browser, "for your");
        return browser;
    }

    private static int judge(ChromeDriver browser, Serving serving, List<String> keys, List<String> wrong, String other)
            throws Exception {
        browser.get(serving.url() + "/studies/tiny/review");
        for (String key : keys) {
            if (String.valueOf(browser.getPageSource()).contains(other)) {
                wrong.add(browser.getTitle() + " names " + other);
            }
            waitForKeys(browser);
            next(browser, key);
        }
        waitForText(browser, "No pair waits for you");
        return keys.size();
    }

    /** A key that comes before the page's script does is nobody's. */
    private static void waitForKeys(ChromeDriver browser) throws InterruptedException {
        for (int i = 0; i < 1_000; i++) {
            if (Boolean.TRUE.equals(browser.executeScript("return document.readyState === 'complete'"
                    + " && typeof review === 'object' && !review.busy"
                    + " && performance.now() - review.drawn > review.pause"))) {
                return;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("never ready: " + browser.getTitle());
    }

    /** Decides so many of what is disputed, as it comes. */
    private static void adjudicate(ChromeDriver browser, Serving serving, int many, List<String> wrong)
            throws Exception {
        for (int i = 0; i < many; i++) {
            browser.get(serving.url() + "/studies/tiny/adjudication");
            for (int tries = 0;
                    tries < 600
                            && browser.findElements(By.cssSelector("tbody a")).isEmpty();
                    tries++) {
                Thread.sleep(100);
                browser.get(serving.url() + "/studies/tiny/adjudication");
            }
            browser.findElement(By.cssSelector("tbody a")).click();
            waitForText(browser, "What reviewers said");
            if (i == 0) {
                BrowserTest.look(browser, wrong);
            }
            waitForKeys(browser);
            next(browser, "n");
        }
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
