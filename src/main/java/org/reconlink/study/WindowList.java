package org.reconlink.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The windows by name. A name is one word, since columns of the dataset start with it and an underscore. */
record WindowList() implements ValueType<List<NamedValues>> {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{0,19}");

    /** First words of the dataset's other columns. */
    private static final Set<String> TAKEN = Set.of(
            "age",
            "custody",
            "exclusion",
            "first",
            "group",
            "included",
            "index",
            "link",
            "linkage",
            "match",
            "participant",
            "prior",
            "pseudonym",
            "sexual",
            "violent",
            "years");

    @Override
    public String words() {
        return "a section for each window, by name";
    }

    @Override
    public List<Key<?>> keys() {
        return WindowSection.TYPE.keys();
    }

    @Override
    public @Nullable List<NamedValues> read(Given given, ParseContext reading) {
        if (!(given.node() instanceof ProtocolNode.Entries section)) {
            Shape.keysExpected(
                    given, "write a line such as \"after: { from: release date, months: 24 }\" below it", reading);
            return null;
        }
        if (section.entries().isEmpty()) {
            reading.problem(given.at(), "\"windows\" is empty", "name at least one window");
            return null;
        }
        List<NamedValues> windows = new ArrayList<>();
        Map<String, ProtocolNode.Entry> names = new HashMap<>();
        for (ProtocolNode.Entry entry : section.entries()) {
            MatchedKeys.reportTwice(names.putIfAbsent(ProtocolWords.plain(entry.key()), entry), entry, reading);
            checkName(entry, reading);
            Given window = new Given("window " + ProtocolWords.quoted(entry.key()), entry.at(), entry.value());
            Values values = WindowSection.TYPE.read(window, reading);
            if (values != null) {
                windows.add(new NamedValues(entry.key(), values));
            }
        }
        return windows;
    }

    private static void checkName(ProtocolNode.Entry entry, ParseContext reading) {
        String name = entry.key();
        if (!NAME.matcher(name).matches()) {
            String fit = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]|^[0-9]+", "");
            reading.problem(
                    entry.at(),
                    "a window cannot be called " + ProtocolWords.quoted(name),
                    "use one word of at most 20 lower-case letters and digits"
                            + (NAME.matcher(fit).matches() ? ", such as " + ProtocolWords.quoted(fit) : ""));
        } else if (TAKEN.contains(name)) {
            reading.problem(
                    entry.at(),
                    "a window cannot be called " + ProtocolWords.quoted(name),
                    "other columns of the dataset start with that word: choose another");
        }
    }
}
