package org.reconlink.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PersonName;

/**
 * Tells what in a text says who somebody is: what is known of one participant, in every form that people write it, and what
 * says it of anybody by its shape alone.
 */
final class IdentifyingText {
    // First, because what follows is made with them.
    private static final Pattern FORMATTING = Pattern.compile("\\p{Cf}");
    private static final Pattern DASH = Pattern.compile("\\p{Pd}");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern ACCENT = Pattern.compile("\\p{M}");
    private static final Pattern POSSESSIVE = Pattern.compile("['’‘`´ʼ](?=[sS]\\b(?!['’-]))");
    private static final Pattern APOSTROPHE = Pattern.compile("['’‘`´ʼ]");
    private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern LETTER_BESIDE_DIGIT = Pattern.compile("(?<=\\p{L})(?=\\p{N})|(?<=\\p{N})(?=\\p{L})");
    private static final Pattern TEN_DIGITS_WITHOUT_NOUGHT = Pattern.compile("[1237][0-9]{9}");
    private static final Pattern TWO_NAMES = Pattern.compile("[\\p{L}'’-]{2,},? [\\p{L}'’-]{2,}");

    /** How many cells of a column it takes. */
    enum Evidence {
        /** One. */
        ANY,
        /** One in a hundred: a single one can come by chance. */
        SOME,
        /** More than half: it often comes by chance. */
        MOST
    }

    /** What a text can say. */
    enum Kind {
        NAME("the participant's name", Evidence.ANY),
        DATE_OF_BIRTH("the participant's date of birth", Evidence.ANY),
        PERHAPS_DATE_OF_BIRTH("the participant's date of birth in digits", Evidence.SOME),
        IDENTIFIER("the participant's identifier or postcode", Evidence.ANY),
        PERHAPS_IDENTIFIER("the participant's identifier", Evidence.SOME),
        SHORT_IDENTIFIER("the participant's identifier", Evidence.MOST),
        INITIALS_AND_YEAR("the participant's initials and year of birth", Evidence.ANY),
        PERHAPS_INITIALS_AND_YEAR("the participant's initials and year of birth", Evidence.SOME),
        INITIALS("the participant's initials", Evidence.MOST),
        ANYBODYS_NAME("somebody's name", Evidence.ANY),
        POSTCODE("a postcode", Evidence.ANY),
        ADDRESS("an address", Evidence.ANY),
        POLICE_OR_PRISON_NUMBER("a PNC id, CRO number or prison number", Evidence.ANY),
        CASE_REFERENCE("a case reference number", Evidence.MOST),
        NHS_NUMBER("an NHS number", Evidence.ANY),
        NATIONAL_INSURANCE("a National Insurance number", Evidence.ANY),
        EMAIL("an e-mail address", Evidence.ANY),
        WEB("a web address", Evidence.ANY),
        TELEPHONE("a telephone number", Evidence.ANY),
        PERHAPS_TELEPHONE("a telephone number", Evidence.MOST);

        private final String words;
        private final Evidence evidence;

        Kind(String words, Evidence evidence) {
            this.words = words;
            this.evidence = evidence;
        }

        String words() {
            return words;
        }

        Evidence evidence() {
            return evidence;
        }
    }

