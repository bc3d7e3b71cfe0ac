package org.reconlink.intake;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.CustodyTypes.CustodyType;
import org.reconlink.intake.MappedReader.RowMapper;
import org.reconlink.intake.Reading.Problem;
import org.reconlink.kernel.CustodySpell;
import org.reconlink.kernel.CustodySpell.PersonKey;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.PncId;
import org.reconlink.kernel.RecordId;

/** Makes custody spells of rows. */
final class CustodyMapper implements RowMapper<CustodySpell> {
    static final Problem NOBODY = new Problem(
            "custody person",
            "the row says of nobody that it is about them",
            "fill in the participant id, the prison number or a valid PNC id");
    static final Problem RANGE = new Problem(
            "custody dates", "the spell ends before it starts", "correct the start or the end of the spell");

    private final Column<String> participantId;
    private final Column<String> prisonNumber;
    private final Column<PncId> pncId;
    private final Column<String> personKey;
    private final Column<LocalDate> start;
    private final Column<LocalDate> end;
    private final Column<CustodyType> type;
    private final Column<String> reason;

    CustodyMapper(Columns columns, Dates dates, IntakeSettings settings) {
        participantId = columns.of("participant id", Labels::optionalLabel);
        prisonNumber = columns.of("prison number", Labels::identifier);
        pncId = columns.of("pnc id", text -> PncIds.read(text, settings.twoDigitYearPivot()));
        personKey = columns.of("person key", Labels::identifier);
        start = columns.date("start", dates);
        end = columns.end("end", dates);
        type = columns.of("type", CustodyTypes::read);
        reason = columns.of("reason", Labels::optionalLabel);
    }

    @Override
    public @Nullable CustodySpell map(TableRow row, RecordId source, RowLog log) {
        PersonKey person = person(row, log);
        LocalDate from = start.key(row, log);
        LocalDate to = end(row, log);
        CustodyType what = type(row, log);
        if (from == null || what.type() == null) {
            return null;
        }
        if (to != null && to.isBefore(from)) {
            log.reject(end, RANGE);
        }
        return new CustodySpell(source, person, from, to, what.type(), what.kind(), reason.optional(row, log));
    }

    /** A type that is blank may be any. */
    private CustodyType type(TableRow row, RowLog log) {
        CustodyType known = type.wanted(row, log);
        return known == null ? new CustodyType(CustodySpell.Type.UNKNOWN, null) : known;
    }

    /** The first key that the row has; a sheet may have several. */
    private PersonKey person(TableRow row, RowLog log) {
        String participant = participantId.optional(row, log);
        String prison = prisonNumber.optional(row, log);
        PncId pnc = pncId.optional(row, log);
        String key = personKey.optional(row, log);
        if (participant != null) {
            return new PersonKey(new ParticipantId(participant), null, null);
        }
        if (key != null) {
            return new PersonKey(null, null, null, key);
        }
        if (prison == null && pnc == null) {
            log.rejectRow(NOBODY);
        }
        return prison != null ? new PersonKey(null, prison, null) : new PersonKey(null, null, pnc);
    }

    /** An end that cannot be read, or is not known or not to the day, is no spell that goes on: the row is rejected. */
    private @Nullable LocalDate end(TableRow row, RowLog log) {
        Reading<LocalDate> reading = end.read(row);
        return reading.value() == null && reading.problem() != null ? end.key(row, log) : end.optional(row, log);
    }
}
