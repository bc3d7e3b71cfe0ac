package org.reconlink.review;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * A workbook as it came back.
 *
 * @param file name without its folder
 * @param seal what tied it to its pairs when it was written
 * @param savedBy the user of the program that saved it last; empty if it does not say
 * @param rows of the pairs, without the headings
 */
public record FilledWorkbook(
        String file,
        String study,
        String run,
        String reviewer,
        boolean adjudication,
        String seal,
        String savedBy,
        List<FilledRow> rows) {
    /** As a divisor of the heap: a workbook takes many times its unpacked bytes. */
    private static final int SHARE_OF_HEAP = 24;

    private static final int MOST_ROWS = 200_000;

    public FilledWorkbook {
        rows = List.copyOf(rows);
    }

    /**
     * Reads a workbook without judging its content.
     *
     * @throws ReviewException if it is none of clerical review
     * @throws IOException if there is no such file
     */
    public static FilledWorkbook read(Path path) throws IOException {
        String file = String.valueOf(path.getFileName());
        if (!Files.isRegularFile(path)) {
            throw new NoSuchFileException(path.toString());
        }
        requireSmall(path, file);
        try (Workbook workbook = WorkbookFactory.create(path.toFile(), null, true)) {
            Sheet pairs = workbook.getSheet(Layout.PAIRS);
            Sheet about = workbook.getSheet(Layout.ABOUT);
            if (pairs == null || about == null) {
                throw new ReviewException(List.of(
                        file + ": has no sheets Pairs and About; give a workbook that " + "review export wrote"));
            }
            return of(file, about(about), savedBy(workbook), rows(file, pairs));
        } catch (IOException | RuntimeException e) {
            if (e instanceof ReviewException review) {
                throw review;
            }
            // the library's own messages can quote cells
            throw new ReviewException(
                    List.of(file + ": cannot be read as a spreadsheet; save it as .xlsx, without a password"));
        }
    }

    /** Before anything of it is unpacked: none that was given out is as large. */
    private static void requireSmall(Path path, String file) throws IOException {
        long bytes = Files.size(path);
        try (ZipFile zip = new ZipFile(path.toFile())) {
            bytes = zip.stream()
                    .mapToLong(entry -> Math.max(0, entry.getSize()))
                    .sum();
        } catch (ZipException e) {
            // an .xls, or no workbook at all
        }
        if (bytes > Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP) {
            throw new ReviewException(List.of(file + ": unpacks to " + (bytes >> 20)
                    + " MB, for which there is not the memory; give the workbook that review export wrote, or more memory"
                    + " with java -Xmx"));
        }
    }

    private static String savedBy(Workbook workbook) {
        return workbook instanceof XSSFWorkbook xlsx
                ? xlsx.getProperties()
                        .getCoreProperties()
                        .getUnderlyingProperties()
                        .getLastModifiedByProperty()
                        .orElse("")
                        .strip()
                : "";
    }

    private static FilledWorkbook of(String file, Map<String, String> about, String savedBy, List<FilledRow> rows) {
        return new FilledWorkbook(
                file,
                about.getOrDefault("study", ""),
                about.getOrDefault("run", ""),
                about.getOrDefault("reviewer", ""),
                about.getOrDefault("role", "").equals("adjudicator"),
                about.getOrDefault("seal", ""),
                savedBy,
                rows);
    }

    private static Map<String, String> about(Sheet sheet) {
        Map<String, String> about = new HashMap<>();
        DataFormatter formatter = new DataFormatter(Locale.ROOT);
        for (Row row : sheet) {
            about.putIfAbsent(text(formatter, row, 0), text(formatter, row, 1));
        }
        return about;
    }

    private static List<FilledRow> rows(String file, Sheet sheet) {
        List<FilledRow> rows = new ArrayList<>();
        DataFormatter formatter = new DataFormatter(Locale.ROOT);
        for (Row row : sheet) {
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < Layout.HEADINGS.size(); column++) {
                cells.add(text(formatter, row, column));
            }
            if (row.getRowNum() > 0 && cells.stream().anyMatch(cell -> !cell.isEmpty())) {
                rows.add(new FilledRow(row.getRowNum() + 1, cells));
            }
            if (rows.size() > MOST_ROWS) {
                throw new ReviewException(
                        List.of(file + ": has more than 200,000 rows; give the workbook that review export wrote"));
            }
        }
        return rows;
    }

    private static String text(DataFormatter formatter, Row row, int column) {
        Cell cell = row.getCell(column);
        return cell == null
                ? ""
                : Objects.requireNonNullElse(formatter.formatCellValue(cell), "")
                        .strip();
    }

    /**
     * One row of a workbook as it came back.
     *
     * @param number as the spreadsheet shows it
     * @param cells one for each heading; empty if blank
     */
    record FilledRow(int number, List<String> cells) {
        FilledRow {
            cells = List.copyOf(cells);
        }

        String key() {
            return cells.get(Layout.KEY);
        }

        /** The name of a cell, {@code F3}. */
        String name(int column) {
            return (char) ('A' + column) + String.valueOf(number);
        }

        /** Keeps values out of messages. */
        @Override
        public String toString() {
            return "FilledRow[" + number + "]";
        }
    }
}
