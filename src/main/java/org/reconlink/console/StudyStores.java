package org.reconlink.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditTrail;
import org.reconlink.audit.AuditTrail.AuditEvent;
import org.reconlink.audit.ChainEnds;
import org.reconlink.console.review.Studies;
import org.reconlink.job.ExitCode;
import org.reconlink.job.RunProgress;
import org.reconlink.review.ReviewException;
import org.reconlink.store.RunRegister.StoredRun;
import org.reconlink.store.StoreException;
import org.reconlink.store.StoreHolder;
import org.reconlink.store.WorkbookExchange;
import org.reconlink.store.WorkingStore;
import org.reconlink.study.StudyReader;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** What the folders have of studies: read anew when a store has changed, and kept until then. */
@Component
final class StudyStores {
    private static final String PRIVATE = "private";

    /** What an earlier version called it. */
    private static final String HEADINGS = "headings";

    private final Console.Settings settings;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    /** To read a long list takes seconds, for which nobody waits but who wants the same study. */
    private final Map<String, Object> turns = new ConcurrentHashMap<>();

    /** What a kill left of files that somebody had sent or was to be given is removed before there is a page. */
    StudyStores(Console.Settings settings) throws IOException {
        this.settings = settings;
        for (Path left : files(Files.createDirectories(settings.work().resolve("console")))) {
            String name = String.valueOf(left.getFileName());
            if (name.startsWith(PRIVATE) || name.startsWith(HEADINGS)) {
                remove(left);
            }
        }
    }

    /** Something that is done in a folder. */
    interface In<T> {
        T folder(Path folder) throws IOException;
    }

    /** Does it in a folder that is private, empty, and gone afterwards. */
    <T> T inPrivate(In<T> what) throws IOException {
        Path folder = Files.createTempDirectory(settings.work().resolve("console"), PRIVATE);
        try {
            return what.folder(folder);
        } finally {
            remove(folder);
        }
    }

    private static void remove(Path folder) throws IOException {
        for (Path file : files(folder)) {
            Files.delete(file);
        }
        Files.delete(folder);
    }

    /** Begins a command of somebody's in a study's events. */
    AuditTrail begin(String study, String user, String command, Map<String, ? extends @Nullable Object> asked)
            throws IOException {
        AuditTrail.Author author = new AuditTrail.Author(
                settings.author().account(), user, settings.author().version());
        return AuditTrail.begin(folder(study), Map.of("study", study), author, settings.clock(), command, asked);
    }

    /** What was read of a store in a state of its files. */
    private record Kept(String state, Map<String, Object> read) {}

    /** Every study that has run here or has a protocol here. */
    Set<String> all() {
        Set<String> all = new TreeSet<>(protocols().keySet());
        for (Path folder : files(settings.work())) {
            if (Files.exists(folder.resolve(AuditTrail.FILE)) || WorkingStore.exists(folder)) {
                all.add(String.valueOf(folder.getFileName()));
            }
        }
        all.removeIf(study -> !Route.isName(study));
        return all;
    }

