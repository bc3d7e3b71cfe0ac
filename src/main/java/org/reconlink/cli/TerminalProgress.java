package org.reconlink.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.reconlink.job.Progress;

/** Shows progress: a moving line with rate on a terminal, plain lines elsewhere, nothing if asked to be quiet. */
final class TerminalProgress implements Progress, AutoCloseable {
    private static final int NAME_WIDTH = 20;

    private final PrintWriter err;
    private final boolean quiet;
    private final boolean terminal;
    private final long begun = System.nanoTime();
    private long stepBegun;
    private @Nullable ProgressBar bar;
    private @Nullable String barFile;

    @SuppressWarnings("SystemConsoleNull") // on Java 22 and later "isTerminal" would have to be asked too
    TerminalProgress(PrintWriter err, boolean quiet) {
        this.err = err;
        this.quiet = quiet;
        this.terminal = System.console() != null && System.getenv("NO_COLOR") == null;
    }

    @Override
    public void stepStarted(String step) {
        stepBegun = System.nanoTime();
    }

    @Override
    public void rowsRead(String file, long rows, long expected) {
        if (quiet || !terminal) {
            return;
        }
        if (!file.equals(barFile)) {
            closeBar();
        }
        if (bar == null) {
            barFile = file;
            bar = new ProgressBarBuilder()
                    .setTaskName(file)
                    .setInitialMax(expected == 0 ? -1 : expected)
                    .setUnit(" rows", 1)
                    .setStyle(ProgressBarStyle.ASCII)
                    .showSpeed()
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .build();
        }
        bar.stepTo(rows);
    }

    @Override
    public void pairsFound(Map<String, Long> byRule) {
        if (!quiet) {
            byRule.forEach((rule, pairs) -> err.println(
                    " ".repeat(NAME_WIDTH) + String.format(Locale.ROOT, "%,d", pairs) + " pairs by " + rule));
        }
    }

    @Override
    public void stepEnded(String step, String summary) {
        closeBar();
        if (!quiet) {
            err.println(
                    step + " ".repeat(Math.max(1, NAME_WIDTH - step.length())) + seconds(stepBegun) + "  " + summary);
        }
    }

    private static String seconds(long since) {
        return String.format(Locale.ROOT, "%6.1f s", (System.nanoTime() - since) / 1e9);
    }

    private void closeBar() {
        if (bar != null) {
            bar.close();
            bar = null;
            barFile = null;
        }
    }

    @Override
    public void close() {
        closeBar();
        if (!quiet) {
            err.println("total" + " ".repeat(NAME_WIDTH - "total".length()) + seconds(begun));
        }
    }
}
