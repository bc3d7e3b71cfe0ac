package org.reconlink.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.ExtractKind;
import org.reconlink.intake.ExtractReader;
import org.reconlink.intake.ExtractReader.ConvictedPerson;
import org.reconlink.intake.ExtractSettings;
import org.reconlink.intake.FileAccess;
import org.reconlink.intake.FileScans;
import org.reconlink.intake.Intake;
import org.reconlink.intake.IntakeException;
import org.reconlink.intake.IntakeSettings;
import org.reconlink.job.ExtractWire;
import org.reconlink.job.ExtractWire.Frame;
import org.reconlink.job.ExtractWire.IndexedFile;
import org.reconlink.job.ExtractWire.Kind;
import org.reconlink.job.ExtractWire.OpenedFile;
import org.reconlink.job.ExtractWire.Opening;
import org.reconlink.job.ExtractWire.Wanted;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.linkage.study.PersonIds;
import scala.Tuple2;

/**
 * Reads the conviction extract of a study for the run of it, which asks for one thing after the other. Each file is read by one task from its
 * beginning, since only so it is known what its rows are: with the intake of one machine, and so with its findings and counts.
 * What a task finds is written into the folder of the run, from where the driver sends it and removes it.
 */
public final class StudyExtract {
    private final JavaSparkContext context;
    private final SerializableConfiguration configuration;
    private final String folder;
    private final ExtractWire run;
    private @Nullable Reading reading;
    private int answers;

    /** @param folder of this run alone, which all machines reach */
    public StudyExtract(JavaSparkContext context, String folder, ExtractWire run) {
        this.context = context;
        this.configuration = new SerializableConfiguration(context.hadoopConfiguration());
        this.folder = folder;
        this.run = run;
    }

    /** What tasks read a file with, as texts. */
    private record Reading(
            String settings, String intake, SerializableConfiguration configuration, List<PassedFile> files)
            implements Serializable {
        private static final long serialVersionUID = 1;

        ExtractSettings extract() {
            return ExtractWire.JSON.readValue(settings, ExtractSettings.class);
        }

        IntakeSettings rules() {
            return ExtractWire.JSON.readValue(intake, IntakeSettings.class);
        }
    }

    /** A file that was passed over once. */
    private record PassedFile(String url, FileScans.@Nullable Passed passed) implements Serializable {
        private static final long serialVersionUID = 1;

        Path path() {
            return FileAccess.file(url);
        }

        /** Which has not to be passed over again only for its hash. */
        FileScans scans(Configuration configuration) {
            FileScans scans = new FileScans(new ClusterFiles(configuration));
            scans.passed(path(), Objects.requireNonNull(passed));
            return scans;
        }
    }

    /** Answers until nothing is asked any more. */
    public void answer(Iterable<Frame> questions) throws IOException {
        for (Frame question : questions) {
            try {
                switch (question.kind()) {
                    case OPEN -> open(question.read(Opening.class));
                    case INDEX -> index();
                    case ROWS -> rows(question.read(Wanted.class));
                    default -> throw new IllegalStateException(question.kind() + " is no question");
                }
            } catch (IntakeException e) {
                run.say(Kind.REFUSED, e.findings());
            }
        }
    }

    /** Says that it cannot answer, and why. */
    public void fail(String why) throws IOException {
        run.say(Kind.FAILED, why);
    }

    private Reading reading() {
        Reading known = reading;
        if (known == null) {
            throw new IllegalStateException("files are named before rows are asked for");
        }
        return known;
    }

