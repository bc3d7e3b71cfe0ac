package org.reconlink.intake;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.MappedReader.RowMapper;
import org.reconlink.intake.Reading.Problem;
import org.reconlink.kernel.DateRange;
import org.reconlink.kernel.OffenceDescription;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.RecordId;

/** Makes participants of rows; the second row of an id is rejected. */
final class ParticipantMapper implements RowMapper<Participant> {
    private final Map<String, Long> rowById = new HashMap<>();
    private final Column<String> id;
    private final PersonColumns person;
    private final Column<OffenceDescription> indexOffence;
    private final Map<ParticipantDate, Column<LocalDate>> dates = new EnumMap<>(ParticipantDate.class);
    private final Column<String> indexDisposal;
    private final Column<String> endReason;
    private final Column<Boolean> consent;
    private final Column<String> group;
    private final Map<String, Column<String>> carried;

    /** Nobody is observed who may have gone: of the days that such a date can be, the first counts. */
    private static final Set<ParticipantDate> EXITS = EnumSet.of(ParticipantDate.DEATH, ParticipantDate.DEPORTATION);

    ParticipantMapper(Columns columns, Dates rule, IntakeSettings settings) {
        id = columns.of("participant id", Labels::optionalLabel);
        person = new PersonColumns(columns, rule, settings);
        indexOffence = columns.of("index offence", IndexOffences::read);
        for (ParticipantDate which : ParticipantDate.values()) {
            dates.put(which, columns.date(which.field(), rule));
        }
        indexDisposal = columns.of("index disposal", Labels::optionalLabel);
        endReason = columns.of("end reason", Labels::optionalLabel);
        consent = columns.of("consent", Consents::read);
        group = columns.of("group", Labels::optionalLabel);
        carried = columns.carried();
    }

    @Override
    public @Nullable Participant map(TableRow row, RecordId source, RowLog log) {
        String key = uniqueId(row, log);
        PersonDetails details = person.participant(row, log, earliest(row));
        Participant participant = new Participant(
                new ParticipantId(key == null ? "" : key),
                source,
                details,
                indexOffence.optional(row, log),
                dates(row, log),
                indexDisposal.optional(row, log),
                endReason.optional(row, log),
                consent.optional(row, log),
                group.optional(row, log),
                carried(row, log));
        return key == null ? null : participant;
    }

    private @Nullable String uniqueId(TableRow row, RowLog log) {
        String key = id.key(row, log);
        Long first = key == null ? null : rowById.putIfAbsent(key, row.number());
        if (first != null) {
            log.reject(
                    id,
                    new Problem(
                            "duplicate participant id",
                            "row " + first + " has the same participant id",
                            "keep one row for each participant"));
        }
        return key;
    }

    private Map<ParticipantDate, LocalDate> dates(TableRow row, RowLog log) {
        Map<ParticipantDate, LocalDate> known = new EnumMap<>(ParticipantDate.class);
        dates.forEach((which, column) -> {
            LocalDate date = column.optional(row, log);
            DateRange within = EXITS.contains(which) ? column.within(row) : null;
            if (within != null) {
                date = within.first();
            }
            if (date != null) {
                known.put(which, date);
            }
        });
        sayOrder(known, ParticipantDate.INDEX_OFFENCE, ParticipantDate.INDEX_CONVICTION, log);
        sayOrder(known, ParticipantDate.INDEX_CONVICTION, ParticipantDate.RELEASE, log);
        return known;
    }

    private void sayOrder(
            Map<ParticipantDate, LocalDate> known, ParticipantDate first, ParticipantDate then, RowLog log) {
        LocalDate before = known.get(first);
        LocalDate after = known.get(then);
        Column<LocalDate> column = dates.get(then);
        if (before != null && after != null && column != null && after.isBefore(before)) {
            log.warn(
                    column,
                    new Problem(
                            "dates out of order",
                            "the " + then.field() + " is before the " + first.field(),
                            "correct one of the two; until then both are used as they are"));
        }
    }

    private @Nullable LocalDate earliest(TableRow row) {
        return dates.values().stream()
                .map(column -> column.read(row).value())
                .filter(Objects::nonNull)
                .min(LocalDate::compareTo)
                .orElse(null);
    }

    private Map<String, String> carried(TableRow row, RowLog log) {
        Map<String, String> texts = new LinkedHashMap<>();
        carried.forEach((heading, column) -> {
            String text = column.optional(row, log);
            if (text != null) {
                texts.put(heading, text);
            }
        });
        return texts;
    }
}
