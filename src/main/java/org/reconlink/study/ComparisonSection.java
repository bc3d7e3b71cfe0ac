package org.reconlink.study;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.EnumWords;
import org.reconlink.outcome.ComparisonSettings;
import org.reconlink.outcome.ComparisonSettings.Covariate;
import org.reconlink.outcome.ComparisonSettings.Kind;
import org.reconlink.outcome.ComparisonSettings.Known;
import org.reconlink.outcome.ComparisonSettings.Match;
import org.reconlink.outcome.ComparisonSettings.Method;
import org.reconlink.outcome.ComparisonSettings.Outcome;
import org.reconlink.study.OutcomeSection.NamedValues;
import org.reconlink.study.ProtocolNode.Given;
import org.reconlink.study.ProtocolNode.Located;
import org.reconlink.study.ProtocolNode.Position;
import org.reconlink.study.Scalars.Scalar;

/** {@code adjusted comparison}: what is held equal while study groups are compared. */
final class ComparisonSection {
    private static final String EXAMPLE = "[age at start, sex, prior offences]";
    private static final String METHODS = "[regression, matching, weighting]";

    static final Key<List<Located<Covariate>>> COVARIATES = Key.required(
            "covariates",
            new CovariateList(),
            "what is held equal, all of it known before the window: " + known()
                    + ", or the heading of a carried column, with \": number\" or \": category\" behind it where it is not to be"
                    + " taken as it is; who lacks one is not compared, and counted");
    static final Key<List<Located<Method>>> METHOD = Key.withDefault(
            "methods",
            ListType.of(words(Method.values(), EnumWords::of), METHODS),
            METHODS,
            "how: logistic and Cox regression, matching on the propensity score, weighting by it");
    static final Key<Outcome> OUTCOME = Key.withDefault(
            "outcome",
            words(Outcome.values(), EnumWords::of),
            "reoffence",
            "the yes-or-no outcome; the time is always that to the first reoffence");
    static final Key<String> WINDOW = Key.optional(
            "window", Scalars.text("the name of a window", "after"), "default: the last", "the follow-up window");
    static final Key<Match> MATCH = Key.withDefault(
            "match",
            words(Match.values(), EnumWords::of),
            "nearest",
            "whom each of the group is matched with: the nearest of the reference who is left, the nearest whoever took them,"
                    + " or all within the caliper, who share one weight");
    static final Key<Double> CALIPER = Key.withDefault(
            "caliper",
            Scalar.of("a number above 0 and at most 5", "0.2", ComparisonSection::caliper),
            "0.2",
            "how far a match may be, in standard deviations of the log odds of the propensity score");

    static final SectionType TYPE = SectionType.of(COVARIATES, METHOD, OUTCOME, WINDOW, MATCH, CALIPER);

    private ComparisonSection() {}

    private static String known() {
        return String.join(", ", Stream.of(Known.values()).map(Known::words).toList());
    }

    private static <E> Choice<E> words(E[] values, Function<E, String> words) {
        Map<String, E> byWord = new LinkedHashMap<>();
        for (E value : values) {
            byWord.put(words.apply(value), value);
        }
        return new Choice<>(byWord);
    }

    private static @Nullable Double caliper(String text) {
        if (!text.matches("\\d{0,2}\\.?\\d{1,6}")) {
            return null;
        }
        double number = Double.parseDouble(text);
        return number > 0 && number <= 5 ? number : null;
    }

    static ComparisonSettings settings(Values values) {
        return new ComparisonSettings(
                Located.values(values.need(COVARIATES)),
                EnumSet.copyOf(Located.values(values.need(METHOD))),
                values.need(OUTCOME),
                values.find(WINDOW),
                values.need(MATCH),
                values.need(CALIPER));
    }

    /** @param carried headings of carried columns; null if they cannot be used */
    static void check(
            Values values,
            @Nullable List<String> carried,
            @Nullable List<NamedValues> windows,
            @Nullable MappedColumns participants,
            ParseContext reading) {
        String window = values.find(WINDOW);
        if (window != null
                && windows != null
                && windows.stream().noneMatch(named -> named.name().equals(window))) {
            reading.problem(
                    values.at(WINDOW),
                    "there is no window " + ProtocolWords.quoted(window),
                    "write "
                            + ProtocolWords.either(
                                    windows.stream().map(NamedValues::name).toList()));
        }
        if (participants != null) {
            participants.require(
                    List.of("group"), values.at(), "an adjusted comparison of groups needs the field group", reading);
        }
        List<Located<Covariate>> covariates = values.find(COVARIATES);
        if (covariates != null && carried != null) {
            covariates.forEach(covariate -> check(covariate, carried, participants, reading));
        }
    }

