package org.reconlink.study;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.study.OutcomeSection.NamedValues;
import org.reconlink.study.OutcomeSection.WindowSection;
import org.reconlink.study.ProtocolNode.Located;
import org.reconlink.study.ProtocolNode.Position;

/** What the keys of a protocol must be to each other. A key that is wrong in itself is left alone here. */
final class Consistency {
    /** Fields that say who somebody is: no output may carry their columns. */
    private static final Set<String> IDENTIFYING = Set.of(
            "participant id",
            "surname",
            "forename",
            "full name",
            "middle names",
            "aliases",
            "date of birth",
            "pnc id",
            "cro number",
            "prison number",
            "person key",
            "postcodes");

    private final Values protocol;
    private final ParseContext reading;

    private Consistency(Values protocol, ParseContext reading) {
        this.protocol = protocol;
        this.reading = reading;
    }

    static void check(Values protocol, ParseContext reading) {
        Consistency consistency = new Consistency(protocol, reading);
        consistency.checkExtracts();
        consistency.checkInclusion();
        consistency.checkGroups();
        consistency.checkLinkage();
        consistency.checkOffence();
        consistency.checkWindows();
        consistency.checkComparison();
        consistency.checkCustodyKey();
        consistency.checkCarried();
        Values publish = protocol.find(Protocol.PUBLISH);
        if (publish != null) {
            PublishSection.check(publish, reading);
        }
    }

    private void checkExtracts() {
        check(Protocol.PARTICIPANTS, ExtractSection.PARTICIPANTS);
        check(Protocol.CONVICTIONS, ExtractSection.CONVICTIONS);
        check(Protocol.CUSTODY, ExtractSection.CUSTODY);
    }

    private void check(Key<Values> key, ExtractSection section) {
        Values values = protocol.find(key);
        if (values != null) {
            section.check(values, reading);
        }
    }

    private void checkInclusion() {
        Values participants = protocol.find(Protocol.PARTICIPANTS);
        Values include = participants == null ? null : participants.find(ExtractSection.INCLUDE);
        if (include == null) {
            return;
        }
        Values study = protocol.find(Protocol.STUDY);
        LocalDate dataCut = study == null ? null : study.find(StudySection.DATA_CUT);
        InclusionSection.check(
                include,
                dataCut == null || study == null
                        ? new Located<>(Position.START, LocalDate.MAX)
                        : new Located<>(study.at(StudySection.DATA_CUT), dataCut),
                reading);
        MappedColumns columns = columns(Protocol.PARTICIPANTS, ExtractSection.PARTICIPANTS);
        if (columns != null) {
            InclusionSection.checkColumns(include, columns, reading);
        }
    }

    private void checkGroups() {
        Values participants = protocol.find(Protocol.PARTICIPANTS);
        Values groups = participants == null ? null : participants.find(ExtractSection.GROUPS);
        if (groups == null || participants == null) {
            return;
        }
        GroupsSection.check(groups, reading);
        MappedColumns columns = columns(Protocol.PARTICIPANTS, ExtractSection.PARTICIPANTS);
        if (columns != null) {
            columns.require(
                    List.of("group"),
                    participants.at(ExtractSection.GROUPS),
                    "naming groups needs the field group",
                    reading);
        }
    }

    private void checkLinkage() {
        Values linkage = protocol.find(Protocol.LINKAGE);
        if (linkage == null) {
            return;
        }
        LinkageSection.check(linkage, reading);
        MappedColumns participants = columns(Protocol.PARTICIPANTS, ExtractSection.PARTICIPANTS);
        MappedColumns convictions = columns(Protocol.CONVICTIONS, ExtractSection.CONVICTIONS);
        if (participants != null && convictions != null) {
            LinkageSection.checkColumns(linkage, participants, convictions, reading);
        }
    }

    private void checkOffence() {
        Values offence = protocol.find(Protocol.OFFENCE);
        if (offence != null) {
            OffenceSection.check(offence, reading);
        }
    }

    private void checkWindows() {
        Values outcome = protocol.find(Protocol.OUTCOME);
        List<NamedValues> windows = outcome == null ? null : outcome.find(OutcomeSection.WINDOWS);
        if (windows == null) {
            return;
        }
        windows.forEach(window -> WindowSection.check(window, reading));
        MappedColumns columns = columns(Protocol.PARTICIPANTS, ExtractSection.PARTICIPANTS);
        if (columns != null) {
            windows.forEach(window -> WindowSection.checkColumns(window, columns, reading));
        }
    }

    private void checkComparison() {
        Values outcome = protocol.find(Protocol.OUTCOME);
        Values comparison = outcome == null ? null : outcome.find(OutcomeSection.COMPARISON);
        if (outcome == null || comparison == null) {
            return;
        }
        Values participants = protocol.find(Protocol.PARTICIPANTS);
        List<Located<CarryType.Carried>> carried =
                participants == null ? null : participants.find(ExtractSection.CARRY);
        ComparisonSection.check(
                comparison,
                carried == null
                        ? null
                        : carried.stream()
                                .map(column -> column.value().heading())
                                .toList(),
                outcome.find(OutcomeSection.WINDOWS),
                columns(Protocol.PARTICIPANTS, ExtractSection.PARTICIPANTS),
                reading);
    }

    /** A spell in custody belongs to a participant by an identifier that both sheets have. */
    private void checkCustodyKey() {
        MappedColumns custody = columns(Protocol.CUSTODY, ExtractSection.CUSTODY);
        MappedColumns participants = columns(Protocol.PARTICIPANTS, ExtractSection.PARTICIPANTS);
        if (custody == null || participants == null) {
            return;
        }
        List<String> identifiers = custody.kind().oneOf().get(0);
        List<String> mapped = identifiers.stream()
                .filter(field -> custody.hasAny(List.of(field)))
                .toList();
        if (!mapped.isEmpty() && !participants.hasAny(mapped)) {
            reading.problem(
                    custody.at(),
                    "custody has " + ProtocolWords.either(mapped)
                            + ", which participants does not map, so no spell finds its" + " participant",
                    "map the same identifier in participants, columns (line "
                            + participants.at().line() + ")");
        }
    }

    /** Carried columns leave the room as they are. */
    private void checkCarried() {
        Values participants = protocol.find(Protocol.PARTICIPANTS);
        MappedColumns columns = columns(Protocol.PARTICIPANTS, ExtractSection.PARTICIPANTS);
        List<Located<CarryType.Carried>> carried =
                participants == null ? null : participants.find(ExtractSection.CARRY);
        if (carried == null || columns == null) {
            return;
        }
        Set<String> identifying = columns.headings().entrySet().stream()
                .filter(column -> IDENTIFYING.contains(column.getKey()))
                .map(column -> ProtocolWords.plain(column.getValue()))
                .collect(Collectors.toSet());
        carried.stream()
                .filter(column ->
                        identifying.contains(ProtocolWords.plain(column.value().heading())))
                .forEach(column -> reading.problem(
                        column.at(),
                        ProtocolWords.quoted(column.value().heading())
                                + " says who a participant is, and no output may carry that",
                        "delete it from \"carry\""));
    }

    private @Nullable MappedColumns columns(Key<Values> key, ExtractSection section) {
        Values values = protocol.find(key);
        return values == null ? null : values.find(section.columns);
    }
}
