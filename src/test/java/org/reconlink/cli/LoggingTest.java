package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What libraries log can quote rows: none of it is shown, at any moment of a run. */
class LoggingTest {
    @TempDir
    Path folder;

    @Test
    void aRunNeverSetsLoggingUpAnew() throws IOException {
        LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();
        AtomicInteger resets = new AtomicInteger();
        Counter counter = new Counter(resets);
        logging.addListener(counter);
        try {
            Given run = Given.here(
                    "run",
                    TinyStudy.write(folder).toString(),
                    "--work",
                    folder.resolve("work").toString(),
                    "--output",
                    folder.resolve("output").toString());
            assertThat(run.exitCode()).as(run.err()).isZero();
        } finally {
            logging.removeListener(counter);
        }
        assertThat(resets).hasValue(0);
        assertThat(logging.getLogger(Logger.ROOT_LOGGER_NAME).getLevel()).isEqualTo(Level.OFF);
    }

    private record Counter(AtomicInteger resets) implements LoggerContextListener {
        @Override
        public boolean isResetResistant() {
            return true;
        }

        @Override
        public void onReset(LoggerContext context) {
            resets.incrementAndGet();
        }

        @Override
        public void onStart(LoggerContext context) {}

        @Override
        public void onStop(LoggerContext context) {}

        @Override
        public void onLevelChange(Logger logger, Level level) {}
    }
}
