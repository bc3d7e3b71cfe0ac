package org.reconlink.offence;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.offence.ClassifiedOffence.CourtMode;
import org.reconlink.offence.OffenceNature.SpecifiedOffences;

/** The tables that ship with the product, read once; {@code reference/PROVENANCE.md} says where they are from. */
final class ReferenceTables {
    private final Map<String, CodeRow> codes = new HashMap<>(1 << 16);
    private final Map<HomeOfficeCode, HomeOfficeRow> homeOfficeCodes = new HashMap<>(1 << 13);
    private final Map<String, RepealedOffence> repealed = new HashMap<>(1 << 10);
    private final Map<String, MaximumSentence> maxima = new HashMap<>(1 << 14);
    private final Map<String, Set<SpecifiedOffences>> specified = new HashMap<>(1 << 11);

    /** Reads them anew. */
    ReferenceTables() {
        new ReferenceFile("cjs-offences.tsv", '\t', 5).forEachRow(cells -> codes.put(cells[0], CodeRow.of(cells)));
        new ReferenceFile("home-office-codes.tsv", '\t', 7).forEachRow(this::addHomeOfficeRow);
        new ReferenceFile("repealed-offences.csv", ',', 5)
                .forEachRow(cells -> repealed.put(cells[0], RepealedOffence.of(cells)));
        new ReferenceFile("maximum-sentences.tsv", '\t', 2)
                .forEachRow(cells -> maxima.put(cells[0], MaximumSentence.of(cells[1])));
        new ReferenceFile("specified-offences.tsv", '\t', 2)
                .forEachRow(cells -> specified
                        .computeIfAbsent(cells[1], code -> EnumSet.noneOf(SpecifiedOffences.class))
                        .add(SpecifiedOffences.keyed(cells[0])));
    }

    /** The tables, read on first use. */
    static ReferenceTables shipped() {
        return Shipped.TABLES;
    }

    @Nullable
    CodeRow code(OffenceCode code) {
        return codes.get(code.value());
    }

    @Nullable
    HomeOfficeRow homeOffice(@Nullable HomeOfficeCode code) {
        return code == null ? null : homeOfficeCodes.get(code);
    }

    @Nullable
    RepealedOffence repealed(OffenceCode code) {
        return repealed.get(code.value());
    }

    /** The code's own maximum, else that of the code without its suffix; null if neither has one. */
    @Nullable
    MaximumSentence maximum(OffenceCode code) {
        MaximumSentence own = maxima.get(code.value());
        return own != null ? own : maxima.get(code.base().value());
    }

    /** The statutory lists that name the code itself. */
    Set<SpecifiedOffences> specified(OffenceCode code) {
        return specified.getOrDefault(code.value(), Set.of());
    }

    /** The code's Home Office code: the supplement's, else the national list's; null if neither has one. */
    @Nullable
    HomeOfficeCode homeOfficeCode(OffenceCode code) {
        RepealedOffence supplement = repealed(code);
        if (supplement != null && supplement.homeOfficeCode() != null) {
            return supplement.homeOfficeCode();
        }
        CodeRow row = code(code);
        return row == null ? null : row.homeOfficeCode();
    }

    private void addHomeOfficeRow(String[] cells) {
        HomeOfficeCode code = HomeOfficeCodeForm.orNull(cells[0]);
        if (code != null) {
            homeOfficeCodes.put(code, HomeOfficeRow.of(cells));
        }
    }

    private static final class Shipped {
        static final ReferenceTables TABLES = new ReferenceTables();
    }

    /**
     * A row of the curated supplement: an offence of weight whose mode the national list does not vouch for.
     *
     * @param homeOfficeCode stands in where the list has none, or only a catch-all; null if none was needed
     * @param restsOn the Act and section that say where it is tried
     */
    record RepealedOffence(CourtMode mode, @Nullable HomeOfficeCode homeOfficeCode, String restsOn, String title) {

