package org.reconlink.study;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.ExtractKind;
import org.reconlink.intake.ExtractProposal;
import org.reconlink.intake.ExtractProposal.Proposed;
import org.reconlink.intake.ExtractProposal.Sureness;
import org.reconlink.intake.FilesSurvey;
import org.reconlink.intake.TableSurvey;
import org.reconlink.kernel.EnumWords;
import org.reconlink.kernel.ParticipantDate;

/**
 * A protocol for files that nobody has described yet, for somebody to read and correct: what is known, how sure it is, and what
 * is missing, as comments. What is no more than a guess stands behind a {@code #} unless nothing could be read without it.
 */
public final class ProtocolDraft {
    /** What is followed up. */
    public enum Design {
        /** While the participants were in a service and after they left it. */
        BEFORE_AND_AFTER,
        /** Two groups over the same time. */
        TWO_ARMS,
        /** The national measure of proven reoffending. */
        NATIONAL_MEASURE
    }

    /**
     * What the person who asks says.
     *
     * @param id of the study
     * @param folder the protocol's, from which its paths start
     * @param dataCut null: by the convictions
     * @param keyFile null: the key is in the environment
     * @param design null: the one that the columns suit
     */
    public record Asked(
            String id,
            Path folder,
            @Nullable LocalDate dataCut,
            @Nullable Path keyFile,
            @Nullable Design design) {}

    private static final int COMMENT_AT = 40;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9 _/().'-]*");
    private static final Pattern COMPARISON =
            Pattern.compile("control|compar|usual|untreated|waiting|\\btau\\b", Pattern.CASE_INSENSITIVE);
    private static final Set<String> WORDS_OF_YAML =
            Set.of("yes", "no", "true", "false", "on", "off", "null", "y", "n");

    private final FilesSurvey survey;
    private final Asked asked;
    private final List<String> lines = new ArrayList<>();
    private final List<String> open = new ArrayList<>();

    private ProtocolDraft(FilesSurvey survey, Asked asked) {
        this.survey = survey;
        this.asked = asked;
        write();
    }

    public static ProtocolDraft of(FilesSurvey survey, Asked asked) {
        return new ProtocolDraft(survey, asked);
    }

    /** The protocol. */
    public String text() {
        return String.join("\n", lines) + "\n";
    }

    /** Why the protocol cannot be run as it stands, one thing each; none if it can. */
    public List<String> open() {
        return List.copyOf(open);
    }

    private void write() {
        LocalDate dataCut = asked.dataCut() == null ? survey.dataCut().orElse(null) : asked.dataCut();
        line("# Proposed by reconlink init: nobody has confirmed it. Behind each heading stands how sure it is.");
        line(
                "# Lines behind a # are not used: take the # away from those that are right. Every key: reconlink check --keys");
        line("study:");
        line("  id: " + quoted(asked.id()));
        line("  title: " + quoted("Study " + asked.id()), "the title of the report: put yours");
        if (dataCut == null) {
            line("  # data cut: 2021-12-31", "missing: the last day that the convictions cover");
            open.add("data cut: say with --data-cut until which day the convictions reach");
        } else {
            line(
                    "  data cut: " + dataCut,
                    asked.dataCut() == null
                            ? "unsure: the last whole month with convictions; put the day of the extract"
                            : "");
        }
        blank();
        participants();
        blank();
        convictions();
        custody();
        words();
        blank();
        if (survey.isByKey()) {
            line("linkage: { by: key }", "both files have a key of the person, and nothing else to compare");
            blank();
        }
        if (survey.titles() != null) {
            line("offence:");
            line("  titles: " + path(survey.titles().file()), "titles and the codes that they stand for");
            blank();
        }
        windows();
        line("publish:");
        if (asked.keyFile() == null) {
            line("  dates: as days", "the key for pseudonyms is in RECONLINK_KEY");
        } else {
            line("  key file: " + path(asked.keyFile()), "made for this study: keep a copy apart from the data");
            line("  dates: as days");
        }
        if (!survey.leftOut().isEmpty()) {
            blank();
            survey.leftOut().forEach((table, why) -> line("# not used: " + table + ": " + why));
        }
    }

    private void participants() {
        ExtractProposal people = survey.participants();
        if (people == null) {
            missingSection(ExtractKind.PARTICIPANTS);
            return;
        }
        section(people, List.of(people.table()));
        carry(people);
        groups(people);
        people.column("consent")
                .filter(consent -> consent.sureness() == Sureness.SURE)
                .ifPresent(consent -> {
                    line("  include:");
                    line("    consent: yes", "whoever is not recorded to have consented is left out, and counted");
                });
        twice(people);
        costs(people);
    }

    private void convictions() {
        ExtractProposal extract = survey.convictions();
        if (extract == null) {
            missingSection(ExtractKind.CONVICTIONS);
            return;
        }
        section(extract, survey.convictionTables());
        notUsed(extract);
        twice(extract);
        costs(extract);
    }

