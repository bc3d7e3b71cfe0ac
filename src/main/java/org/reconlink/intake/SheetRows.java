package org.reconlink.intake;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.poi.xssf.model.SharedStrings;
import org.jspecify.annotations.Nullable;

/** Pulls the rows out of a sheet's XML one at a time; of formulas, the values that were kept with them. */
final class SheetRows {
    private static final int MOST_COLUMNS = 16_384;
    private static final long MOST_ROWS = 1_048_576;
    /** Spreadsheet programs hold 32,767; some count otherwise. */
    private static final int LONGEST_CELL = 1 << 17;

    private static final Pattern RANGE = Pattern.compile("([A-Z]{1,3})(\\d{1,7}):([A-Z]{1,3})(\\d{1,7})");
    private static final int MOST_MERGED = 10_000;

    private final XMLStreamReader xml;
    private final SharedStrings strings;
    private final List<CellStyle> styles;
    private final boolean from1904;
    private final RowBuilder cells = new RowBuilder();
    private final List<Table.MergedCell> merged = new ArrayList<>();
    private long number;

    SheetRows(InputStream sheet, SharedStrings strings, List<CellStyle> styles, boolean from1904)
            throws XMLStreamException {
        this.xml = WorkbookParts.parser(sheet);
        this.strings = strings;
        this.styles = styles;
        this.from1904 = from1904;
    }

    /** The number of the row begun last. */
    long number() {
        return number;
    }

    @Nullable
    TableRow next() throws IOException, XMLStreamException {
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            if (WorkbookParts.name(xml).equals("mergeCell")) {
                merged(WorkbookParts.attribute(xml, "ref"));
            } else if (WorkbookParts.name(xml).equals("row")) {
                String stated = WorkbookParts.attribute(xml, "r");
                number = stated == null ? number + 1 : Long.parseLong(stated);
                if (number < 1 || number > MOST_ROWS) {
                    throw new IOException("a sheet has no such row");
                }
                boolean hidden = WorkbookParts.isTrue(WorkbookParts.attribute(xml, "hidden"));
                readCells();
                return cells.build(number, hidden);
            }
        }
        return null;
    }

    /** Those merged over several rows, which a sheet tells behind its rows. */
    List<Table.MergedCell> merged() {
        return merged;
    }

    private void merged(@Nullable String range) {
        Matcher cells = RANGE.matcher(range == null ? "" : range);
        if (cells.matches() && !cells.group(2).equals(cells.group(4)) && merged.size() < MOST_MERGED) {
            merged.add(new Table.MergedCell(CellNames.column(cells.group(1) + "1"), Long.parseLong(cells.group(2))));
        }
    }

    private void readCells() throws IOException, XMLStreamException {
        int column = -1;
        for (int event = xml.next(); !isEnd(event, "row"); event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT
                    && WorkbookParts.name(xml).equals("c")) {
                String name = WorkbookParts.attribute(xml, "r");
                column = name == null ? column + 1 : CellNames.column(name);
                if (column < 0 || column >= MOST_COLUMNS) {
                    throw new IOException("a sheet has no such column");
                }
                readCell(column);
            }
        }
    }

    private void readCell(int column) throws IOException, XMLStreamException {
        String type = WorkbookParts.attribute(xml, "t");
        CellStyle style = style(WorkbookParts.attribute(xml, "s"));
        String value = cellText("inlineStr".equals(type));
        if (value.isEmpty()) {
            return;
        }
        cells.struckOut(style.struckOut());
        switch (type == null ? "n" : type) {
            case "n" -> cells.number(column, Double.parseDouble(value), style, from1904);
            case "s" -> cells.text(column, shared(value));
            case "b" -> cells.text(column, value.equals("1") ? "TRUE" : "FALSE");
            case "d" -> isoDate(column, value);
            default -> cells.text(column, value);
        }
    }

    private void isoDate(int column, String value) {
        try {
            cells.date(column, LocalDate.parse(value.substring(0, Math.min(value.length(), 10))));
        } catch (DateTimeParseException e) {
            cells.text(column, value);
        }
    }

    /** Out of bounds is for the caller to catch: not every program writes how many strings there are. */
    private String shared(String index) throws IOException {
        String text = strings.getItemAt(Integer.parseInt(index)).getString();
        requireCell(text);
        return text;
    }

    private CellStyle style(@Nullable String index) {
        int at = index == null ? 0 : Integer.parseInt(index);
        return at < styles.size() ? styles.get(at) : CellStyle.GENERAL;
    }

    /**
     * The text of the value, else of the runs of an inline string, phonetic guides left out.
     *
     * @param inline whether the inline string comes first where a cell has both
     */
    private String cellText(boolean inline) throws IOException, XMLStreamException {
        StringBuilder value = new StringBuilder();
        StringBuilder runs = new StringBuilder();
        StringBuilder into = null;
        int phonetic = 0;
        for (int event = xml.next(); !isEnd(event, "c"); event = xml.next()) {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    String name = WorkbookParts.name(xml);
                    phonetic += name.equals("rPh") ? 1 : 0;
                    into = name.equals("v") ? value : name.equals("t") && phonetic == 0 ? runs : null;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    phonetic -= WorkbookParts.name(xml).equals("rPh") ? 1 : 0;
                    into = null;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (into != null) {
                        into.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                        requireCell(into);
                    }
                }
                default -> {}
            }
        }
        StringBuilder first = inline ? runs : value;
        return (first.isEmpty() ? inline ? value : runs : first).toString();
    }

    private static void requireCell(CharSequence text) throws IOException {
        if (text.length() > LONGEST_CELL) {
            throw new IOException("a sheet has no such cell");
        }
    }

    private boolean isEnd(int event, String element) {
        return event == XMLStreamConstants.END_ELEMENT
                && WorkbookParts.name(xml).equals(element);
    }
}
