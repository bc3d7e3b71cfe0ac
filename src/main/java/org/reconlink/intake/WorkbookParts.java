package org.reconlink.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.poi.ss.usermodel.BuiltinFormats;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.usermodel.XSSFRelation;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.XlsxParts.StrictStrings;

/** Reads the two small parts of an .xlsx that say what its sheets and number formats are. */
final class WorkbookParts {
    private static final XMLInputFactory XML = secure();
    /** Of the usual form and of the strict one. */
    private static final Set<String> MAIN = Set.of(XSSFRelation.NS_SPREADSHEETML, StrictStrings.STRICT);

    /**
     * What the workbook part says.
     *
     * @param ids of the sheets' relationships, by their names
     * @param from1904 whether dates count from 1904, as old Macintosh workbooks do
     */
    record Workbook(List<SheetChoice.Sheet> sheets, Map<String, String> ids, boolean from1904) {}

    private WorkbookParts() {}

    private static XMLInputFactory secure() {
        XMLInputFactory factory = XMLHelper.newXMLInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** A parser without document types or entities, which no workbook needs and hostile ones misuse. */
    static XMLStreamReader parser(InputStream in) throws XMLStreamException {
        return XML.createXMLStreamReader(in);
    }

    static Workbook workbook(InputStream part) throws IOException, XMLStreamException {
        List<SheetChoice.Sheet> sheets = new ArrayList<>();
        Map<String, String> ids = new HashMap<>();
        boolean from1904 = false;
        try (InputStream in = part) {
            XMLStreamReader xml = parser(in);
            while (xml.hasNext()) {
                if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                switch (name(xml)) {
                    case "workbookPr" -> from1904 = isTrue(attribute(xml, "date1904"));
                    case "sheet" -> {
                        SheetChoice.Sheet sheet = sheet(xml);
                        sheets.add(sheet);
                        ids.putIfAbsent(sheet.name(), id(xml));
                    }
                    default -> {}
                }
            }
        }
        return new Workbook(List.copyOf(sheets), Map.copyOf(ids), from1904);
    }

    private static SheetChoice.Sheet sheet(XMLStreamReader xml) {
        String name = attribute(xml, "name");
        String state = attribute(xml, "state");
        return new SheetChoice.Sheet(name == null ? "" : name, state != null && !state.equals("visible"));
    }

    private static String id(XMLStreamReader xml) {
        String usual = xml.getAttributeValue(XlsxParts.USUAL, "id");
        String id = usual == null ? xml.getAttributeValue(XlsxParts.STRICT, "id") : usual;
        return id == null ? "" : id;
    }

    /** The style of each cell format, by its number. */
    static List<CellStyle> styles(InputStream part) throws IOException, XMLStreamException {
        Map<Integer, String> formats = new HashMap<>();
        List<CellStyle> styles = new ArrayList<>();
        List<Boolean> struckOut = new ArrayList<>();
        boolean inCellFormats = false;
        boolean inFonts = false;
        try (InputStream in = part) {
            XMLStreamReader xml = parser(in);
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.END_ELEMENT && name(xml).equals("cellXfs")) {
                    inCellFormats = false;
                }
                if (event == XMLStreamConstants.END_ELEMENT && name(xml).equals("fonts")) {
                    inFonts = false;
                }
                if (event != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                switch (name(xml)) {
                    case "fonts" -> inFonts = true;
                    case "font" -> {
                        if (inFonts) {
                            struckOut.add(false);
                        }
                    }
                    case "strike" -> {
                        String value = attribute(xml, "val");
                        if (inFonts && !struckOut.isEmpty()) {
                            struckOut.set(struckOut.size() - 1, value == null || isTrue(value));
                        }
                    }
                    case "numFmt" -> formats.put(number(xml, "numFmtId"), attribute(xml, "formatCode"));
                    case "cellXfs" -> inCellFormats = true;
                    case "xf" -> {
                        if (inCellFormats) {
                            int font = number(xml, "fontId");
                            boolean struck = font < struckOut.size() && struckOut.get(font);
                            styles.add(style(number(xml, "numFmtId"), formats, struck));
                        }
                    }
                    default -> {}
                }
            }
        }
        return List.copyOf(styles);
    }

    private static CellStyle style(int id, Map<Integer, String> formats, boolean struckOut) {
        String own = formats.get(id);
        return CellStyle.of(id, own == null ? BuiltinFormats.getBuiltinFormat(id) : own, struckOut);
    }

    /** The name of an element of spreadsheets; empty for one of an extension, which may be called the same. */
    static String name(XMLStreamReader xml) {
        String namespace = xml.getNamespaceURI();
        boolean own = namespace == null || namespace.isEmpty() || MAIN.contains(namespace);
        return own ? xml.getLocalName() : "";
    }

    static @Nullable String attribute(XMLStreamReader xml, String name) {
        return xml.getAttributeValue(null, name);
    }

    private static int number(XMLStreamReader xml, String name) {
        String text = attribute(xml, name);
        return text == null || !Texts.allDigits(text) ? 0 : Integer.parseInt(text);
    }

    static boolean isTrue(@Nullable String text) {
        return text != null && (text.equals("1") || text.equals("true"));
    }
}