    private void custody() {
        ExtractProposal spells = survey.custody();
        blank();
        if (spells == null) {
            line("# no table of custody: neither recalls nor time at risk will be known");
            return;
        }
        section(spells, survey.custodyTables());
        notUsed(spells);
        costs(spells);
    }

    private void missingSection(ExtractKind kind) {
        line("# " + kind.section() + ": missing", "no table looks like " + kind.section());
        open.add(kind.section() + ": no table looks like them; name the file that has them");
    }

    private void section(ExtractProposal extract, List<TableSurvey> tables) {
        TableSurvey table = extract.table();
        int rows = tables.stream().mapToInt(TableSurvey::rows).sum();
        boolean whole = tables.stream().allMatch(TableSurvey::isWhole);
        line(
                extract.kind().section() + ":",
                String.format(
                        Locale.ROOT,
                        "%s: %s%,d rows",
                        tables.stream().map(TableSurvey::name).collect(Collectors.joining(", ")),
                        whole ? "" : "proposed from the first ",
                        rows));
        line(
                tables.size() == 1
                        ? "  file: " + path(table.file())
                        : "  files: ["
                                + tables.stream().map(one -> path(one.file())).collect(Collectors.joining(", ")) + "]");
        if (table.sheet() != null) {
            line("  sheet: " + quoted(table.sheet()));
        }
        TableSurvey.DateForms forms = TableSurvey.DateForms.together(tables);
        if (!forms.formats().isEmpty()) {
            line(
                    "  date formats: ["
                            + forms.formats().stream()
                                    .map(ProtocolDraft::quoted)
                                    .collect(Collectors.joining(", ")) + "]",
                    forms.doubt() == null ? "as the dates that are text are written" : "unsure: " + forms.doubt());
        }
        line("  columns:");
        Set<String> needed = needed(extract);
        for (Proposed column : extract.columns()) {
            boolean used = isUsed(column, needed);
            line(
                    "    " + (used ? "" : "# ") + column.field() + ": " + quoted(column.heading()),
                    EnumWords.of(column.sureness()) + (column.why().isEmpty() ? "" : ": " + column.why()));
        }
        for (String fields : extract.missing()) {
            line("    # " + fields + ":", "missing: no heading looks like it, and nothing can be read without it");
            open.add(table.name() + ": no heading looks like the " + fields);
        }
    }

    /** Fields of which the kind has nothing surer: without a heading for them no row could be read. */
    private static Set<String> needed(ExtractProposal extract) {
        Set<String> surely = extract.columns().stream()
                .filter(one -> one.sureness() != Sureness.UNSURE)
                .map(Proposed::field)
                .collect(Collectors.toSet());
        Map<String, String> mapped = new LinkedHashMap<>();
        surely.forEach(field -> mapped.put(field, ""));
        return extract.kind().missing(mapped).stream()
                .flatMap(fields -> Stream.of(fields.split(" or ", -1)))
                .collect(Collectors.toSet());
    }

    private static boolean isUsed(Proposed column, Set<String> needed) {
        return column.sureness() != Sureness.UNSURE || needed.contains(column.field());
    }

    private static boolean isUsed(ExtractProposal extract, String field) {
        Set<String> needed = needed(extract);
        return extract.column(field).filter(column -> isUsed(column, needed)).isPresent();
    }

    private void carry(ExtractProposal people) {
        notCarried(people);
        if (!people.others().isEmpty()) {
            line(
                    "  # carry: ["
                            + people.others().stream()
                                    .map(ProtocolDraft::quoted)
                                    .collect(Collectors.joining(", ")) + "]",
                    "further columns: keep those that the dataset is to have");
        }
    }

    private void notCarried(ExtractProposal extract) {
        extract.identifying()
                .forEach((heading, what) -> line("  # not used: " + quoted(heading), what + ", says who somebody is"));
    }

    /** A field under a heading that the vocabulary does not know is among them: they are named, so that somebody sees it. */
    private void notUsed(ExtractProposal extract) {
        notCarried(extract);
        extract.others()
                .forEach(heading -> line(
                        "  # not used: " + quoted(heading),
                        "no field was seen in it; if it is one, put it into columns"));
    }

    private void twice(ExtractProposal extract) {
        extract.twice()
                .forEach(heading ->
                        line("  # not used: " + quoted(heading), "stands there twice: rename one of the columns"));
    }

    private void groups(ExtractProposal people) {
        Optional<Proposed> group = people.column("group");
        List<String> values =
                group.map(column -> people.groups(column.heading())).orElse(List.of());
        if (!values.isEmpty()) {
            line(
                    "  # groups: { values: ["
                            + values.stream().map(ProtocolDraft::quoted).collect(Collectors.joining(", "))
                            + "], reference: " + quoted(reference(values)) + " }",
                    "put them in your order, and with which the others are compared");
        }
    }

    private static String reference(List<String> groups) {
        return groups.stream()
                .filter(group -> COMPARISON.matcher(group).find())
                .findFirst()
                .orElse(groups.get(groups.size() - 1));
    }

