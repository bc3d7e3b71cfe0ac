package org.reconlink.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.reconlink.outcome.OutcomeSettings.MeasureSet;
import org.reconlink.result.PublishedCells;
import org.reconlink.result.PublishedTable;
import org.reconlink.result.StudyResult;

/** The files of a study for its analysts: tables of rows, tables of counts, and the codebook made from the same definitions. */
public final class DataPackage {

    /** The file that has the hashes of all tables. */
    public static final String DESCRIPTOR = PackageDescriptor.FILE;

    private final StudyResult result;
    private final List<PackageTable<?>> tables;

    public DataPackage(StudyResult result) {
        this.result = result;
        this.tables = tables(result);
    }

    /** What the tables say of each participant. */
    public List<PublishedCells> cells() {
        return CellNumbers.of(result, tables);
    }

    /** As {@link #write(Path)}. */
    static void write(Path directory, StudyResult result) throws IOException {
        new DataPackage(result).write(directory);
    }

    /**
     * Writes {@code participants.csv}, {@code offences.csv}, {@code recalls.csv}, {@code links.csv}, {@code
     * classification.csv}, {@code definitions.csv}, {@code sensitivity.csv}, {@code measures.csv} where the protocol asks
     * for it, {@code codebook.csv}, {@code codebook.html}, each table as a Parquet file too, all of them in {@code package.xlsx}, scripts that load the
     * tables with their labels into R, SPSS and Stata, and {@code datapackage.json} into a directory that has none of them
     * yet.
     */
    public void write(Path directory) throws IOException {
        for (PackageTable<?> table : tables) {
            table.write(directory);
        }
        Codebook codebook = new Codebook(result.title(), tables);
        codebook.write(directory);
        for (PublishedTable table : PublishedTables.of(tables)) {
            new ParquetTable(table).write(directory);
        }
        new PackageWorkbook(result.outcome().dataCut(), codebook).write(directory);
        RScript.write(directory, tables);
        SpssScript.write(directory, tables);
        StataScript.write(directory, tables);
        new PackageDescriptor(result.studyId(), result.title(), result.outcome().dataCut(), tables).write(directory);
    }

    /** Begins to write them in a thread of its own, while others write outputs of other names into the directory. */
    public Writing begin(Path directory) {
        return new Writing(this, directory);
    }

    /** The package as it is written; closed, nothing writes any more. */
    public static final class Writing implements AutoCloseable {
        private final FutureTask<Path> work;

        private Writing(DataPackage data, Path directory) {
            work = new FutureTask<>(() -> {
                data.write(directory);
                return directory;
            });
            new Thread(work, "tables").start();
        }

        /** Waits until all of it is there; throws what kept it from being written. */
        public void finish() throws IOException {
            Throwable failure = failure();
            if (failure instanceof IOException io) {
                throw io;
            }
            if (failure instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (failure instanceof Error error) {
                throw error;
            }
        }

        private @Nullable Throwable failure() {
            boolean interrupted = false;
            try {
                while (true) {
                    try {
                        work.get();
                        return null;
                    } catch (ExecutionException e) {
                        return e.getCause();
                    } catch (InterruptedException e) {
                        interrupted = true; // what it writes is removed if the run ends here, so it has to end first
                    }
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public void close() {
            failure();
        }
    }

    static List<PackageTable<?>> tables(StudyResult result) {
        List<PackageTable<?>> tables = new ArrayList<>(List.of(
                ParticipantsTable.of(result),
                OffencesTable.of(result),
                RecallsTable.of(result),
                LinksTable.of(result),
                ClassificationTable.of(result),
                DefinitionsTable.of(result),
                SensitivityTable.of(result)));
        if (result.outcome().measures() == MeasureSet.JUSTICE_DATA_LAB) {
            tables.add(MeasuresTable.of(result));
        }
        return tables;
    }
}