    /** A URL of one file. */
    private record Found(String url, int given) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /** What a task finds out about a file. */
    private record Looked(PassedFile file, String json) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    private void open(Opening opening) throws IOException {
        List<Found> files = files(opening);
        Reading asked = new Reading(
                ExtractWire.JSON.writeValueAsString(opening.settings()),
                ExtractWire.JSON.writeValueAsString(opening.intake()),
                configuration,
                List.of());
        int rows = opening.rows();
        List<Looked> looked = context.parallelize(files, files.size())
                .map(file -> look(asked, file, rows))
                .collect();
        List<Finding> unusable = new ArrayList<>();
        for (Looked file : looked) {
            if (file.file.passed == null) {
                unusable.addAll(List.of(ExtractWire.JSON.readValue(file.json, Finding[].class)));
            }
        }
        if (!unusable.isEmpty()) {
            throw new IntakeException(unusable);
        }
        reading = new Reading(
                asked.settings,
                asked.intake,
                configuration,
                looked.stream().map(Looked::file).toList());
        for (Looked file : looked) {
            run.say(new ByteArrayInputStream(file.json.getBytes(StandardCharsets.UTF_8)));
        }
        run.say(Kind.WHOLE, "");
    }

    private List<Found> files(Opening opening) throws IOException {
        List<Found> files = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> twice = new TreeSet<>();
        for (int given = 0; given < opening.urls().size(); given++) {
            String url = opening.urls().get(given);
            if (opening.exact().get(given)) {
                files.add(new Found(url, given));
                continue;
            }
            String name = FileAccess.path(url).getFileName().toString();
            List<FileStatus> found = new ArrayList<>();
            try {
                found.addAll(TableFiles.files(configuration.value(), name, List.of(url)));
            } catch (SparkInputException e) {
                throw refused(
                        "missing file", url, "there is no such file or folder, or it is empty", "correct the URL");
            }
            for (FileStatus each : found) {
                files.add(new Found(each.getPath().toString(), given));
                if (!names.add(each.getPath().getName())) {
                    twice.add(each.getPath().getName());
                }
            }
        }
        if (!twice.isEmpty()) {
            throw refused(
                    "files of one name",
                    twice.iterator().next(),
                    "several files in different folders have this name, and a row is known by file and row",
                    "give each file of the extract a name of its own");
        }
        return files;
    }

    private static IntakeException refused(String rule, String file, String problem, String advice) {
        return new IntakeException(List.of(
                new Finding(Finding.Severity.ERROR, rule, file, null, null, null, problem, advice + " (convictions)")));
    }

    private static Looked look(Reading asked, Found found, int rows) throws IOException {
        FileScans scans = new FileScans(new ClusterFiles(asked.configuration.value()));
        Path path = FileAccess.file(found.url);
        FileScans.Passed passed;
        try {
            passed = scans.passed(path);
        } catch (IntakeException e) {
            return new Looked(new PassedFile(found.url, null), ExtractWire.JSON.writeValueAsString(e.findings()));
        }
        List<Finding> findings =
                Intake.check(ExtractKind.CONVICTIONS, path, asked.extract(), asked.rules(), scans, rows);
        return new Looked(
                new PassedFile(found.url, passed),
                ExtractWire.JSON.writeValueAsString(new OpenedFile(
                        found.url, found.given, passed.bytes(), passed.modified(), passed.sha256(), findings)));
    }

    private String next() {
        return folder + "/" + answers++;
    }

    private static org.apache.hadoop.fs.Path part(String answer, int number) {
        return new org.apache.hadoop.fs.Path(answer, String.format("part-%05d", number));
    }

    private void index() throws IOException {
        Reading asked = reading();
        String facts = next();
        String identities = next();
        List<Integer> numbers = IntStream.range(0, asked.files.size()).boxed().toList();
        JavaPairRDD<String, byte[]> seen = context.parallelize(numbers, numbers.size())
                .mapPartitionsToPair(each -> each.hasNext()
                        ? new Identities(asked, each.next(), facts)
                        : List.<Tuple2<String, byte[]>>of().iterator());
        List<String> names = asked.files.stream()
                .map(file -> file.path().getFileName().toString())
                .toList();
        SerializableConfiguration shared = configuration;
        int parts = seen.reduceByKey(
                        (one, other) -> Seen.of(one).and(Seen.of(other), names).bytes())
                .mapPartitionsWithIndex(
                        (number, all) -> {
                            write(shared.value(), identities, number, out -> {
                                while (all.hasNext()) {
                                    Tuple2<String, byte[]> identity = all.next();
                                    out.write(Seen.of(identity._2).json(identity._1));
                                }
                            });
                            return List.of(number).iterator();
                        },
                        false)
                .collect()
                .size();
        send(facts, numbers.size());
        send(identities, parts);
        run.say(Kind.WHOLE, "");
    }