    private void costs(ExtractProposal extract) {
        boolean byKey = survey.isByKey();
        Stream.concat(byKey ? Stream.of() : extract.kind().expected().stream(), extract.kind().costs().stream())
                .filter(fields -> !byKey || !fields.anyOf().contains("pnc id"))
                .filter(fields -> fields.anyOf().stream().noneMatch(field -> isUsed(extract, field)))
                .forEach(fields -> line(
                        "  # missing: " + ProtocolWords.either(fields.anyOf()),
                        fields.anyOf().contains("date of birth") && extract.hasPartsOfBirth()
                                ? "its parts stand in columns of their own: put them together into one; "
                                        + fields.cost()
                                : fields.cost()));
    }

    private void words() {
        Map<String, List<String>> unknown = new LinkedHashMap<>();
        Stream.of(survey.participants(), survey.convictions(), survey.custody())
                .filter(java.util.Objects::nonNull)
                .forEach(extract -> unknown.putAll(extract.wordsNotUnderstood()));
        if (unknown.isEmpty()) {
            return;
        }
        blank();
        line("# words:", "say what these mean, such as { NFA: non-conviction }, and take the # away");
        unknown.forEach((field, words) -> {
            line("#   " + field + ":");
            words.forEach(word -> line("#     " + word));
        });
    }

    private void windows() {
        List<String> dates = Stream.of(ParticipantDate.values())
                .map(ParticipantDate::field)
                .filter(field -> survey.participants() != null && isUsed(survey.participants(), field))
                .toList();
        String anchor = Stream.of("release date", "intervention start", "index conviction date", "intervention end")
                .filter(dates::contains)
                .findFirst()
                .orElse(null);
        boolean left = dates.contains("intervention end");
        String entered = dates.contains("intervention start")
                ? "intervention start"
                : anchor == null || anchor.equals("intervention end") ? null : anchor;
        boolean grouped = survey.participants() != null && isUsed(survey.participants(), "group");
        Design design = asked.design() != null
                ? asked.design()
                : grouped
                        ? Design.TWO_ARMS
                        : left && entered != null ? Design.BEFORE_AND_AFTER : Design.NATIONAL_MEASURE;
        if (anchor == null) {
            open.add("participants: no date from which to follow anybody up, such as a release date");
        }
        if (design == Design.BEFORE_AND_AFTER && !left) {
            open.add("windows: a study of before and after needs the day on which the intervention ended");
        }
        if (design == Design.TWO_ARMS && !grouped) {
            open.add("windows: a study of two arms needs a column of groups");
        }
        line("outcome:", "one of three designs is used; take the # from the lines of another and put it before these");
        String from = anchor == null ? "release date" : anchor;
        boolean begun = entered != null || design != Design.BEFORE_AND_AFTER;
        design(
                design == Design.BEFORE_AND_AFTER,
                "while in the service and after it",
                List.of(
                        "counts: convictions",
                        "windows:",
                        (begun ? "  during" : "  # during") + ": { from: "
                                + (entered == null ? "intervention start" : entered)
                                + ", to: intervention end, waiting: 6 }"
                                + (begun ? "" : "  # needs the day on which the service began"),
                        "  after: { from: intervention end, months: 12, waiting: 6 }"));
        design(
                design == Design.TWO_ARMS,
                "two arms over the same time",
                List.of(
                        "counts: convictions",
                        "# adjusted comparison: { covariates: [age at start, prior offences] }  # what else tells the arms apart, held equal",
                        "windows:",
                        "  followup: { from: " + from + ", months: 24, waiting: 6 }"));
        design(
                design == Design.NATIONAL_MEASURE,
                "the national measure of proven reoffending: convictions and cautions within a year",
                List.of(
                        "counts: convictions or cautions",
                        "measures: justice data lab",
                        "windows:",
                        "  year: { from: " + from + ", months: 12, waiting: 6 }"));
        blank();
    }

    private void design(boolean used, String what, List<String> keys) {
        line("  # " + what);
        keys.forEach(key -> line("  " + (used || key.startsWith("#") ? "" : "# ") + key));
    }

    private void blank() {
        lines.add("");
    }

    private void line(String text) {
        lines.add(text);
    }

    private void line(String text, String comment) {
        lines.add(
                comment.isEmpty() ? text : text + " ".repeat(Math.max(2, COMMENT_AT - text.length())) + "# " + comment);
    }

    private String path(Path file) {
        Path from = asked.folder().toAbsolutePath().normalize();
        Path to = file.toAbsolutePath().normalize();
        boolean reachable = java.util.Objects.equals(from.getRoot(), to.getRoot());
        return quoted((reachable ? from.relativize(to) : to).toString().replace('\\', '/'));
    }

    private static String quoted(String text) {
        boolean plain = PLAIN.matcher(text).matches()
                && !text.endsWith(" ")
                && !WORDS_OF_YAML.contains(text.toLowerCase(Locale.ROOT));
        boolean path = text.startsWith("../") && text.matches("[A-Za-z0-9_/.-]+");
        return plain || path ? text : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
