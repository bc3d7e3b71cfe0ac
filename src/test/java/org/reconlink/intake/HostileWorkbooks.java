package org.reconlink.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.reconlink.intake.Workbooks.Formatted;
import org.reconlink.intake.Workbooks.Formula;

/** Workbooks that are broken, or meant to break whoever reads them; made from whole ones by changing a part. */
final class HostileWorkbooks {
    private static final String SHEET = "xl/worksheets/sheet1.xml";
    private static final String STRINGS = "xl/sharedStrings.xml";
    private static final String ENTITY = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>";
    private static final LocalDate BORN = LocalDate.of(1984, 3, 7);

    private HostileWorkbooks() {}

    static void addTo(Map<String, HostileFile> kinds) {
        both(kinds, "plain", sheet -> row(sheet, 1, "Smith", "John", BORN));
        both(kinds, "number stored as text", sheet -> row(sheet, "1", "Smith", "John", "07/03/1984"));
        both(kinds, "identifier stored as a fraction", sheet -> row(sheet, 1.5, "Smith", "John", BORN));
        both(kinds, "identifier stored as a large number", sheet -> row(sheet, 123456789012d, "Smith", "John", BORN));
        both(
                kinds,
                "identifier with zeros in front by its format",
                sheet -> row(sheet, new Formatted(7, "00000"), "Smith", "John", BORN));
        both(kinds, "error cell", sheet -> row(sheet, 1, new Formula("1/0"), "John", BORN));
        both(kinds, "error cell as date", sheet -> row(sheet, 1, "Smith", "John", new Formula("1/0")));
        both(kinds, "formula with its value", sheet -> row(sheet, new Formula("1+1"), "Smith", "John", BORN));
        both(kinds, "formula without a value", sheet -> {
            row(sheet, 1, "Smith", "John", BORN);
            sheet.getRow(1).createCell(1).setCellFormula("A1");
        });
        both(kinds, "true where a name is due", sheet -> row(sheet, 1, true, "John", BORN));
        both(kinds, "date before 1900", sheet -> row(sheet, 1, "Smith", "John", new Formatted(-5, "dd/mm/yyyy")));
        both(kinds, "merged cells", sheet -> {
            row(sheet, 1, "Smith", "John", BORN);
            row(sheet, 2, null, "Ann", BORN);
            sheet.addMergedRegion(new CellRangeAddress(1, 2, 1, 1));
        });
        both(kinds, "merged title above the headings", sheet -> {
            sheet.shiftRows(0, 0, 1);
            sheet.createRow(0).createCell(0).setCellValue("Referrals");
            sheet.addMergedRegion(new CellRangeAddress(0, 0, 0, 3));
            row(sheet, 1, "Smith", "John", BORN);
        });
        both(kinds, "hidden rows and columns", sheet -> {
            row(sheet, 1, "Smith", "John", BORN);
            sheet.getRow(1).setZeroHeight(true);
            sheet.setColumnHidden(1, true);
        });
        both(kinds, "totals row", sheet -> {
            row(sheet, 1, "Smith", "John", BORN);
            row(sheet, "Total", 1);
        });
        both(kinds, "no rows at all", sheet -> sheet.removeRow(sheet.getRow(0)));
        for (String format : new String[] {"xlsx", "xls"}) {
            kinds.put(
                    format + ": every sheet but an empty one is hidden",
                    folder -> write(folder, format, workbook -> {
                        row(referrals(workbook), 1, "Smith", "John", BORN);
                        workbook.createSheet("Empty");
                        workbook.setActiveSheet(1);
                        workbook.setSheetVisibility(0, SheetVisibility.VERY_HIDDEN);
                    }));
            kinds.put(format + ": cut off", folder -> {
                Path file = plain(folder, format);
                byte[] all = Files.readAllBytes(file);
                return Files.write(file, Arrays.copyOf(all, all.length / 2));
            });
            kinds.put(format + ": a byte in a hundred changed", folder -> {
                Path file = plain(folder, format);
                byte[] all = Files.readAllBytes(file);
                for (int i = 50; i < all.length; i += 100) {
                    all[i] ^= 0x55;
                }
                return Files.write(file, all);
            });
        }
        kinds.put("xlsx: dates from 1904", folder -> {
            Workbook workbook = Workbooks.xlsxFrom1904();
            row(referrals(workbook), 1, "Smith", "John", BORN);
            return Workbooks.write(workbook, folder.resolve("p.xlsx"));
        });
        kinds.put("xlsx: password", HostileWorkbooks::encrypted);
        kinds.put("xls: password", folder -> {
            Biff8EncryptionKey.setCurrentUserPassword("secret");
            try {
                return plain(folder, "xls");
            } finally {
                Biff8EncryptionKey.setCurrentUserPassword(null);
            }
        });
        kinds.put(
                "xls: Excel 4",
                folder -> Files.write(
                        folder.resolve("p.xls"), new byte[] {9, 4, 6, 0, 0, 0, 0x10, 0, 0, 0, 10, 0, 0, 0}));
        kinds.put("xls: Excel 95", folder -> container(folder, "Book"));
        kinds.put("xls: a container of something else", folder -> container(folder, "WordDocument"));
        kinds.put("xls: of 30 MB", folder -> {
            Path file = plain(folder, "xls");
            return Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 30 << 20));
        });
        kinds.put("xlsx: macros", folder -> {
            Map<String, String> parts = with("xl/vbaProject.bin", "anything");
            parts.computeIfPresent(
                    "[Content_Types].xml",
                    (name, types) -> types.replace(
                                    "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                                    "vnd.ms-excel.sheet.macroEnabled.main+xml")
                            .replace(
                                    "</Types>",
                                    "<Default Extension=\"bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/></Types>"));
            return zip(folder, parts);
        });
        changed(
                kinds,
                "external entity in a sheet",
                SHEET,
                part -> part.replaceFirst("\\?>", "?>" + ENTITY)
                        .replace("</sheetData>", "<row r=\"3\"><c t=\"str\"><v>&e;</v></c></row></sheetData>"));
        changed(
                kinds,
                "external entity in the texts",
                STRINGS,
                part -> part.replaceFirst("\\?>", "?>" + ENTITY).replace("Smith", "&e;"));
        changed(
                kinds,
                "entity bomb in the texts",
                STRINGS,
                part -> part.replaceFirst("\\?>", "?>" + bomb()).replace("Smith", "&e9;"));
        changed(
                kinds,
                "entity bomb in the list of sheets",
                "xl/workbook.xml",
                part -> part.replaceFirst("\\?>", "?>" + bomb()).replace("Referrals", "&e9;"));
        changed(kinds, "a sheet that is no XML", SHEET, part -> "hello");
        changed(kinds, "a sheet cut off", SHEET, part -> part.substring(0, part.indexOf("</row>") + 20));
        changed(kinds, "a row number that no sheet has", SHEET, part -> part.replace("r=\"2\"", "r=\"99999999\""));
        changed(kinds, "a row number below nought", SHEET, part -> part.replace("r=\"2\"", "r=\"-2\""));
        changed(kinds, "a column that no sheet has", SHEET, part -> part.replace("r=\"A2\"", "r=\"ZZZZZ2\""));
        changed(kinds, "a text that is not in the list", SHEET, part -> part.replaceFirst("<v>\\d+</v>", "<v>999</v>"));
        changed(kinds, "a cell of 10 million letters", STRINGS, part -> part.replace("Smith", noise(10_000_000)));
        changed(
                kinds,
                "a bare cell of a million letters",
                SHEET,
                part -> part.replace(
                        "</sheetData>",
                        "<row r=\"3\"><c t=\"str\"><v>" + noise(1_000_000) + "</v></c></row></sheetData>"));
        changed(
                kinds,
                "texts of 40 MB",
                STRINGS,
                part -> part.replace("</sst>", "<si><t>" + noise(40_000_000) + "</t></si></sst>"));
        changed(kinds, "strict form", "[Content_Types].xml", UnaryOperator.identity(), HostileWorkbooks::strict);
        changed(
                kinds,
                "strict form and the usual one",
                "_rels/.rels",
                part -> part.replace("</Relationships>", strict(part).replaceAll("(?s).*?<Relationships[^>]*>", "")));
        changed(kinds, "no list of sheets", "xl/workbook.xml", part -> "<workbook/>");
        kinds.put("xlsx: a part twice", HostileWorkbooks::twice);
        kinds.put(
                "xlsx: a part twice in other letters",
                folder -> zip(folder, with(SHEET.toUpperCase(java.util.Locale.ROOT), "x")));
        kinds.put(
                "xlsx: a part that unpacks a thousandfold",
                folder -> zip(folder, with("xl/media/a.bin", "\0".repeat(60 << 20))));
        kinds.put("xlsx: an understated size", HostileWorkbooks::understated);
        kinds.put("xlsx: 3,000 parts", folder -> {
            Map<String, String> parts = parts();
            for (int i = 0; i < 3_000; i++) {
                parts.put("xl/part" + i, "");
            }
            return zip(folder, parts);
        });
        kinds.put("xlsx: a part outside the workbook", folder -> zip(folder, with("../../outside.txt", "x")));
        kinds.put("xlsx: an archive of something else", folder -> zip(folder, Map.of("readme.txt", "hello")));
        kinds.put("xlsx: a binary workbook", folder -> zip(folder, Map.of("xl/workbook.bin", "x")));
        kinds.put(
                "xlsx: an empty archive",
                folder -> Files.write(
                        folder.resolve("p.xlsx"),
                        new byte[] {'P', 'K', 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
    }

    private static void both(Map<String, HostileFile> kinds, String name, Consumer<Sheet> fill) {
        for (String format : new String[] {"xlsx", "xls"}) {
            kinds.put(
                    format + ": " + name,
                    folder -> write(folder, format, workbook -> fill.accept(referrals(workbook))));
        }
    }

    private static void changed(
            Map<String, HostileFile> kinds, String name, String part, UnaryOperator<String> change) {
        changed(kinds, name, part, change, UnaryOperator.identity());
    }

    private static void changed(
            Map<String, HostileFile> kinds,
            String name,
            String part,
            UnaryOperator<String> change,
            UnaryOperator<String> everywhere) {
        kinds.put("xlsx: " + name, folder -> {
            Map<String, String> parts = parts();
            parts.put(part, change.apply(parts.getOrDefault(part, "")));
            parts.replaceAll((key, text) -> everywhere.apply(text));
            return zip(folder, parts);
        });
    }

    private static Sheet referrals(Workbook workbook) {
        Sheet sheet = workbook.createSheet("Referrals");
        row(sheet, "Study no", "Surname", "First name", "DOB");
        return sheet;
    }

    private static void row(Sheet sheet, Object... cells) {
        Workbooks.row(sheet, cells);
    }

    private static Path plain(Path folder, String format) throws IOException {
        return write(folder, format, workbook -> row(referrals(workbook), 1, "Smith", "John", BORN));
    }

    private static Path write(Path folder, String format, Consumer<Workbook> fill) throws IOException {
        Supplier<Workbook> blank = format.equals("xls") ? Workbooks::xls : Workbooks::xlsx;
        Workbook workbook = blank.get();
        fill.accept(workbook);
        return Workbooks.write(workbook, folder.resolve("p." + format));
    }

    /** The parts of a plain workbook as texts. */
    private static Map<String, String> parts() throws IOException {
        Path file = plain(Files.createTempDirectory("parts"), "xlsx");
        Map<String, String> parts = parts(file);
        Files.delete(file);
        Files.delete(file.getParent());
        return parts;
    }

    private static Map<String, String> parts(Path file) throws IOException {
        Map<String, String> parts = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
            }
        }
        return parts;
    }

    private static Map<String, String> with(String part, String text) throws IOException {
        Map<String, String> parts = parts();
        parts.put(part, text);
        return parts;
    }

    private static Path zip(Path folder, Map<String, String> parts) throws IOException {
        Path file = folder.resolve("p.xlsx");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(UTF_8));
            }
        }
        return file;
    }

    /** Written under a name of the same length, which is then replaced, since no writer takes a name twice. */
    private static Path twice(Path folder) throws IOException {
        Path file = zip(folder, with("xl/worksheets/sheet9.xml", "<worksheet/>"));
        String bytes = new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
        return Files.write(
                file, bytes.replace("sheet9.xml", "sheet1.xml").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    /** The directory at the archive's end says that a part of 60 MB has ten bytes. */
    private static Path understated(Path folder) throws IOException {
        Path file = zip(folder, with(STRINGS, parts().get(STRINGS).replace("Smith", "x".repeat(60 << 20))));
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
        int entry = text.lastIndexOf("PK\u0001\u0002", text.lastIndexOf(STRINGS));
        bytes[entry + 24] = 10;
        bytes[entry + 25] = 0;
        bytes[entry + 26] = 0;
        bytes[entry + 27] = 0;
        return Files.write(file, bytes);
    }

    private static Path encrypted(Path folder) throws Exception {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        Files.copy(plain(folder, "xlsx"), plain);
        Path file = folder.resolve("p.xlsx");
        try (POIFSFileSystem container = new POIFSFileSystem()) {
            Encryptor encryptor = new EncryptionInfo(EncryptionMode.standard).getEncryptor();
            encryptor.confirmPassword("secret");
            try (var out = encryptor.getDataStream(container)) {
                out.write(plain.toByteArray());
            }
            try (var out = Files.newOutputStream(file)) {
                container.writeFilesystem(out);
            }
        }
        return file;
    }

    /** A container of documents with one stream of that name. */
    private static Path container(Path folder, String name) throws IOException {
        Path file = folder.resolve("p.xls");
        try (POIFSFileSystem container = new POIFSFileSystem();
                var out = Files.newOutputStream(file)) {
            container.createDocument(new java.io.ByteArrayInputStream(new byte[5000]), name);
            container.writeFilesystem(out);
        }
        return file;
    }

    /** The same workbook in strict form, where numbers may have become something else. */
    static Path strict(Path workbook, Path folder, UnaryOperator<String> change) throws IOException {
        Map<String, String> parts = parts(workbook);
        parts.replaceAll((name, part) -> change.apply(strict(part)));
        return zip(folder, parts);
    }

    private static String strict(String part) {
        return part.replace(
                        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                        "http://purl.oclc.org/ooxml/officeDocument/relationships")
                .replace(
                        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                        "http://purl.oclc.org/ooxml/spreadsheetml/main");
    }

    private static String bomb() {
        StringBuilder type = new StringBuilder("<!DOCTYPE x [<!ENTITY e0 \"lol\">");
        for (int i = 1; i < 10; i++) {
            type.append("<!ENTITY e")
                    .append(i)
                    .append(" \"")
                    .append(("&e" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        return type.append("]>").toString();
    }

    /** Letters that do not compress to nothing. */
    private static String noise(int length) {
        java.util.Random random = new java.util.Random(1);
        StringBuilder letters = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            letters.append((char) ('a' + random.nextInt(26)));
        }
        return letters.toString();
    }
}
