package org.reconlink.offence;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.kernel.OffenceDescription;

/**
 * Reads a table of the study's own, UTF-8 CSV with its headings in any order, whose rows are about one CJS or Home Office
 * code each.
 *
 * @param <E> what a row says of its code
 */
final class CodeTableReader<E> {
    private static final Pattern CJS_CODE = Pattern.compile("[A-Z]{2}(\\d{2}|ML)\\d{3}[ABCEI]?");
    private static final Pattern HOME_OFFICE_CODE = Pattern.compile("(\\d{1,3})/(\\d{1,2})");

    /**
     * What the rows of a kind of table say.
     *
     * @param rule name of the findings
     * @param headings that must be there, beside the code; also what the reader is handed, in this order
     * @param entry reads the cells of a row; null if one of them is wrong, which it has said
     */
    record Layout<E>(String rule, List<String> headings, RowReader<E> entry) {}

    /** Reads one row. */
    interface RowReader<E> {
        @Nullable
        E read(List<String> cells, Complaint wrong);
    }

    /** Takes what is wrong with a column of a row. */
    interface Complaint {
        void about(String column, String problem, String advice);
    }

    private final Layout<E> layout;
    private final String file;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, E> entries = new HashMap<>();
    private final Map<String, Integer> firstRow = new HashMap<>();

    private CodeTableReader(Layout<E> layout, String file) {
        this.layout = layout;
        this.file = file;
    }

    /**
     * Reads the table; its keys are codes as printed.
     *
     * @throws StudyTableException with everything that is wrong with the file
     */
    static <E> Map<String, E> read(Path table, Layout<E> layout) {
        CodeTableReader<E> reader = new CodeTableReader<>(layout, String.valueOf(table.getFileName()));
        reader.readLines(reader.lines(table));
        if (!reader.findings.isEmpty()) {
            throw new StudyTableException(reader.findings);
        }
        return Map.copyOf(reader.entries);
    }

    private List<String> lines(Path table) {
        try {
            return Files.readString(table, StandardCharsets.UTF_8)
                    .replaceFirst("^\uFEFF", "")
                    .lines()
                    .toList();
        } catch (CharacterCodingException e) {
            throw unreadable("is not UTF-8", "save it as CSV UTF-8");
        } catch (IOException e) {
            throw unreadable("cannot be read", "check that the file named in the protocol is there and readable");
        }
    }

    private StudyTableException unreadable(String problem, String advice) {
        wrong(null, null, problem, advice);
        return new StudyTableException(findings);
    }

    private void readLines(List<String> lines) {
        List<String> headings = lines.isEmpty() ? List.of() : headings(lines.get(0));
        List<String> wanted = new ArrayList<>(List.of("code"));
        wanted.addAll(layout.headings());
        List<String> missing =
                wanted.stream().filter(h -> !headings.contains(h)).toList();
        if (!missing.isEmpty()) {
            wrong(
                    1,
                    null,
                    "the heading " + String.join(" and ", missing) + " is missing",
                    "the first row must hold " + listed(wanted) + ", with commas between");
            return;
        }
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                readRow(lines.get(i), headings, i + 1);
            }
        }
    }

    private static String listed(List<String> words) {
        int last = words.size() - 1;
        return String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    private static List<String> headings(String line) {
        List<String> cells = CsvLine.cells(line.toLowerCase(Locale.ROOT));
        return cells == null ? List.of() : cells;
    }

    private void readRow(String line, List<String> headings, int row) {
        List<String> cells = CsvLine.cells(line);
        if (cells == null || cells.size() != headings.size()) {
            wrong(
                    row,
                    null,
                    "the row has not as many cells as there are headings",
                    "put double quotes around a cell that contains a comma");
            return;
        }
        String code = code(cells.get(headings.indexOf("code")), row);
        E entry = layout.entry()
                .read(
                        layout.headings().stream()
                                .map(heading -> cells.get(headings.indexOf(heading)))
                                .toList(),
                        (column, problem, advice) -> wrong(row, column, problem, advice));
        if (code != null && entry != null) {
            entries.put(code, entry);
        }
    }

    private @Nullable String code(String cell, int row) {
        String code = canonical(cell.toUpperCase(Locale.ROOT));
        if (code == null) {
            wrong(
                    row,
                    "code",
                    "the code is neither a CJS code nor a Home Office code",
                    "write it like TH68023, TH68023A or 34/01");
            return null;
        }
        Integer first = firstRow.putIfAbsent(code, row);
        if (first != null) {
            wrong(row, "code", "the code is given in row " + first + " already", "keep one row for each code");
        }
        return code;
    }

    /** The offence of a CJS or Home Office code; null if it is neither. */
    static @Nullable OffenceDescription offence(String written) {
        String code = canonical(written.toUpperCase(Locale.ROOT));
        if (code == null) {
            return null;
        }
        Matcher homeOffice = HOME_OFFICE_CODE.matcher(code);
        return homeOffice.matches()
                ? new OffenceDescription(
                        null,
                        new HomeOfficeCode(
                                Integer.parseInt(homeOffice.group(1)), Integer.parseInt(homeOffice.group(2))),
                        null)
                : new OffenceDescription(new OffenceCode(code), null, null);
    }

    private static @Nullable String canonical(String code) {
        Matcher homeOffice = HOME_OFFICE_CODE.matcher(code);
        if (homeOffice.matches()) {
            return new HomeOfficeCode(Integer.parseInt(homeOffice.group(1)), Integer.parseInt(homeOffice.group(2)))
                    .toString();
        }
        return CJS_CODE.matcher(code).matches() ? code : null;
    }

    private void wrong(@Nullable Integer row, @Nullable String column, String problem, String advice) {
        Long number = row == null ? null : (Long) row.longValue();
        findings.add(new Finding(Finding.Severity.ERROR, layout.rule(), file, null, number, column, problem, advice));
    }

    /** One line of a small CSV table: commas, and double quotes around a cell that contains one. */
    static final class CsvLine {
        private CsvLine() {}

        /** The cells, trimmed; null if a quote is not closed on the line. */
        static @Nullable List<String> cells(String line) {
            List<String> cells = new ArrayList<>();
            StringBuilder cell = new StringBuilder();
            boolean quoted = false;
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else if (c == '"') {
                    quoted = !quoted;
                } else if (c == ',' && !quoted) {
                    cells.add(cell.toString().strip());
                    cell.setLength(0);
                } else {
                    cell.append(c);
                }
            }
            cells.add(cell.toString().strip());
            return quoted ? null : cells;
        }
    }

    /** The study's own table of court modes cannot be used; holds all that is wrong with it. */
    static final class StudyTableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient List<Finding> findings;

        StudyTableException(List<Finding> findings) {
            super(findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
            this.findings = List.copyOf(findings);
        }

        /** Every problem, in order of row. */
        public List<Finding> findings() {
            return findings;
        }
    }
}
