package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.reconlink.inquiry.Words;
import org.reconlink.intake.FileAccess;
import org.reconlink.job.InputFiles;
import org.reconlink.job.InputFiles.InputFile;
import org.reconlink.kernel.EnumWords;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.result.PublishSettings.DatabaseSettings;
import org.reconlink.study.Study;

/** What a run would read, link by, write and publish. Of the inputs no more than their size and age is looked at. */
final class DryRun {
    private static final int RULES = 3;

    private DryRun() {}

    static void print(Study study, Path work, Path output, PrintWriter out) throws IOException {
        out.println(study.title() + " (" + study.id() + "), data cut "
                + study.outcome().dataCut());
        out.println("would read");
        for (InputFile file : InputFiles.of(study, Clock.systemUTC())) {
            out.println("  " + file.section() + ": " + file.file()
                    + String.format(Locale.ROOT, ", %.1f MB", file.bytes() / 1e6)
                    + (file.isTooOld() ? ", older than the protocol allows" : ""));
        }
        for (Path file : study.convictions().files()) {
            if (FileAccess.url(file) != null) {
                out.println("  convictions: " + FileAccess.url(file) + ", by a cluster (--spark)");
            }
        }
        out.println("would link");
        if (study.linkage().byKey()) {
            out.println("  by the person key that participants and convictions share");
        } else {
            List<List<String>> rules = study.linkage().blockOn();
            rules.stream()
                    .limit(RULES)
                    .forEach(rule -> out.println("  those who are equal in " + String.join(", ", rule)));
            if (rules.size() > RULES) {
                out.println("  or by one of " + Words.count(rules.size() - RULES, "further blocking rule")
                        + ", those of fields that both have");
            }
            out.println(String.format(
                    Locale.ROOT,
                    "  a link from probability %s, clerical review from %s",
                    study.linkage().linkFrom(),
                    study.linkage().reviewFrom()));
        }
        out.println("would follow up");
        for (WindowSettings window : study.outcome().windows()) {
            out.println("  " + window.name() + ": from " + window.from().field() + length(window) + ", waiting "
                    + Words.count(window.waitingMonths(), "month"));
        }
        out.println("would write");
        out.println("  " + output.resolve(study.id()) + ": dataset, report, findings, audit log");
        out.println("  " + work.resolve(study.id()) + ": working data, private to you");
        out.println("would publish");
        out.println("  dates " + EnumWords.of(study.publish().dates()));
        out.println("  carried columns: "
                + (study.participants().carry().isEmpty()
                        ? "none"
                        : String.join(", ", study.participants().carry())));
        DatabaseSettings database = study.publish().database();
        out.println("  research database: " + (database == null ? "none" : database.target()));
        out.println("nothing was read but the protocol, and nothing was written");
    }

    private static String length(WindowSettings window) {
        return window.months() != null
                ? " for " + Words.count(window.months(), "month")
                : window.to() != null ? " to " + window.to().field() : " as long as the data cut allows";
    }
}
