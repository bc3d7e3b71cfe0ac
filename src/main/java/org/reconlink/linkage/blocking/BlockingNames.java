package org.reconlink.linkage.blocking;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.reconlink.linkage.blocking.BlockingRule.Term;
import org.reconlink.linkage.record.Transform;

/** Reads blocking rules: {@code surname}, {@code first 2 of forename}, {@code year of date of birth}. */
public final class BlockingNames {
    /** All forms of a term, as help and errors show them; C is a column. */
    public static final List<String> FORMS = List.of(
            "C",
            "first 2 of C",
            "initial of C",
            "year of C",
            "year and month of C",
            "either order of C",
            "C sector",
            "C district",
            "C area",
            "sound of C",
            "sorted parts of C",
            "C as C");

    private static final Pattern FIRST = Pattern.compile("first ([1-9]) of (.+)");

    private BlockingNames() {}

    /**
     * The rule that all terms hold.
     *
     * @param columns that there are; a column called like a form is the column
     * @throws IllegalArgumentException if a term has none of the forms or no column of these
     */
    public static BlockingRule rule(List<String> terms, List<String> columns) {
        return new BlockingRule(
                String.join(" + ", terms),
                terms.stream().map(term -> term(term, columns)).toList());
    }

    private static Term term(String text, List<String> columns) {
        if (columns.contains(text)) {
            return BlockingRule.same(text);
        }
        Matcher first = FIRST.matcher(text);
        if (first.matches()) {
            return term(text, first.group(2), columns, Transform.firstLetters(Integer.parseInt(first.group(1))));
        }
        int as = text.indexOf(" as ");
        if (as > 0) {
            known(text, text.substring(0, as), columns);
            known(text, text.substring(as + 4), columns);
            return new Term(text.substring(0, as), text.substring(as + 4), Transform.NONE);
        }
        for (Form form : PARTS) {
            if (text.startsWith(form.before) && text.endsWith(form.after)) {
                String column = text.substring(form.before.length(), Math.max(0, text.length() - form.after.length()));
                return term(text, column, columns, form.transform);
            }
        }
        known(text, text, columns);
        return BlockingRule.same(text);
    }

    private static Term term(String text, String column, List<String> columns, Transform transform) {
        known(text, column, columns);
        return BlockingRule.same(column, transform);
    }

    private static void known(String text, String column, List<String> columns) {
        if (!columns.contains(column)) {
            throw new IllegalArgumentException("\"" + text + "\" is no field to block on; write one of "
                    + String.join(", ", FORMS) + ", where C is one of " + String.join(", ", columns));
        }
    }

    private record Form(String before, String after, Transform transform) {}

    private static final List<Form> PARTS = List.of(
            new Form("year and month of ", "", Transform.YEAR_AND_MONTH),
            new Form("year of ", "", Transform.YEAR),
            new Form("initial of ", "", Transform.firstLetters(1)),
            new Form("either order of ", "", Transform.DAY_AND_MONTH_IN_ORDER),
            new Form("sound of ", "", Transform.SOUND),
            new Form("sorted parts of ", "", Transform.SORTED_PARTS),
            new Form("", " sector", Transform.SECTOR),
            new Form("", " district", Transform.DISTRICT),
            new Form("", " area", Transform.AREA));
}
