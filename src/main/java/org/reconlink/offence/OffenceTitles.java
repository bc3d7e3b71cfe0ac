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
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.kernel.OffenceDescription;
import org.reconlink.offence.CodeTableReader.CsvLine;
import org.reconlink.offence.CodeTableReader.StudyTableException;
import org.reconlink.offence.ReferenceTables.ReferenceFile;

/** Titles of the national list, read on first use; sorted by title only when an extract names offences by title alone. */
final class OffenceTitles {
    private static final OffenceCode SEVERAL = new OffenceCode("SEVERAL");

    private OffenceTitles() {}

    /** The title of a code; null if it has none. */
    static @Nullable String title(OffenceCode code) {
        return ByCode.TITLES.get(code.value());
    }

    /** The one code of that title, whatever its case and punctuation; null if none or several have it. */
    static @Nullable OffenceCode code(String title) {
        OffenceCode code = ByTitle.CODES.get(standardise(title));
        return SEVERAL.equals(code) ? null : code;
    }

    /** Every code that has a title, in no order. */
    static void forEach(java.util.function.BiConsumer<OffenceCode, String> reader) {
        ByCode.TITLES.forEach((code, title) -> reader.accept(new OffenceCode(code), title));
    }

    /** Upper case; whatever is neither letter nor digit is one space. */
    static String standardise(String title) {
        StringBuilder words = new StringBuilder(title.length());
        String upper = title.toUpperCase(Locale.ROOT);
        for (int i = 0; i < upper.length(); i++) {
            char c = upper.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                words.append(c);
            } else if (!words.isEmpty() && words.charAt(words.length() - 1) != ' ') {
                words.append(' ');
            }
        }
        return words.toString().strip();
    }

    private static final class ByCode {
        static final Map<String, String> TITLES = new HashMap<>(1 << 16);

        static {
            new ReferenceFile("cjs-offence-titles.tsv.gz", '\t', 2).forEachRow(cells -> TITLES.put(cells[0], cells[1]));
        }
    }

    private static final class ByTitle {
        static final Map<String, OffenceCode> CODES = new HashMap<>(1 << 16);

        static {
            ByCode.TITLES.forEach((code, title) ->
                    CODES.merge(standardise(title), new OffenceCode(code), (first, second) -> SEVERAL));
        }
    }

    /**
     * What the study's own titles and local codes mean: CSV with the columns title and code. A row whose code is blank is one that
     * nobody has confirmed yet, and says nothing.
     *
     * @param byTitle by the title whatever its case and punctuation; titles of the descriptions are null
     */
    record StudyTitles(Map<String, OffenceDescription> byTitle) {
        static final StudyTitles NONE = new StudyTitles(Map.of());

        StudyTitles {
            byTitle = Map.copyOf(byTitle);
        }

        /** The offence with the code of its title, where it has none and the study says one; else as it is. */
        OffenceDescription named(OffenceDescription offence) {
            String title = offence.title();
            boolean coded = offence.cjsCode() != null || HomeOfficeCodeForm.usable(offence.homeOfficeCode()) != null;
            OffenceDescription code = coded || title == null ? null : byTitle.get(OffenceTitles.standardise(title));
            return code == null ? offence : new OffenceDescription(code.cjsCode(), code.homeOfficeCode(), title);
        }

        /**
         * Reads the table.
         *
         * @throws StudyTableException with everything that is wrong with the file
         */
        static StudyTitles read(Path table) {
            Reader reader = new Reader(String.valueOf(table.getFileName()));
            reader.read(table);
            if (!reader.findings.isEmpty()) {
                throw new StudyTableException(reader.findings);
            }
            return new StudyTitles(reader.byTitle);
        }

        private static final class Reader {
            private final String file;
            private final List<Finding> findings = new ArrayList<>();
            private final Map<String, OffenceDescription> byTitle = new HashMap<>();

            Reader(String file) {
                this.file = file;
            }

            void read(Path table) {
                List<String> lines = lines(table);
                List<String> headings = lines.isEmpty()
                        ? List.of()
                        : orNone(CsvLine.cells(lines.get(0).toLowerCase(Locale.ROOT)));
                int title = headings.indexOf("title");
                int code = headings.indexOf("code");
                if (title < 0 || code < 0) {
                    if (findings.isEmpty()) {
                        wrong(
                                1L,
                                null,
                                "the heading title or code is missing",
                                "the first row must hold title and code, with commas between");
                    }
                    return;
                }
                for (int i = 1; i < lines.size(); i++) {
                    if (!lines.get(i).isBlank()) {
                        read(orNone(CsvLine.cells(lines.get(i))), headings.size(), title, code, i + 1L);
                    }
                }
            }

            private void read(List<String> cells, int width, int title, int code, long row) {
                if (cells.size() != width) {
                    wrong(
                            row,
                            null,
                            "the row has not as many cells as there are headings",
                            "put double quotes around a cell that contains a comma");
                    return;
                }
                String key = OffenceTitles.standardise(cells.get(title));
                String written = cells.get(code);
                if (written.isEmpty() || key.isEmpty()) {
                    return;
                }
                OffenceDescription offence = CodeTableReader.offence(written);
                if (offence == null) {
                    wrong(
                            row,
                            "code",
                            "the code is neither a CJS code nor a Home Office code",
                            "write it like TH68023, TH68023A or 34/01, or leave it blank");
                    return;
                }
                OffenceDescription before = byTitle.put(key, offence);
                if (before != null && !before.equals(offence)) {
                    wrong(row, "title", "the title has another code in a row above", "keep one row for each title");
                }
            }

            private List<String> lines(Path table) {
                try {
                    return Files.readString(table, StandardCharsets.UTF_8)
                            .replaceFirst("^\uFEFF", "")
                            .lines()
                            .toList();
                } catch (CharacterCodingException e) {
                    wrong(null, null, "is not UTF-8", "save it as CSV UTF-8");
                } catch (IOException e) {
                    wrong(
                            null,
                            null,
                            "cannot be read",
                            "check that the file named in the protocol is there and readable");
                }
                return List.of();
            }

            private static List<String> orNone(@Nullable List<String> cells) {
                return cells == null ? List.of() : cells;
            }

            private void wrong(@Nullable Long row, @Nullable String column, String problem, String advice) {
                findings.add(
                        new Finding(Finding.Severity.ERROR, "study titles", file, null, row, column, problem, advice));
            }
        }
    }
}