        /** Reads the cells code, mode, Home Office code, Act, title. */
        static RepealedOffence of(String[] cells) {
            return new RepealedOffence(
                    CourtMode.valueOf(cells[1]), HomeOfficeCodeForm.orNull(cells[2]), cells[3], cells[4]);
        }
    }

    /**
     * A longest sentence as the table states it: {@code life}, or a number and one of y, m, w, d.
     *
     * @param days a year is 365.25 days and a month a twelfth of it, rounded, so that twelve months are one year; life is
     *     {@link ClassifiedOffence#LIFE}
     */
    record MaximumSentence(int days, String words) {
        private static final double YEAR = 365.25;

        static MaximumSentence of(String cell) {
            if (cell.equals("life")) {
                return new MaximumSentence(ClassifiedOffence.LIFE, "life");
            }
            int number = Integer.parseInt(cell.substring(0, cell.length() - 1));
            return switch (cell.charAt(cell.length() - 1)) {
                case 'y' -> counted(number, "year", YEAR);
                case 'm' -> counted(number, "month", YEAR / 12);
                case 'w' -> counted(number, "week", 7);
                case 'd' -> counted(number, "day", 1);
                default -> throw new IllegalStateException("no unit of time ends " + cell);
            };
        }

        /** Longer than any magistrates' court can give, so certainly a maximum on indictment. */
        boolean beyondSummaryPowers() {
            return days > Math.round(YEAR);
        }

        private static MaximumSentence counted(int number, String unit, double days) {
            return new MaximumSentence((int) Math.round(number * days), number + " " + unit + (number == 1 ? "" : "s"));
        }
    }

    /**
     * A table among the resources, under {@code reference/}: headings in its first line, no quoting; the last column takes
     * the rest of its line.
     */
    record ReferenceFile(String name, char separator, int columns) {

        /** Hands every row below the headings to the reader, in order; the array is the reader's to keep. */
        void forEachRow(Consumer<String[]> reader) {
            try (BufferedReader lines = open()) {
                lines.readLine();
                int number = 1;
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    number++;
                    reader.accept(split(line, number));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private BufferedReader open() throws IOException {
            InputStream in = ReferenceFile.class.getResourceAsStream("/reference/" + name);
            if (in == null) {
                throw new IllegalStateException("reference table " + name + " is missing from this build");
            }
            InputStream text = name.endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
            return new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8), 1 << 16);
        }

        private String[] split(String line, int number) {
            String[] cells = new String[columns];
            int from = 0;
            for (int i = 0; i < columns - 1; i++) {
                int to = line.indexOf(separator, from);
                if (to < 0) {
                    throw new IllegalStateException("reference table " + name + ", line " + number + ": " + (i + 1)
                            + " columns where " + columns + " are expected");
                }
                cells[i] = line.substring(from, to);
                from = to + 1;
            }
            cells[columns - 1] = line.substring(from);
            return cells;
        }
    }

