package org.reconlink.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditTrail;
import org.reconlink.audit.AuditTrail.AuditEvent;
import org.reconlink.console.Role.Grant;
import org.reconlink.console.Role.RefusedException;
import org.reconlink.kernel.Sha256;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder.SecretKeyFactoryAlgorithm;

/**
 * Who may sign in, and as what: the fold of a hash-chained file of what was decided about them, which the console and the command
 * line add to. A pass phrase is kept as PBKDF2-HMAC-SHA256 of 600,000 rounds, an activation code as its SHA-256.
 */
public final class Users {
    /** Below the work folder. */
    static final Path FOLDER = Path.of("console", "users");

    static final int LEAST = 15;
    static final int MOST = 128;
    private static final int LEAST_DIFFERENT = 5;
    private static final String KEYS_ON = "single keys on";
    private static final String KEYS_OFF = "single keys off";
    private static final Duration CODE_LIVES = Duration.ofHours(24);
    private static final int CODE_BYTES = 16;
    private static final int SALT_BYTES = 16;
    static final int ROUNDS = 600_000;
    static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{1,39}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final AuditTrail trail;
    private final Clock clock;
    private final Pbkdf2PasswordEncoder encoder;
    private @Nullable String nobodys;
    private long size = -1;
    private Map<String, User> folded = Map.of();
    private Set<String> withoutKeys = Set.of();

    /**
     * Somebody who may sign in.
     *
     * @param phrase encoded; null until one was chosen
     * @param code SHA-256 of an activation code that is not used; null if there is none
     * @param changed number of the last entry about them: a session that began before is over
     */
    public record User(
            String name,
            Set<Grant> grants,
            boolean disabled,
            @Nullable String phrase,
            @Nullable String code,
            Instant codeEnds,
            long changed) {
        public User {
            grants = Set.copyOf(grants);
        }

        boolean is(Role role, String study) {
            return !disabled && grants.stream().anyMatch(grant -> grant.role() == role && grant.covers(study));
        }

        /** In any study. */
        boolean is(Role role) {
            return !disabled && grants.stream().anyMatch(grant -> grant.role() == role);
        }

        /** Whether they have anything to do with a study. */
        boolean knows(String study) {
            return !disabled
                    && grants.stream().anyMatch(grant -> grant.role() != Role.ADMINISTRATOR && grant.covers(study));
        }

        /** Roles as {@code STUDY:ROLE}, sorted. */
        public List<String> roles() {
            return grants.stream().map(Grant::toString).sorted().toList();
        }

        /** What stands between them and signing in, in words; empty if nothing. */
        public String state() {
            if (disabled) {
                return "disabled";
            }
            return phrase == null ? "not activated" : "";
        }
    }

    private Users(AuditTrail trail, Clock clock, int rounds) {
        this.trail = trail;
        this.clock = clock;
        this.encoder =
                new Pbkdf2PasswordEncoder("", SALT_BYTES, rounds, SecretKeyFactoryAlgorithm.PBKDF2WithHmacSHA256);
    }

    /** Opens the users of a work folder, and begins a command in what is told of them. */
    public static Users in(Path work, AuditTrail.Author author, Clock clock, String command) throws IOException {
        return in(work, author, clock, command, ROUNDS);
    }

    /** @param rounds of PBKDF2 */
    static Users in(Path work, AuditTrail.Author author, Clock clock, String command, int rounds) throws IOException {
        return new Users(
                AuditTrail.begin(work.resolve(FOLDER), Map.of("study", "none"), author, clock, command, Map.of()),
                clock,
                rounds);
    }

    public AuditTrail trail() {
        return trail;
    }

