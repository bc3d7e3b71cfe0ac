package org.reconlink.generate;

import java.util.List;
import java.util.function.BiFunction;

/** The columns of a conviction extract, in the order of the newer system. */
enum ConvictionColumn {
    PNC_ID("PNC ID", ConvictionColumn::pncId),
    CRO("CRO", (row, style) -> row.number() == null ? "" : row.number().croNumber()),
    SURNAME("Surname", (row, style) -> row.name().surname()),
    FORENAME("Forename", (row, style) -> row.name().forename()),
    MIDDLE_NAMES("Middle names", (row, style) -> row.name().middleNames()),
    SEX("Sex", (row, style) -> row.sex()),
    DATE_OF_BIRTH("Date of birth", (row, style) -> style.dateOrBlank(row.born())),
    POSTCODE("Postcode", (row, style) -> row.postcode()),
    CASE_REFERENCE("Case ref", (row, style) -> row.charge().caseReference()),
    OFFENCE_NUMBER("Offence no", (row, style) -> Integer.toString(row.charge().number())),
    CJS_CODE("CJS code", (row, style) -> row.charge().offence().cjsCode()),
    HO_CODE(
            "HO code",
            (row, style) -> style.homeOfficeCode(row.charge().offence().homeOfficeCode())),
    OFFENCE("Offence", (row, style) -> row.charge().offence().title()),
    OFFENCE_FROM("Offence from", (row, style) -> style.dateOrBlank(row.charge().from())),
    OFFENCE_TO("Offence to", (row, style) -> style.dateOrBlank(row.charge().to())),
    CONVICTED("Convicted", (row, style) -> style.date(row.charge().convicted())),
    ADJUDICATION("Adjudication", (row, style) -> row.charge().adjudication().words()),
    PLEA("Plea", (row, style) -> row.charge().sentence().plea()),
    COURT("Court", (row, style) -> row.charge().sentence().court()),
    COURT_TYPE("Court type", (row, style) -> row.charge().sentence().courtType()),
    DISPOSAL_CODE("Disposal code", (row, style) -> row.charge().sentence().disposalCode()),
    DISPOSAL("Disposal", (row, style) -> row.charge().sentence().disposal()),
    SENTENCE_LENGTH("Sentence length", (row, style) -> row.charge().sentence().length()),
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