    /** The folder of a study's working data; 404 if there is no such study. */
    Path folder(String study) {
        if (!all().contains(study)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return settings.work().resolve(study);
    }

    /** The protocols that may be run from here, by study. */
    Map<String, Path> protocols() {
        Map<String, Path> protocols = new HashMap<>();
        for (Path file : files(settings.jobs())) {
            if (file.toString().endsWith(".yml") || file.toString().endsWith(".yaml")) {
                StudyReader.id(file).ifPresent(id -> protocols.putIfAbsent(id, file));
            }
        }
        return protocols;
    }

    static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a store, or takes what was read of it as long as it is as it was.
     *
     * @param what is read, for the next time
     * @throws StoreException if it cannot be read
     */
    <T> T read(String study, String what, Function<WorkingStore, T> reading) {
        synchronized (turns.computeIfAbsent(study, id -> new Object())) {
            return readInTurn(study, what, reading);
        }
    }

    @SuppressWarnings("unchecked")
    private <T> T readInTurn(String study, String what, Function<WorkingStore, T> reading) {
        Path folder = folder(study);
        String state = state(folder); // before it is read: a run may end meanwhile, of which nothing has been read
        Kept known = kept.get(study);
        if (known == null || !known.state.equals(state)) {
            known = new Kept(state, new HashMap<>());
        }
        Object value = known.read.get(what);
        if (value == null) {
            try (WorkingStore store = WorkingStore.read(folder)) {
                value = reading.apply(store);
            }
            known.read.put(what, value);
            kept.put(study, known);
        }
        return (T) value;
    }

    /** Reads a store for once: what is about one person is not kept. */
    <T> T look(String study, Function<WorkingStore, T> reading) {
        synchronized (turns.computeIfAbsent(study, id -> new Object())) {
            try (WorkingStore store = WorkingStore.read(folder(study))) {
                return reading.apply(store);
            }
        }
    }

    private static String state(Path folder) {
        StringBuilder state = new StringBuilder();
        for (Path file : files(folder)) {
            String name = String.valueOf(file.getFileName());
            if (name.startsWith("store.") && Files.isRegularFile(file)) {
                try {
                    state.append(name)
                            .append(Files.size(file))
                            .append(Files.getLastModifiedTime(file))
                            .append('\n');
                } catch (IOException e) {
                    state.append(name);
                }
            }
        }
        return state.toString();
    }

    boolean hasRun(String study) {
        return WorkingStore.exists(folder(study));
    }

    /** Every run of a study, the newest first. */
    List<StoredRun> runs(String study) {
        if (!hasRun(study)) {
            return List.of();
        }
        return read(study, "runs", store -> {
            List<StoredRun> runs = new ArrayList<>(store.runs().all());
            Collections.reverse(runs);
            return List.copyOf(runs);
        });
    }

    /** A run of a study; 404 if it has none of that name. */
    StoredRun run(String study, String run) {
        return runs(study).stream()
                .filter(one -> one.id().equals(run))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** Who has a store to itself just now. */
    Optional<StoreHolder> holder(String study) {
        Path folder = folder(study);
        return Files.isDirectory(folder) ? WorkingStore.holder(folder) : Optional.empty();
    }

    Optional<RunProgress> progress(String study) {
        try {
            return RunProgress.read(folder(study));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was done with a study, the earliest first. */
    List<AuditEvent> events(String study) {
        return events(folder(study).resolve(AuditTrail.FILE));
    }

    static List<AuditEvent> events(Path file) {
        try {
            return Files.exists(file) ? AuditTrail.read(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file of a run's outputs; null if there is none of that name, or it lies elsewhere. */
    @Nullable
    Path output(StoredRun run, String name) {
        String output = run.output();
        if (output == null) {
            return null;
        }
        try {
            Path folder = Path.of(output).toRealPath();
            Path file = folder.resolve(name).toRealPath();
            return file.startsWith(folder) && Files.isRegularFile(file) ? file : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** A text of a run's outputs; 404 if it is not there. */
    String text(StoredRun run, String name) {
        Path file = output(run, name);
        if (file == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link Studies#exchange}. */
    <T> T exchange(String study, String user, String command, Studies.Exchange<T> exchange) throws IOException {
        AuditTrail trail = begin(study, user, command, Map.of());
        ExitCode end = ExitCode.UNEXPECTED;
        try (WorkingStore store = WorkingStore.read(folder(study))) {
            WorkbookExchange workbooks = new WorkbookExchange(
                    store,
                    trail::append,
                    new SecureRandom(),
                    user,
                    settings.clock().instant());
            T done = inPrivate(folder -> exchange.in(workbooks, folder));
            end = ExitCode.DONE;
            return done;
        } catch (ReviewException e) {
            end = ExitCode.INPUT_REJECTED;
            throw e;
        } finally {
            trail.end(end.code(), end.meaning());
        }
    }

    /** What clerical review is told of the console around it. */
    @Component
    static final class ForReview implements Studies {
        private final StudyStores stores;
        private final Users users;
        private final Journal journal;

        ForReview(StudyStores stores, Users users, Journal journal) {
            this.stores = stores;
            this.users = users;
            this.journal = journal;
        }

        @Override
        public Path folder(String study) {
            return stores.folder(study);
        }

        @Override
        public Optional<StoredRun> latest(String study) {
            return StudyPages.latestComplete(stores.runs(study));
        }

        @Override
        public <T> T read(String study, String what, Function<WorkingStore, T> reading) {
            return stores.read(study, what, reading);
        }

        @Override
        public <T> T exchange(String study, String user, String command, Exchange<T> exchange) throws IOException {
            return stores.exchange(study, user, command, exchange);
        }

        @Override
        public void note(String event, String user, Map<String, ?> details) throws IOException {
            Map<String, Object> all = new HashMap<>(details);
            Object study = details.get("study");
            if (study != null) {
                all.putAll(ChainEnds.told(stores.folder(study.toString())));
            }
            journal.write(event, user, all);
        }

        @Override
        public boolean hasKeys(String user) {
            return users.hasKeys(user);
        }

        @Override
        public boolean seesNames(String user, String study) {
            return users.find(user)
                    .filter(one -> one.is(Role.OPERATOR, study) || one.is(Role.AUDITOR, study))
                    .isPresent();
        }
    }
}
