package org.reconlink.release;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditTrail;
import org.reconlink.audit.ChainFile;
import org.reconlink.audit.ChainFile.Entry;
import org.reconlink.kernel.Permissions;
import org.reconlink.kernel.Sha256;
import org.reconlink.publish.PrettyJson;
import org.reconlink.publish.SafeOutputs;
import org.reconlink.release.SafeFolder.Table;

/**
 * What checkers said of a study's tables, and what has left the room: the fold of a chained file among the study's working data. A
 * vote is about the bytes of a table and falls with them.
 */
public final class Releases {
    /** Among the study's working data. */
    public static final String FILE = ChainFile.RELEASES;

    /** Among the study's outputs: a folder for each release. */
    public static final String FOLDER = "releases";

    /** The archive in a release's folder, and the file in it and beside it that says what it is. */
    public static final String ARCHIVE = "release.zip";

    private static final String RECORD = "release.json";
    private static final String SUMMARY = "summary.txt";
    private static final String SEEN = "table seen";
    private static final String VOTE = "vote given";
    private static final String SUBMITTED = "votes submitted";
    private static final String RELEASED = "run released";

    private final Path file;
    private final Path folder;
    private final int needed;

    /**
     * @param working folder of the study's working data
     * @param outputs folder of the study's outputs
     * @param needed how many checkers have to say yes
     */
    public Releases(Path working, Path outputs, int needed) {
        this.file = working.resolve(FILE);
        this.folder = outputs.resolve(FOLDER);
        this.needed = needed;
    }

    /** How a run stands with its checkers. */
    public enum State {
        OPEN,
        WAITING,
        DISAGREEMENT,
        CHANGES_ASKED,
        APPROVED,
        RELEASED
    }

    /** What somebody said of a table. */
    public record Vote(String by, boolean approves, String comment, Instant at) {}

    /**
     * What has left.
     *
     * @param number from 1, in the study
     * @param sha256 of the archive
     * @param tables SHA-256 of each
     */
    public record Release(int number, String run, Instant at, String by, String sha256, Map<String, String> tables) {
        public Release {
            tables = Map.copyOf(tables);
        }
    }

