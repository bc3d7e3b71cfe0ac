package org.reconlink.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.ExtractSettings;
import org.reconlink.intake.FileAccess;
import org.reconlink.intake.FileFacts;
import org.reconlink.intake.FileScans;
import org.reconlink.intake.IntakeException;
import org.reconlink.job.ExtractWire.Frame;
import org.reconlink.job.ExtractWire.Identity;
import org.reconlink.job.ExtractWire.IndexedFile;
import org.reconlink.job.ExtractWire.Kind;
import org.reconlink.job.ExtractWire.OpenedFile;
import org.reconlink.job.ExtractWire.Opening;
import org.reconlink.job.ExtractWire.Wanted;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.RecordId;
import org.reconlink.linkage.study.IdentityIndex;
import org.reconlink.study.Study;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.MappingIterator;

/**
 * A conviction extract that a cluster reads, with the code that reads it on one machine, a file a task. What comes from there are
 * findings and facts of each file, each identity once, and the rows that are asked for. Nothing of it is written here.
 */
public final class ExtractOnCluster implements ConvictionExtract {
    private static final int PROGRESS_EVERY = 20_000;

    private final ExtractWire driver;
    private final Map<Path, OpenedFile> files = new LinkedHashMap<>();
    private Study study;

    /** The cluster, or the way to it, failed: what it was is said without any value. */
    public static final class ClusterException extends RuntimeException {
        private static final long serialVersionUID = 1;

        ClusterException(String message) {
            super(message);
        }

        ClusterException(IOException lost) {
            super(
                    "the cluster's driver has ended before the run ("
                            + lost.getClass().getSimpleName()
                            + "); what it said stands above; give the same command again",
                    lost);
        }
    }

    private ExtractOnCluster(Study study, ExtractWire driver) {
        this.study = study;
        this.driver = driver;
    }

    /**
     * Has a cluster find the files of a study's conviction extract, hash them and look at their first rows.
     *
     * @param answers of the driver
     * @param questions to the driver
     * @throws IntakeException if a file cannot be used
     * @throws ClusterException if the cluster fails
     */
    public static ExtractOnCluster open(Study study, InputStream answers, OutputStream questions) throws IOException {
        ExtractOnCluster extract = new ExtractOnCluster(study, new ExtractWire(answers, questions));
        extract.open();
        return extract;
    }

    private void open() throws IOException {
        List<Path> given = study.convictions().files();
        List<Boolean> exact =
                given.stream().map(file -> FileAccess.url(file) == null).toList();
        List<String> urls = new ArrayList<>();
        for (Path file : given) {
            String url = FileAccess.url(file);
            urls.add(url == null ? "file:" + file.toAbsolutePath().toString().replace('\\', '/') : url);
        }
        try {
            driver.awaitBeginning();
        } catch (IOException e) {
            throw new ClusterException(e);
        }
        ask(Kind.OPEN, new Opening(with(List.of()), study.intake(), urls, exact, InputCheck.ROWS_BEFORE_A_RUN));
        try (Answer answer = new Answer();
                MappingIterator<OpenedFile> opened =
                        ExtractWire.JSON.readerFor(OpenedFile.class).readValues(answer)) {
            while (said(opened::hasNextValue)) {
                OpenedFile file = said(opened::nextValue);
                files.put(exact.get(file.given()) ? given.get(file.given()) : FileAccess.file(file.url()), file);
            }
        }
        study = study.reading(with(List.copyOf(files.keySet())));
    }

    private ExtractSettings with(List<Path> found) {
        ExtractSettings settings = study.convictions();
        return new ExtractSettings(
                found,
                settings.sheet(),
                settings.delimiter(),
                settings.encoding(),
                settings.dateFormats(),
                settings.columns(),
                settings.carry());
    }

    /** The study, with the files that the cluster has found. */
    public Study study() {
        return study;
    }

    /** What the cluster found out about a file of the extract. */
    OpenedFile opened(Path file) {
        return Objects.requireNonNull(files.get(file));
    }

    /** Files of a run of which those of the extract are hashed already. */
    FileScans scans() {
        FileScans scans = new FileScans();
        files.forEach((path, file) -> scans.readElsewhere(path, file.sha256()));
        return scans;
    }

