package org.reconlink.study;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.outcome.OutcomeSettings.GroupSettings;
import org.reconlink.study.ProtocolNode.Located;

/** {@code groups}: the study groups, their order and the one with which the others are compared. */
final class GroupsSection {
    static final Key<List<Located<String>>> VALUES = Key.required(
            "values",
            ListType.of(Scalars.text("a group", "treatment"), "[treatment, comparison]"),
            "the groups as the sheet writes them, in the order in which tables show them; case, blanks and punctuation"
                    + " make no difference");
    static final Key<String> REFERENCE = Key.optional(
            "reference",
            Scalars.text("a group", "comparison"),
            "default: the last",
            "the group with which the others are compared; tables show it last");

    static final SectionType TYPE = SectionType.of(VALUES, REFERENCE);

    private GroupsSection() {}

    static void check(Values values, ParseContext reading) {
        List<Located<String>> groups = values.find(VALUES);
        String reference = values.find(REFERENCE);
        if (groups != null && reference != null && !Located.values(groups).contains(reference)) {
            reading.problem(
                    values.at(REFERENCE),
                    "the reference " + ProtocolWords.quoted(reference) + " is none of the groups",
                    "write one of " + ProtocolWords.either(Located.values(groups)));
        }
    }

    static GroupSettings settings(@Nullable Values values) {
        return values == null
                ? GroupSettings.OF_THE_SHEET
                : new GroupSettings(Located.values(values.need(VALUES)), values.find(REFERENCE));
    }
}
