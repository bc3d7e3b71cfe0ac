package org.reconlink.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.reconlink.intake.ConvictionMapper.OffenceColumns;
import org.reconlink.intake.ExtractReader.ConvictedPerson;
import org.reconlink.intake.Headings.HeadingRow;
import org.reconlink.intake.MappedReader.RowMapper;
import org.reconlink.intake.Reading.Problem;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.kernel.CustodySpell;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.OffenceDescription;
import org.reconlink.kernel.Participant;

/**
 * Reads the extracts of a study: opens a file, finds its headings and gives its standardised records one by one. What is
 * opened first passes once over the bytes, for the file's hash and encoding; every method throws {@link IntakeException} for
 * a file that cannot be used.
 */
public final class Intake {
    private static final int SAMPLE_ROWS = 200;

    private Intake() {}

    /** Makes the mapper of a kind of extract for the columns of one file. */
    private interface Mapping<T> {
        RowMapper<T> of(Columns columns, Dates dates, IntakeSettings settings);
    }

    public static ExtractReader<Participant> participants(
            Path file, ExtractSettings extract, IntakeSettings intake, Consumer<Finding> findings) throws IOException {
        return participants(file, extract, intake, findings, new FileScans());
    }

    public static ExtractReader<Participant> participants(
            Path file, ExtractSettings extract, IntakeSettings intake, Consumer<Finding> findings, FileScans scans)
            throws IOException {
        return open(
                ExtractKind.PARTICIPANTS,
                new Source(file, scans, true),
                extract,
                intake,
                findings,
                ParticipantMapper::new);
    }

    public static ExtractReader<ConvictionRecord> convictions(
            Path file, ExtractSettings extract, IntakeSettings intake, Consumer<Finding> findings) throws IOException {
        return convictions(file, extract, intake, findings, new FileScans());
    }

    public static ExtractReader<ConvictionRecord> convictions(
            Path file, ExtractSettings extract, IntakeSettings intake, Consumer<Finding> findings, FileScans scans)
            throws IOException {
        return open(
                ExtractKind.CONVICTIONS,
                new Source(file, scans, true),
                extract,
                intake,
                findings,
                ConvictionMapper::new);
    }

    /** Who the rows of a conviction extract are about, with the findings that {@link #convictions} has. */
    public static ExtractReader<ConvictedPerson> convictedPersons(
            Path file, ExtractSettings extract, IntakeSettings intake, Consumer<Finding> findings, FileScans scans)
            throws IOException {
        return open(
                ExtractKind.CONVICTIONS,
                new Source(file, scans, true),
                extract,
                intake,
                findings,
                (columns, dates, settings) -> new ConvictionMapper(columns, dates, settings)::person);
    }

    public static ExtractReader<CustodySpell> custody(
            Path file, ExtractSettings extract, IntakeSettings intake, Consumer<Finding> findings) throws IOException {
        return custody(file, extract, intake, findings, new FileScans());
    }

    public static ExtractReader<CustodySpell> custody(
            Path file, ExtractSettings extract, IntakeSettings intake, Consumer<Finding> findings, FileScans scans)
            throws IOException {
        return open(ExtractKind.CUSTODY, new Source(file, scans, true), extract, intake, findings, CustodyMapper::new);
    }

    /** The offences that the rows of a conviction extract name, whoever they are about. */
    static ExtractReader<OffenceDescription> offences(Path file, ExtractSettings extract, IntakeSettings intake)
            throws IOException {
        return open(
                ExtractKind.CONVICTIONS,
                new Source(file, new FileScans(), true),
                extract,
                intake,
                finding -> {},
                (columns, dates, settings) -> {
                    OffenceColumns offence = new OffenceColumns(columns);
                    return (row, source, log) -> offence.read(row, log);
                });
    }

    /** The same, of a file that nobody has read yet. */
    static List<Finding> check(ExtractKind kind, Path file, ExtractSettings extract, IntakeSettings intake)
            throws IOException {
        return check(kind, file, extract, intake, new FileScans());
    }

    /** Everything wrong with the headings and the first 200 records of a file, in the file's order. */
    public static List<Finding> check(
            ExtractKind kind, Path file, ExtractSettings extract, IntakeSettings intake, FileScans scans)
            throws IOException {
        return check(kind, file, extract, intake, scans, SAMPLE_ROWS);
    }

    /** Everything wrong with the headings and so many of the first records of a file, in the file's order. */
    public static List<Finding> check(
            ExtractKind kind, Path file, ExtractSettings extract, IntakeSettings intake, FileScans scans, int records)
            throws IOException {
        List<Finding> findings = new ArrayList<>();
        Source source = new Source(file, scans, false);
        try (MappedReader<?> reader = open(kind, source, extract, intake, findings::add)) {
            reader.sample(records);
        } catch (IntakeException e) {
            findings.addAll(e.findings());
        }
        return List.copyOf(findings);
    }

