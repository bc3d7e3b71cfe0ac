package org.reconlink.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackageRelationship;
import org.apache.poi.openxml4j.opc.PackageRelationshipCollection;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.usermodel.XSSFRelation;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;

/** The parts of an .xlsx in its usual or its strict form, which name the same relationships and elements differently. */
final class XlsxParts {
    static final String USUAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    static final String STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships";

    private final OPCPackage file;
    private final PackagePart workbook;
    private final String form;

    private XlsxParts(OPCPackage file, PackagePart workbook, String form) {
        this.file = file;
        this.workbook = workbook;
        this.form = form;
    }

    static XlsxParts of(SourceFile source, OPCPackage file) throws IntakeException {
        PackageRelationshipCollection usual = file.getRelationshipsByType(USUAL + "/officeDocument");
        PackageRelationshipCollection strict = file.getRelationshipsByType(STRICT + "/officeDocument");
        if (usual.isEmpty() == strict.isEmpty()) {
            throw source.damaged();
        }
        PackagePart workbook = file.getPart((strict.isEmpty() ? usual : strict).getRelationship(0));
        if (workbook == null) {
            throw source.damaged();
        }
        return new XlsxParts(file, workbook, strict.isEmpty() ? USUAL : STRICT);
    }

    InputStream workbook() throws IOException {
        return inMemory(workbook);
    }

    @Nullable
    InputStream styles() throws IOException, OpenXML4JException {
        PackagePart styles = only("/styles");
        return styles == null ? null : inMemory(styles);
    }

    /** The texts of the workbook; none if it keeps them in its cells. */
    ReadOnlySharedStringsTable strings() throws IOException, OpenXML4JException, SAXException {
        PackagePart part = only("/sharedStrings");
        if (part == null) {
            return new ReadOnlySharedStringsTable(file, false);
        }
        try (InputStream texts = inMemory(part)) {
            return form.equals(STRICT) ? new StrictStrings(texts) : new ReadOnlySharedStringsTable(texts, false);
        }
    }

    /** The cells of a sheet; null if it is none of cells. */
    @Nullable
    InputStream sheet(@Nullable String id) throws IOException, OpenXML4JException {
        PackageRelationship sheet = id == null ? null : workbook.getRelationship(id);
        return sheet == null || !sheet.getRelationshipType().equals(form + "/worksheet")
                ? null
                : workbook.getRelatedPart(sheet).getInputStream();
    }

    private @Nullable PackagePart only(String type) throws OpenXML4JException {
        PackageRelationshipCollection all = workbook.getRelationshipsByType(form + type);
        return all.isEmpty() ? null : workbook.getRelatedPart(all.getRelationship(0));
    }

    private static InputStream inMemory(PackagePart part) throws IOException {
        return new BoundedStream(part.getInputStream(), WorkbookLimits.inMemory());
    }

    /** A stream that ends in an error when more is unpacked than was allowed, whatever the archive's directory says. */
    private static final class BoundedStream extends FilterInputStream {
        private long left;

        BoundedStream(InputStream in, long most) {
            super(in);
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            return take(read, read < 0 ? 0 : 1);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            return take(read, Math.max(0, read));
        }

        private int take(int read, int bytes) throws IOException {
            left -= bytes;
            if (left < 0) {
                throw new IOException("a part of the workbook is larger than allowed");
            }
            return read;
        }
    }

    /** The texts of a workbook in strict form: the same elements as in the usual one, in another namespace. */
    static final class StrictStrings extends ReadOnlySharedStringsTable {
        static final String STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main";

        StrictStrings(InputStream part) throws IOException, SAXException {
            super(part, false);
        }

        @Override
        public void startElement(String uri, String localName, String name, Attributes attributes) throws SAXException {
            super.startElement(usual(uri), localName, name, attributes);
        }

        @Override
        public void endElement(String uri, String localName, String name) throws SAXException {
            super.endElement(usual(uri), localName, name);
        }

        private static String usual(String uri) {
            return uri.equals(STRICT) ? XSSFRelation.NS_SPREADSHEETML : uri;
        }
    }
}