    /**
     * What the national list says of one CJS code.
     *
     * @param standing null where the list has no mode
     * @param homeOfficeCode null where the list has none, or class 0, which is no class
     */
    record CodeRow(
            Evidence evidence,
            @Nullable Standing standing,
            boolean nonOffenceBreach,
            @Nullable HomeOfficeCode homeOfficeCode) {

        /** How far the row can be believed. */
        enum Evidence {
            /** Agrees with the published CJS Data Standards. */
            VERIFIED,
            /** Not in the published list. */
            PRIOR,
            /** The mode was a silent default upstream and is not shipped. */
            DEFAULTED
        }

        /** What the list says an entry is: an offence with a court mode, or none. */
        enum Standing {
            INDICTABLE_ONLY(CourtMode.INDICTABLE_ONLY, "triable only on indictment"),
            EITHER_WAY(CourtMode.EITHER_WAY, "triable either way"),
            SUMMARY(CourtMode.SUMMARY, "triable only summarily"),
            NOT_CRIMINAL(CourtMode.UNKNOWN, "a matter that is not criminal"),
            NOT_OFFENCE(CourtMode.UNKNOWN, "an entry that is no offence"),
            BREACH(CourtMode.UNKNOWN, "a breach that is no offence of its own");

            private final CourtMode mode;
            private final String words;

            Standing(CourtMode mode, String words) {
                this.mode = mode;
                this.words = words;
            }

            CourtMode mode() {
                return mode;
            }

            String words() {
                return words;
            }
        }

        boolean verified() {
            return evidence == Evidence.VERIFIED;
        }

        /** Reads the cells code, evidence, mode, category, Home Office code. */
        static CodeRow of(String[] cells) {
            return new CodeRow(
                    evidence(cells[1]), standing(cells[2]), cells[3].equals("CB"), HomeOfficeCodeForm.orNull(cells[4]));
        }

        private static Evidence evidence(String letter) {
            return switch (letter) {
                case "V" -> Evidence.VERIFIED;
                case "P" -> Evidence.PRIOR;
                case "D" -> Evidence.DEFAULTED;
                default -> throw new IllegalStateException("no evidence has the letter " + letter);
            };
        }

        private static @Nullable Standing standing(String letter) {
            return switch (letter) {
                case "I" -> Standing.INDICTABLE_ONLY;
                case "E" -> Standing.EITHER_WAY;
                case "S" -> Standing.SUMMARY;
                case "N" -> Standing.NOT_CRIMINAL;
                case "O" -> Standing.NOT_OFFENCE;
                case "B" -> Standing.BREACH;
                case "" -> null;
                default -> throw new IllegalStateException("no mode has the letter " + letter);
            };
        }
    }

    /**
     * What the tables say of one Home Office code.
     *
     * <p>{@code opd_violence_sex_flag} is one flag for both: it is 1 for assaults and for rapes alike, while
     * {@code is_violent_sanction} is 1 for no sexual offence. A flagged code is therefore read as sexual if its parent group
     * or its actuarial category is, as violent otherwise; a sexual offence is never called violent because of that flag.
     *
     * @param mode of all verified CJS codes under this one, where they agree; null if they do not, or there are none
     * @param mixedModes there are verified codes and they do not agree
     * @param group one of twelve parent groups; null where the code has no description
     */
    record HomeOfficeRow(
            @Nullable CourtMode mode,
            boolean mixedModes,
            @Nullable String group,
            boolean violenceOrSex,
            boolean sexualCategory,
            boolean violentSanction,
            String description) {
        static final String VIOLENCE = "Violence against the person";
        static final String SEXUAL = "Sexual offences";

        boolean violentGroup() {
            return VIOLENCE.equals(group);
        }

        boolean sexualGroup() {
            return SEXUAL.equals(group);
        }

        /** The combined flag, where it can only mean violence. */
        boolean flaggedViolent() {
            return violenceOrSex && !sexualGroup() && !sexualCategory;
        }

        /** The combined flag, where it means a sexual offence. */
        boolean flaggedSexual() {
            return violenceOrSex && (sexualGroup() || sexualCategory);
        }

        /** Reads the cells code, mode, parent group, violence or sex, sexual category, violent sanction, description. */
        static HomeOfficeRow of(String[] cells) {
            return new HomeOfficeRow(
                    mode(cells[1]),
                    cells[1].equals("mixed"),
                    cells[2].isEmpty() ? null : cells[2],
                    cells[3].equals("1"),
                    cells[4].equals("1"),
                    cells[5].equals("1"),
                    cells[6]);
        }

        private static @Nullable CourtMode mode(String cell) {
            return switch (cell) {
                case "I" -> CourtMode.INDICTABLE_ONLY;
                case "E" -> CourtMode.EITHER_WAY;
                case "S" -> CourtMode.SUMMARY;
                case "", "mixed" -> null;
                default -> throw new IllegalStateException("no mode is written " + cell);
            };
        }
    }
}
