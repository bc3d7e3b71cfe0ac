package org.reconlink.generate;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.reconlink.generate.Person.SpelledName;

/** Writes a conviction extract row by row; the first row has the headings. */
final class ExtractWriter implements AutoCloseable {
    private final CsvWriter csv;
    private final List<ConvictionColumn> columns;
    private final ExtractStyle style;
    private long rows;

    private ExtractWriter(CsvWriter csv, List<ConvictionColumn> columns, ExtractStyle style) {
        this.csv = csv;
        this.columns = columns;
        this.style = style;
        csv.writeRecord(columns.stream().map(ConvictionColumn::heading).toList());
    }

    /** The newer system's file: UTF-8, commas, line feeds. */
    static ExtractWriter newer(Path file) throws IOException {
        return new ExtractWriter(
                csv(file, StandardCharsets.UTF_8, ',', LineDelimiter.LF),
                ConvictionColumn.PERSON_FIRST,
                ExtractStyle.PADDED);
    }

    /** The older system's file: windows-1252, semicolons, carriage returns; a character it lacks is an error. */
    static ExtractWriter older(Path file) throws IOException {
        return new ExtractWriter(
                csv(file, Charset.forName("windows-1252"), ';', LineDelimiter.CRLF),
                ConvictionColumn.CASE_FIRST,
                ExtractStyle.SHORT);
    }

    private static CsvWriter csv(Path file, Charset encoding, char separator, LineDelimiter lines) throws IOException {
        return CsvWriter.builder()
                .fieldSeparator(separator)
                .lineDelimiter(lines)
                .bufferSize(1 << 16)
                .build(Files.newBufferedWriter(file, encoding));
    }

    void write(ExtractRow row) {
        String[] cells = new String[columns.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = columns.get(i).cell(row, style);
        }
        csv.writeRecord(cells);
        rows++;
    }

    /** Rows written so far, without the headings. */
    long rows() {
        return rows;
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }

    /** The columns of a conviction extract, in the order of the newer system. */
    private enum ConvictionColumn {
        PNC_ID("PNC ID", ConvictionColumn::pncId),
        CRO("CRO", (row, style) -> row.number() == null ? "" : row.number().croNumber()),
        SURNAME("Surname", (row, style) -> row.name().surname()),
        FORENAME("Forename", (row, style) -> row.name().forename()),
        MIDDLE_NAMES("Middle names", (row, style) -> row.name().middleNames()),
        SEX("Sex", (row, style) -> row.sex()),
        DATE_OF_BIRTH("Date of birth", (row, style) -> style.dateOrBlank(row.born())),
        POSTCODE("Postcode", (row, style) -> row.postcode()),
        CASE_REFERENCE("Case ref", (row, style) -> row.charge().caseReference()),
        OFFENCE_NUMBER(
                "Offence no", (row, style) -> Integer.toString(row.charge().number())),
        CJS_CODE("CJS code", (row, style) -> row.charge().offence().cjsCode()),
        HO_CODE(
                "HO code",
                (row, style) -> style.homeOfficeCode(row.charge().offence().homeOfficeCode())),
        OFFENCE("Offence", (row, style) -> row.charge().offence().title()),
        OFFENCE_FROM(
                "Offence from", (row, style) -> style.dateOrBlank(row.charge().from())),
        OFFENCE_TO("Offence to", (row, style) -> style.dateOrBlank(row.charge().to())),
        CONVICTED("Convicted", (row, style) -> style.date(row.charge().convicted())),
        ADJUDICATION("Adjudication", (row, style) -> row.charge().adjudication().words()),
        PLEA("Plea", (row, style) -> row.charge().sentence().plea()),
        COURT("Court", (row, style) -> row.charge().sentence().court()),
        COURT_TYPE("Court type", (row, style) -> row.charge().sentence().courtType()),
        DISPOSAL_CODE("Disposal code", (row, style) -> row.charge().sentence().disposalCode()),
        DISPOSAL("Disposal", (row, style) -> row.charge().sentence().disposal()),
        SENTENCE_LENGTH(
                "Sentence length", (row, style) -> row.charge().sentence().length()),
        TICS("TICs", (row, style) -> row.charge().sentence().takenIntoConsideration());