    /** Names that are also words, places, months or peoples: alone they tell nobody. */
    private static final Set<String> ALSO_WORDS = Set.of(
            ("ALBA AMBER ANGEL APRIL ART ASH ASTON ATLANTA AUSTIN BAILEY BEAU BELLE BLAKE BLESSING BROOK BROOKE BROOKLYN CAMPBELL"
                            + " CAN CAROL CARTER CHAD CHANDLER CHASE CHELSEA CHESTER CHRISTIAN CLARK COLE COOPER CORAL CRUZ CRYSTAL DALE"
                            + " DANISH DAWN DEACON DEAN DESTINY DEVON DREW EBONY EDEN EDISON EMBER EMERALD FERN FLETCHER FLORA FLORENCE"
                            + " FRANK FRASER GEORGIA GLEN GRACE GRANT GUY HAL HARLEY HARLOW HARMONY HEATH HEATHER HOLLY HONEY HONOR HOPE"
                            + " HUNTER INDIA IRIS ISIS IVY JACK JADE JAN JASPER JAY JEAN JORDAN JOY JUDE JUNE JUNIOR KENT KERRY LANCE"
                            + " LAUREL LEE LEIGH LENNOX LIBERTY LINCOLN MARINA MARK MASON MAX MAXIMUS MAY MEADOW MELODY MILAN MILES"
                            + " NELSON NOOR OCEAN ORLANDO PARIS PARKER PEARL PENNY PHOENIX PIPER POPPY PRECIOUS PRINCE PRINCESS REEF"
                            + " REGAN RIO ROBIN ROMAN ROSE ROSEMARY ROSS ROWAN ROY RUBY SAFFRON SAHIB SAID SAPPHIRE SAVANNAH SAXON"
                            + " SCARLET SCOTT SHANNON SHEIKH SHELBY SKYE SOL STANLEY STAR STEWART STORM STUART SULTAN SUMMER SYDNEY TATE"
                            + " TAYLOR TROY TUDOR TYLER VERITY VICTOR VICTORIA VIOLET VIRGINIA WARREN WAYNE WILL WILLOW WILSON WINSTON"
                            + " WOODY WREN ZION")
                    .split(" "));

    private static final Set<String> FORENAMES = forenames();

    private static final List<String> MONTHS = List.of(
            "JANUARY",
            "FEBRUARY",
            "MARCH",
            "APRIL",
            "MAY",
            "JUNE",
            "JULY",
            "AUGUST",
            "SEPTEMBER",
            "OCTOBER",
            "NOVEMBER",
            "DECEMBER");
    private static final List<String> NUMBERS = List.of(
            ("ZERO ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE THIRTEEN FOURTEEN FIFTEEN SIXTEEN SEVENTEEN"
                            + " EIGHTEEN NINETEEN")
                    .split(" "));
    private static final List<String> TENS =
            List.of("", "", "TWENTY", "THIRTY", "FORTY", "FIFTY", "SIXTY", "SEVENTY", "EIGHTY", "NINETY");
    private static final List<String> ORDINALS = List.of(
            ("ZEROTH FIRST SECOND THIRD FOURTH FIFTH SIXTH SEVENTH EIGHTH NINTH TENTH ELEVENTH TWELFTH THIRTEENTH FOURTEENTH"
                            + " FIFTEENTH SIXTEENTH SEVENTEENTH EIGHTEENTH NINETEENTH TWENTIETH")
                    .split(" "));
    /** Parts of surnames that are words of other names and of plain text, too. */
    private static final Set<String> PARTICLES = Set.of(
            "VAN", "VON", "DER", "DEN", "DEL", "DOS", "DAS", "TER", "BIN", "IBN", "ABU", "MAC", "SAN", "SAINT", "THE",
            "AND");

    /** What stands between the parts of a date that is written in words. */
    private static final Set<String> BETWEEN_PARTS = Set.of("OF", "THE", "AND", "ST", "ND", "RD", "TH");

