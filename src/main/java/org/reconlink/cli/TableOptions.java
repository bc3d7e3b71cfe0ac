package org.reconlink.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reconlink.cli.TableColumns.Headings;
import org.reconlink.intake.DatePattern;
import org.reconlink.intake.HeadingWords;
import org.reconlink.intake.IntakeSettings;
import org.reconlink.intake.PlainRule;
import org.reconlink.linkage.blocking.BlockingNames;
import org.reconlink.linkage.blocking.BlockingRule;
import org.reconlink.linkage.comparison.ComparisonNames;
import org.reconlink.linkage.comparison.FieldComparison.Asked;
import org.reconlink.linkage.comparison.FieldComparison.SharedColumn;
import org.reconlink.linkage.engine.LinkageEngine.EngineSettings;
import org.reconlink.linkage.model.ParameterFile;
import org.reconlink.linkage.model.Parameters;
import org.reconlink.linkage.record.CsvLayout;
import org.reconlink.linkage.tables.LinkagePlan;
import org.reconlink.linkage.tables.PairDecisions;
import org.reconlink.linkage.tables.TableLinkage.Many;
import org.reconlink.linkage.tables.TableRows.RepeatedIdException;
import picocli.CommandLine.Option;

/** What {@code link} and {@code dedupe} can be told. */
final class TableOptions {
    private static final String RARITY = " rarity";

    @Option(
            names = "--id",
            paramLabel = "COLUMN",
            description =
                    "Column that identifies a row, in both files if there are two (default: one whose heading is usual for"
                            + " that and whose values differ, else the row's number).")
    @Nullable
    String id;

    @Option(
            names = "--columns",
            paramLabel = "MEANING=COLUMN",
            split = ",",
            description =
                    "What columns mean: forename, surname, full name, middle names, date of birth (or day, month and year"
                            + " of birth), sex, postcode, pnc id, cro number, prison number, crn, nhs number or another"
                            + " identifier, email, phone, number or text; MEANING=LEFT:RIGHT where two files differ, either"
                            + " left out if that file has none (default: by their headings).")
    List<String> columns = new ArrayList<>();

    @Option(
            names = "--missing",
            paramLabel = "WORD",
            split = ",",
            description =
                    "Further words for a value that is not known, whatever their case; NA, NULL, nan, None, unknown"
                            + " and the like are known.")
    List<String> missing = new ArrayList<>();

    @Option(
            names = "--date-format",
            paramLabel = "FORMAT",
            description =
                    "How dates are written, as in dd/MM/yyyy, M/d/yy or d MMM yyyy; left:FORMAT or right:FORMAT for"
                            + " one file; may be repeated (default: year first, or the day before the month unless a column can only"
                            + " be the other way round).")
    List<String> dateFormats = new ArrayList<>();

