package org.reconlink.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Tables as a Word document, with their captions above and their notes below, ruled as journals rule them.
 *
 * <p>Written as the format is, part by part, with the study's own date: the same tables give the same bytes, and no library's
 * model of a document has to be loaded for each run.
 */
final class WordTables {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
    private static final String WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private static final String PART =
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

    /** In eighths of a point and in twentieths. */
    private static final String RULE = " w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"000000\"/>";

    private final StringBuilder body = new StringBuilder();
    private int number;

    /** Adds a table, and under it what its figures mean. */
    void add(TableText table, List<String> notes) {
        number++;
        paragraph("Table " + number + ". " + table.caption(), true, true);
        boolean grouped = table.isGrouped();
        List<String> columns =
                grouped ? table.columns().subList(1, table.columns().size()) : table.columns();
        body.append("<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblBorders><w:top")
                .append(RULE);
        body.append("<w:bottom").append(RULE).append("</w:tblBorders></w:tblPr><w:tblGrid>");
        columns.forEach(column -> body.append("<w:gridCol/>"));
        body.append("</w:tblGrid>");
        row(columns, true);
        String group = "";
        for (List<String> row : table.rows()) {
            if (grouped && !row.get(0).equals(group)) {
                group = row.get(0);
                body.append("<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val=\"")
                        .append(columns.size());
                body.append("\"/></w:tcPr>");
                paragraph(group, true, true);
                body.append("</w:tc></w:tr>");
            }
            row(grouped ? row.subList(1, row.size()) : row, false);
        }
        body.append("</w:tbl>");
        notes.forEach(note -> paragraph(note, false, false));
        paragraph("", false, false);
    }

    private void row(List<String> cells, boolean heading) {
        body.append("<w:tr><w:trPr><w:cantSplit/>")
                .append(heading ? "<w:tblHeader/>" : "")
                .append("</w:trPr>");
        for (String cell : cells) {
            body.append("<w:tc><w:tcPr>");
            if (heading) {
                body.append("<w:tcBorders><w:bottom").append(RULE).append("</w:tcBorders>");
            }
            body.append("</w:tcPr>");
            paragraph(cell, heading, heading);
            body.append("</w:tc>");
        }
        body.append("</w:tr>");
    }

    private void paragraph(String words, boolean bold, boolean keepWithNext) {
        body.append("<w:p><w:pPr>").append(keepWithNext ? "<w:keepNext/>" : "");
        body.append("<w:spacing w:before=\"20\" w:after=\"20\"/></w:pPr><w:r><w:rPr>");
        body.append(bold ? "<w:b/>" : "").append("<w:sz w:val=\"18\"/></w:rPr><w:t xml:space=\"preserve\">");
        new Text(words).writeTo(body);
        body.append("</w:t></w:r></w:p>");
    }

    /** @param date that its parts say they were made on */
    void write(Path file, LocalDate date) throws IOException {
        List<String> parts = new ArrayList<>();
        parts.add("[Content_Types].xml");
        parts.add(HEAD + "<Types xmlns=\"" + PACKAGE + "content-types\"><Default Extension=\"rels\" ContentType=\""
                + "application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\""
                + " ContentType=\"" + PART + "\"/></Types>");
        parts.add("_rels/.rels");
        parts.add(HEAD + "<Relationships xmlns=\"" + PACKAGE + "relationships\"><Relationship Id=\"rId1\" Type=\""
                + "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\""
                + "word/document.xml\"/></Relationships>");
        parts.add("word/document.xml");
        parts.add(
                HEAD + "<w:document xmlns:w=\"" + WORD + "\"><w:body>" + body
                        + "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\""
                        + " w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setLevel(Deflater.BEST_SPEED);
            for (int i = 0; i < parts.size(); i += 2) {
                ZipEntry entry = new ZipEntry(parts.get(i));
                entry.setTimeLocal(date.atStartOfDay());
                zip.putNextEntry(entry);
                zip.write(parts.get(i + 1).getBytes(UTF_8));
                zip.closeEntry();
            }
        }
    }
}
