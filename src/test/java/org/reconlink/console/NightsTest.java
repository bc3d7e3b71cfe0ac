package org.reconlink.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.audit.AuditTrail;
import org.reconlink.audit.ChainEnds;
import org.reconlink.cli.CommandLineEntry;
import org.reconlink.cli.TinyStudy;
import org.reconlink.console.Serving.Visitor;
import org.reconlink.store.WorkingStore;

/** Nights beside a console that people have open: runs that cron begins, as processes of their own, while pages are read and verdicts given. */
class NightsTest {
    private static final int NIGHTS = Integer.getInteger("nights", 1);
    /** Every so many nights no extract has come, and there is nothing new. */
    private static final int REST = 5;

    @TempDir
    Path folder;

    private volatile boolean over;

    @Test
    void noNightFindsTheStudyTakenAndNoVerdictIsLost() throws Exception {
        Files.createDirectories(folder.resolve("jobs"));
        Path protocol = TinyStudy.write(folder.resolve("jobs"));
        add("participants.csv", "T6,Pike,Jo,1973-05-06,,TH68010,2012-08-02,2014-09-10\n");
        add("convictions.csv", "80/3G,Pike,Jill,1973-05-06,TH68010,2014-06-01,2014-08-01,GUILTY,1015\n");
        List<String> run = List.of(
                "run",
                protocol.toString(),
                "--work",
                folder.resolve("work").toString(),
                "--output",
                folder.resolve("output").toString(),
                "--quiet");
        assertThat(CommandLineEntry.run(run.toArray(String[]::new))).isEqualTo(4);
        Map<Integer, Integer> ends = new TreeMap<>();
        int verdicts;
        int pages;
        try (Serving serving = new Serving(folder, Clock.systemUTC(), 1_000)) {
            Visitor olga = serving.signedIn("olga", "tiny:operator");
            Visitor anna = serving.signedIn("anna", "tiny:reviewer");
            ExecutorService people = Executors.newFixedThreadPool(2);
            Future<Integer> read = people.submit(() -> read(olga));
            Future<Integer> said = people.submit(() -> say(anna));
            for (int night = 1; night <= NIGHTS; night++) {
                boolean rest = night % REST == 0;
                if (!rest) {
                    add(
                            "convictions.csv",
                            "79/900E,Lund,Ada,1962-01-01,TH68010,"
                                    + LocalDate.of(2014, 6, 1).plusDays(night) + ",2014-09-01,GUILTY,1015\n");
                }
                int code = night(run);
                ends.merge(code, 1, Integer::sum);
                // what one reviewer says and takes back decides nothing yet
                assertThat(code).as("night " + night).isIn(rest ? List.of(6) : List.of(0, 4));
            }
            over = true;
            verdicts = said.get();
            pages = read.get();
            people.shutdown();
        }
        try (WorkingStore store = WorkingStore.read(folder.resolve("work/tiny"))) {
            assertThat(store.judgements().all()).hasSize(verdicts);
        }
        assertThat(ends).doesNotContainKey(5);
        assertThat(AuditTrail.verify(folder.resolve("work/tiny").resolve(AuditTrail.FILE)))
                .isEmpty();
        assertThat(ChainEnds.missing(folder.resolve("work/tiny"))).isEmpty();
        System.out.println(NIGHTS + " nights beside an open console, by exit code: " + ends + "; " + verdicts
                + " verdicts given and taken back and " + pages + " pages read meanwhile");
    }

    private void add(String file, String row) throws IOException {
        Files.writeString(folder.resolve("jobs").resolve(file), row, StandardOpenOption.APPEND);
    }

    /** As cron begins it. */
    private static int night(List<String> run) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-classpath",
                System.getProperty("java.class.path"),
                "org.reconlink.Reconlink"));
        command.addAll(run);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** Looks at one page after the other. */
    private int read(Visitor olga) throws Exception {
        List<String> pages = List.of(
                "/",
                "/studies/tiny/runs",
                "/studies/tiny/progress",
                "/studies/tiny/agreement",
                "/studies/tiny/backfill",
                "/studies/tiny/protocol");
        int read = 0;
        while (!over) {
            String page = pages.get(read % pages.size());
            HttpResponse<String> answer = olga.get(page);
            assertThat(answer.statusCode()).as(page + answer.body()).isIn(200, 286);
            read++;
            Thread.sleep(20);
        }
        return read;
    }

    /** Says and takes back what they think of the one pair that is in doubt, as often as they can. */
    private int say(Visitor anna) throws Exception {
        HttpResponse<String> list = anna.get("/studies/tiny/review");
        String pair =
                URI.create(list.headers().firstValue("Location").orElseThrow()).getPath();
        String token = anna.token(pair);
        int said = 0;
        while (!over) {
            String form = String.valueOf(said);
            HttpResponse<String> answer = said % 2 == 0
                    ? anna.post(pair, token, "same-origin", Map.of("answer", "match", "form", form))
                    : anna.post(pair + "/undo", token, "same-origin", Map.of("form", form));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
            said++;
            Thread.sleep(50);
        }
        return said;
    }
}
