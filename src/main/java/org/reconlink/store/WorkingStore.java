package org.reconlink.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditTrail;
import org.reconlink.intake.FileFacts;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.kernel.CustodySpell;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.Permissions;
import org.reconlink.linkage.study.CandidatePair;
import org.reconlink.linkage.study.LinkDecision;
import org.reconlink.linkage.study.LinkageResult;
import org.reconlink.linkage.study.Linker.EarlierLink;
import org.reconlink.linkage.study.PersonJoins;
import org.reconlink.linkage.study.Verdict.VerdictUse;
import org.reconlink.outcome.AuditedOutcome;
import org.reconlink.outcome.DefinitionTable;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.result.AdjustedComparison;
import org.reconlink.result.RunChanges.PublishedCells;
import org.reconlink.result.quality.QualityFigure;
import org.reconlink.review.GivenOut;
import org.reconlink.review.Judgement;
import org.reconlink.review.ReviewCase;
import org.reconlink.review.Tracing;
import org.reconlink.review.VerdictWorth;
import org.reconlink.statistics.uncertainty.WindowRate;
import org.reconlink.store.JournalTable.JudgementTable;
import org.reconlink.store.RunRegister.EarlierRegister;
import org.reconlink.store.StoreFiles.UnfinishedDataFile;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The working store of one study: a HSQLDB file that one process at a time can open. */
public final class WorkingStore implements AutoCloseable {
    static final String NAME = "store";
    private static final String READ_ONLY = ";files_readonly=true;ifexists=true";

    private static final int COPIES_TRIED = 10;

    private static final long LEAST_SPACE = 1L << 20;

