package org.reconlink.report;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.disclosure.NumberText;
import org.reconlink.intake.IntakeSettings;
import org.reconlink.linkage.study.LinkageResult;
import org.reconlink.linkage.study.LinkageSettings;
import org.reconlink.offence.OffenceSettings;
import org.reconlink.offence.OffenceSettings.Evidence;
import org.reconlink.result.Cohort;
import org.reconlink.result.PublishSettings;
import org.reconlink.result.ReportWords;
import org.reconlink.result.StudyResult;

/** Every setting of the study, stated or by default, in a sentence each. */
final class ProtocolChapter {
    private ProtocolChapter() {}

    static Chapter of(Cohort cohort) {
        StudyResult study = cohort.result();
        List<PagePart> body = new ArrayList<>();
        body.add(Html.p("Every setting that the figures rest on, whether the protocol states it or leaves it to its"
                + " default."));
        section(body, "study", study(study));
        section(body, "intake", intake(study.intake()));
        section(body, "linkage", linkage(study.linkageSettings(), study.linkage()));
        section(body, "offence", offence(study.offence()));
        section(body, "outcome", OutcomeProtocol.sentences(study.outcome()));
        section(body, "publish", publish(study.publish()));
        return new Chapter("protocol", "study", "Protocol", body);
    }

    private static void section(List<PagePart> body, String heading, List<String> sentences) {
        body.add(Html.h3(ReportWords.sentence(heading)));
        body.add(Html.list(sentences));
    }

    private static List<String> study(StudyResult study) {
        return List.of(
                "The study is " + study.studyId() + ": " + study.title() + ".",
                "The data cut is " + study.outcome().dataCut() + ", the last day that the extracts cover.");
    }

    private static List<String> intake(IntakeSettings intake) {
        return List.of(
                "The run stops if the share of rejected rows is above " + NumberText.plain(intake.rejectedRowsAtMost())
                        + " (on a scale from 0 to 1).",
                intake.failedChecksAtMost().isEmpty()
                        ? "The run stops for no other share of failed checks."
                        : "The run stops, too, if a check fails for a larger share of what it looks at than: "
                                + intake.failedChecksAtMost().entrySet().stream()
                                        .map(limit -> limit.getKey() + " " + NumberText.plain(limit.getValue()))
                                        .collect(Collectors.joining(", "))
                                + ".",
                "A year of two digits is read as " + intake.twoDigitYearPivot() + " at the latest.",
                placeholders("date of birth", intake.placeholderDatesOfBirth()),
                placeholders("date other than of birth", intake.dates().placeholders()),
                "An offence dated before the person was " + intake.dates().responsibleFrom()
                        + " years old is taken as undated.",
                "A time of day with a zone has its day in " + intake.dates().zone() + ".",
                "Hidden rows of workbooks are " + (intake.rows().hidden() ? "read" : "left out")
                        + ", struck-out rows are " + (intake.rows().struckOut() ? "read." : "left out."));
    }

    private static String placeholders(String what, List<LocalDate> dates) {
        return dates.isEmpty()
                ? "No " + what + " is taken as a placeholder."
                : "A " + what + " of "
                        + dates.stream().map(LocalDate::toString).collect(Collectors.joining(" or "))
                        + " is a placeholder and taken as missing.";
    }

    private static List<String> linkage(LinkageSettings linkage, LinkageResult result) {
        if (linkage.byKey()) {
            return List.of("People are linked by a person key that the files share; names and dates of birth are not"
                    + " compared, and nobody is sent to clerical review.");
        }
        String rules = linkage.blockOn().stream()
                .map(fields -> String.join(" + ", fields))
                .collect(Collectors.joining("; "));
        return List.of(
                "A participant is compared with an identity if they are equal on all fields of one of these rules: "
                        + rules + ".",
                "Compared are, in this order: " + String.join(", ", linkage.compare()) + ".",
                "A pair is a link from a match probability of " + NumberText.plain(linkage.linkFrom()) + ".",
                "A pair goes to clerical review from a match probability of " + NumberText.plain(linkage.reviewFrom())
                        + ".",
                linkage.joinPersonsFrom() == null
                        ? "Rows without a PNC id are one person if they are equal in every field."
                        : "Rows without a PNC id are one person with others from a probability of "
                                + NumberText.plain(linkage.joinPersonsFrom()) + ".",
                "A link of an earlier run is kept from a match probability of "
                        + NumberText.plain(linkage.keepLinkFrom()) + ".",
                "The expected share of participants who are in the extracts is "
                        + (linkage.expectedShare() == null
                                ? "estimated as "
                                        + NumberText.decimal(
                                                result.diagnostics().expectedShare(), 3)
                                : NumberText.plain(linkage.expectedShare()))
                        + " (on a scale from 0 to 1).",
                parameters(linkage));
    }