    /** It cannot be done as things stand; the message says why, and what can be. */
    public static final class NotNowException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotNowException(String message) {
            super(message);
        }
    }

    /**
     * A run before its checkers.
     *
     * @param votes by table and checker: those that are about the table as it is
     * @param fallen tables of which a vote fell, as they changed after it
     * @param submitted who has said something of every table and handed it in
     * @param starters who had the run made, and so does not check it
     * @param release null until it has left
     */
    public record Request(
            String run,
            SafeFolder safe,
            int needed,
            Map<String, Map<String, Vote>> votes,
            Set<String> fallen,
            Set<String> seen,
            Set<String> submitted,
            Set<String> starters,
            @Nullable Release release) {

        /** All are in: from here on each sees what the others said. */
        public boolean isUnblinded() {
            return submitted.size() >= needed;
        }

        public State state() {
            if (release != null) {
                return State.RELEASED;
            }
            if (!isUnblinded()) {
                return submitted.isEmpty() ? State.OPEN : State.WAITING;
            }
            List<State> all = safe.tables().stream().map(this::state).toList();
            return all.contains(State.DISAGREEMENT)
                    ? State.DISAGREEMENT
                    : all.contains(State.CHANGES_ASKED) ? State.CHANGES_ASKED : State.APPROVED;
        }

        /** Of a table, by those who handed in. */
        public State state(Table table) {
            if (!isUnblinded()) {
                return State.OPEN;
            }
            Map<String, Vote> of = votes.getOrDefault(table.name(), Map.of());
            long approving = of.values().stream()
                    .filter(vote -> submitted.contains(vote.by()) && vote.approves())
                    .count();
            return approving == submitted.size()
                    ? State.APPROVED
                    : approving == 0 ? State.CHANGES_ASKED : State.DISAGREEMENT;
        }

        public Optional<Vote> vote(Table table, String by) {
            return Optional.ofNullable(
                    votes.getOrDefault(table.name(), Map.of()).get(by));
        }

        /** What others said of a table, as far as somebody may know it. */
        public List<Vote> others(Table table, String by) {
            return isUnblinded()
                    ? votes.getOrDefault(table.name(), Map.of()).values().stream()
                            .filter(vote -> !vote.by().equals(by) && submitted.contains(vote.by()))
                            .toList()
                    : List.of();
        }

        /** Why somebody cannot say anything of a table now; empty if they can. */
        public String whyNot(Table table, String by) {
            if (starters.contains(by)) {
                return "you had this run made: somebody else checks it";
            }
            if (release != null) {
                return "it has been released";
            }
            boolean open =
                    !submitted.contains(by) || needed == 1 || (isUnblinded() && state(table) == State.DISAGREEMENT);
            return open ? "" : "you have handed your votes in";
        }

        /** Why somebody cannot hand their votes in; empty if they can. */
        public String whyNotSubmit(String by) {
            if (starters.contains(by)) {
                return "you had this run made: somebody else checks it";
            }
            if (release != null || submitted.contains(by)) {
                return release != null ? "it has been released" : "you have handed your votes in";
            }
            long missing = safe.tables().stream()
                    .filter(table -> vote(table, by).isEmpty())
                    .count();
            return missing == 0
                    ? ""
                    : missing == 1 ? "1 table waits for your vote" : missing + " tables wait for your vote";
        }

        /** Why it cannot leave; empty if it can. */
        public String whyNotRelease(String by) {
            if (starters.contains(by)) {
                return "you had this run made: a checker releases it";
            }
            if (safe.tables().stream().anyMatch(table -> !table.holds())) {
                return "a table is not as its facts have to be";
            }
            return switch (state()) {
                case APPROVED -> "";
                case RELEASED -> "it has been released";
                case CHANGES_ASKED -> "changes were asked for: they take another run";
                case DISAGREEMENT -> "the checkers disagree: talk, then one of you votes anew";
                case OPEN, WAITING -> "not everybody who has to has handed in";
            };
        }
    }

    /** Every release of the study, the earliest first; one that a kill left half in place is put there. */
    public List<Release> all() throws IOException {
        return releases(ChainFile.read(file));
    }

    private List<Release> releases(List<Entry> entries) throws IOException {
        List<Release> all = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.event().equals(RELEASED)) {
                Map<String, String> tables = new TreeMap<>();
                entry.details().path("tables").forEachEntry((name, hash) -> tables.put(name, hash.asString("")));
                Release release = new Release(
                        entry.details().path("number").asInt(0),
                        entry.detail("run"),
                        Instant.parse(entry.detail("at")),
                        entry.detail("by"),
                        entry.detail("zip_sha256"),
                        tables);
                all.add(release);
                Path made = made(release.number);
                if (Files.exists(made) && Files.notExists(place(release.number))) {
                    Files.move(made, place(release.number), StandardCopyOption.ATOMIC_MOVE);
                }
            }
        }
        return all;
    }

    /** Where a release lies. */
    public Path place(int number) {
        return folder.resolve(String.valueOf(number));
    }

    private Path made(int number) {
        return folder.resolve("." + number + ".made");
    }

    /**
     * How a run stands.
     *
     * @param outputs folder of the run's outputs
     * @param starters who had it made
     * @return empty if the run has no tables that may leave
     */
    public Optional<Request> request(String run, Path outputs, Set<String> starters) throws IOException {
        return request(run, SafeFolder.of(outputs), starters);
    }

    /** How a run stands whose tables have been read. */
    public Optional<Request> request(String run, Optional<SafeFolder> tables, Set<String> starters) throws IOException {
        List<Entry> entries = ChainFile.read(file);
        return tables.map(safe -> request(run, safe, starters, entries));
    }

    private Request request(String run, SafeFolder safe, Set<String> starters, List<Entry> entries) {
        Map<String, Map<String, Vote>> votes = new HashMap<>();
        Set<String> fallen = new TreeSet<>();
        Set<String> seen = new TreeSet<>();
        Set<String> handed = new TreeSet<>();
        Release release = null;
        for (Entry entry : entries) {
            if (!entry.detail("run").equals(run)) {
                continue;
            }
            String name = entry.detail("table");
            String by = entry.detail("by");
            boolean same = safe.table(name)
                    .filter(table -> table.sha256().equals(entry.detail("sha256")))
                    .isPresent();
            switch (entry.event()) {
                case SEEN -> {
                    if (same) {
                        seen.add(seen(name, by));
                    }
                }
                case VOTE -> {
                    Map<String, Vote> of = votes.computeIfAbsent(name, key -> new TreeMap<>());
                    of.remove(by);
                    fallen.remove(name);
                    if (same) {
                        boolean approves = entry.detail("vote").equals("approve");
                        of.put(by, new Vote(by, approves, entry.detail("comment"), Instant.parse(entry.detail("at"))));
                    } else {
                        fallen.add(name);
                    }
                }
                case SUBMITTED -> handed.add(by);
                case RELEASED ->
                    release = new Release(
                            entry.details().path("number").asInt(0),
                            run,
                            Instant.parse(entry.detail("at")),
                            by,
                            entry.detail("zip_sha256"),
                            Map.of());
                default -> {}
            }
        }
        // with a vote that fell, what was handed in falls
        handed.removeIf(by -> safe.tables().stream()
                .anyMatch(table -> !votes.getOrDefault(table.name(), Map.of()).containsKey(by)));
        return new Request(run, safe, needed, votes, fallen, seen, handed, starters, release);
    }

    private static String seen(String table, String by) {
        return table + "\n" + by;
    }

    /** Notes that somebody has a table before them, once: nobody votes on what they have not seen. */
    public void see(Request request, Table table, String by, Instant at) throws IOException {
        if (!request.seen.contains(seen(table.name(), by))) {
            add(SEEN, entry(request.run, by, at, Map.of("table", table.name(), "sha256", table.sha256())));
        }
    }

    /**
     * Says what somebody thinks of a table.
     *
     * @param sha256 of what they saw
     * @param comment why, where changes are asked for
     */
    public void vote(
            Request request, Table table, String sha256, boolean approves, String comment, String by, Instant at)
            throws IOException {
        refuseUnlessEmpty(request.whyNot(table, by));
        if (!table.sha256().equals(sha256)) {
            throw new NotNowException("the table has changed since you opened it; look at it again");
        }
        if (!request.seen.contains(seen(table.name(), by))) {
            throw new NotNowException("open the table before you vote on it");
        }
        if (!approves && comment.isBlank()) {
            throw new NotNowException("say what has to change");
        }
        if (approves && !table.holds()) {
            throw new NotNowException("this table cannot be approved: see what its facts say");
        }
        add(
                VOTE,
                entry(
                        request.run,
                        by,
                        at,
                        Map.of(
                                "table",
                                table.name(),
                                "sha256",
                                sha256,
                                "vote",
                                approves ? "approve" : "changes",
                                "comment",
                                comment.strip())));
    }

    /** Asks for changes of every table at once, as of something that is wrong in the run. */
    public void askForChanges(Request request, String comment, String by, Instant at) throws IOException {
        if (comment.isBlank()) {
            throw new NotNowException("say what has to change");
        }
        for (Table table : request.safe.tables()) {
            refuseUnlessEmpty(request.whyNot(table, by));
        }
        for (Table table : request.safe.tables()) {
            Map<String, Object> vote = Map.of(
                    "table", table.name(), "sha256", table.sha256(), "vote", "changes", "comment", comment.strip());
            add(VOTE, entry(request.run, by, at, vote));
        }
    }

    /** Hands somebody's votes in. */
    public void submit(Request request, String by, Instant at) throws IOException {
        refuseUnlessEmpty(request.whyNotSubmit(by));
        add(SUBMITTED, entry(request.run, by, at, Map.of()));
    }

    /**
     * Writes what leaves the room: an archive of the tables with {@code summary.txt} and {@code release.json}, each of the two beside
     * it as well. Checkers are not named in it; the study's events and the chained file name them.
     *
     * @param trail of the study's events, told before
     */
    public Release release(Request request, Path outputs, String by, Instant at, AuditTrail trail) throws IOException {
        refuseUnlessEmpty(request.whyNotRelease(by));
        List<Release> before = all();
        Release last = before.isEmpty() ? null : before.get(before.size() - 1);
        int number = last == null ? 1 : last.number + 1;
        Map<String, byte[]> files = new TreeMap<>();
        Map<String, String> hashes = new TreeMap<>();
        for (Table table : request.safe.tables()) {
            byte[] bytes =
                    Files.readAllBytes(outputs.resolve(SafeOutputs.FOLDER).resolve(table.name() + ".csv"));
            if (!Sha256.hex(bytes).equals(table.sha256())) {
                throw new NotNowException("the table " + table.name() + " has changed since it was approved");
            }
            files.put(table.name() + ".csv", bytes);
            hashes.put(table.name(), table.sha256());
        }
        byte[] record = record(request, number, last, at).getBytes(UTF_8);
        byte[] summary = summary(request, number, at).getBytes(UTF_8);
        files.put(RECORD, record);
        files.put(SUMMARY, summary);
        byte[] archive = zip(files);
        String sha256 = Sha256.hex(archive);
        trail.append(
                "releasing outputs",
                Map.of("run", request.run, "release", number, "tables", hashes.size(), "zip_sha256", sha256, "by", by));
        Path made = made(number);
        try {
            Files.createDirectories(made);
            write(made.resolve(ARCHIVE), archive);
            write(made.resolve(RECORD), record);
            write(made.resolve(SUMMARY), summary);
            Map<String, Object> told = Map.of("number", number, "zip_sha256", sha256, "tables", hashes);
            add(RELEASED, entry(request.run, by, at, told));
        } catch (IOException e) {
            if (all().size() == before.size()) {
                remove(made); // nothing has left: nothing of it stays
            }
            throw e;
        }
        Files.move(made, place(number), StandardCopyOption.ATOMIC_MOVE);
        return new Release(number, request.run, at, by, sha256, hashes);
    }

    private static String record(Request request, int number, @Nullable Release last, Instant at) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("study", request.safe.study());
        all.put("release", number);
        all.put("run", request.run);
        all.put("data_cut", request.safe.dataCut());
        all.put("released_at", at.toString());
        all.put("checkers", request.submitted.size());
        if (last != null) {
            all.put("release_before", Map.of("release", last.number, "zip_sha256", last.sha256));
        }
        all.put("controls", request.safe.controls());
        List<Object> tables = new ArrayList<>();
        for (Table table : request.safe.tables()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("file", table.name() + ".csv");
            one.put("sha256", table.sha256());
            one.put("bytes", table.bytes());
            one.put("title", table.title());
            one.put("population", table.population());
            one.put("redacted_because_small", table.small());
            one.put("redacted_to_protect_them", table.protecting());
            tables.add(one);
        }
        all.put("tables", tables);
        return PrettyJson.of(all);
    }

    private static String summary(Request request, int number, Instant at) {
        StringBuilder text = new StringBuilder();
        text.append("Release ").append(number).append(" of study ").append(request.safe.study());
        text.append("\nrun ").append(request.run).append(", data cut ").append(request.safe.dataCut());
        text.append("\nreleased ").append(at);
        text.append(", each table approved by ")
                .append(request.submitted.size() == 1 ? "1 checker" : request.submitted.size() + " checkers")
                .append(" as it is here\n\nThe rule that held\n");
        request.safe
                .controls()
                .forEach((name, value) -> text.append("  ")
                        .append(name.replace('_', ' '))
                        .append(": ")
                        .append(value)
                        .append('\n'));
        text.append("\nTables\n");
        for (Table table : request.safe.tables()) {
            text.append("  ").append(table.name()).append(".csv: ").append(table.title());
            text.append("\n    counts ").append(table.population());
            text.append("; hidden: ").append(table.small()).append(" small, ");
            text.append(table.protecting()).append(" to protect them\n    SHA-256 ");
            text.append(table.sha256()).append('\n');
        }
        return text.toString();
    }

    /** The same files give the same bytes. */
    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, UTF_8)) {
            for (Map.Entry<String, byte[]> one : files.entrySet()) {
                ZipEntry entry = new ZipEntry(one.getKey());
                entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
                zip.putNextEntry(entry);
                zip.write(one.getValue());
            }
        }
        return bytes.toByteArray();
    }

    /** A table as it left last, by its lines; empty if it never did, or the archive is not where it was. */
    public Optional<List<List<String>>> lastReleased(String table) throws IOException {
        List<Release> all = all();
        for (int i = all.size() - 1; i >= 0; i--) {
            Path archive = place(all.get(i).number).resolve(ARCHIVE);
            if (all.get(i).tables.containsKey(table) && Files.exists(archive)) {
                byte[] bytes = inArchive(Files.readAllBytes(archive), table + ".csv");
                if (bytes != null) {
                    return Optional.of(SafeFolder.rows(bytes));
                }
            }
        }
        return Optional.empty();
    }

    /** The archive of a release, if it is what left. */
    public Optional<byte[]> archive(int number) throws IOException {
        for (Release release : all()) {
            Path archive = place(number).resolve(ARCHIVE);
            if (release.number == number && Files.exists(archive)) {
                byte[] bytes = Files.readAllBytes(archive);
                return Sha256.hex(bytes).equals(release.sha256) ? Optional.of(bytes) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** What of the releases is not as it left, in words; empty if all of them are. */
    public List<String> problems() throws IOException {
        List<String> problems = new ArrayList<>();
        Set<String> known = new TreeSet<>();
        for (Release release : all()) {
            Path place = place(release.number);
            known.add(String.valueOf(release.number));
            String which = "release " + release.number + ": ";
            Path archive = place.resolve(ARCHIVE);
            if (Files.notExists(archive)) {
                problems.add(which + archive + " is missing");
                continue;
            }
            byte[] bytes = Files.readAllBytes(archive);
            if (!Sha256.hex(bytes).equals(release.sha256)) {
                problems.add(which + archive + " is not what left");
                continue;
            }
            for (String name : List.of(RECORD, SUMMARY)) {
                Path beside = place.resolve(name);
                if (Files.notExists(beside) || !Arrays.equals(Files.readAllBytes(beside), inArchive(bytes, name))) {
                    problems.add(which + beside + " is not as it is in the archive");
                }
            }
        }
        if (Files.isDirectory(folder)) {
            try (Stream<Path> there = Files.list(folder)) {
                there.filter(path -> String.valueOf(path.getFileName()).matches("[0-9]+"))
                        .filter(path -> !known.contains(String.valueOf(path.getFileName())))
                        .sorted()
                        .forEach(path -> problems.add(path + " was released by nobody"));
            }
        }
        return problems;
    }

    private static byte @Nullable [] inArchive(byte[] archive, String name) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive), UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return zip.readAllBytes();
                }
            }
        }
        return null;
    }

    private static void remove(Path made) throws IOException {
        for (String name : List.of(ARCHIVE, RECORD, SUMMARY)) {
            Files.deleteIfExists(made.resolve(name));
        }
        Files.deleteIfExists(made);
    }

    private static void refuseUnlessEmpty(String why) {
        if (!why.isEmpty()) {
            throw new NotNowException(why);
        }
    }

    private static Map<String, Object> entry(String run, String by, Instant at, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(more);
        all.put("run", run);
        all.put("by", by);
        all.put("at", at.toString());
        return all;
    }

    private void add(String event, Map<String, Object> details) throws IOException {
        boolean isNew = Files.notExists(file);
        ChainFile.locked(file, end -> {
            end.append(event, details);
            return end;
        });
        if (isNew) {
            Permissions.toOwner(file);
        }
    }

    private static void write(Path path, byte[] bytes) throws IOException {
        Files.write(path, bytes);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