    private static final Pattern POSTCODES = Pattern.compile(
            "\\b(?:GIR 0AA|[A-PR-UWYZ](?:[0-9]{1,2}|[A-HK-Y][0-9]{1,2}|[0-9][A-HJKPSTUW]|[A-HK-Y][0-9][ABEHMNPRVWXY])"
                    + " {1,3}[0-9][ABD-HJLNP-UW-Z]{2})\\b");
    private static final Pattern ADDRESSES = Pattern.compile(
            "\\b[0-9]{1,4}[A-Z]?,? +(?:[A-Z'.-]+ +){1,3}(?:STREET|ROAD|RD|LANE|AVENUE|AVE|CRESCENT|TERRACE|CLOSE|DRIVE|GROVE|GARDENS)\\b"
                    + "|\\bP\\.? ?O\\.? BOX [0-9]");
    private static final String CHECK_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY";
    private static final Pattern PNC_IDS = Pattern.compile("\\b(?:19|20)?[0-9]{2} ?/ ?[0-9]{1,7} ?[A-HJ-NP-RT-Z]\\b");
    private static final Pattern CRO_NUMBERS =
            Pattern.compile("\\b(?:[0-9]{1,6} ?/ ?[0-9]{2} ?[A-Z]|SF ?[0-9]{2} ?/ ?[0-9]{1,7} ?[A-Z])\\b");
    private static final Pattern PRISON_NUMBERS = Pattern.compile("\\b[A-Z][0-9]{4}[A-Z]{2}\\b");
    private static final Pattern CASE_REFERENCES = Pattern.compile("[A-Z][0-9]{6}");
    private static final Pattern TEN_DIGITS =
            Pattern.compile("(?<![0-9])(?:[0-9]{3}[ ./-]?[0-9]{3}[ ./-]?[0-9]{4}|[0-9](?: ?[0-9]){9})(?![0-9])");
    private static final Pattern NATIONAL_INSURANCE = Pattern.compile(
            "\\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?[0-9]{2}[ -]?[0-9]{2}[ -]?[0-9]{2}[ -]?[A-D]\\b");
    private static final Pattern EMAILS =
            Pattern.compile("[A-Z0-9._%+'-]+ ?(?:@|\\(AT\\)|\\[AT\\]) ?[A-Z0-9-]+(?:\\.[A-Z0-9-]+)+");
    private static final Pattern WEB = Pattern.compile(
            "\\b(?:HTTPS?|FTP)://|\\bWWW\\.|\\b[A-Z0-9-]{2,}\\.(?:COM|ORG|NET|UK)\\b|(?:^| )@[A-Z0-9_.]{3,}");
    private static final Pattern DIALLED =
            Pattern.compile("(?<![0-9/.])[+(]{0,2}[0-9][0-9 ().-]{6,22}[0-9](?![0-9:/])");
    private static final Pattern GROUPED = Pattern.compile(
            "(?<![0-9/.])(?:\\+44 ?(?:\\(0\\))? ?|\\(?0)[1-9][0-9]{1,4}\\)?[ -]?[0-9]{3,4}[ -]?[0-9]{3,4}(?![0-9/:.-])");
    private static final Pattern DASHED_DATE =
            Pattern.compile("\\b(?:[0-9]{1,2}[.-][0-9]{1,2}[.-][0-9]{2,4}|[0-9]{4}[.-][0-9]{1,2}[.-][0-9]{1,2})\\b");
    private static final Pattern TITLED = Pattern.compile(
            "\\b(?:(?i:Mr|Mrs|Miss|Mx|Dr|Prof|Professor|Rev|Cllr|Sgt)|Ms|HHJ|PC|DC|DS|WPC)\\.? ?\\b\\p{Lu}[\\p{L}'’-]{2,}");
    private static final Pattern TWO_WORDS = Pattern.compile(
            "(?<![\\p{L}])(?=(\\p{Lu}[\\p{L}'’-]+)(?:, ?| )((?:\\p{Lu}\\.? )?\\p{Lu}[\\p{L}'’-]+)(?![\\p{L}]))");

    private static final int FEWEST_DIGITS_OF_DATE = 4;
    /** From here on the days that spreadsheets count have four digits, too. */
    private static final int FIRST_YEAR_OF_LONG_SERIALS = 1907;

    /** In a longer text two letters before a year are more often a word. */
    private static final int MOST_OF_INITIALS_AND_YEAR = 12;

    private final Set<String> names = new LinkedHashSet<>();
    private final Set<String> inFull = new LinkedHashSet<>();
    private final Set<String> accounts = new LinkedHashSet<>();
    private final Set<String> together = new LinkedHashSet<>();
    private final Set<String> initials = new LinkedHashSet<>();
    private final Set<String> birth = new LinkedHashSet<>();
    private final Set<String> perhapsBirth = new LinkedHashSet<>();
    private @Nullable LocalDate born;
    private final Set<String> year = new LinkedHashSet<>();
    private final Set<String> shortYear = new LinkedHashSet<>();
    private final Set<String> identifiers = new LinkedHashSet<>();
    private final Set<String> perhapsIdentifiers = new LinkedHashSet<>();
    private final Set<String> shortIdentifiers = new LinkedHashSet<>();