    @Option(
            names = "--two-digit-years",
            paramLabel = "YEAR",
            description = "The latest year that two digits can mean (default: 2025, so that 26 is 1926).")
    int twoDigitYears = 2025;

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            description =
                    "Where a date's time of day that is written with a zone has its day (default: Europe/London).")
    String timeZone = "Europe/London";

    @Option(
            names = "--hidden-rows",
            paramLabel = "read|leave out",
            description =
                    "Whether rows of a workbook that are hidden, by hand or by a filter, are read (default: read).")
    String hiddenRows = "read";

    @Option(
            names = "--struck-out-rows",
            paramLabel = "read|leave out",
            description = "Whether rows of a workbook with a line through every filled cell are read (default: read).")
    String struckOutRows = "read";

    @Option(
            names = "--rejected-rows-at-most",
            paramLabel = "SHARE",
            description =
                    "The share of a file's rows that may have more or fewer cells than it has headings: they are named"
                            + " and left out (default: 0, so that any stops the command).")
    double rejectedRowsAtMost;

    @Option(
            names = "--columns-out",
            paramLabel = "FILE",
            description = "Write here as CSV what each column was taken for and what came of its cells.")
    @Nullable
    Path columnsOut;

    @Option(names = "--overwrite", description = "Write over files that another command made.")
    boolean overwrite;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "Parameters to take as they are, of --save-model or Splink's settings (default: train).")
    @Nullable
    Path model;

    @Option(
            names = "--fix",
            paramLabel = "COLUMN",
            split = ",",
            description = "Take the parameters of these columns only from --model, and train the others.")
    List<String> fix = new ArrayList<>();

    @Option(names = "--save-model", paramLabel = "FILE", description = "Write the parameters here as JSON.")
    @Nullable
    Path saveModel;

    @Option(
            names = "--threshold",
            paramLabel = "P",
            defaultValue = "0.95",
            description = "Match probability from which records are linked, above 0, at most 1 (default: 0.95).")
    double threshold;

    @Option(
            names = "--block",
            paramLabel = "RULE",
            description = "Compare pairs that this rule finds, as in \"surname + first 2 of forename\"; may be repeated"
                    + " (default: rules that follow from what the columns mean).")
    List<String> block = new ArrayList<>();

    @Option(
            names = "--compare",
            paramLabel = "COLUMN: HOW",
            description = "Compare a column in another way, as in \"surname: jaro-winkler 0.92 0.88\"; rarity behind it"
                    + " makes agreement on a rare value weigh more; may be repeated.")
    List<String> compare = new ArrayList<>();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Processors to use, which change nothing but the time (default: all).")
    int threads;

    @Option(names = "--out", paramLabel = "FILE", description = "Write pairs with weights and decisions here as CSV.")
    @Nullable
    Path out;

    @Option(
            names = "--pairs-from",
            paramLabel = "P",
            defaultValue = "0.05",
            description = "Match probability from which --out also has pairs that are not linked (default: 0.05);"
                    + " 0 for all that the evidence does not all but exclude.")
    double pairsFrom = PairDecisions.REVIEW_FROM;

    @Option(
            names = "--persons",
            paramLabel = "FILE",
            description = "Write every row here as CSV with the number of its person and the probability that it"
                    + " belongs there.")
    @Nullable
    Path persons;

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            description = "Two columns of identifiers that belong together: print how right the linkage is.")
    @Nullable
    Path truth;

    @Option(
            names = "--errors",
            paramLabel = "FILE",
            description = "With --truth: write missed and false pairs here as CSV, and why they were missed.")
    @Nullable
    Path errors;

    @Option(names = "--json", description = "Print the summary as JSON.")
    boolean json;

    @Option(
            names = "--spark",
            paramLabel = "MASTER",
            description =
                    "Have Apache Spark do it, of $SPARK_HOME, with the same results: yarn, k8s://..., spark://... or"
                            + " local[*]. Tables are then CSV or Parquet, folders of them and URLs too.")
    @Nullable
    String spark;

    @Option(
            names = "--spark-conf",
            paramLabel = "KEY=VALUE",
            description = "With --spark: a setting of Spark, as in spark.executor.memory=16g; may be repeated.")
    List<String> sparkConf = new ArrayList<>();

    @Option(
            names = "--spark-jar",
            paramLabel = "FILE",
            description =
                    "With --spark: the jar that Spark is given (default: reconlink-spark.jar beside reconlink.jar).")
    @Nullable
    Path sparkJar;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description =
                    "With --spark: folder or URL in which Spark keeps what it has done, so that the same command goes on"
                            + " from there.")
    @Nullable
    String sparkWork;

    void check() {
        if (threads < 0) {
            throw new UsageException("--threads must be 1 or more");
        }
        if (!(threshold > 0 && threshold <= 1)) {
            throw new UsageException("--threshold must lie above 0 and be 1 at most");
        }
        if (!(pairsFrom >= 0 && pairsFrom <= 1)) {
            throw new UsageException("--pairs-from must lie between 0 and 1");
        }
        if (!(rejectedRowsAtMost >= 0 && rejectedRowsAtMost <= 1)) {
            throw new UsageException("--rejected-rows-at-most must lie between 0 and 1");
        }
        if (twoDigitYears < 1900 || twoDigitYears > 2100) {
            throw new UsageException("--two-digit-years must be a year from 1900 to 2100");
        }
        zone();
        rows();
        if (errors != null && truth == null) {
            throw new UsageException("--errors needs --truth, the pairs that are known to belong together");
        }
    }

    /** Holds that nothing is said of a cluster where there is none. */
    void requireNoCluster() {
        if (!sparkConf.isEmpty() || sparkJar != null || sparkWork != null) {
            throw new UsageException(
                    "--spark-conf, --spark-jar and --work need --spark, the cluster that they are for");
        }
    }

    /** What {@code --many} says; null if it is not given. */
    static @Nullable Many many(@Nullable String asked) {
        return asked == null
                ? null
                : switch (asked) {
                    case "left" -> Many.LEFT;
                    case "right" -> Many.RIGHT;
                    case "both" -> Many.BOTH;
                    default -> throw new UsageException("--many " + asked + ": write left, right or both");
                };
    }

    ZoneId zone() {
        try {
            return ZoneId.of(timeZone);
        } catch (DateTimeException e) {
            throw new UsageException(
                    "--time-zone " + timeZone + ": there is no such zone; write one such as Europe/London or UTC");
        }
    }

    /**
     * What is said of the dates and words of one table.
     *
     * @param side {@code left} or {@code right}
     * @param monthFirst where no format is stated
     */
    PlainRule.Settings settings(String side, boolean monthFirst) {
        List<DatePattern> patterns = new ArrayList<>();
        for (String format : dateFormats(side)) {
            try {
                patterns.add(DatePattern.of(format));
            } catch (IllegalArgumentException e) {
                throw new UsageException("--date-format: " + e.getMessage());
            }
        }
        return new PlainRule.Settings(missing, patterns, twoDigitYears, monthFirst, zone(), CsvLayout.JOINT);
    }

    /** How dates of one table are written, as it was said. */
    List<String> dateFormats(String side) {
        List<String> formats = new ArrayList<>();
        for (String format : dateFormats) {
            int colon = format.indexOf(':');
            String of = colon < 0 ? side : format.substring(0, colon);
            if (!of.equals("left") && !of.equals("right")) {
                throw new UsageException("--date-format " + format + ": write left: or right: before the colon");
            }
            if (of.equals(side)) {
                formats.add(format.substring(colon + 1));
            }
        }
        return formats;
    }

    /**
     * The heading of the column that identifies a row, or null if there is none.
     *
     * @param notIds columns that were found not to
     */
    @Nullable
    String idHeading(Headings table, Set<String> notIds) {
        if (id == null) {
            return HeadingWords.rowIds(table.headings()).stream()
                    .filter(heading -> !notIds.contains(RepeatedIdException.column(table.file(), heading)))
                    .findFirst()
                    .orElse(null);
        }
        table.require(id);
        return id;
    }

    /** Which rows of workbooks are read. */
    IntakeSettings.RowSettings rows() {
        return new IntakeSettings.RowSettings(
                isRead("--hidden-rows", hiddenRows), isRead("--struck-out-rows", struckOutRows));
    }

    private static boolean isRead(String option, String how) {
        return switch (how) {
            case "read" -> true;
            case "leave out" -> false;
            default -> throw new UsageException(option + " " + how + ": write read or leave out");
        };
    }

    Map<String, Parameters.Comparison> fixed(LinkagePlan plan) throws IOException {
        if (model == null) {
            if (!fix.isEmpty()) {
                throw new UsageException("--fix needs --model, the file that has the parameters");
            }
            return Map.of();
        }
        try {
            Map<String, Parameters.Comparison> known =
                    ParameterFile.read(Files.readString(model, StandardCharsets.UTF_8), plan.labels());
            return fix.isEmpty() ? known : only(known);
        } catch (CharacterCodingException e) {
            throw new UsageException("--model " + model + ": this is no model, as it is no text; name a file that"
                    + " --save-model or Splink wrote");
        } catch (IllegalArgumentException e) {
            throw new UsageException(model + ": " + e.getMessage());
        }
    }

    private Map<String, Parameters.Comparison> only(Map<String, Parameters.Comparison> known) {
        Map<String, Parameters.Comparison> fixed = new LinkedHashMap<>();
        for (String column : fix) {
            Parameters.Comparison comparison = known.get(column);
            if (comparison == null) {
                throw new UsageException("--fix " + column + ": the model has no such comparison; it has "
                        + String.join(", ", known.keySet()));
            }
            fixed.put(column, comparison);
        }
        return fixed;
    }

    /** What the options ask for, for these fields. */
    LinkagePlan plan(List<SharedColumn> fields) {
        List<String> names = fields.stream().map(SharedColumn::left).toList();
        EngineSettings machine = EngineSettings.forThisMachine();
        EngineSettings settings = new EngineSettings(
                threads > 0 ? threads : machine.threads(), machine.tapeBytes(), machine.pairBudget());
        return new LinkagePlan(fields, comparisons(names), rules(names), settings);
    }

    private List<BlockingRule> rules(List<String> names) {
        List<BlockingRule> rules = new ArrayList<>();
        for (String rule : block) {
            try {
                rules.add(BlockingNames.rule(
                        Arrays.stream(rule.split("\\+", -1)).map(String::strip).toList(), names));
            } catch (IllegalArgumentException e) {
                throw new UsageException("--block: " + e.getMessage());
            }
        }
        return rules;
    }

    private Map<String, Asked> comparisons(List<String> names) {
        Map<String, Asked> asked = new LinkedHashMap<>();
        for (String text : compare) {
            int colon = text.indexOf(':');
            String column = colon < 0 ? text : text.substring(0, colon).strip();
            if (colon < 0 || !names.contains(column)) {
                throw new UsageException("--compare " + text + ": begin with a column and a colon, as in \""
                        + names.get(0) + ": exact\"; columns are " + String.join(", ", names));
            }
            String kind = text.substring(colon + 1).strip();
            boolean rarity = kind.endsWith(RARITY);
            kind = rarity ? kind.substring(0, kind.length() - RARITY.length()).strip() : kind;
            try {
                ComparisonNames.comparison(column, kind);
            } catch (IllegalArgumentException e) {
                throw new UsageException("--compare: " + e.getMessage());
            }
            asked.put(column, new Asked(kind, rarity));
        }
        return asked;
    }
}
