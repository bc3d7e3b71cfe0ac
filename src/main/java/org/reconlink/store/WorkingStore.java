package org.reconlink.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.FileFacts;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.kernel.CustodySpell;
import org.reconlink.kernel.Participant;
import org.reconlink.linkage.study.CandidatePair;
import org.reconlink.linkage.study.EarlierLink;
import org.reconlink.linkage.study.LinkDecision;
import org.reconlink.linkage.study.LinkageResult;
import org.reconlink.linkage.study.PersonJoins;
import org.reconlink.linkage.study.VerdictUse;
import org.reconlink.outcome.DefinitionTable;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.publish.quality.QualityFigure;
import org.reconlink.review.ReviewCase;
import org.reconlink.statistics.uncertainty.WindowRate;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import tools.jackson.databind.json.JsonMapper;

/** The working store of one study: a HSQLDB file that one process at a time can open. */
public final class WorkingStore implements AutoCloseable {
    static final String NAME = "store";

    private final Path folder;
    private final HikariDataSource pool;
    private final DataSource dataSource;
    private final StoreLock lock;
    private final JdbcTemplate jdbc;
    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<String, RecordTable<?>> tables = new ConcurrentHashMap<>();
    private @Nullable CompletedNote note;

    private WorkingStore(Path folder, HikariDataSource pool, DataSource dataSource, StoreLock lock) {
        this.folder = folder;
        this.pool = pool;
        this.dataSource = dataSource;
        this.lock = lock;
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
        makePrivate(folder);
        StoreLock lock = locked(folder);
        HikariDataSource pool = null;
        try {
            key.require(folder, exists(folder));
            UnfinishedDataFile.remove(folder);
            pool = new HikariDataSource(configuration(folder, key));
            DataSource dataSource = through.apply(pool);
            new ResourceDatabasePopulator(new ClassPathResource("store/schema.sql")).execute(dataSource);
            return new WorkingStore(folder, pool, dataSource, lock);
        } catch (IOException | RuntimeException e) {
            if (pool != null) {
                pool.close();
            }
            lock.close();
            throw e instanceof StoreException said ? said : unusable(folder, e);
        }
    }

    /** Whether a folder holds a store. */
    public static boolean exists(Path folder) {
        return Files.exists(folder.resolve(NAME + ".properties"));
    }

    private static HikariConfig configuration(Path folder, StoreKey key) {
        HikariConfig config = new HikariConfig();
        // Acknowledged commits must survive a kill: without write_delay=false HSQLDB syncs half a second later. Its own
        // lock file makes whoever comes after a kill wait ten seconds and cannot say who holds it: ours stands for it.
        config.setJdbcUrl("jdbc:hsqldb:file:" + folder.toAbsolutePath().resolve(NAME)
                + ";hsqldb.write_delay=false;hsqldb.lock_file=false;hsqldb.tx=mvcc;hsqldb.default_table_type=cached;shutdown=true"
                + key.inAddress());
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

    private static StoreLock locked(Path folder) {
        try {
            return StoreLock.acquire(folder);
        } catch (StoreLock.HeldException e) {
            throw new StoreException(
                    "the working store in " + folder + " is in use by another process: " + e.getMessage()
                            + "; wait until it has ended",
                    true,
                    e);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private static StoreException unusable(Path folder, Exception cause) {
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

    /** What definitions do to the rate, one record a run. */
    public RecordTable<DefinitionTable> definitions() {
        return table("definition_table", DefinitionTable.class);
    }

    /** How sure the rate of each window is, in the protocol's order. */
    public RecordTable<WindowRate> windowRates() {
        return table("window_rate", WindowRate.class);
    }

    /** Pairs that a run left to clerical review, with who the two are; convictions by date only. */
    public RecordTable<ReviewCase> reviewCases() {
        return table("review_case", ReviewCase.class);
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
                participants(),
                custodySpells(),
                earlierLinks(),
                personJoins(),
                convictions(),
                outcomes(),
                definitions(),
                windowRates(),
                reviewCases(),
                verdictUses(),
                pairs(),
                decisions(),
                linkage());
        tables.forEach(table -> table.clear(run));
        jdbc.execute("checkpoint defrag");
    }

    /** All that reviewers have said, which outlives runs. */
    public JudgementTable judgements() {
        return new JudgementTable(jdbc, json);
    }

    /** What the logs of removals were when they were written; outlives runs. */
    public RemovalTable removals() {
        return new RemovalTable(jdbc);
    }

    @SuppressWarnings("unchecked") // a table has records of one type
    private <T> RecordTable<T> table(String name, Class<T> type) {
        return (RecordTable<T>) tables.computeIfAbsent(name, n -> new RecordTable<>(jdbc, json, n, type));
    }

    /** Leaves a note, when the store is closed, of a complete run that nothing was done after. */
    public void note(CompletedNote completed) {
        note = completed;
    }

    /** Closes the store; the last connection shuts the database down. */
    @Override
    public void close() {
        try (lock) {
            pool.close();
            if (note != null) {
                note.write(folder);
            }
        }
    }
}