    private IdentifyingText() {}

    /** What says who this participant is. */
    static IdentifyingText of(Participant participant) {
        IdentifyingText own = new IdentifyingText();
        PersonDetails details = participant.details();
        Stream.concat(Stream.of(details.name()), details.aliases().stream()).forEach(own::add);
        LocalDate born = details.dateOfBirth();
        if (born != null) {
            own.born = born;
            String year = String.valueOf(born.getYear());
            own.year.add(year);
            own.shortYear.add(year.substring(2));
        }
        own.addIdentifier(participant.id().value());
        own.addIdentifier(details.prisonNumber());
        own.addIdentifier(details.personKey());
        if (details.pncId() != null) {
            String pnc = details.pncId().value();
            String serial = pnc.substring(pnc.indexOf('/') + 1);
            for (String number : List.of(serial, serial.replaceFirst("^0+", ""))) {
                own.addIdentifier(pnc.substring(0, 4) + number);
                own.addIdentifier(pnc.substring(2, 4) + number);
                own.addIdentifier(pnc.substring(0, 4) + number.substring(0, number.length() - 1));
            }
            own.addIdentifier(serial);
        }
        if (details.croNumber() != null) {
            own.addIdentifier(details.croNumber().value());
            own.addIdentifier(details.croNumber().value().replaceFirst("^0+", ""));
        }
        details.postcodes().forEach(postcode -> own.addIdentifier(postcode.value()));
        return own;
    }

    private void add(PersonName name) {
        String surname = words(name.surname());
        String forename = words(name.forename());
        String middle = words(name.middleNames());
        Stream.of(surname, forename).filter(part -> part.length() > 1).forEach(part -> {
            names.add(part);
            names.add(part.replace(" ", ""));
        });
        Stream.of(surname, forename, middle)
                .flatMap(part -> Stream.of(part.split(" ")))
                .filter(part -> part.length() > 2 && !PARTICLES.contains(part))
                .forEach(names::add);
        if (!surname.isEmpty() && !forename.isEmpty()) {
            inFull.addAll(List.of(forename + " " + surname, surname + " " + forename));
            String joined = surname.replace(" ", "");
            String first = forename.replace(" ", "");
            if (joined.length() > 3) {
                accounts.add(first.charAt(0) + joined);
                accounts.add(joined + first.charAt(0));
            }
            if (joined.length() > 2 && first.length() > 2) {
                together.add(first + joined);
                together.add(joined + first);
            }
            String s = joined.substring(0, 1);
            String f = first.substring(0, 1);
            initials.addAll(List.of(f + s, s + f, f + " " + s, s + " " + f));
            if (!middle.isEmpty()) {
                String m = middle.substring(0, 1);
                initials.addAll(List.of(f + m + s, f + " " + m + " " + s));
            }
        }
    }