    private void rows(Wanted wanted) throws IOException {
        Reading asked = reading();
        String answer = next();
        String persons = ExtractWire.JSON.writeValueAsString(wanted);
        List<Integer> numbers = IntStream.range(0, asked.files.size()).boxed().toList();
        List<String> refused = context.parallelize(numbers, numbers.size())
                .map(number -> rows(asked, number, persons, answer))
                .collect();
        for (int number : numbers) {
            send(answer, number, number + 1);
            if (!refused.get(number).isEmpty()) {
                throw new IntakeException(List.of(ExtractWire.JSON.readValue(refused.get(number), Finding[].class)));
            }
        }
        run.say(Kind.WHOLE, "");
    }

    /** Writes the wanted rows of a file; answers why it cannot be used, or nothing. */
    private static String rows(Reading asked, int number, String persons, String answer) throws IOException {
        Wanted wanted = ExtractWire.JSON.readValue(persons, Wanted.class);
        PassedFile file = asked.files.get(number);
        Configuration configuration = asked.configuration.value();
        List<Finding> refused = new ArrayList<>();
        write(configuration, answer, number, out -> {
            // its findings were told when all rows were read
            try (ExtractReader<ConvictionRecord> rows = Intake.convictions(
                    file.path(), asked.extract(), asked.rules(), finding -> {}, file.scans(configuration))) {
                for (ConvictionRecord row = rows.read(); row != null; row = rows.read()) {
                    if (wanted.test(PersonIds.of(row.person()).hash())) {
                        out.write(ExtractWire.JSON.writeValueAsBytes(row));
                        out.write('\n');
                    }
                }
            } catch (IntakeException e) {
                refused.addAll(e.findings());
            }
        });
        return refused.isEmpty() ? "" : ExtractWire.JSON.writeValueAsString(refused);
    }

    private void send(String answer, int parts) throws IOException {
        send(answer, 0, parts);
    }

    private void send(String answer, int from, int to) throws IOException {
        for (int number = from; number < to; number++) {
            org.apache.hadoop.fs.Path part = part(answer, number);
            FileSystem files = part.getFileSystem(configuration.value());
            try (FSDataInputStream in = files.open(part)) {
                run.say(in);
            }
            files.delete(part, false);
        }
    }

    /** Writes a part of an answer. */
    private interface Writing {
        void to(FSDataOutputStream out) throws IOException;
    }

    /** Whole: a task that is made twice writes the same bytes, and the later one takes the place. */
    private static void write(Configuration configuration, String answer, int number, Writing writing)
            throws IOException {
        org.apache.hadoop.fs.Path part = part(answer, number);
        FileSystem files = part.getFileSystem(configuration);
        org.apache.hadoop.fs.Path attempt = part.suffix("." + UUID.randomUUID());
        try (FSDataOutputStream out = files.create(attempt, true)) {
            writing.to(out);
        }
        if (!files.rename(attempt, part)) {
            files.delete(part, false);
            if (!files.rename(attempt, part)) {
                throw new IOException("a part of an answer cannot be renamed");
            }
        }
    }

    /**
     * Where an identity stands first, and when it was convicted.
     *
     * @param file its place among the files
     * @param days since 1970, ascending
     */
    private record Seen(int file, long row, int[] days) {

