package org.reconlink.offence;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.HomeOfficeCode;

/**
 * How offences are classified and counted.
 *
 * @param scales seriousness scales by name, the first is the one that finds the principal offence
 * @param indictable which offences a table counts as indictable
 * @param notCounted Home Office codes of breaches that are not counted
 * @param custodialDisposals disposal codes that are immediate custody
 * @param table the study's own table (columns code, mode, source) as CSV; null if it has none
 * @param scaleTables seriousness scales of the study's own (columns code, value) as CSV, each named as its file
 * @param courtsNotCounted words in names of courts whose convictions do not count; case makes no difference
 * @param titles the study's own titles and local codes (columns title, code) as CSV; null if it has none
 * @param evidence which sources can call an offence violent or sexual
 */
public record OffenceSettings(
        List<String> scales,
        Indictable indictable,
        Set<HomeOfficeCode> notCounted,
        Set<String> custodialDisposals,
        @Nullable Path table,
        List<Path> scaleTables,
        Set<String> courtsNotCounted,
        @Nullable Path titles,
        Evidence evidence) {
    /** Court mode alone. */
    public static final List<String> DEFAULT_SCALES = List.of("court-mode");

    /** Breach of licence conditions, 195/66; other breaches that are offences of their own count. */
    public static final Set<HomeOfficeCode> DEFAULT_NOT_COUNTED = Set.of(new HomeOfficeCode(195, 66));

    /** Immediate custody: not suspended, not activated later, not hospital. */
    public static final Set<String> DEFAULT_CUSTODIAL_DISPOSALS =
            Set.of("1002", "1003", "1007", "1022", "1024", "1081", "1162");

    public OffenceSettings {
        scales = List.copyOf(scales);
        notCounted = Set.copyOf(notCounted);
        custodialDisposals = Set.copyOf(custodialDisposals);
        scaleTables = List.copyOf(scaleTables);
        courtsNotCounted = Set.copyOf(courtsNotCounted);
    }

    /** Without scales of the study's own, every court counted. */
    public OffenceSettings(
            List<String> scales,
            Indictable indictable,
            Set<HomeOfficeCode> notCounted,
            Set<String> custodialDisposals,
            @Nullable Path table) {
        this(scales, indictable, notCounted, custodialDisposals, table, List.of(), Set.of());
    }

    /** With any source as evidence, without titles of the study's own. */
    public OffenceSettings(
            List<String> scales,
            Indictable indictable,
            Set<HomeOfficeCode> notCounted,
            Set<String> custodialDisposals,
            @Nullable Path table,
            List<Path> scaleTables,
            Set<String> courtsNotCounted) {
        this(
                scales,
                indictable,
                notCounted,
                custodialDisposals,
                table,
                scaleTables,
                courtsNotCounted,
                null,
                Evidence.ANY);
    }

    /** Whether convictions at this court count; those at a court that is not named do. */
    public boolean countsAt(@Nullable String court) {
        if (court == null || courtsNotCounted.isEmpty()) {
            return true;
        }
        String name = court.toUpperCase(Locale.ROOT);
        return courtsNotCounted.stream().noneMatch(words -> name.contains(words.toUpperCase(Locale.ROOT)));
    }

    /** What a protocol that says nothing of offences means: indictable-only offences are the indictable ones. */
    public static OffenceSettings defaults() {
        return new OffenceSettings(
                DEFAULT_SCALES, Indictable.ONLY, DEFAULT_NOT_COUNTED, DEFAULT_CUSTODIAL_DISPOSALS, null);
    }

    /** What can call an offence violent or sexual. */
    public enum Evidence {
        /** Any of the sources. */
        ANY,
        /** The statutory lists and the Home Office's flag for violence or sex alone. */
        STATUTE_AND_FLAG
    }

    /** What counts as indictable in a table. */
    public enum Indictable {
        ONLY,
        INCLUDING_EITHER_WAY
    }

    /**
     * Breaches of orders, notification and licence that are offences in their own right, by Home Office code. Breaches that are
     * no offence (category CB) are not among them: they never count.
     */
    public static final class BreachOffences {
        /**
         * Those whose description in the Home Office's list is the breach of an order or a licence made for a person: 8/29
         * injunction against harassment, 8/31, 8/39 and 66/38 restraining order, 8/32 anti-social behaviour order, 8/74 stalking,
         * 8/79 serious violence reduction, 36/12 slavery and trafficking, 66/08, 66/19, 66/20 and 68/08 sexual offences, sexual
         * harm and foreign travel, 66/17 notification, 66/39 non-molestation, 66/40 control order, 66/93 foreign travel, 66/97
         * forced marriage, 66/98 and 999/07 criminal behaviour, 68/04 female genital mutilation, 68/19 domestic abuse, 125/30
         * football banning, 143/96 drinking banning, 195/60 supervision, 195/66 licence, 196/13 individual support, 997/01
         * domestic violence, 998/00 supervision.
         */
        public static final Set<HomeOfficeCode> ALL = codes(
                "8/29", "8/31", "8/32", "8/39", "8/74", "8/79", "36/12", "66/08", "66/17", "66/19", "66/20", "66/38",
                "66/39", "66/40", "66/93", "66/97", "66/98", "68/04", "68/08", "68/19", "125/30", "143/96", "195/60",
                "195/66", "196/13", "997/01", "998/00", "999/07");

        private BreachOffences() {}

        private static Set<HomeOfficeCode> codes(String... printed) {
            return List.of(printed).stream()
                    .map(code -> code.split("/", -1))
                    .map(parts -> new HomeOfficeCode(Integer.parseInt(parts[0]), Integer.parseInt(parts[1])))
                    .collect(Collectors.toUnmodifiableSet());
        }
    }
}
