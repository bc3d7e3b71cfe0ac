package org.reconlink.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Date;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ooxml.POIXMLProperties;
import org.apache.poi.util.DefaultTempFileCreationStrategy;
import org.apache.poi.util.TempFile;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;

/**
 * All tables and their codebook as one workbook, {@code package.xlsx}, a sheet each.
 *
 * <p>The same tables give the same bytes: its dates are those of the study, and its parts are packed in order of name,
 * uncompressed, because how well they compress differs between Java versions.
 *
 * @param made the date that it says it was made on
 */
record PackageWorkbook(LocalDate made, Codebook codebook) {

    static final String FILE = "package.xlsx";

    /** How many rows are held in memory. */
    private static final int WINDOW = 100;

    /** Writes it by way of a folder beside it: what is streamed to disk belongs to the run and into no common folder. */
    void write(Path directory) throws IOException {
        Path scratch = Files.createTempDirectory(directory, ".workbook");
        Path streamed = scratch.resolve(FILE);
        stream(scratch, streamed);
        pack(streamed, directory.resolve(FILE));
        clear(scratch);
    }

    private void stream(Path scratch, Path streamed) throws IOException {
        TempFile.setThreadLocalTempFileCreationStrategy(new DefaultTempFileCreationStrategy(scratch.toFile()));
        try (SXSSFWorkbook workbook = new SXSSFWorkbook(WINDOW);
                OutputStream out = Files.newOutputStream(streamed)) {
            describe(workbook.getXSSFWorkbook().getProperties().getCoreProperties());
            SheetWriter sheets = new SheetWriter(workbook);
            sheets.write("codebook", Codebook.COLUMNS, codebook.rows().map(SheetWriter::words));
            codebook.tables().forEach(table -> write(sheets, table));
            workbook.write(out);
        } finally {
            TempFile.setThreadLocalTempFileCreationStrategy(null);
        }
    }

    private void describe(POIXMLProperties.CoreProperties properties) {
        Optional<Date> date =
                Optional.of(Date.from(made.atStartOfDay(ZoneOffset.UTC).toInstant()));
        properties.setCreator("Reconlink");
        properties.setCreated(date);
        properties.setModified(date);
    }

    private static <R> void write(SheetWriter sheets, Table<R> table) {
        sheets.write(
                table.name(),
                table.columns(),
                table.rows().stream()
                        .map(row -> table.variables().stream()
                                .map(variable -> new SheetWriter.Typed(variable.type(), variable.cell(row)))
                                .toList()));
    }

    private void pack(Path streamed, Path file) throws IOException {
        try (ZipFile parts = new ZipFile(streamed.toFile());
                ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (ZipEntry part : parts.stream()
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .toList()) {
                ZipEntry entry = new ZipEntry(part.getName());
                entry.setTimeLocal(made.atStartOfDay());
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(part.getSize());
                entry.setCrc(part.getCrc());
                zip.putNextEntry(entry);
                try (InputStream in = parts.getInputStream(part)) {
                    in.transferTo(zip);
                }
                zip.closeEntry();
            }
        }
    }

    private static void clear(Path scratch) throws IOException {
        try (Stream<Path> walk = Files.walk(scratch)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