    private static String parameters(LinkageSettings linkage) {
        String start = "those of " + file(linkage.model(), "the model that ships with Reconlink", "the file ", "");
        if (!linkage.train()) {
            return "The parameters are " + start + ".";
        }
        return "The parameters are trained on the study's own pairs, starting from " + start
                + (linkage.fixed().isEmpty() ? "" : ", but for " + String.join(", ", linkage.fixed()) + ", which stay")
                + ".";
    }

    private static List<String> offence(OffenceSettings offence) {
        return List.of(
                "Seriousness is ranked on " + String.join(", ", offence.scales())
                        + "; the first scale named finds the principal offence."
                        + (offence.scaleTables().isEmpty()
                                ? ""
                                : " Of the study's own are "
                                        + offence.scaleTables().stream()
                                                .map(table -> file(table, "", "", ""))
                                                .collect(Collectors.joining(", "))
                                        + "."),
                "Indictable means " + ReportWords.of(offence.indictable()) + ".",
                "Breaches under these Home Office codes are not counted: " + sorted(offence.notCounted()) + ".",
                offence.courtsNotCounted().isEmpty()
                        ? "Convictions at every court count."
                        : "Convictions do not count at courts whose names have one of these words: "
                                + sorted(offence.courtsNotCounted()) + ".",
                "Immediate custody is a disposal of code " + sorted(offence.custodialDisposals()) + ".",
                "Violent and sexual offences are those that "
                        + (offence.evidence() == Evidence.ANY
                                ? "any source calls so: the statutory lists, the Home Office's flag, parent group or violent"
                                        + " sanction."
                                : "the statutory lists or the Home Office's flag call so.")
                        + " Of an offence that no source has it is not known.",
                "Court modes come from "
                        + file(offence.table(), "", "the study's own file ", " first, then from ")
                        + "the tables that ship with Reconlink."
                        + file(
                                offence.titles(),
                                "",
                                " Titles and local codes are those of the study's own file ",
                                "."));
    }

    private static List<String> publish(PublishSettings publish) {
        String dates = switch (publish.dates()) {
            case AS_THEY_ARE -> "as they are";
            case AS_DAYS -> "as days since the window's first date";
            case BY_MONTH -> "by month";
        };
        return List.of(
                "Pseudonyms are made with a key from "
                        + file(publish.keyFile(), "the environment variable RECONLINK_KEY", "the file ", "") + ".",
                "The dataset gives dates " + dates + ".",
                publish.smallCountsBelow() > 1
                        ? "This report withholds counts from 1 up to below " + publish.smallCountsBelow() + "."
                        : "This report withholds no small counts.",
                publish.disclosure().active()
                        ? "Tables for release hide counts up to "
                                + publish.disclosure().redactUpTo()
                                + (publish.disclosure().zerosToo() ? ", zeros too" : "") + ", and round the others to "
                                + publish.disclosure().base() + "."
                        : "No tables for release are made: the protocol asks for no disclosure control.",
                publish.database() == null
                        ? "The dataset is loaded into no research database."
                        : "The dataset is loaded into a research database, schema "
                                + publish.database().schema() + ".");
    }

    private static String sorted(Set<?> codes) {
        return codes.isEmpty()
                ? "none"
                : codes.stream().sorted().map(Object::toString).collect(Collectors.joining(", "));
    }

    /** A file by its name alone: its folder is that of somebody's machine. */
    private static String file(@Nullable Path file, String none, String before, String after) {
        return file == null ? none : before + file.getFileName() + after;
    }
}