    private static void check(
            Located<Covariate> at, List<String> carried, @Nullable MappedColumns participants, ParseContext reading) {
        Covariate covariate = at.value();
        Optional<Known> known = known(covariate.name());
        if (known.isEmpty() && !carried.contains(covariate.name())) {
            List<String> all = new ArrayList<>(carried);
            Stream.of(Known.values()).map(Known::words).forEach(all::add);
            reading.problem(
                    at.at(),
                    ProtocolWords.quoted(covariate.name()) + " is neither known of everybody nor carried",
                    ProtocolWords.nearest(covariate.name(), all)
                            .map(word -> "did you mean " + ProtocolWords.quoted(word) + "?")
                            .orElse("add the heading to \"carry\" of participants, or write "
                                    + ProtocolWords.either(all)));
        }
        if (known.isPresent() && covariate.kind() != Kind.AS_IT_IS) {
            reading.problem(
                    at.at(),
                    ProtocolWords.quoted(covariate.name()) + " is no carried column, so it is taken as it is",
                    "write it alone");
        }
        if (participants != null) {
            needed(known)
                    .ifPresent(field -> participants.require(
                            List.of(field),
                            at.at(),
                            "the covariate " + covariate.name() + " needs the field " + field,
                            reading));
        }
    }

    private static Optional<String> needed(Optional<Known> known) {
        return known.flatMap(covariate -> Optional.ofNullable(
                switch (covariate) {
                    case AGE_AT_START, AGE_AT_FIRST_CONVICTION -> "date of birth";
                    case YEARS_IN_CUSTODY -> "custody start";
                    case SEX -> "sex";
                    default -> null;
                }));
    }

    private static Optional<Known> known(String name) {
        return Stream.of(Known.values())
                .filter(one -> ProtocolWords.plain(one.words()).equals(ProtocolWords.plain(name)))
                .findFirst();
    }

    /** Names, each with its kind behind a colon where it is not taken as it is. */
    private record CovariateList() implements ValueType<List<Located<Covariate>>> {
        private static final Pattern QUOTED =
                Pattern.compile("(.+):\\s+(number|category)\\s*", Pattern.CASE_INSENSITIVE);
        private static final Set<String> KINDS = Set.of("number", "category");

        @Override
        public String words() {
            return "a list, such as " + EXAMPLE;
        }

        @Override
        public @Nullable List<Located<Covariate>> read(Given given, ParseContext reading) {
            if (!(given.node() instanceof ProtocolNode.Items list)) {
                Shape.listExpected(given, "write one such as " + EXAMPLE, reading);
                return null;
            }
            if (list.nodes().isEmpty()) {
                reading.problem(given.at(), given.quotedName() + " is an empty list", "write one such as " + EXAMPLE);
                return null;
            }
            List<Located<Covariate>> covariates = new ArrayList<>();
            for (ProtocolNode node : list.nodes()) {
                if (node instanceof ProtocolNode.Entries entries) {
                    entries.entries().forEach(entry -> declared(entry, given, covariates, reading));
                } else if (!(node instanceof ProtocolNode.Refused)) {
                    String name = Scalars.heading().read(given.item(node), reading);
                    if (name != null) {
                        Matcher quoted = QUOTED.matcher(name);
                        Covariate covariate = quoted.matches()
                                ? covariate(quoted.group(1).strip(), quoted.group(2))
                                : covariate(name, "");
                        add(covariate, node.at(), given, covariates, reading);
                    }
                }
            }
            return covariates;
        }

        private static void declared(
                ProtocolNode.Entry entry, Given given, List<Located<Covariate>> covariates, ParseContext reading) {
            String kind = entry.value() instanceof ProtocolNode.Text text ? ProtocolWords.plain(text.text()) : "";
            if (KINDS.contains(kind)) {
                add(covariate(entry.key(), kind), entry.at(), given, covariates, reading);
            } else if (!(entry.value() instanceof ProtocolNode.Refused)) {
                reading.problem(
                        entry.at(),
                        given.quotedName() + " says something else of " + ProtocolWords.quoted(entry.key())
                                + " than \"number\" or \"category\"",
                        "write \"" + entry.key() + ": category\", or its heading alone");
            }
        }

        private static Covariate covariate(String name, String kind) {
            String spelt = known(name).map(Known::words).orElse(name);
            return new Covariate(
                    spelt,
                    switch (kind.toLowerCase(Locale.ROOT)) {
                        case "number" -> Kind.NUMBER;
                        case "category" -> Kind.CATEGORY;
                        default -> Kind.AS_IT_IS;
                    });
        }

        private static void add(
                Covariate covariate,
                Position at,
                Given given,
                List<Located<Covariate>> covariates,
                ParseContext reading) {
            if (covariates.stream().anyMatch(other -> other.value().name().equals(covariate.name()))) {
                reading.problem(
                        at,
                        given.quotedName() + " has " + ProtocolWords.quoted(covariate.name()) + " twice",
                        "delete one of the two");
            }
            covariates.add(new Located<>(at, covariate));
        }
    }
}