        static Seen of(byte[] bytes) {
            try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
                int file = in.readInt();
                long row = in.readLong();
                int[] days = new int[in.readInt()];
                for (int i = 0; i < days.length; i++) {
                    days[i] = in.readInt();
                }
                return new Seen(file, row, days);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        byte[] bytes() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 + 4 * days.length);
            try (DataOutputStream out = new DataOutputStream(bytes)) {
                out.writeInt(file);
                out.writeLong(row);
                out.writeInt(days.length);
                for (int day : days) {
                    out.writeInt(day);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }

        /** Of two places the first in the order of names of files, and rows. */
        Seen and(Seen other, List<String> names) {
            int byFile = names.get(file).compareTo(names.get(other.file));
            Seen first = byFile < 0 || (byFile == 0 && row <= other.row) ? this : other;
            int[] all = Arrays.copyOf(days, days.length + other.days.length);
            System.arraycopy(other.days, 0, all, days.length, other.days.length);
            return new Seen(
                    first.file, first.row, IntStream.of(all).sorted().distinct().toArray());
        }

        /** An {@link ExtractWire.Identity}, whose person is JSON already. */
        byte[] json(String person) {
            return ("{\"person\":" + person + ",\"file\":" + file + ",\"row\":" + row + ",\"days\":"
                            + Arrays.toString(days) + "}\n")
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    /** The identities of a file, most of them once; behind the last one its facts are written. */
    private static final class Identities implements Iterator<Tuple2<String, byte[]>> {
        /** So many are collapsed at once. */
        private static final int IDENTITIES = 50_000;

        private final Reading asked;
        private final int number;
        private final String facts;
        private final List<Finding> findings = new ArrayList<>();
        private final Queue<Tuple2<String, byte[]>> ready = new ArrayDeque<>();
        private @Nullable ExtractReader<ConvictedPerson> rows;
        private boolean ended;

        Identities(Reading asked, int number, String facts) {
            this.asked = asked;
            this.number = number;
            this.facts = facts;
            TaskCompletionListener closing = task -> close();
            TaskContext.get().addTaskCompletionListener(closing);
        }

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && !ended) {
                try {
                    fill();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return !ready.isEmpty();
        }

        @Override
        public Tuple2<String, byte[]> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ready.remove();
        }

        private void fill() throws IOException {
            Map<PersonDetails, Seen> identities = new HashMap<>();
            try {
                PassedFile file = asked.files.get(number);
                ExtractReader<ConvictedPerson> open = rows;
                if (open == null) {
                    open = Intake.convictedPersons(
                            file.path(),
                            asked.extract(),
                            asked.rules(),
                            findings::add,
                            file.scans(asked.configuration.value()));
                    rows = open;
                }
                while (identities.size() < IDENTITIES && !ended) {
                    ConvictedPerson row = open.read();
                    if (row == null) {
                        ended = true;
                        tell(new IndexedFile(findings, open.facts(), List.of()));
                    } else {
                        add(identities, row);
                    }
                }
            } catch (IntakeException e) {
                ended = true;
                identities.clear();
                tell(new IndexedFile(List.of(), null, e.findings()));
            }
            identities.forEach((person, seen) ->
                    ready.add(new Tuple2<>(ExtractWire.JSON.writeValueAsString(person), seen.bytes())));
        }

        private void add(Map<PersonDetails, Seen> identities, ConvictedPerson row) {
            int day = Math.toIntExact(row.convictionDate().toEpochDay());
            Seen before = identities.get(row.person());
            if (before == null) {
                identities.put(row.person(), new Seen(number, row.source().row(), new int[] {day}));
                return;
            }
            int at = Arrays.binarySearch(before.days, day);
            if (at < 0) {
                int[] days = Arrays.copyOf(before.days, before.days.length + 1);
                System.arraycopy(before.days, -at - 1, days, -at, before.days.length + at + 1);
                days[-at - 1] = day;
                identities.put(row.person(), new Seen(number, before.row, days));
            }
        }

        private void tell(IndexedFile file) throws IOException {
            byte[] json = ExtractWire.JSON.writeValueAsBytes(file);
            write(asked.configuration.value(), facts, number, out -> out.write(json));
        }

        private void close() {
            ExtractReader<ConvictedPerson> open = rows;
            rows = null;
            if (open != null) {
                try {
                    open.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
