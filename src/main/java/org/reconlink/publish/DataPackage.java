package org.reconlink.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
