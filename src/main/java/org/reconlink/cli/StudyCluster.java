package org.reconlink.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reconlink.job.ExtractOnCluster;
import org.reconlink.study.Study;
import picocli.CommandLine.Option;

/** The Spark cluster that reads the conviction extract of a run, if one is asked for. */
final class StudyCluster {
    /** Seconds within which the driver has to have removed what it wrote, once nothing is asked of it any more. */
    private static final int PATIENCE = 60;

    @Option(
            names = "--spark",
            paramLabel = "MASTER",
            description = "Have Apache Spark read the conviction extract, of $SPARK_HOME, with the same outputs: yarn,"
                    + " k8s://..., spark://... or local[*]. Its files are then CSV, and may be URLs.")
    private @Nullable String master;

    @Option(
            names = "--spark-conf",
            paramLabel = "KEY=VALUE",
            description = "With --spark: a setting of Spark, as in spark.executor.memory=16g; may be repeated.")
    private List<String> conf = new ArrayList<>();

    @Option(
            names = "--spark-jar",
            paramLabel = "FILE",
            description =
                    "With --spark: the jar that Spark is given (default: reconlink-spark.jar beside reconlink.jar).")
    private @Nullable Path jar;

    @Option(
            names = "--spark-work",
            paramLabel = "DIR",
            description =
                    "With --spark: folder or URL that all machines of the cluster reach, in which Spark keeps identities"
                            + " and rows until the run ends.")
    private @Nullable String work;

    /** The master; null if this machine reads the extract. */
    @Nullable
    String master() {
        return master;
    }

    /** Holds that nothing is said of a cluster where there is none, and that one can work where it is asked to. */
    void check() {
        if (master == null && (!conf.isEmpty() || jar != null || work != null)) {
            throw new UsageException(
                    "--spark-conf, --spark-jar and --spark-work need --spark, the cluster that they are for");
        }
        if (master != null && work == null && !master.startsWith("local")) {
            throw new UsageException(
                    "--spark-work is needed on a cluster: a folder or URL that all of its machines reach, in which it"
                            + " keeps identities and rows of people until the run ends");
        }
    }

    /**
     * Starts Spark and has it look at the files of a study's extract.
     *
     * @throws org.reconlink.intake.IntakeException if one cannot be used
     */
    Session open(Study study, PrintWriter err) throws IOException {
        String folder = work == null
                ? Files.createTempDirectory("reconlink").toUri().toString()
                : work.replaceFirst("/+$", "") + "/reconlink-run-" + UUID.randomUUID();
        Process driver = new SparkSubmit(System.getenv(), err)
                .call(String.valueOf(master), conf, jar, List.of("extract", "--work", folder))
                .start();
        Session session = new Session(driver, folder, err);
        try {
            session.extract = ExtractOnCluster.open(study, driver.getInputStream(), driver.getOutputStream());
            return session;
        } catch (IOException | RuntimeException | Error e) {
            session.close();
            throw e;
        }
    }

    /** A driver that runs for as long as something may be asked of it, whatever becomes of this process. */
    static final class Session implements Closeable {
        private final Process driver;
        private final String folder;
        private final PrintWriter err;
        private @Nullable ExtractOnCluster extract;

        private Session(Process driver, String folder, PrintWriter err) {
            this.driver = driver;
            this.folder = folder;
            this.err = err;
        }

        ExtractOnCluster extract() {
            ExtractOnCluster opened = extract;
            if (opened == null) {
                throw new IllegalStateException("it is open or not there");
            }
            return opened;
        }

        /** Has the driver remove what it wrote, and says so where it could not. */
        @Override
        public void close() {
            try {
                driver.getOutputStream().close();
            } catch (IOException gone) {
                // it has ended, or hears nothing any more
            }
            try {
                driver.getInputStream().close(); // of an answer that nobody waits for
            } catch (IOException gone) {
                // likewise
            }
            try {
                if (driver.waitFor(PATIENCE, TimeUnit.SECONDS) && driver.exitValue() == 0) {
                    return;
                }
                driver.destroyForcibly();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            err.println("Spark's driver did not end as it should, and what it wrote may still be in " + folder
                    + ", with identities and rows of people: remove that folder if it is there");
        }
    }
}
