package org.reconlink.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.reconlink.job.ExtractWire;
import org.reconlink.job.ExtractWire.Frame;
import org.reconlink.spark.Discretion;
import org.reconlink.spark.StudyExtract;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * A driver that reads the extract of a run for as long as the run asks. When standard input ends, be it that the run did or that it
 * was killed, what the cluster still does is cancelled and the folder is removed.
 */
final class ExtractRun {
    private static final int DONE = 0;
    private static final int STORAGE = 7;

    private final String folder;
    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private volatile boolean ended;

    /** A question; null behind the last. */
    private record Asked(@Nullable Frame question) {}

    ExtractRun(String folder) {
        this.folder = folder;
    }

    int call(InputStream questions, PrintStream answers) throws IOException {
        System.setOut(System.err); // what is not the answer
        // Ctrl-C of a terminal is for the run, which ends this process when it has come to its own end
        Signal.handle(new Signal("INT"), SignalHandler.SIG_IGN);
        ExtractWire run = new ExtractWire(questions, answers);
        try (SparkSession session = SparkSession.builder()
                .appName("reconlink run")
                .config("spark.plugins", Discretion.class.getName())
                .getOrCreate()) {
            Configuration hadoop = session.sparkContext().hadoopConfiguration();
            Path work = new Path(folder);
            FileSystem files = work.getFileSystem(hadoop);
            Path whole = files.makeQualified(work);
            files.mkdirs(whole);
            files.deleteOnExit(whole); // of a driver that is asked to end by a signal
            try {
                run.begin();
                hear(run, session);
                StudyExtract extract = new StudyExtract(
                        JavaSparkContext.fromSparkContext(session.sparkContext()), whole.toString(), run);
                answer(extract);
            } finally {
                files.delete(whole, true);
            }
            return files.exists(whole) ? STORAGE : DONE;
        }
    }

    private void answer(StudyExtract extract) throws IOException {
        try {
            extract.answer(Questions::new);
        } catch (Exception | Error e) { // also those of Spark that it does not declare
            if (ended) {
                return; // what was cancelled, and nobody waits for
            }
            StringWriter told = new StringWriter();
            SparkCommands.report(e, new PrintWriter(told, true));
            extract.fail("reading the conviction extract on the cluster failed: " + told);
            while (new Questions().hasNext()) {
                asked.clear(); // until the run has ended
            }
        }
    }

    private void hear(ExtractWire run, SparkSession session) {
        Thread thread = new Thread(
                () -> {
                    try {
                        for (Frame next = run.hear(); next != null; next = run.hear()) {
                            asked.add(new Asked(next));
                        }
                    } catch (IOException e) {
                        // the run was killed in the middle of a question
                    }
                    ended = true;
                    asked.add(new Asked(null));
                    session.sparkContext().cancelAllJobs();
                },
                "questions");
        thread.setDaemon(true);
        thread.start();
    }

    /** As they come; it ends when standard input does. */
    private final class Questions implements Iterator<Frame> {
        private @Nullable Frame next;

        @Override
        public boolean hasNext() {
            try {
                next = next == null && !ended ? asked.take().question() : next;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            return next != null && !ended;
        }

        @Override
        public Frame next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Frame question = next;
            next = null;
            return question;
        }
    }
}