    /** Everybody, by name. */
    public synchronized Map<String, User> all() {
        try {
            long now = Files.size(trail.file());
            if (now != size) {
                List<AuditEvent> events = AuditTrail.read(trail.file());
                folded = fold(events);
                withoutKeys = withoutKeys(events);
                size = now;
            }
            return folded;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<User> find(String name) {
        return Optional.ofNullable(all().get(name.strip().toLowerCase(Locale.ROOT)));
    }

    private static Map<String, User> fold(List<AuditEvent> events) {
        Map<String, User> users = new TreeMap<>();
        for (AuditEvent event : events) {
            String name = event.detail("user");
            if (!name.isEmpty()) {
                User was = users.getOrDefault(
                        name, new User(name, Set.of(), false, null, null, Instant.EPOCH, event.seq()));
                User is = after(was, event);
                if (is != null) {
                    users.put(name, is);
                }
            }
        }
        return users;
    }

    private static Set<String> withoutKeys(List<AuditEvent> events) {
        Set<String> names = new TreeSet<>();
        for (AuditEvent event : events) {
            if (event.event().equals(KEYS_OFF)) {
                names.add(event.detail("user"));
            } else if (event.event().equals(KEYS_ON)) {
                names.remove(event.detail("user"));
            }
        }
        return names;
    }

    /** Whether somebody wants single keys to do things: those who do not say otherwise do. */
    synchronized boolean hasKeys(String name) {
        return all().containsKey(name) && !withoutKeys.contains(name);
    }

    /** Has single keys do things for somebody, or nothing. */
    void setKeys(String name, boolean on) throws IOException {
        trail.append(on ? KEYS_ON : KEYS_OFF, Map.of("user", known(name).name, "by", name));
    }

    private static @Nullable User after(User was, AuditEvent event) {
        String name = was.name;
        long seq = event.seq();
        return switch (event.event()) {
            case "user added", "roles given" ->
                new User(name, grants(event.detail("roles")), was.disabled, was.phrase, was.code, was.codeEnds, seq);
            case "activation code made" ->
                new User(
                        name,
                        was.grants,
                        was.disabled,
                        was.phrase,
                        event.detail("code_sha256"),
                        Instant.parse(event.detail("ends")),
                        seq);
            case "pass phrase chosen" ->
                new User(name, was.grants, was.disabled, event.detail("phrase"), null, Instant.EPOCH, seq);
            case "user disabled" -> new User(name, was.grants, true, null, null, Instant.EPOCH, seq);
            case "user enabled" -> new User(name, was.grants, false, null, null, Instant.EPOCH, seq);
            case "sessions ended" -> new User(name, was.grants, was.disabled, was.phrase, was.code, was.codeEnds, seq);
            default -> null;
        };
    }

    private static Set<Grant> grants(String roles) {
        return roles.isEmpty()
                ? Set.of()
                : Arrays.stream(roles.split(",", -1)).map(Grant::parse).collect(Collectors.toSet());
    }

    private static Set<Grant> compatible(Collection<String> roles) {
        Set<Grant> grants = roles.stream().map(Grant::parse).collect(Collectors.toSet());
        Role.requireCompatible(grants);
        return grants;
    }

    private static String written(Set<Grant> grants) {
        return String.join(
                ",", new TreeSet<>(grants.stream().map(Grant::toString).toList()));
    }

    /**
     * Adds somebody.
     *
     * @param by who does; empty on the command line, where the account says it
     * @return the code to activate with
     */
    public String add(String name, Collection<String> roles, String by) throws IOException {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        if (!NAME.matcher(lower).matches()) {
            throw new RefusedException("a name has 2 to 40 letters, digits, dots, hyphens and underscores");
        }
        if (all().containsKey(lower)) {
            throw new RefusedException("there is a user " + lower + " already; give roles or a new code instead");
        }
        Set<Grant> grants = compatible(roles);
        trail.append("user added", Map.of("user", lower, "roles", written(grants), "by", by));
        return code(lower, by);
    }

    /** Gives somebody these roles and no others. */
    public void give(String name, Collection<String> roles, String by) throws IOException {
        User user = known(name);
        Set<Grant> grants = compatible(roles);
        if (user.is(Role.ADMINISTRATOR) && grants.stream().noneMatch(grant -> grant.role() == Role.ADMINISTRATOR)) {
            requireAnotherAdministrator(user);
        }
        trail.append("roles given", Map.of("user", user.name, "roles", written(grants), "by", by));
    }

    /** A new code to activate with, in place of any other; the pass phrase holds until it is used. */
    public String code(String name, String by) throws IOException {
        User user = known(name);
        if (user.disabled) {
            throw new RefusedException(user.name + " is disabled; enable them first");
        }
        byte[] random = new byte[CODE_BYTES];
        RANDOM.nextBytes(random);
        String code = HexFormat.of().formatHex(random);
        trail.append(
                "activation code made",
                Map.of(
                        "user",
                        user.name,
                        "code_sha256",
                        hash(code),
                        "ends",
                        clock.instant().plus(CODE_LIVES).toString(),
                        "by",
                        by));
        return code;
    }

    /** Ends all sessions of somebody and lets them begin none. */
    public void disable(String name, String by) throws IOException {
        User user = known(name);
        requireAnotherAdministrator(user);
        trail.append("user disabled", Map.of("user", user.name, "by", by));
    }

    /** Lets somebody in again, who then needs a new code. */
    public void enable(String name, String by) throws IOException {
        trail.append("user enabled", Map.of("user", known(name).name, "by", by));
    }

    /** Ends all sessions of somebody. */
    void endSessions(String name) throws IOException {
        trail.append("sessions ended", Map.of("user", known(name).name, "by", name));
    }

    private void requireAnotherAdministrator(User user) {
        boolean another =
                all().values().stream().anyMatch(one -> one.is(Role.ADMINISTRATOR) && !one.name.equals(user.name));
        if (user.is(Role.ADMINISTRATOR) && !another) {
            throw new RefusedException("the last administrator stays one; make another first");
        }
    }

    private User known(String name) {
        return find(name).orElseThrow(() -> new RefusedException("there is no user of that name"));
    }

    /** Whose code it is, while it can be used. */
    Optional<User> activating(String code) {
        String hash = hash(code);
        return all().values().stream()
                .filter(user -> hash.equals(user.code)
                        && !user.disabled
                        && clock.instant().isBefore(user.codeEnds))
                .findFirst();
    }

    /** Chooses a pass phrase by a code, which is used up. */
    User activate(String code, String phrase) throws IOException {
        User user = activating(code).orElseThrow(() -> new RefusedException("this link was used or is too old"));
        choose(user, phrase);
        return known(user.name);
    }

    /** Chooses another pass phrase. */
    void change(User user, String old, String phrase) throws IOException {
        if (!matches(user, old)) {
            throw new RefusedException("the present pass phrase is another");
        }
        choose(user, phrase);
    }

    private void choose(User user, String phrase) throws IOException {
        requireStrong(user, phrase);
        String encoded = String.valueOf(encoder.encode(phrase));
        trail.append("pass phrase chosen", Map.of("user", user.name, "phrase", encoded));
    }

    private static void requireStrong(User user, String phrase) {
        int length = phrase.codePointCount(0, phrase.length());
        if (length < LEAST || length > MOST) {
            throw new RefusedException("a pass phrase has " + LEAST + " to " + MOST
                    + " characters, any of them; four or five words are easy to keep in mind");
        }
        if (phrase.codePoints().distinct().count() < LEAST_DIFFERENT) {
            throw new RefusedException("a pass phrase of so few different characters is soon guessed");
        }
        List<String> own = new ArrayList<>(List.of(user.name, "reconlink", "password", "passphrase"));
        user.grants.forEach(grant -> own.add(grant.study().toLowerCase(Locale.ROOT)));
        if (UsualPhrases.isLittleMoreThan(own, phrase)) {
            throw new RefusedException(
                    "a pass phrase of little more than your name, the study's or the product's is soon guessed");
        }
        own.addAll(UsualPhrases.ALL);
        if (UsualPhrases.isLittleMoreThan(own, phrase) || UsualPhrases.repeats(phrase)) {
            throw new RefusedException("a pass phrase of little more than words and rows of keys that very many people"
                    + " use, or of one piece again and again, is soon guessed");
        }
    }

    /**
     * What very many people choose: words and sentences of {@code phrases.txt}, the 3,000 most used pass words of {@code passwords.txt},
     * rows of keys, and one piece again and again. Nearly all of them are shorter than a phrase has to be; taken out of one wherever
     * they stand, they refuse every joining of them, which no list of whole phrases could hold.
     */
    private static final class UsualPhrases {
        private static final int LEAST_RUN = 4;
        private static final int LONGEST_PIECE = 10;
        private static final List<String> ROWS = List.of(
                "01234567890",
                "abcdefghijklmnopqrstuvwxyz",
                "qwertyuiop",
                "asdfghjkl",
                "zxcvbnm",
                "1q2w3e4r5t6y7u8i9o0p",
                "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
                "qazwsxedcrfvtgbyhnujmikolp");
        static final List<String> ALL = read();

        private static List<String> read() {
            Set<String> all = new TreeSet<>();
            for (String list : List.of("/console/phrases.txt", "/console/passwords.txt")) {
                try (InputStream in = Users.class.getResourceAsStream(list)) {
                    new String(Objects.requireNonNull(in).readAllBytes(), UTF_8)
                            .lines()
                            .filter(line -> !line.startsWith("#"))
                            .flatMap(line -> Arrays.stream(line.split(",", -1)))
                            .map(UsualPhrases::plain)
                            .forEach(all::add);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            for (String row : ROWS) {
                for (int from = 0; from < row.length(); from++) {
                    for (int to = from + LEAST_RUN; to <= row.length(); to++) {
                        String run = row.substring(from, to);
                        all.add(run);
                        all.add(new StringBuilder(run).reverse().toString());
                    }
                }
            }
            return List.copyOf(all);
        }

        private static String plain(String text) {
            return text.toLowerCase(Locale.ROOT)
                    .codePoints()
                    .filter(Character::isLetterOrDigit)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        }

        /** Whether fewer letters and digits than a phrase needs are left of it without these words, signs for letters undone or not. */
        static boolean isLittleMoreThan(Collection<String> words, String phrase) {
            Set<String> all = words.stream()
                    .map(UsualPhrases::plain)
                    .filter(word -> word.length() > 1)
                    .collect(Collectors.toSet());
            return Stream.of(phrase, letters(phrase))
                    .map(form -> rest(all, plain(form)))
                    .anyMatch(rest -> rest.codePoints().distinct().count() < LEAST_DIFFERENT);
        }

        /** What is left of a text without words that it is joined of, taken so that it is as short as can be. */
        private static String rest(Set<String> words, String text) {
            int longest = words.stream().mapToInt(String::length).max().orElse(0);
            List<String> rests = new ArrayList<>(List.of("")); // of the text up to each of its letters
            for (int end = 1; end <= text.length(); end++) {
                String rest = rests.get(end - 1) + text.charAt(end - 1);
                for (int from = Math.max(0, end - longest); from < end - 1; from++) {
                    if (rests.get(from).length() < rest.length() && words.contains(text.substring(from, end))) {
                        rest = rests.get(from);
                    }
                }
                rests.add(rest);
            }
            return rests.get(text.length());
        }

        private static String letters(String phrase) {
            return phrase.replace('@', 'a')
                    .replace('4', 'a')
                    .replace('3', 'e')
                    .replace('1', 'i')
                    .replace('!', 'i')
                    .replace('0', 'o')
                    .replace('$', 's')
                    .replace('5', 's');
        }

        static boolean repeats(String phrase) {
            String text = plain(phrase);
            return IntStream.rangeClosed(1, Math.min(LONGEST_PIECE, text.length() / 2))
                    .anyMatch(piece -> text.startsWith(text.substring(piece)));
        }
    }

    /** Whether somebody of that name may come in with that pass phrase; takes as long for a name that there is not. */
    Optional<User> check(String name, String phrase) {
        User user = find(name).orElse(null);
        String encoded = user == null || user.phrase == null ? nobodys() : user.phrase;
        boolean matches = encoder.matches(phrase, encoded);
        return user != null && user.phrase != null && !user.disabled && matches ? Optional.of(user) : Optional.empty();
    }

    private synchronized String nobodys() {
        String made = nobodys;
        if (made == null) {
            made = String.valueOf(encoder.encode("the pass phrase of nobody at all"));
            nobodys = made;
        }
        return made;
    }

    private boolean matches(User user, String phrase) {
        return user.phrase != null && encoder.matches(phrase, user.phrase);
    }

    private static String hash(String code) {
        return Sha256.hex(code.getBytes(UTF_8));
    }
}