    /** What there is to say of the headings and first rows of the files. */
    List<Finding> check() {
        return files.values().stream().flatMap(file -> file.findings().stream()).toList();
    }

    @Override
    public void index(IdentityIndex into, List<Finding> findings, List<FileFacts> facts, Progress progress)
            throws IOException {
        ask(Kind.INDEX, "");
        List<String> names = files.keySet().stream()
                .map(file -> String.valueOf(file.getFileName()))
                .toList();
        try (Answer answer = new Answer();
                JsonParser parser = ExtractWire.JSON.createParser(answer)) {
            for (int file = 0; file < names.size(); file++) {
                said(parser::nextToken);
                IndexedFile read = said(() -> parser.readValueAs(IndexedFile.class));
                if (!read.refused().isEmpty()) {
                    throw new IntakeException(read.refused());
                }
                findings.addAll(read.findings());
                facts.add(Objects.requireNonNull(read.facts()));
            }
            long taken = 0;
            while (said(() -> parser.nextToken() != null)) {
                Identity identity = said(() -> parser.readValueAs(Identity.class));
                RecordId first = new RecordId(names.get(identity.file()), null, identity.row());
                for (int day : identity.days()) {
                    into.add(identity.person(), LocalDate.ofEpochDay(day), first);
                }
                if (++taken % PROGRESS_EVERY == 0) {
                    progress.rowsRead("identities of the cluster", taken, 0);
                }
            }
        }
    }

    @Override
    public Rows read(Wanted wanted) {
        try {
            ask(Kind.ROWS, wanted);
        } catch (IOException e) {
            throw new ClusterException(e);
        }
        Answer answer = new Answer();
        return new SentRows(
                answer, ExtractWire.JSON.readerFor(ConvictionRecord.class).readValues(answer));
    }

    /** Rows as they come, of which the next one is read when it is asked for. */
    private static final class SentRows implements Rows {
        private final Answer answer;
        private final MappingIterator<ConvictionRecord> rows;

        SentRows(Answer answer, MappingIterator<ConvictionRecord> rows) {
            this.answer = answer;
            this.rows = rows;
        }

        @Override
        public long expected() {
            return 0;
        }

        @Override
        public boolean skip(long count) throws IOException {
            for (long i = 0; i < count; i++) {
                if (next() == null) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public @Nullable ConvictionRecord next() throws IOException {
            return said(rows::hasNextValue) ? said(rows::nextValue) : null;
        }

        @Override
        public void close() throws IOException {
            answer.close();
        }
    }

    private void ask(Kind kind, Object what) throws IOException {
        try {
            driver.say(kind, what);
        } catch (IOException e) {
            throw new ClusterException(e);
        }
    }

    /** What the parser is told by the answer that it reads is told as the answer says it. */
    private static <T> T said(Supplier<T> read) throws IOException {
        try {
            return read.get();
        } catch (JacksonException e) {
            if (e.getCause() instanceof IOException refused) {
                throw refused;
            }
            throw e;
        }
    }

    /** The bytes of one answer; it is heard to its end even if nobody reads on, so that the next one is the next question's. */
    private final class Answer extends InputStream {
        private byte[] some = {};
        private int at;
        private boolean ended;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            while (at == some.length) {
                if (ended) {
                    return -1;
                }
                hear();
            }
            int read = Math.min(length, some.length - at);
            System.arraycopy(some, at, into, from, read);
            at += read;
            return read;
        }

        private void hear() throws IOException {
            Frame frame;
            try {
                frame = driver.needed();
            } catch (IOException e) {
                ended = true;
                throw new ClusterException(e);
            }
            at = 0;
            some = frame.kind() == Kind.SOME ? frame.bytes() : new byte[0];
            ended = frame.kind() != Kind.SOME;
            if (frame.kind() == Kind.REFUSED) {
                throw new IntakeException(List.of(frame.read(Finding[].class)));
            }
            if (frame.kind() == Kind.FAILED) {
                throw new ClusterException(frame.read(String.class));
            }
        }

        @Override
        public void close() throws IOException {
            while (!ended) {
                try {
                    hear();
                } catch (IntakeException refused) {
                    return;
                }
            }
        }
    }
}
