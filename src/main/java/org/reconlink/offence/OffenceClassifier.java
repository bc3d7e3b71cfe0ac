package org.reconlink.offence;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.kernel.OffenceDescription;
import org.reconlink.offence.ClassifiedOffence.CourtMode;
import org.reconlink.offence.ClassifiedOffence.ModeEvidence;
import org.reconlink.offence.CodeTableReader.StudyTableException;
import org.reconlink.offence.OffenceClassifier.ModeRules.ModeDecision;
import org.reconlink.offence.OffenceInquiry.ClassificationStep;
import org.reconlink.offence.OffenceTitles.StudyTitles;
import org.reconlink.offence.ReferenceTables.CodeRow;
import org.reconlink.offence.ReferenceTables.HomeOfficeRow;
import org.reconlink.offence.ReferenceTables.MaximumSentence;
import org.reconlink.offence.ReferenceTables.RepealedOffence;
import org.reconlink.offence.SeriousnessScales.TableScale;

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

    /**
     * The order of evidence for a court mode; the first rule that has an answer decides.
     *
     * <p>What the study's table or the supplement says of a code holds for the code with a suffix too, as an attempt follows
     * its base; but not for a conspiracy, which does not.
     */
    static final class ModeRules {
        private final ReferenceTables tables;
        private final StudyTable study;
        private final List<Rule> inOrder;

        /**
         * One kind of evidence.
         *
         * @param decide the decision; null where this evidence says nothing
         * @param silence why it says nothing, in words without a full stop
         */
        private record Rule(
                ModeEvidence evidence,
                Function<NamedOffence, @Nullable ModeDecision> decide,
                Function<NamedOffence, String> silence) {}

        ModeRules(ReferenceTables tables, StudyTable study) {
            this.tables = tables;
            this.study = study;
            Silences silences = new Silences(tables, study);
            this.inOrder = List.of(
                    new Rule(ModeEvidence.STUDY_TABLE, this::studyTable, silences::studyTable),
                    new Rule(ModeEvidence.SUPPLEMENT, this::supplement, Silences::supplement),
                    new Rule(ModeEvidence.CONSPIRACY, ModeRules::conspiracy, Silences::conspiracy),
                    new Rule(ModeEvidence.CJS_CODE, this::ownRow, silences::ownRow),
                    new Rule(ModeEvidence.HOME_OFFICE_CODE, this::homeOfficeCode, silences::homeOfficeCode),
                    new Rule(ModeEvidence.CJS_CODE_WITHOUT_SUFFIX, this::rowWithoutSuffix, silences::rowWithoutSuffix),
                    new Rule(
                            ModeEvidence.HOME_OFFICE_CODE_WITHOUT_SUFFIX,
                            this::homeOfficeCodeWithoutSuffix,
                            silences::homeOfficeCodeWithoutSuffix));
        }

        ModeDecision decide(NamedOffence offence) {
            for (Rule rule : inOrder) {
                ModeDecision decision = rule.decide().apply(offence);
                if (decision != null) {
                    return decision;
                }
            }
            return new ModeDecision(CourtMode.UNKNOWN, ModeEvidence.NONE, silence(offence));
        }

        /** Every kind of evidence asked, in order, up to the one that decides. */
        List<ClassificationStep> steps(NamedOffence offence) {
            List<ClassificationStep> steps = new ArrayList<>();
            for (Rule rule : inOrder) {
                ModeDecision decision = rule.decide().apply(offence);
                if (decision != null) {
                    steps.add(new ClassificationStep(rule.evidence(), decision.mode(), decision.reason()));
                    break;
                }
                steps.add(new ClassificationStep(
                        rule.evidence(), null, rule.silence().apply(offence)));
            }
            return List.copyOf(steps);
        }

        private @Nullable ModeDecision studyTable(NamedOffence offence) {
            StudyTable.Entry entry = studyEntry(offence);
            return entry == null
                    ? null
                    : new ModeDecision(
                            entry.mode(),
                            ModeEvidence.STUDY_TABLE,
                            "the study's own table says so (" + entry.source() + ")");
        }

        private StudyTable.@Nullable Entry studyEntry(NamedOffence offence) {
            StudyTable.Entry entry = onCode(offence, study::entry);
            if (entry != null || offence.conspiracy()) {
                return entry;
            }
            HomeOfficeCode homeOffice = offence.homeOfficeCodeIn(tables);
            return homeOffice == null ? null : study.entry(homeOffice);
        }

        private @Nullable ModeDecision supplement(NamedOffence offence) {
            RepealedOffence row = onCode(offence, tables::repealed);
            return row == null ? null : new ModeDecision(row.mode(), ModeEvidence.SUPPLEMENT, row.restsOn());
        }

        private static <T> @Nullable T onCode(NamedOffence offence, Function<OffenceCode, @Nullable T> table) {
            OffenceCode code = offence.code();
            T own = code == null ? null : table.apply(code);
            OffenceCode base = offence.codeWithoutSuffix();
            return own != null || base == null || offence.conspiracy() ? own : table.apply(base);
        }

        private static @Nullable ModeDecision conspiracy(NamedOffence offence) {
            return offence.conspiracy()
                    ? new ModeDecision(
                            CourtMode.INDICTABLE_ONLY,
                            ModeEvidence.CONSPIRACY,
                            "a conspiracy (suffix C) is, whatever it was to commit")
                    : null;
        }

        private @Nullable ModeDecision ownRow(NamedOffence offence) {
            return row(offence.code(), ModeEvidence.CJS_CODE);
        }

        private @Nullable ModeDecision homeOfficeCode(NamedOffence offence) {
            OffenceCode code = offence.code();
            HomeOfficeCode own = offence.homeOfficeCode();
            HomeOfficeCode used = own != null || code == null ? own : tables.homeOfficeCode(code);
            return homeOffice(used, ModeEvidence.HOME_OFFICE_CODE);
        }

        private @Nullable ModeDecision rowWithoutSuffix(NamedOffence offence) {
            return row(offence.codeWithoutSuffix(), ModeEvidence.CJS_CODE_WITHOUT_SUFFIX);
        }

        private @Nullable ModeDecision homeOfficeCodeWithoutSuffix(NamedOffence offence) {
            OffenceCode base = offence.codeWithoutSuffix();
            return base == null
                    ? null
                    : homeOffice(tables.homeOfficeCode(base), ModeEvidence.HOME_OFFICE_CODE_WITHOUT_SUFFIX);
        }

        /** A verified row decides even where it says that the entry is no offence: then the mode is UNKNOWN. */
        private @Nullable ModeDecision row(@Nullable OffenceCode code, ModeEvidence evidence) {
            CodeRow row = code == null ? null : tables.code(code);
            CodeRow.Standing standing = row == null || !row.verified() ? null : row.standing();
            return standing == null
                    ? null
                    : new ModeDecision(
                            standing.mode(),
                            evidence,
                            "the CJS Data Standards have " + code + " as " + standing.words());
        }

        private @Nullable ModeDecision homeOffice(@Nullable HomeOfficeCode code, ModeEvidence evidence) {
            HomeOfficeRow row = tables.homeOffice(code);
            return row == null || row.mode() == null
                    ? null
                    : new ModeDecision(
                            row.mode(), evidence, "all verified codes under Home Office code " + code + " are");
        }

        private String silence(NamedOffence offence) {
            OffenceCode code = offence.code();
            if (code != null) {
                return tables.code(code) == null
                        ? "the national list has no code " + code
                        : "the national list has no verified mode for " + code;
            }
            return offence.homeOfficeCode() != null
                    ? "the codes under Home Office code " + offence.homeOfficeCode() + " differ or are not known"
                    : "the record names no code, and no title that exactly one code has";
        }

        /** Why a kind of evidence says nothing of an offence, in words without a full stop. */
        private record Silences(ReferenceTables tables, StudyTable study) {

            String studyTable(NamedOffence offence) {
                return study.entries().isEmpty()
                        ? "there is no table of the study's own"
                        : "the study's own table does not name it";
            }

            static String supplement(NamedOffence offence) {
                return offence.code() == null
                        ? "there is no CJS code to look for"
                        : "it is not among the repealed offences of weight";
            }

            static String conspiracy(NamedOffence offence) {
                return "no suffix C";
            }

            String ownRow(NamedOffence offence) {
                OffenceCode code = offence.code();
                return code == null ? "there is no CJS code to look for" : row(code);
            }

            String homeOfficeCode(NamedOffence offence) {
                HomeOfficeCode own = offence.homeOfficeCode();
                OffenceCode code = offence.code();
                HomeOfficeCode used = own != null || code == null ? own : tables.homeOfficeCode(code);
                return homeOffice(used);
            }

            String rowWithoutSuffix(NamedOffence offence) {
                OffenceCode base = offence.codeWithoutSuffix();
                return base == null ? "the code has no suffix to leave out" : row(base);
            }

            String homeOfficeCodeWithoutSuffix(NamedOffence offence) {
                OffenceCode base = offence.codeWithoutSuffix();
                return base == null ? "the code has no suffix to leave out" : homeOffice(tables.homeOfficeCode(base));
            }

            private String row(OffenceCode code) {
                CodeRow row = tables.code(code);
                if (row == null) {
                    return "the national list has no code " + code;
                }
                return switch (row.evidence()) {
                    case VERIFIED -> "the national list has no mode for " + code;
                    case PRIOR ->
                        "the row of " + code + " is from an earlier list and is not in the CJS Data Standards";
                    case DEFAULTED -> "the row of " + code + " has a default in place of a mode, which says nothing";
                };
            }

            private String homeOffice(@Nullable HomeOfficeCode code) {
                if (code == null) {
                    return "no Home Office code is known for it";
                }
                HomeOfficeRow row = tables.homeOffice(code);
                if (row == null) {
                    return "the tables have no Home Office code " + code;
                }
                return row.mixedModes()
                        ? "the verified codes under Home Office code " + code + " differ"
                        : "no verified code is under Home Office code " + code;
            }
        }

        /**
         * A court mode and what it rests on.
         *
         * @param reason the evidence in words, without a full stop
         */
        record ModeDecision(CourtMode mode, ModeEvidence evidence, String reason) {}
    }

    /**
     * The codes that a record's words come down to.
     *
     * @param code the record's own, else the one code of its title where the record has no code of either kind
     * @param homeOfficeCode the record's own
     */
    record NamedOffence(
            @Nullable OffenceCode code, @Nullable HomeOfficeCode homeOfficeCode) {

        static NamedOffence of(OffenceDescription description) {
            HomeOfficeCode homeOffice = HomeOfficeCodeForm.usable(description.homeOfficeCode());
            OffenceCode code = description.cjsCode();
            String title = description.title();
            if (code == null && homeOffice == null && title != null) {
                code = OffenceTitles.code(title);
            }
            return new NamedOffence(code, homeOffice);
        }

        /** The code without its suffix; null if it has none. */
        @Nullable
        OffenceCode codeWithoutSuffix() {
            return code == null || code.suffix() == null ? null : code.base();
        }

        boolean conspiracy() {
            Character suffix = code == null ? null : code.suffix();
            return suffix != null && suffix == 'C';
        }

        /** The record's own, else the code's, else that of the code without its suffix; null if there is none. */
        @Nullable
        HomeOfficeCode homeOfficeCodeIn(ReferenceTables tables) {
            if (homeOfficeCode != null) {
                return homeOfficeCode;
            }
            HomeOfficeCode own = code == null ? null : tables.homeOfficeCode(code);
            OffenceCode base = codeWithoutSuffix();
            return own != null || base == null ? own : tables.homeOfficeCode(base);
        }

        /** Whether the tables list the code under another class than the record's Home Office code, which they know. */
        boolean codesDisagree(ReferenceTables tables) {
            if (code == null || homeOfficeCode == null || tables.homeOffice(homeOfficeCode) == null) {
                return false;
            }
            HomeOfficeCode listed = new NamedOffence(code, null).homeOfficeCodeIn(tables);
            return listed != null && listed.offenceClass() != homeOfficeCode.offenceClass();
        }
    }

    /** The study's own court modes, by CJS code or Home Office code as printed; they outrank every other evidence. */
    record StudyTable(Map<String, Entry> entries) {
        static final StudyTable NONE = new StudyTable(Map.of());

        StudyTable {
            entries = Map.copyOf(entries);
        }

        /** One row: the mode, and the source that the study states for it. */
        record Entry(CourtMode mode, String source) {}

        @Nullable
        Entry entry(OffenceCode code) {
            return entries.get(code.value());
        }

        @Nullable
        Entry entry(HomeOfficeCode code) {
            return entries.get(code.toString());
        }
    }
}