        /** The order of the older system: the case first, then the person. */
        static final List<ConvictionColumn> CASE_FIRST = List.of(
                CASE_REFERENCE,
                OFFENCE_NUMBER,
                CONVICTED,
                COURT,
                COURT_TYPE,
                SURNAME,
                FORENAME,
                MIDDLE_NAMES,
                DATE_OF_BIRTH,
                SEX,
                POSTCODE,
                PNC_ID,
                CRO,
                HO_CODE,
                CJS_CODE,
                OFFENCE,
                OFFENCE_FROM,
                OFFENCE_TO,
                PLEA,
                ADJUDICATION,
                DISPOSAL_CODE,
                DISPOSAL,
                SENTENCE_LENGTH,
                TICS);

        static final List<ConvictionColumn> PERSON_FIRST = List.of(values());

        private final String heading;

        @SuppressWarnings("ImmutableEnumChecker") // functions without state
        private final BiFunction<ExtractRow, ExtractStyle, String> cell;

        ConvictionColumn(String heading, BiFunction<ExtractRow, ExtractStyle, String> cell) {
            this.heading = heading;
            this.cell = cell;
        }

        String heading() {
            return heading;
        }

        String cell(ExtractRow row, ExtractStyle style) {
            return cell.apply(row, style);
        }

        private static String pncId(ExtractRow row, ExtractStyle style) {
            PoliceNumber number = row.number();
            if (number == null) {
                return "";
            }
            String right = style.pncId(number);
            return row.wrongLetter() ? PoliceNumber.withWrongLetter(right) : right;
        }
    }

    /**
     * One row of a conviction extract before it is written: who, as this row says it, and what.
     *
     * @param number null where the row has no police identifiers
     * @param wrongLetter whether the PNC id is written with a check letter that does not fit
     * @param born null if the row does not know
     */
    record ExtractRow(
            @Nullable PoliceNumber number,
            boolean wrongLetter,
            SpelledName name,
            String sex,
            @Nullable LocalDate born,
            String postcode,
            Charge charge) {

        /** The row without error: the name that was given at that case and the address on the day of the conviction. */
        static ExtractRow of(Person person, Charge charge) {
            int given = Math.floorMod(
                    charge.caseReference().hashCode(), 3 * person.names().size());
            SpelledName name = person.names().get(given < person.names().size() ? given : 0);
            return new ExtractRow(
                    person.number(),
                    false,
                    name,
                    person.sex(),
                    person.born(),
                    person.postcodeOn(charge.convicted()),
                    charge);
        }

        ExtractRow unnumbered() {
            return new ExtractRow(null, false, name, sex, born, postcode, charge);
        }

        ExtractRow withWrongLetter() {
            return new ExtractRow(number, true, name, sex, born, postcode, charge);
        }

        ExtractRow named(SpelledName other) {
            return new ExtractRow(number, wrongLetter, other, sex, born, postcode, charge);
        }

        ExtractRow bornOn(@Nullable LocalDate other) {
            return new ExtractRow(number, wrongLetter, name, sex, other, postcode, charge);
        }

        ExtractRow livingAt(String other) {
            return new ExtractRow(number, wrongLetter, name, sex, born, other, charge);
        }

        /** Another charge against the same person, recorded the same way. */
        ExtractRow charged(Charge other) {
            return new ExtractRow(number, wrongLetter, name, sex, born, postcode, other);
        }

        @Override
        public String toString() {
            return "ExtractRow[withheld]";
        }
    }

    /** How one police force's system prints dates and codes. */
    enum ExtractStyle {
        /** 2011-05-09, 1981/0000034U, 008/06. */
        PADDED {
            @Override
            String date(LocalDate day) {
                return day.toString();
            }

            @Override
            String pncId(PoliceNumber number) {
                return number.pncId();
            }

            @Override
            String homeOfficeCode(String padded) {
                return padded;
            }
        },
        /** 09/05/2011, 81/34U, 8/06. */
        SHORT {
            @Override
            String date(LocalDate day) {
                return DAY_FIRST.format(day);
            }

            @Override
            String pncId(PoliceNumber number) {
                return number.shortPncId();
            }

            @Override
            String homeOfficeCode(String padded) {
                return padded.replaceFirst("^0+(?=\\d)", "");
            }
        };

        static final DateTimeFormatter DAY_FIRST = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);

        abstract String date(LocalDate day);

        abstract String pncId(PoliceNumber number);

        /** The code in this style; an empty text stays empty. */
        abstract String homeOfficeCode(String padded);

        String dateOrBlank(@Nullable LocalDate day) {
            return day == null ? "" : date(day);
        }
    }
}