    private final Path folder;
    private final HikariDataSource pool;
    private final DataSource dataSource;
    private final @Nullable StoreLock lock;
    private final boolean behind;
    private final VerdictJournal journal;
    private final JdbcTemplate jdbc;
    /** What an earlier version did not count yet is nought, and a set that it did not write is empty. */
    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .withConfigOverride(Set.class, set -> set.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .build();

    private final Map<String, RecordTable<?>> tables = new ConcurrentHashMap<>();
    private @Nullable CompletedNote note;

    private WorkingStore(
            Path folder,
            HikariDataSource pool,
            DataSource dataSource,
            @Nullable StoreLock lock,
            boolean behind,
            VerdictJournal journal) {
        this.folder = folder;
        this.pool = pool;
        this.dataSource = dataSource;
        this.lock = lock;
        this.behind = behind;
        this.journal = journal;
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /**
     * Opens the store in a folder, with the key of the environment if that has one, and makes both where they are missing.
     *
     * @throws StoreException if the folder cannot be written, another process holds the store or it has another key
     */
    public static WorkingStore open(Path folder) {
        return open(folder, StoreKey.fromEnvironment());
    }

    /** Opens the store in a folder with a key. */
    public static WorkingStore open(Path folder, StoreKey key) {
        return open(folder, key, UnaryOperator.identity());
    }

    /**
     * Opens the store in a folder with a key.
     *
     * @param through what every connection to the database is taken through, to watch or to disturb it
     */
    public static WorkingStore open(Path folder, StoreKey key, UnaryOperator<DataSource> through) {
        return open(folder, key, through, false);
    }

    /**
     * Opens the store in a folder for long, and leaves a copy of what it was for those who read meanwhile.
     *
     * @throws StoreException as {@link #open(Path)}
     */
    public static WorkingStore openForRun(Path folder) {
        return open(folder, StoreKey.fromEnvironment(), UnaryOperator.identity(), true);
    }

    /**
     * Opens a copy of the store in a folder to read: while another process holds the store, as it was before that one began. The
     * store itself is held for as long as copying takes, and only if it changed since the last copy.
     *
     * @throws StoreException as {@link #open(Path)}, if the holder has left no copy
     */
    public static WorkingStore read(Path folder) {
        return read(folder, StoreKey.fromEnvironment());
    }

    static WorkingStore read(Path folder, StoreKey key) {
        for (int tries = 1; ; tries++) {
            StoreCopy copy = copy(folder, key);
            try {
                key.require(copy.folder(), true);
                WorkingStore store = opened(copy, folder, key);
                if (copy.isThere()) {
                    return store;
                }
                store.close(); // it may have opened what was left of it
                if (tries == COPIES_TRIED) {
                    throw new StoreException("the working store in " + folder
                            + " changes while it is read; try again when the run has ended");
                }
            } catch (IOException | RuntimeException e) {
                if (copy.isThere() || tries == COPIES_TRIED) { // else the holder has taken its copy away
                    throw e instanceof StoreException said ? said : unusable(folder, e);
                }
            }
        }
    }

    private static StoreCopy copy(Path folder, StoreKey key) {
        try {
            key.require(folder, true);
            return StoreCopy.of(folder, copy -> putRight(copy, folder, key));
        } catch (StoreLock.HeldException e) {
            throw inUse(folder, e);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /** After a kill, or of another version, the database has to be finished, which whoever only reads cannot do. */
    private static void putRight(Path copy, Path folder, StoreKey key) throws IOException {
        if (Files.exists(copy.resolve(NAME + ".log")) || !StoreFiles.isOf(copy, version())) {
            if (!key.encrypts()) {
                StoreFiles.cutTornLog(copy);
            }
            try (HikariDataSource pool = new HikariDataSource(configuration(copy, key, ""))) {
                makeTables(pool);
                JdbcTemplate jdbc = new JdbcTemplate(pool);
                new EarlierRegister(jdbc, folder).move();
                jdbc.execute("checkpoint");
            }
        }
        makeFilesPrivate(copy);
    }

    private static WorkingStore opened(StoreCopy copy, Path folder, StoreKey key) throws IOException {
        VerdictJournal journal = VerdictJournal.open(folder, key);
        HikariDataSource pool = new HikariDataSource(configuration(copy.folder(), key, READ_ONLY));
        try {
            makeTables(pool);
            WorkingStore store = new WorkingStore(folder, pool, pool, null, copy.behind(), journal);
            store.eventsHead(); // opens the file of rows, too, which HSQLDB leaves until it is needed: then the copy
            // may be gone
            return store;
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /** Batch's script makes no table twice, and so complains about those that are there. */
    private static void makeTables(DataSource dataSource) {
        ResourceDatabasePopulator batch = new ResourceDatabasePopulator(
                new ClassPathResource("org/springframework/batch/core/schema-hsqldb.sql"));
        batch.setContinueOnError(true);
        batch.execute(dataSource);
        new ResourceDatabasePopulator(new ClassPathResource("store/schema.sql")).execute(dataSource);
    }

    /** Whether it is what it was before the process that holds the store began. */
    public boolean isCopy() {
        return behind;
    }

    private static WorkingStore open(Path folder, StoreKey key, UnaryOperator<DataSource> through, boolean forReaders) {
        makePrivate(folder);
        StoreLock lock = locked(folder, forReaders ? StoreHolder.RUN : StoreHolder.COMMAND);
        HikariDataSource pool = null;
        try {
            key.require(folder, exists(folder));
            StoreFiles.requireAsClosed(folder);
            StoreFiles.backUpBeforeChange(folder, version());
            leaveCopy(folder, key, forReaders);
            UnfinishedDataFile.remove(folder);
            if (!key.encrypts()) {
                StoreFiles.cutTornLog(folder);
            }
            VerdictJournal journal = VerdictJournal.open(folder, key);
            pool = new HikariDataSource(configuration(folder, key, ""));
            DataSource dataSource = through.apply(pool);
            makeTables(dataSource);
            WorkingStore store = new WorkingStore(folder, pool, dataSource, lock, false, journal);
            new EarlierRegister(store.jdbc, folder).move();
            store.journalTables().forEach(JournalTable::settle);
            makeFilesPrivate(folder);
            return store;
        } catch (IOException | RuntimeException e) {
            if (pool != null) {
                pool.close();
            }
            lock.close();
            throw e instanceof StoreException said ? said : unusable(folder, e);
        }
    }

    /** What readers find from now on: the store as it is or, where that cannot be copied or is not worth it, nothing that is older. */
    private static void leaveCopy(Path folder, StoreKey key, boolean forReaders) throws IOException {
        try {
            if (forReaders && exists(folder)) {
                StoreCopy.make(folder, copy -> putRight(copy, folder, key));
            } else {
                StoreCopy.removeStale(folder);
            }
        } catch (IOException | RuntimeException e) {
            StoreCopy.remove(folder);
        }
    }

    /** Who has the store in a folder to itself, as far as that process says. */
    public static Optional<StoreHolder> holder(Path folder) {
        try {
            return Optional.ofNullable(StoreLock.holder(folder));
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /** Whether a folder holds a store. */
    public static boolean exists(Path folder) {
        return Files.exists(folder.resolve(NAME + ".properties"));
    }

    /** @param more what is to be added to the address */
    static String address(Path folder, StoreKey key, String more) {
        // Acknowledged commits must survive a kill: without write_delay=false HSQLDB syncs half a second later. Its own
        // lock file makes whoever comes after a kill wait ten seconds and cannot say who holds it: ours stands for it.
        // Of a log with a line that it cannot read it drops the rest without a word, unless it is told to replay all of
        // it; an
        // encrypted one is no text in which the end that a kill tore could be told from damage.
        return "jdbc:hsqldb:file:" + folder.toAbsolutePath().resolve(NAME)
                + (key.encrypts() ? "" : ";hsqldb.full_log_replay=true")
                + ";hsqldb.write_delay=false;hsqldb.lock_file=false;hsqldb.tx=mvcc;hsqldb.default_table_type=cached;shutdown=true"
                + more + key.inAddress();
    }

    private static HikariConfig configuration(Path folder, StoreKey key, String more) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address(folder, key, more));
        config.setUsername("SA");
        config.setPassword("");
        config.setMaximumPoolSize(4);
        config.setPoolName(NAME);
        return config;
    }

    private static void makePrivate(Path folder) {
        try {
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rwx------");
                Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(owner));
                Set<PosixFilePermission> made = Files.getPosixFilePermissions(folder); // perhaps by somebody else
                if (made.retainAll(owner)) {
                    Files.setPosixFilePermissions(folder, made);
                }
            } else {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /** Not by the umask: of the folder's own rights nobody knows what becomes of them. */
    private static void makeFilesPrivate(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Permissions.toOwner(file);
            }
        }
    }

    private static StoreLock locked(Path folder, String purpose) {
        try {
            return StoreLock.acquire(folder, purpose);
        } catch (StoreLock.HeldException e) {
            throw inUse(folder, e);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private static StoreException inUse(Path folder, StoreLock.HeldException holder) {
        return new StoreException(
                "the working store in " + folder + " is in use by another process: " + holder.getMessage()
                        + "; wait until it has ended",
                true,
                holder);
    }

    /** Version of the product and of the tables: what another one wrote is copied before it is changed. */
    private static String version() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = new ClassPathResource("application.properties").getInputStream()) {
            properties.load(in);
        }
        String schema = new ClassPathResource("store/schema.sql").getContentAsString(UTF_8);
        return properties.getProperty("reconlink.version", "unknown") + " " + Integer.toHexString(schema.hashCode());
    }

    private static StoreException unusable(Path folder, Exception cause) {
        if (exists(folder) && canBeWritten(folder) && StoreDamage.of(cause)) {
            return StoreFiles.damaged(folder, StoreDamage.file(cause), cause);
        }
        return new StoreException(
                "the working store in " + folder
                        + " cannot be opened; check that the folder can be written and has space",
                false,
                cause);
    }

    public DataSource dataSource() {
        return dataSource;
    }

    public RunRegister runs() {
        return new RunRegister(jdbc);
    }

    public RecordTable<Participant> participants() {
        return table("participant", Participant.class);
    }

    /** The rows of the participant sheet as they were read, before they were compared with each other. */
    public RecordTable<Participant> participantRows() {
        return table("participant_row", Participant.class);
    }

    public RecordTable<CustodySpell> custodySpells() {
        return table("custody_spell", CustodySpell.class);
    }

    public RecordTable<FileFacts> inputFiles() {
        return table("input_file", FileFacts.class);
    }

    public FindingTable findings() {
        return new FindingTable(jdbc, json);
    }

    /** How good the input of each run was; outlives the working data, since it is about nobody. */
    public RecordTable<QualityFigure> qualityFigures() {
        return table("quality_figure", QualityFigure.class);
    }

    /** Replaces what linkage decided in a run; its long lists have tables of their own. */
    public void replaceLinkage(String run, LinkageResult result) {
        pairs().replace(run, result.pairs());
        decisions().replace(run, result.decisions());
        linkage().replace(run, List.of(result.with(List.of(), List.of())));
    }

    /** What linkage decided in a run. */
    public LinkageResult readLinkage(String run) {
        return linkage().read(run).get(0).with(pairs().read(run), decisions().read(run));
    }

    private RecordTable<LinkageResult> linkage() {
        return table("linkage", LinkageResult.class);
    }

    private RecordTable<CandidatePair> pairs() {
        return table("link_pair", CandidatePair.class);
    }

    private RecordTable<LinkDecision> decisions() {
        return table("link_decision", LinkDecision.class);
    }

    /** One record a run: the identities without a PNC id that linkage joined to persons. */
    public RecordTable<PersonJoins> personJoins() {
        return table("person_joins", PersonJoins.class);
    }

    /** What linkage joined in a run. */
    public PersonJoins readPersonJoins(String run) {
        return personJoins().read(run).stream().findFirst().orElse(PersonJoins.NONE);
    }

    /** The links of an earlier run that a run was given. */
    public RecordTable<EarlierLink> earlierLinks() {
        return table("earlier_link", EarlierLink.class);
    }

    /** Conviction rows of linked persons only. */
    public RecordTable<ConvictionRecord> convictions() {
        return table("conviction", ConvictionRecord.class);
    }

    public RecordTable<ParticipantOutcome> outcomes() {
        return table("outcome", ParticipantOutcome.class);
    }

    /** What the published tables say, one record a participant. */
    public RecordTable<PublishedCells> publishedCells() {
        return table("published_cells", PublishedCells.class);
    }

    /** What definitions do to the rate, one record a run. */
    public RecordTable<DefinitionTable> definitions() {
        return table("definition_table", DefinitionTable.class);
    }

    /** How sure the rate of each window is, in the protocol's order. */
    public RecordTable<WindowRate> windowRates() {
        return table("window_rate", WindowRate.class);
    }

    /** Each study group against the reference with covariates held equal, in the protocol's order; none where it does not ask. */
    public RecordTable<AdjustedComparison.Pair> comparedPairs() {
        return table("compared_pair", AdjustedComparison.Pair.class);
    }

    /** Pairs that a run left to clerical review, in the order of {@link VerdictWorth}, with who the two are; convictions by date only. */
    public RecordTable<ReviewCase> reviewCases() {
        return table("review_case", ReviewCase.class);
    }

    /** What verdicts on a run's pairs in doubt are worth, the most first. */
    public List<Double> verdictWorths(String run) {
        return VerdictWorth.of(pairs().read(run));
    }

    /** What became of each verdict in a run. */
    public RecordTable<VerdictUse> verdictUses() {
        return table("verdict_use", VerdictUse.class);
    }

    /** Whether a run's working data are there: removed ones leave the register, the inputs' names, the findings and figures of quality. */
    public boolean hasWorkingData(String run) {
        return linkage().count(run) > 0;
    }

    /** Removes who took part in a run, their links and offences; of their bytes nothing stays in the store's files. */
    public void removeWorkingData(String run) {
        // linkage last: as long as it is there, a removal that was broken off is not taken for done
        List<RecordTable<?>> tables = List.of(
                participantRows(),
                participants(),
                custodySpells(),
                earlierLinks(),
                personJoins(),
                convictions(),
                outcomes(),
                publishedCells(),
                definitions(),
                windowRates(),
                comparedPairs(),
                reviewCases(),
                verdictUses(),
                unlinked(),
                auditedOutcomes(),
                pairs(),
                decisions(),
                linkage());
        tables.forEach(table -> table.clear(run));
        jdbc.execute("checkpoint defrag");
        try {
            StoreCopy.remove(folder);
            StoreFiles.deleteBackups(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The unlinked of a run, in the order in which an audited sample is drawn from them. */
    public RecordTable<ParticipantId> unlinked() {
        return table("unlinked", ParticipantId.class);
    }

    /** What became of the audited sample in a run. */
    public RecordTable<AuditedOutcome> auditedOutcomes() {
        return table("audited_outcome", AuditedOutcome.class);
    }

    /** All that was found out about audited samples, which outlives runs. */
    public JournalTable<Tracing> tracings() {
        return new JournalTable<>(jdbc, json, journal, lock != null, "tracing", Tracing.class);
    }

    /** All that reviewers have said, which outlives runs. */
    public JudgementTable judgements() {
        return new JudgementTable(judgementRows());
    }

    /** The workbooks of clerical review that were given out, and to whom. */
    public JournalTable<GivenOut> givenOut() {
        return new JournalTable<>(jdbc, json, journal, lock != null, "given_out", GivenOut.class);
    }

    private JournalTable<Judgement[]> judgementRows() {
        return new JournalTable<>(jdbc, json, journal, lock != null, "judgements", Judgement[].class);
    }

    private List<JournalTable<?>> journalTables() {
        return List.of(judgementRows(), givenOut(), tracings());
    }

    /**
     * Copies the store in a folder, which nobody may have open, into another that is not there yet.
     *
     * @throws StoreException if it cannot be opened, or is damaged
     */
    public static void backUp(Path folder, Path target) throws IOException {
        open(folder).close(); // what a killed run left in the log is taken in
        try (StoreLock lock = locked(folder, StoreHolder.COMMAND)) {
            lock.requireHeld();
            StoreFiles.copy(folder, target);
        }
    }

    /**
     * Puts a backup in place of the store in a folder, whatever state that is in; what is there is copied first.
     *
     * @return where the files that were there are now
     * @throws StoreException if the backup itself is damaged or cannot be opened
     */
    public static Path restore(Path backup, Path folder) throws IOException {
        String wrong = exists(backup) ? StoreFiles.notAsClosed(backup) : "store.properties";
        if (wrong != null) {
            throw new StoreException("the backup in " + backup + " is damaged or is none: " + wrong
                    + " is missing or not as it was written; nothing was changed");
        }
        makePrivate(folder);
        Path replaced;
        try (StoreLock lock = locked(folder, StoreHolder.COMMAND)) {
            lock.requireHeld();
            replaced = StoreFiles.nextBackup(folder, "restore");
            StoreFiles.copy(folder, replaced);
            StoreFiles.restore(backup, folder);
        }
        open(folder).close();
        return replaced;
    }

    /** How far the study's events had come when they were last taken note of; outlives runs. */
    public AuditTrail.Head eventsHead() {
        return jdbc
                .query(
                        "select entries, sha256 from events_head",
                        (row, n) -> new AuditTrail.Head(row.getLong(1), row.getString(2)))
                .stream()
                .findFirst()
                .orElse(AuditTrail.Head.NONE);
    }

    /** Takes note of how far the study's events have come, so that it shows when their end is cut off. */
    public void keepEventsHead(AuditTrail.Head head) {
        jdbc.update("delete from events_head");
        jdbc.update("insert into events_head (entries, sha256) values (?, ?)", head.entries(), head.sha256());
    }

    @SuppressWarnings("unchecked") // a table has records of one type
    private <T> RecordTable<T> table(String name, Class<T> type) {
        return (RecordTable<T>) tables.computeIfAbsent(name, n -> new RecordTable<>(jdbc, json, n, type));
    }

    /** Leaves a note, when the store is closed, of a complete run that nothing was done after. */
    public void note(CompletedNote completed) {
        note = completed;
    }

    /** Without the note damage is found only where the database stumbles over it, so one that cannot be written is no failure. */
    private void noteAsClosed() {
        try {
            StoreFiles.noteAsClosed(folder);
        } catch (IOException e) {
            // the disk is full or gone: whoever opens the store next finds no note
        }
    }

    /** Whoever reads one has it open, which where files cannot be removed then is no failure: the next who opens the store does it. */
    private void removeCopies() {
        try {
            StoreCopy.removeStale(folder);
        } catch (IOException e) {
            // read just now
        }
    }

    private static boolean canBeWritten(Path folder) {
        try {
            return Files.isWritable(folder) && Files.getFileStore(folder).getUsableSpace() > LEAST_SPACE;
        } catch (IOException e) {
            return false;
        }
    }

    /** Closes the store; the last connection shuts the database down. */
    @Override
    public void close() {
        if (lock == null) {
            pool.close();
            return;
        }
        try (lock) {
            pool.close();
            noteAsClosed();
            if (note != null) {
                note.write(folder, journal.state());
            }
            removeCopies();
            makeFilesPrivate(folder);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }
}