    private static MappedReader<?> open(
            ExtractKind kind, Source file, ExtractSettings extract, IntakeSettings intake, Consumer<Finding> findings)
            throws IOException {
        return switch (kind) {
            case PARTICIPANTS -> open(kind, file, extract, intake, findings, ParticipantMapper::new);
            case CONVICTIONS -> open(kind, file, extract, intake, findings, ConvictionMapper::new);
            case CUSTODY -> open(kind, file, extract, intake, findings, CustodyMapper::new);
        };
    }

    /**
     * Requires of a workbook what is required of every input before any of it is unpacked.
     *
     * @throws IntakeException if it has too many parts, two of one name, or unpacks to too much
     */
    public static void requireWorkbook(Path path) throws IOException {
        SourceFile file = new SourceFile(path, "review");
        try (ZipFile zip = new ZipFile(path.toFile())) {
            WorkbookLimits.require(file, zip);
        } catch (ZipException e) {
            // an .xls, or no workbook at all: its reader says so
        }
    }

    /**
     * A file to open.
     *
     * @param whole whether it is to be read to its end
     */
    private record Source(Path path, FileScans scans, boolean whole) {}

    /** A file whose bytes were passed over once. */
    record Scanned(SourceFile file, FileScan scan, boolean checksum) {}

    private static <T> MappedReader<T> open(
            ExtractKind kind,
            Source source,
            ExtractSettings extract,
            IntakeSettings intake,
            Consumer<Finding> findings,
            Mapping<T> mapping)
            throws IOException {
        SourceFile file = new SourceFile(source.path, kind.section(), source.scans.access());
        file.requireReadable();
        boolean known = source.scans.knows(file);
        FileScan scan = source.scans.of(file);
        boolean checksum = CompleteFile.require(file, scan);
        Table table = TableFiles.open(file, scan, extract);
        try {
            if (known && source.whole && table.sheet() != null) { // the rows of a text file are hashed as they are read
                source.scans.confirm(file);
            }
            HeadingRow headings = new HeadingSearch(file, table, Headings.wantedBy(extract)).find();
            Columns columns = new Columns(headings, extract, intake.words());
            Dates dates = new Dates(
                    extract.dateFormats(),
                    intake.twoDigitYearPivot(),
                    intake.dates().zone(),
                    intake.dates().placeholders());
            RowLog log = new RowLog(findings, file.name(), table.sheet());
            kind.expected().stream()
                    .filter(fields -> !extract.columns().containsKey("person key")) // nothing is linked by them then
                    .filter(fields -> fields.anyOf().stream().noneMatch(extract.columns()::containsKey))
                    .forEach(fields -> log.warnTable(notMapped(kind, fields)));
            return new MappedReader<>(
                    kind,
                    new Scanned(file, scan, checksum),
                    RowNames.leftOut(
                            source.whole && table.sheet() == null ? new ReadAhead(table) : table,
                            columns.headings(),
                            columns::isOfNames,
                            columns.indexes(RowNames.NAMES)),
                    columns,
                    new RowSorter(kind, columns, intake.rows()),
                    mapping.of(columns, dates, intake),
                    log);
        } catch (IOException | RuntimeException e) {
            table.close();
            throw e;
        }
    }

    private static Problem notMapped(ExtractKind kind, ExtractKind.Expected fields) {
        return new Problem(
                "missing column",
                "no column is mapped to the " + String.join(" or ", fields.anyOf()),
                "map one in the protocol (" + kind.section() + ", columns) if the file has it; " + fields.cost());
    }

    /** Refuses a file that is still being copied: one that grew while it was scanned, or is not what its checksum file says. */
    static final class CompleteFile {
        private static final Pattern SHA256 = Pattern.compile("\\s*([0-9a-f]{64})(\\s.*)?", Pattern.DOTALL);
        private static final long LARGEST_CHECKSUM_FILE = 4096;

        private CompleteFile() {}

        /** Whether there was a checksum file to compare it with. */
        static boolean require(SourceFile file, FileScan scan) throws IOException {
            if (file.access().size(file.path()) != scan.bytes()) {
                throw file.unusable(
                        "incomplete file", "the file is still being written", "run again when its copy has ended");
            }
            Path checksum = file.path().resolveSibling(file.name() + ".sha256");
            if (!file.access().isFile(checksum)) {
                return false;
            }
            if (!fits(file.access(), checksum, scan.sha256())) {
                throw file.unusable(
                        "checksum",
                        "the file is not what " + file.name() + ".sha256 says",
                        "run again when its copy has ended, or fetch both again");
            }
            return true;
        }

        /** The hash may stand alone or before the file's name, as sha256sum writes it. */
        private static boolean fits(FileAccess access, Path checksum, String sha256) throws IOException {
            if (access.size(checksum) > LARGEST_CHECKSUM_FILE) {
                return false;
            }
            byte[] text;
            try (InputStream in = access.open(checksum)) {
                text = in.readAllBytes();
            }
            Matcher matcher = SHA256.matcher(new String(text, ISO_8859_1).toLowerCase(Locale.ROOT));
            return matcher.matches() && matcher.group(1).equals(sha256);
        }
    }
}