    /** All forms of the date of birth, made for the first cell that may hold one: few columns have any. */
    private void addBirth(LocalDate born) {
        String d = String.valueOf(born.getDayOfMonth());
        String m = String.valueOf(born.getMonthValue());
        String yyyy = String.valueOf(born.getYear());
        String dd = (d.length() == 1 ? "0" : "") + d;
        String mm = (m.length() == 1 ? "0" : "") + m;
        String yy = yyyy.substring(2);
        String month = MONTHS.get(born.getMonthValue() - 1);
        List<String> years =
                Stream.concat(Stream.of(yyyy, yy), yearsInWords(born.getYear())).toList();
        List<String> days = Stream.concat(Stream.of(d, dd), daysInWords(born.getDayOfMonth()))
                .toList();
        for (String y : years) {
            for (String day : days) {
                for (String named :
                        List.of(month, month.substring(0, 3), month.substring(0, Math.min(4, month.length())))) {
                    birth.add(day + " " + named + " " + y);
                    birth.add(named + " " + day + " " + y);
                    birth.add(y + " " + named + " " + day);
                }
            }
        }
        for (String y : List.of(yyyy, yy)) {
            for (String day : List.of(d, dd)) {
                for (String number : List.of(m, mm)) {
                    birth.add(day + " " + number + " " + y);
                    birth.add(number + " " + day + " " + y);
                    birth.add(y + " " + number + " " + day);
                }
            }
        }
        birth.addAll(List.of(yyyy + mm + dd, dd + mm + yyyy, mm + dd + yyyy));
        perhapsBirth.addAll(List.of(dd + mm + yy, mm + dd + yy, yy + mm + dd));
        long serial = ChronoUnit.DAYS.between(LocalDate.of(1899, 12, 30), born);
        perhapsBirth.add(String.valueOf(serial));
        perhapsBirth.add(String.valueOf(serial - 1462));
    }

    private static Stream<String> daysInWords(int day) {
        String ordinal = day <= 20
                ? ORDINALS.get(day)
                : day == 30 ? "THIRTIETH" : TENS.get(day / 10) + " " + ORDINALS.get(day % 10);
        return Stream.of(numberInWords(day), ordinal);
    }

    /** Of a number from 1 to 99. */
    private static String numberInWords(int number) {
        return number < 20
                ? NUMBERS.get(number)
                : TENS.get(number / 10) + (number % 10 == 0 ? "" : " " + NUMBERS.get(number % 10));
    }

    private static Stream<String> yearsInWords(int year) {
        int rest = year % 100;
        String tail = rest == 0 ? "HUNDRED" : numberInWords(rest);
        if (year >= 2000) {
            return Stream.of(rest == 0 ? "TWO THOUSAND" : "TWO THOUSAND " + tail, "TWENTY " + tail);
        }
        String century = NUMBERS.get(year / 100);
        return rest > 0 && rest < 10
                ? Stream.of(century + " HUNDRED " + tail, century + " OH " + tail, century + " O " + tail)
                : Stream.of(century + " " + tail, century + " HUNDRED " + tail);
    }

    private void addIdentifier(@Nullable String identifier) {
        String folded = words(identifier).replace(" ", "");
        boolean digits = folded.chars().allMatch(Character::isDigit);
        int length = folded.length();
        if (length == 0) {
            return;
        }
        (length < 4 || (digits && length < 5)
                        ? shortIdentifiers
                        : digits && length < 8 ? perhapsIdentifiers : identifiers)
                .add(folded);
    }

    /** All that the text says but names, which are judged with the rest of their column. */
    Set<Kind> in(Folded cell) {
        Set<Kind> kinds = EnumSet.copyOf(cell.anybody);
        LocalDate date = born;
        if (date != null && birth.isEmpty() && cell.mayHold(date)) {
            addBirth(date);
        }
        if (birth.stream().anyMatch(cell::has)) {
            kinds.add(Kind.DATE_OF_BIRTH);
        }
        if (perhapsBirth.stream().anyMatch(cell::has)) {
            kinds.add(Kind.PERHAPS_DATE_OF_BIRTH);
        }
        if (identifiers.stream().anyMatch(cell::joins)) {
            kinds.add(Kind.IDENTIFIER);
        }
        if (perhapsIdentifiers.stream().anyMatch(cell::joins)) {
            kinds.add(Kind.PERHAPS_IDENTIFIER);
        }
        if (shortIdentifiers.contains(cell.joined)) {
            kinds.add(Kind.SHORT_IDENTIFIER);
        }
        if (initials.contains(cell.joined)) {
            kinds.add(Kind.INITIALS);
        }
        if (initialsWith(year, cell)) {
            kinds.add(Kind.INITIALS_AND_YEAR);
        }
        if (initialsWith(shortYear, cell)) {
            kinds.add(Kind.PERHAPS_INITIALS_AND_YEAR);
        }
        return kinds;
    }

