package org.reconlink.outcome;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.offence.ClassifiedOffence;

/** Compares two offences by the finest code that both have: CJS code, else Home Office code, else title. */
final class SameCode {
    private SameCode() {}

    /** Whether the codes are the same but for a suffix (attempt, aiding, conspiracy). */
    static boolean withoutSuffix(ClassifiedOffence one, ClassifiedOffence other) {
        OffenceCode left = one.offence().cjsCode();
        OffenceCode right = other.offence().cjsCode();
        if (left != null && right != null) {
            return left.base().equals(right.base());
        }
        Boolean same = withoutCjsCode(one, other);
        return same != null && same;
    }

    /** Whether the codes differ; not so where the two have no kind of code in common. */
    static boolean differ(ClassifiedOffence one, ClassifiedOffence other) {
        OffenceCode left = one.offence().cjsCode();
        OffenceCode right = other.offence().cjsCode();
        if (left != null && right != null) {
            return !left.equals(right);
        }
        Boolean same = withoutCjsCode(one, other);
        return same != null && !same;
    }

    private static @Nullable Boolean withoutCjsCode(ClassifiedOffence one, ClassifiedOffence other) {
        if (one.homeOfficeCode() != null && other.homeOfficeCode() != null) {
            return one.homeOfficeCode().equals(other.homeOfficeCode());
        }
        String left = one.offence().title();
        String right = other.offence().title();
        if (left == null || right == null) {
            return null;
        }
        return title(left).equals(title(right));
    }

    private static String title(String text) {
        return text.strip().toUpperCase(Locale.ROOT);
    }
}
