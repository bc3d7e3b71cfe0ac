package org.reconlink.console;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What somebody does for a study, and so may see of it. */
public enum Role {
    /** Looks at runs and results, by pseudonym. */
    VIEWER,
    /** Runs studies: the data manager. */
    OPERATOR,
    /** Judges pairs, and sees nothing that would sway them. */
    REVIEWER,
    /** Decides where reviewers differ. */
    ADJUDICATOR,
    /** Looks for the audited sample by means that linkage did not have, and sees nothing of what comes of it. */
    TRACER,
    /** Lets outputs go. */
    CHECKER,
    /** Reads who did what. */
    AUDITOR,
    /** Lets people in, and sees nothing of any study. */
    ADMINISTRATOR;

    private static final Set<Role> BLIND = EnumSet.of(REVIEWER, ADJUDICATOR, TRACER);
    private static final Set<Role> SIGHTED = EnumSet.of(VIEWER, OPERATOR, CHECKER);

    String word() {
        return this == CHECKER ? "output checker" : name().toLowerCase(Locale.ROOT);
    }

    /** The one that a word names; null if there is none. */
    static @Nullable Role of(String word) {
        return Stream.of(values())
                .filter(role -> role.word().equals(word) || role.name().equalsIgnoreCase(word))
                .findFirst()
                .orElse(null);
    }

    static String words() {
        return Stream.of(values()).map(Role::word).collect(Collectors.joining(", "));
    }

    /**
     * A role in a study.
     *
     * @param study {@code *} for all: auditors and administrators only
     */
    record Grant(String study, Role role) {
        static final String ALL = "*";

        /** Reads {@code STUDY:ROLE}. */
        static Grant parse(String text) {
            int colon = text.lastIndexOf(':');
            Role role = colon < 0 ? null : of(text.substring(colon + 1).strip().replace('-', ' '));
            String study = colon < 0 ? "" : text.substring(0, colon).strip();
            if (role == null) {
                throw new RefusedException(
                        "\"" + text + "\" is no role; give it as STUDY:ROLE with one of these roles: " + words());
            }
            if (!study.equals(ALL) && !Route.isName(study)) {
                throw new RefusedException("\"" + text + "\" names no study; give it as STUDY:ROLE, or *:auditor");
            }
            if (role == ADMINISTRATOR && !study.equals(ALL)) {
                throw new RefusedException("an administrator is one of the whole console: give *:administrator");
            }
            if (study.equals(ALL) && role != AUDITOR && role != ADMINISTRATOR) {
                throw new RefusedException("only auditors and administrators are so for all studies; name the study: "
                        + "STUDY:" + role.word());
            }
            return new Grant(study, role);
        }

        boolean covers(String other) {
            return study.equals(ALL) || study.equals(other);
        }

        @Override
        public String toString() {
            return study + ":" + role.word();
        }
    }

    /** Refuses roles that one person may not have together, in the rule's words. */
    static void requireCompatible(Set<Grant> grants) {
        for (Grant one : grants) {
            for (Grant other : grants) {
                boolean same = one.covers(other.study) || other.covers(one.study);
                if (same && BLIND.contains(one.role) && SIGHTED.contains(other.role)) {
                    throw new RefusedException(
                            "who judges pairs of a study, or traces its people, must not see what comes of it: "
                                    + one.role.word() + " and " + other.role.word() + " of " + one.study
                                    + " cannot be one person");
                }
                if (one.role == ADMINISTRATOR && other.role != ADMINISTRATOR && other.role != AUDITOR) {
                    throw new RefusedException(
                            "an administrator sees no study: " + other + " must be somebody else's role");
                }
            }
        }
    }

    /** Something that was asked for is not done, and why, in words for whoever asked. */
    public static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }
    }
}