    private boolean initialsWith(Set<String> years, Folded cell) {
        if (cell.joined.length() > MOST_OF_INITIALS_AND_YEAR) {
            return false;
        }
        for (String y : years) {
            if (cell.joined.contains(y)
                    && initials.stream().anyMatch(i -> cell.has(i + " " + y) || cell.has(y + " " + i))) {
                return true;
            }
        }
        return false;
    }

    /** Those of the participant's own names that stand in the cell as words. */
    Set<String> namesIn(Folded cell) {
        Set<String> found = Stream.concat(names.stream(), accounts.stream())
                .filter(cell::has)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        together.stream().filter(cell.joined::contains).forEach(found::add);
        return found;
    }

    /** Forename and surname, in both orders, of every name that the participant has. */
    Set<String> namesInFull() {
        return inFull;
    }

    /** What a text says of anybody, by its shape. */
    private static EnumSet<Kind> anybody(String text) {
        EnumSet<Kind> kinds = EnumSet.noneOf(Kind.class);
        String plain = plain(text);
        String capitals = plain.toUpperCase(Locale.ROOT);
        if (POSTCODES.matcher(capitals).find()) {
            kinds.add(Kind.POSTCODE);
        }
        if (ADDRESSES.matcher(capitals).find()) {
            kinds.add(Kind.ADDRESS);
        }
        if (PRISON_NUMBERS.matcher(capitals).find()
                || Stream.of(PNC_IDS, CRO_NUMBERS)
                        .flatMap(numbers -> numbers.matcher(capitals).results())
                        .anyMatch(number -> isPoliceNumber(number.group()))) {
            kinds.add(Kind.POLICE_OR_PRISON_NUMBER);
        }
        if (CASE_REFERENCES.matcher(capitals.strip()).matches()) {
            kinds.add(Kind.CASE_REFERENCE);
        }
        if (TEN_DIGITS.matcher(capitals).results().anyMatch(number -> isNhsNumber(number.group()))) {
            kinds.add(Kind.NHS_NUMBER);
        }
        if (NATIONAL_INSURANCE.matcher(capitals).find()) {
            kinds.add(Kind.NATIONAL_INSURANCE);
        }
        if (EMAILS.matcher(capitals).find()) {
            kinds.add(Kind.EMAIL);
        }
        if (WEB.matcher(capitals).find()) {
            kinds.add(Kind.WEB);
        }
        if (Stream.of(DIALLED, GROUPED)
                .flatMap(numbers -> numbers.matcher(capitals).results())
                .anyMatch(number -> isTelephone(number.group()))) {
            kinds.add(Kind.TELEPHONE);
        }
        if (TEN_DIGITS_WITHOUT_NOUGHT.matcher(capitals.strip()).matches()) {
            kinds.add(Kind.PERHAPS_TELEPHONE);
        }
        if (namesAnybody(plain)) {
            kinds.add(Kind.ANYBODYS_NAME);
        }
        return kinds;
    }

    /** Enough digits, or the check letter over all of them: a mark out of twenty-four and a grade are none. */
    private static boolean isPoliceNumber(String text) {
        String[] parts = text.replaceAll("[^0-9/]", "").split("/", 0);
        String year = parts[text.matches("(?:19|20)?[0-9]{2} ?/.*") || text.startsWith("SF") ? 0 : 1];
        String serial = parts[parts[0].equals(year) ? 1 : 0];
        if (year.length() + serial.length() > 6) {
            return true;
        }
        String two = year.substring(year.length() - 2);
        char letter = text.charAt(text.length() - 1);
        return Stream.of(7, 6, serial.length())
                .map(digits -> two + "0".repeat(Math.max(0, digits - serial.length())) + serial)
                .anyMatch(all -> CHECK_LETTERS.charAt((int) (Long.parseLong(all) % CHECK_LETTERS.length())) == letter);
    }

