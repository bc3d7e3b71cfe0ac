package org.reconlink.job;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.RecordId;
import org.reconlink.outcome.OutcomeSettings.GroupSettings;

/**
 * The groups of the participant sheet, as the protocol names them or by their distinct values: two spellings of one group are
 * never two groups without a word.
 */
public final class StudyGroups {
    /** Fewer people tell nothing about a group, and it may be somebody's slip. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,9}(?:[.,]\\d{0,9})?");

    private static final int FEWEST = 3;

    /** More groups than a study has arms: the column may be another one, and its values are not shown. */
    private static final int MOST = 20;

    private final GroupSettings settings;
    private final @Nullable String column;
    private final List<Participant> participants = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, List<RecordId>> rows = new TreeMap<>();
    private final List<RecordId> blank = new ArrayList<>();

    private StudyGroups(GroupSettings settings, @Nullable String column) {
        this.settings = settings;
        this.column = column;
    }

    /** @param column heading of the groups; null if no column is mapped, and then there are none */
    static StudyGroups of(List<Participant> participants, GroupSettings settings, @Nullable String column) {
        StudyGroups groups = new StudyGroups(settings, column);
        if (column == null) {
            groups.participants.addAll(participants);
            return groups;
        }
        participants.forEach(groups::add);
        groups.judge();
        return groups;
    }

    private void add(Participant participant) {
        String written = participant.group();
        String group = written == null ? null : named(written);
        participants.add(participant.in(group));
        if (group == null) {
            blank.add(participant.source());
        } else {
            rows.computeIfAbsent(group, value -> new ArrayList<>()).add(participant.source());
        }
    }

    /** As the protocol spells it, if only the spelling differs. */
    private String named(String written) {
        if (settings.values().contains(written)) {
            return written;
        }
        List<String> alike = settings.values().stream()
                .filter(value -> plain(value).equals(plain(written)))
                .toList();
        return alike.size() == 1 ? alike.get(0) : written;
    }

    /** Letters and digits in lower case; signs only where there is nothing else. A number is one however it is written. */
    static String plain(String value) {
        if (isNumber(value)) {
            return new BigDecimal(value.strip().replace(',', '.'))
                    .stripTrailingZeros()
                    .toPlainString();
        }
        String plain = Normalizer.normalize(value, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return plain.isEmpty() ? value : plain;
    }

    private static boolean isNumber(String value) {
        return NUMBER.matcher(value.strip()).matches();
    }

    private void judge() {
        if (rows.size() > MOST && settings.values().isEmpty()) {
            findings.add(finding(
                    Finding.Severity.WARNING,
                    "many groups",
                    null,
                    "the column has " + rows.size() + " different groups",
                    "check that it is the study group, or list the groups in the protocol (participants, groups)"));
        }
        spellings();
        unknown();
        small();
        if (!blank.isEmpty() && !(rows.isEmpty() && settings.values().isEmpty())) {
            findings.add(finding(
                    Finding.Severity.WARNING,
                    "participant without group",
                    blank.get(0),
                    people(blank.size()) + (blank.size() == 1 ? " has" : " have") + " no group, this row's among them",
                    "fill the cell; whoever has no group is in no comparison of groups"));
        }
    }

    private void spellings() {
        Map<String, List<String>> alike = rows.keySet().stream()
                .filter(value -> !settings.values().contains(value))
                .collect(Collectors.groupingBy(StudyGroups::plain, LinkedHashMap::new, Collectors.toList()));
        alike.values().stream().filter(values -> values.size() > 1).forEach(values -> {
            List<String> named = new ArrayList<>();
            values.forEach(value ->
                    named.add(quoted(value) + " (" + people(ofGroup(value).size()) + ", first in row "
                            + ofGroup(value).get(0).row() + ")"));
            findings.add(finding(
                    Finding.Severity.ERROR,
                    "group spellings",
                    ofGroup(values.get(values.size() - 1)).get(0),
                    "the groups " + String.join(" and ", named)
                            + (values.stream().allMatch(StudyGroups::isNumber)
                                    ? " are the same number"
                                    : " differ only by case, blanks or punctuation"),
                    "write one group in one way, or list the groups in the protocol (participants, groups)"));
        });
    }

    private void unknown() {
        if (settings.values().isEmpty()) {
            return;
        }
        rows.forEach((value, places) -> {
            if (!settings.values().contains(value)) {
                findings.add(finding(
                        Finding.Severity.ERROR,
                        "unknown group",
                        places.get(0),
                        "the group " + quoted(value) + " (" + people(places.size())
                                + ", this row first) is none of those in the protocol: "
                                + settings.values().stream()
                                        .map(StudyGroups::quoted)
                                        .collect(Collectors.joining(", ")),
                        "correct the cell, or add the group to the protocol (participants, groups)"));
            }
        });
    }

    private void small() {
        if (rows.size() > MOST && settings.values().isEmpty()) {
            return;
        }
        List<String> all = new ArrayList<>(rows.keySet());
        settings.values().stream().filter(value -> !rows.containsKey(value)).forEach(all::add);
        for (String value : all) {
            List<RecordId> places = ofGroup(value);
            if (places.size() < FEWEST) {
                findings.add(
                        finding(
                                Finding.Severity.WARNING,
                                "small group",
                                places.isEmpty() ? null : places.get(0),
                                "the group " + quoted(value) + " has "
                                        + (places.isEmpty() ? "nobody" : people(places.size())),
                                "check that it is a group of its own; figures of so few people say nothing, and may tell who they are"));
            }
        }
    }

    private List<RecordId> ofGroup(String value) {
        return rows.getOrDefault(value, List.of());
    }

    private Finding finding(
            Finding.Severity severity, String rule, @Nullable RecordId at, String problem, String advice) {
        RecordId any = at != null
                ? at
                : rows.values().stream()
                        .map(places -> places.get(0))
                        .findFirst()
                        .orElse(blank.isEmpty() ? null : blank.get(0));
        return new Finding(
                severity,
                rule,
                any == null ? "participants" : any.file(),
                any == null ? null : any.sheet(),
                at == null ? null : (Long) at.row(),
                column,
                problem,
                advice);
    }

    /** All of them, those in a group in that of the protocol's spelling. */
    List<Participant> participants() {
        return participants;
    }

    /** What is wrong with them. */
    public List<Finding> findings() {
        return findings;
    }

    /** {@code comparison (24 people), treatment (21 people), none (3 people)}; null where no column is mapped. */
    public @Nullable String line() {
        if (column == null) {
            return null;
        }
        if (rows.size() > MOST && settings.values().isEmpty()) {
            return rows.size() + " different values";
        }
        List<String> parts = new ArrayList<>();
        settings.inOrder(rows.keySet())
                .forEach(value -> parts.add(value + " (" + people(ofGroup(value).size()) + ")"));
        if (!blank.isEmpty()) {
            parts.add("no group (" + people(blank.size()) + ")");
        }
        return String.join(", ", parts);
    }

    private static String people(int number) {
        return number == 1 ? "1 participant" : number + " participants";
    }

    private static String quoted(String value) {
        return "\"" + value + "\"";
    }
}
