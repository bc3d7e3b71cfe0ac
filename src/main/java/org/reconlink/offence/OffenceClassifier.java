package org.reconlink.offence;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.kernel.OffenceDescription;
import org.reconlink.offence.ModeRules.ModeDecision;
import org.reconlink.offence.ReferenceTables.MaximumSentence;
import org.reconlink.offence.ReferenceTables.RepealedOffence;

/**
 * Says what an offence is, from the tables that ship with the product and the study's own.
 *
 * <p>Safe for use by many threads; answers are remembered by description. A UNKNOWN mode with evidence other than
 * {@link ModeEvidence#NONE} means that a verified row has the entry as no offence; with NONE, that nothing is known, which
 * deserves a finding.
 */
public final class OffenceClassifier {
    private final ReferenceTables tables;
    private final ModeRules modes;
    private final StudyTitles titles;
    private final OffenceSettings.Evidence evidence;
    private final Map<OffenceDescription, ClassifiedOffence> known = new ConcurrentHashMap<>();

    private OffenceClassifier(
            ReferenceTables tables, StudyTable study, StudyTitles titles, OffenceSettings.Evidence evidence) {
        this.tables = tables;
        this.titles = titles;
        this.evidence = evidence;
        this.modes = new ModeRules(tables, study);
    }

    /**
     * A classifier on the shipped tables, and on the study's own where the settings name one.
     *
     * @throws StudyTableException if the study's table cannot be used; names every problem with its row
     */
    public static OffenceClassifier shipped(OffenceSettings settings) {
        StudyTable study = settings.table() == null ? StudyTable.NONE : StudyTableReader.read(settings.table());
        StudyTitles titles = settings.titles() == null ? StudyTitles.NONE : StudyTitles.read(settings.titles());
        return new OffenceClassifier(ReferenceTables.shipped(), study, titles, settings.evidence());
    }

    /** Reads the study's own tables once: all that is wrong with them, in order of table and row. */
    public static List<Finding> check(OffenceSettings settings) {
        List<Finding> findings = new ArrayList<>();
        List<Runnable> readings = new ArrayList<>();
        Path table = settings.table();
        if (table != null) {
            readings.add(() -> StudyTableReader.read(table));
        }
        Path titles = settings.titles();
        if (titles != null) {
            readings.add(() -> StudyTitles.read(titles));
        }
        settings.scaleTables().forEach(scale -> readings.add(() -> TableScale.read(scale)));
        for (Runnable reading : readings) {
            try {
                reading.run();
            } catch (StudyTableException e) {
                findings.addAll(e.findings());
            }
        }
        return List.copyOf(findings);
    }

    /** Classifies an offence; a description that says nothing known is classified as UNKNOWN, never refused. */
    public ClassifiedOffence classify(OffenceDescription offence) {
        ClassifiedOffence before = known.get(offence);
        return before != null ? before : known.computeIfAbsent(offence, this::look);
    }

    /** The evidence for mode, violent and sexual in plain words, one or more sentences without a line break. */
    public String explain(ClassifiedOffence classified) {
        NamedOffence named = NamedOffence.of(classified.offence());
        OffenceCode code = named.code();
        return EvidenceWords.of(
                classified,
                modes.decide(named),
                OffenceNature.of(named, tables, evidence),
                code == null ? null : tables.maximum(code));
    }

    /** All that the tables say of an offence, and how its court mode was found. */
    public OffenceInquiry inquire(OffenceDescription offence) {
        ClassifiedOffence classified = classify(offence);
        NamedOffence named = NamedOffence.of(classified.offence());
        OffenceCode code = named.code();
        OffenceNature nature = OffenceNature.of(named, tables, evidence);
        MaximumSentence maximum =
                code == null || classified.maximumSentenceDays() == null ? null : tables.maximum(code);
        RepealedOffence own = code == null ? null : tables.repealed(code);
        RepealedOffence repealed = own != null || code == null ? own : tables.repealed(code.base());
        HomeOfficeCode homeOffice = classified.homeOfficeCode();
        return new OffenceInquiry(
                classified,
                code,
                code == null ? null : firstTitle(code),
                homeOffice == null ? null : description(homeOffice),
                modes.steps(named),
                nature.violent().words(),
                nature.sexual().words(),
                maximum == null ? null : maximum.words(),
                repealed == null ? null : repealed.restsOn());
    }

    private static @Nullable String firstTitle(OffenceCode code) {
        String own = OffenceTitles.title(code);
        return own == null ? OffenceTitles.title(code.base()) : own;
    }

    /** The title of a CJS code in the national list; null if it has none there. */
    public @Nullable String title(OffenceCode code) {
        return OffenceTitles.title(code);
    }

    /** The one CJS code that has this title, whatever its case and punctuation; null if none or several have it. */
    public @Nullable OffenceCode codeOf(String title) {
        return OffenceTitles.code(title);
    }