    /** The sum of nine digits by their weights of 10 to 2 and the tenth is a multiple of 11. */
    private static boolean isNhsNumber(String text) {
        int[] digits = text.chars().filter(Character::isDigit).map(c -> c - '0').toArray();
        int sum = IntStream.range(0, 10)
                .map(i -> digits[i] * (i == 9 ? 1 : 10 - i))
                .sum();
        return sum % 11 == 0 && IntStream.of(digits).distinct().count() > 1;
    }

    private static boolean isTelephone(String text) {
        String digits = text.replaceAll("[^0-9]", "");
        if (text.matches("[0-9]+\\.[0-9]+") || DASHED_DATE.matcher(text).find()) {
            return false;
        }
        int length = digits.length();
        if (text.startsWith("+") || text.startsWith("(+") || digits.startsWith("00")) {
            return length >= 9 && length <= 17;
        }
        return (digits.matches("0[1-9].*") && (length == 10 || length == 11))
                || (digits.startsWith("44") && length == 12)
                || (digits.matches("7[0-9]{9}") && digits.length() != text.length());
    }

    /** A title and a name, or two words beside each other of which one is a forename and nothing else. */
    private static boolean namesAnybody(String text) {
        if (TITLED.matcher(text).find()) {
            return true;
        }
        String whole = text.strip();
        if (TWO_NAMES.matcher(whole).matches()) {
            String[] words = whole.split(",? ", 0);
            return isForename(words[0]) || isForename(words[1]);
        }
        Matcher two = TWO_WORDS.matcher(text);
        while (two.find()) {
            String[] second = two.group(2).split(" ", 0);
            if (isForename(two.group(1)) || isForename(second[second.length - 1])) {
                return true;
            }
        }
        return false;
    }

    private static boolean isForename(String word) {
        return isOnlyAName(words(word));
    }

    /** Whether a word is somebody's forename and hardly ever anything else. */
    static boolean isOnlyAName(String word) {
        return FORENAMES.contains(word) && !ALSO_WORDS.contains(word);
    }

    /** A cell as it is searched, and what it says of anybody: made once of a text that many have. */
    static final class Folded {
        private final EnumSet<Kind> anybody;
        private final String spaced;
        private final String prefixed;
        private final String dated;
        private final String joined;

        private Folded(String words, EnumSet<Kind> anybody) {
            this.anybody = anybody;
            spaced = " " + words + " ";
            prefixed = spaced.replaceAll(" (O|D|MC|MAC) (?=\\p{L})", " $1");
            dated = Stream.of(words.split(" "))
                    .filter(word -> !BETWEEN_PARTS.contains(word))
                    .collect(Collectors.joining(" ", " ", " "));
            joined = words.replace(" ", "");
        }

        static Folded of(String text) {
            return new Folded(words(text), IdentifyingText.anybody(text));
        }

        String text() {
            return spaced.strip();
        }

        /** Whether the cell may hold a date in any form: it has a month or digits for day, month and two of the year. */
        boolean mayHold(LocalDate date) {
            return spaced.chars().filter(c -> c >= '0' && c <= '9').count() >= FEWEST_DIGITS_OF_DATE
                    || date.getYear() < FIRST_YEAR_OF_LONG_SERIALS
                    || MONTHS.stream()
                            .map(month -> month.substring(0, 3))
                            .anyMatch(month -> spaced.contains(month) || prefixed.contains(month));
        }

        /** Whether the words stand in the cell, one after another, and no letter or digit of another word with them. */
        boolean has(String words) {
            String apart = " " + words + " ";
            return spaced.contains(apart) || prefixed.contains(apart) || dated.contains(apart);
        }

        /** Whether an identifier stands in the cell, whatever is between its characters. */
        boolean joins(String identifier) {
            int at = joined.indexOf(identifier);
            while (at >= 0) {
                if (apart(at, at) && apart(at + identifier.length(), at + identifier.length())) {
                    return true;
                }
                at = joined.indexOf(identifier, at + 1);
            }
            return false;
        }

