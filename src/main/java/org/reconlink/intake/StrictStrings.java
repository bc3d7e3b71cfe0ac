package org.reconlink.intake;

import java.io.IOException;
import java.io.InputStream;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.usermodel.XSSFRelation;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;

/** The texts of a workbook in strict form: the same elements as in the usual one, in another namespace. */
final class StrictStrings extends ReadOnlySharedStringsTable {
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