    /** What the Home Office calls the offences under a code; null if the code is not in its list. */
    public @Nullable String description(HomeOfficeCode code) {
        HomeOfficeRow row = tables.homeOffice(code);
        return row == null || row.description().isEmpty() ? null : row.description();
    }

    private ClassifiedOffence look(OffenceDescription written) {
        OffenceDescription offence = titles.named(written);
        NamedOffence named = NamedOffence.of(offence);
        ModeDecision decision = modes.decide(named);
        HomeOfficeCode homeOffice = named.homeOfficeCodeIn(tables);
        HomeOfficeRow homeOfficeRow = tables.homeOffice(homeOffice);
        OffenceNature nature = OffenceNature.of(named, tables, evidence);
        OffenceCode code = named.code();
        CodeRow row = code == null ? null : tables.code(code);
        return new ClassifiedOffence(
                offence,
                decision.mode(),
                decision.evidence(),
                homeOffice,
                homeOfficeRow == null ? null : homeOfficeRow.group(),
                nature.isViolent(),
                nature.isSexual(),
                nature.violent().sources(),
                nature.sexual().sources(),
                row != null && row.nonOffenceBreach(),
                code == null ? null : maximumDays(code, decision.mode()),
                named.codesDisagree(tables));
    }

    /** A summary-only offence has no maximum on indictment, and where the mode is unknown a short one may be summary. */
    private @Nullable Integer maximumDays(OffenceCode code, CourtMode mode) {
        MaximumSentence maximum = tables.maximum(code);
        if (maximum == null) {
            return null;
        }
        boolean onIndictment = switch (mode) {
            case INDICTABLE_ONLY, EITHER_WAY -> true;
            case SUMMARY -> false;
            case UNKNOWN -> maximum.beyondSummaryPowers();
        };
        return onIndictment ? (Integer) maximum.days() : null;
    }

    /** Reads the study's own court modes: a table with the headings code, mode and source. */
    private static final class StudyTableReader {
        private static final CodeTableReader.Layout<StudyTable.Entry> LAYOUT =
                new CodeTableReader.Layout<>("study offence table", List.of("mode", "source"), StudyTableReader::entry);

        private StudyTableReader() {}

        /**
         * Reads the table.
         *
         * @throws StudyTableException with everything that is wrong with the file
         */
        static StudyTable read(Path table) {
            return new StudyTable(CodeTableReader.read(table, LAYOUT));
        }

        private static StudyTable.@Nullable Entry entry(List<String> cells, CodeTableReader.Complaint wrong) {
            CourtMode mode = mode(cells.get(0), wrong);
            String source = cells.get(1);
            if (source.isEmpty()) {
                wrong.about("source", "no source is given", "name the Act and section, or where else the mode is from");
            }
            return mode == null || source.isEmpty() ? null : new StudyTable.Entry(mode, source);
        }

        private static @Nullable CourtMode mode(String cell, CodeTableReader.Complaint wrong) {
            return switch (cell.toLowerCase(Locale.ROOT).replaceAll("[-_ ]+", " ")) {
                case "indictable only" -> CourtMode.INDICTABLE_ONLY;
                case "either way" -> CourtMode.EITHER_WAY;
                case "summary", "summary only" -> CourtMode.SUMMARY;
                default -> {
                    wrong.about(
                            "mode",
                            "the mode is not one that a court has",
                            "write indictable only, either way or summary");
                    yield null;
                }
            };
        }
    }

    /** The evidence of a classification in plain words, for reports and for whoever asks why. */
    private static final class EvidenceWords {
        private EvidenceWords() {}

        static String of(
                ClassifiedOffence offence,
                ModeDecision decision,
                OffenceNature nature,
                @Nullable MaximumSentence maximum) {
            StringBuilder words = new StringBuilder();
            words.append(mode(decision.mode()))
                    .append(": ")
                    .append(decision.reason())
                    .append('.');
            if (!nature.told()
                    && nature.violent().words().isEmpty()
                    && nature.sexual().words().isEmpty()) {
                words.append(" Whether violent or sexual is not known: no source has it.");
            } else if (nature.violent().words().isEmpty()
                    && nature.sexual().words().isEmpty()) {
                words.append(" Neither violent nor sexual by any source.");
            } else {
                words.append(sources("Violent", nature.violent().words()))
                        .append(sources("Sexual", nature.sexual().words()));
            }
            if (offence.nonOffenceBreach()) {
                words.append(" A breach that is no offence of its own (category CB): never counted.");
            }
            if (offence.maximumSentenceDays() != null && maximum != null) {
                words.append(" Maximum on indictment: ").append(maximum.words()).append('.');
            }
            return words.toString();
        }

        private static String mode(CourtMode mode) {
            return switch (mode) {
                case INDICTABLE_ONLY -> "Indictable only";
                case EITHER_WAY -> "Either way";
                case SUMMARY -> "Summary";
                case UNKNOWN -> "Court mode unknown";
            };
        }

        private static String sources(String what, List<String> sources) {
            return sources.isEmpty() ? "" : " " + what + ": " + String.join("; ", sources) + ".";
        }
    }
}