        /** Digits do not go on over the edge of an identifier, nor letters. */
        private boolean apart(int before, int after) {
            if (before <= 0 || after >= joined.length()) {
                return true;
            }
            boolean digits = Character.isDigit(joined.charAt(before - 1)) && Character.isDigit(joined.charAt(after));
            boolean letters = Character.isLetter(joined.charAt(before - 1)) && Character.isLetter(joined.charAt(after));
            return (!digits && !letters) || isEdge(before);
        }

        /** Whether a word ends where this many letters and digits have been. */
        private boolean isEdge(int characters) {
            int seen = 0;
            for (int i = 0; i < spaced.length(); i++) {
                if (spaced.charAt(i) == ' ') {
                    if (seen == characters) {
                        return true;
                    }
                } else {
                    seen++;
                }
            }
            return false;
        }
    }

    /** Spaces, dashes and digits of every script as those of a keyboard. */
    private static String plain(String text) {
        if (isPlain(text)) {
            return text;
        }
        String normal = Normalizer.normalize(text, Normalizer.Form.NFKC);
        normal = FORMATTING.matcher(normal).replaceAll("");
        normal = DASH.matcher(normal).replaceAll("-");
        normal = BLANKS.matcher(normal).replaceAll(" ");
        StringBuilder plain = new StringBuilder(normal.length());
        normal.codePoints()
                .forEach(c -> plain.appendCodePoint(Character.isDigit(c) ? '0' + Character.digit(c, 10) : c));
        return plain.toString();
    }

    /** ASCII, and no more than one space at a time. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 127 || (c == ' ' && i > 0 && text.charAt(i - 1) == ' ')) {
                return false;
            }
        }
        return true;
    }

    /** Words and numbers in capitals without accents, one space between them; digits are apart from letters. */
    private static String words(@Nullable String text) {
        if (text == null) {
            return "";
        }
        return isPlain(text) && text.indexOf('\'') < 0 && text.indexOf('`') < 0 ? plainWords(text) : anyWords(text);
    }

    /** In one go: by patterns this was four fifths of what {@link #of} took. */
    private static String plainWords(String text) {
        StringBuilder words = new StringBuilder(text.length() + 2);
        boolean apart = true;
        for (int i = 0; i < text.length(); i++) {
            char c = Character.toUpperCase(text.charAt(i));
            boolean digit = c >= '0' && c <= '9';
            if (!digit && (c < 'A' || c > 'Z')) {
                apart = true;
                continue;
            }
            char last = words.isEmpty() ? c : words.charAt(words.length() - 1);
            if (!words.isEmpty() && (apart || digit != (last <= '9'))) {
                words.append(' ');
            }
            apart = false;
            words.append(c);
        }
        return words.toString();
    }

    private static String anyWords(String text) {
        String words = Normalizer.normalize(plain(text), Normalizer.Form.NFKD);
        words = ACCENT.matcher(words).replaceAll("");
        words = POSSESSIVE.matcher(words).replaceAll(" ");
        words = APOSTROPHE.matcher(words).replaceAll("");
        words = words.replace("ø", "o")
                .replace("Ø", "O")
                .replace("ł", "l")
                .replace("Ł", "L")
                .replace("đ", "d")
                .replace("Đ", "D")
                .replace("æ", "ae")
                .replace("Æ", "AE")
                .replace("œ", "oe")
                .replace("Œ", "OE")
                .toUpperCase(Locale.ROOT);
        words = NEITHER_LETTER_NOR_DIGIT.matcher(words).replaceAll(" ");
        return LETTER_BESIDE_DIGIT.matcher(words).replaceAll(" ").strip();
    }

    private static Set<String> forenames() {
        InputStream stream = Objects.requireNonNull(
                IdentifyingText.class.getResourceAsStream("/generate/forenames.csv"), "forenames.csv");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
            Set<String> names = new HashSet<>();
            List<String> rows = new ArrayList<>(lines.lines().skip(1).toList());
            rows.forEach(row -> names.add(words(row.split(",", 0)[2])));
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
