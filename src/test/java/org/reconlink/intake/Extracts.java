package org.reconlink.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.reconlink.intake.ExtractReader.ConvictedPerson;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.kernel.CustodySpell;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.Participant;

/** Small extracts for tests, and what intake makes of them. */
final class Extracts {
    static final IntakeSettings INTAKE =
            new IntakeSettings(0, 2029, List.of(LocalDate.of(1900, 1, 1), LocalDate.of(1970, 1, 1)));
    static final String PARTICIPANT_HEADINGS = "Study no,Surname,First name,DOB";
    static final String CONVICTION_HEADINGS = "PNC ID,Surname,Forename,Born,Code,HO code,Offence,From,To,Convicted,Adj";
    static final String CUSTODY_HEADINGS = "Prison no,From,To,Type,Reason";

    /** What was read from one file. */
    record Result<T>(List<T> records, List<Finding> findings, FileFacts facts) {
        List<String> messages() {
            return findings.stream().map(Finding::toString).toList();
        }

        T only() {
            if (records.size() != 1) {
                throw new AssertionError(records.size() + " records; " + messages());
            }
            return records.get(0);
        }
    }

    private interface Opening<T> {
        ExtractReader<T> open(
                Path file,
                ExtractSettings extract,
                IntakeSettings intake,
                java.util.function.Consumer<Finding> findings)
                throws IOException;
    }

    private Extracts() {}

    /** Settings with the headings above and any further fields, as field and heading in turn. */
    static ExtractSettings participantSettings(String... further) {
        return settings(
                List.of(),
                further,
                "participant id",
                "Study no",
                "surname",
                "Surname",
                "forename",
                "First name",
                "date of birth",
                "DOB");
    }

    static ExtractSettings convictionSettings(String... further) {
        return settings(
                List.of(),
                further,
                "pnc id",
                "PNC ID",
                "surname",
                "Surname",
                "forename",
                "Forename",
                "date of birth",
                "Born",
                "offence code",
                "Code",
                "home office code",
                "HO code",
                "offence title",
                "Offence",
                "offence start date",
                "From",
                "offence end date",
                "To",
                "conviction date",
                "Convicted",
                "adjudication",
                "Adj");
    }

    static ExtractSettings custodySettings(String... further) {
        return settings(
                List.of(),
                further,
                "prison number",
                "Prison no",
                "start",
                "From",
                "end",
                "To",
                "type",
                "Type",
                "reason",
                "Reason");
    }

    private static ExtractSettings settings(List<String> carry, String[] further, String... usual) {
        Map<String, String> columns = new LinkedHashMap<>();
        put(columns, usual);
        put(columns, further);
        return new ExtractSettings(List.of(), null, null, null, List.of("dd/MM/yyyy"), columns, carry);
    }

    private static void put(Map<String, String> columns, String... fieldsAndHeadings) {
        for (int i = 0; i < fieldsAndHeadings.length; i += 2) {
            columns.put(fieldsAndHeadings[i], fieldsAndHeadings[i + 1]);
        }
    }

    static ExtractSettings carrying(ExtractSettings s, String... headings) {
        return new ExtractSettings(
                s.files(), s.sheet(), s.delimiter(), s.encoding(), s.dateFormats(), s.columns(), List.of(headings));
    }

    static ExtractSettings onSheet(ExtractSettings s, String sheet) {
        return new ExtractSettings(
                s.files(), sheet, s.delimiter(), s.encoding(), s.dateFormats(), s.columns(), s.carry());
    }

    static ExtractSettings stated(ExtractSettings s, Character delimiter, Charset encoding) {
        return new ExtractSettings(s.files(), s.sheet(), delimiter, encoding, s.dateFormats(), s.columns(), s.carry());
    }

    static Path csv(Path folder, String name, String... lines) {
        return bytes(folder, name, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    static Path bytes(Path folder, String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Result<Participant> participants(Path file, ExtractSettings settings) throws IOException {
        return read(Intake::participants, file, settings);
    }

    static Result<ConvictionRecord> convictions(Path file, ExtractSettings settings) throws IOException {
        return read(Intake::convictions, file, settings);
    }

    static Result<ConvictedPerson> convictedPersons(Path file, ExtractSettings settings) throws IOException {
        return read(
                (path, extract, intake, findings) ->
                        Intake.convictedPersons(path, extract, intake, findings, new FileScans()),
                file,
                settings);
    }

    static Result<CustodySpell> custody(Path file, ExtractSettings settings) throws IOException {
        return read(Intake::custody, file, settings);
    }

    static Result<CustodySpell> custody(Path file, ExtractSettings settings, IntakeSettings intake) throws IOException {
        return read(Intake::custody, file, settings, intake);
    }

    private static <T> Result<T> read(Opening<T> opening, Path file, ExtractSettings settings) throws IOException {
        return read(opening, file, settings, INTAKE);
    }

    private static <T> Result<T> read(Opening<T> opening, Path file, ExtractSettings settings, IntakeSettings intake)
            throws IOException {
        List<Finding> findings = new ArrayList<>();
        List<T> records = new ArrayList<>();
        try (ExtractReader<T> reader = opening.open(file, settings, intake, findings::add)) {
            for (T record = reader.read(); record != null; record = reader.read()) {
                records.add(record);
            }
            return new Result<>(records, findings, reader.facts());
        }
    }
}
