package org.reconlink.console;

import static org.reconlink.console.Role.ADJUDICATOR;
import static org.reconlink.console.Role.ADMINISTRATOR;
import static org.reconlink.console.Role.AUDITOR;
import static org.reconlink.console.Role.CHECKER;
import static org.reconlink.console.Role.OPERATOR;
import static org.reconlink.console.Role.REVIEWER;
import static org.reconlink.console.Role.TRACER;
import static org.reconlink.console.Role.VIEWER;
import static org.springframework.web.bind.annotation.RequestMethod.GET;
import static org.springframework.web.bind.annotation.RequestMethod.POST;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.console.Users.User;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Every page and every action: where it is, who may, and how the journal calls it. What is not here is refused, and a test holds
 * this list to the handlers both ways. {@code {study}} in a pattern means that the role has to be one in that study.
 * Where people sign in at a provider, {@link Oidc} has two addresses more, which lead there and back and show nothing.
 */
enum Route {
    SIGN_IN_FORM(GET, "/sign-in", Who.ANYBODY, null),
    SIGN_IN(POST, "/sign-in", Who.ANYBODY, null),
    ACTIVATE_FORM(GET, "/activate/{code}", Who.ANYBODY, null),
    ACTIVATE(POST, "/activate/{code}", Who.ANYBODY, null),
    ASSET(GET, "/assets/{file}", Who.ANYBODY, null),
    SIGN_OUT(POST, "/sign-out", Who.SIGNED_IN, null),
    ACCOUNT_FORM(GET, "/account", Who.SIGNED_IN, null),
    ACCOUNT(POST, "/account", Who.SIGNED_IN, null),
    END_SESSIONS(POST, "/account/sessions", Who.SIGNED_IN, null),
    KEYS(POST, "/account/keys", Who.SIGNED_IN, null),
    HELP(GET, "/help", Who.SIGNED_IN, null),
    STUDIES(GET, "/", Who.SIGNED_IN, "studies viewed"),
    AGAIN_MANY(POST, "/again", EnumSet.of(OPERATOR), "runs asked for"),
    RUNS(GET, "/studies/{study}/runs", EnumSet.of(VIEWER, OPERATOR, AUDITOR), "runs viewed"),
    START(POST, "/studies/{study}/runs", EnumSet.of(OPERATOR), "run asked for"),
    BACKFILL_FORM(GET, "/studies/{study}/backfill", EnumSet.of(OPERATOR), "backfill viewed"),
    BACKFILL(POST, "/studies/{study}/backfill", EnumSet.of(OPERATOR), "backfill asked for"),
    STOP(POST, "/studies/{study}/stop", EnumSet.of(OPERATOR), "stop asked for"),
    RUN(GET, "/studies/{study}/runs/{run}", EnumSet.of(VIEWER, OPERATOR, AUDITOR), "run viewed"),
    PROGRESS(GET, "/studies/{study}/progress", EnumSet.of(VIEWER, OPERATOR, AUDITOR), null),
    AGAIN(POST, "/studies/{study}/runs/{run}/again", EnumSet.of(OPERATOR), "run asked for again"),
    FINDINGS(GET, "/studies/{study}/runs/{run}/findings", EnumSet.of(VIEWER, OPERATOR, AUDITOR), "findings viewed"),
    FILES(GET, "/studies/{study}/runs/{run}/files", EnumSet.of(VIEWER, OPERATOR, AUDITOR), "files viewed"),
    VERIFY(POST, "/studies/{study}/runs/{run}/files", EnumSet.of(VIEWER, OPERATOR, AUDITOR), "files verified"),
    REPORT(GET, "/studies/{study}/runs/{run}/report", EnumSet.of(VIEWER, OPERATOR), "report viewed"),
    QUALITY(GET, "/studies/{study}/runs/{run}/quality", EnumSet.of(VIEWER, OPERATOR), "data quality viewed"),
    COMPARE_CHOSEN(GET, "/studies/{study}/compare", EnumSet.of(VIEWER, OPERATOR, AUDITOR), null),
    COMPARE(GET, "/studies/{study}/runs/{run}/compare/{other}", EnumSet.of(VIEWER, OPERATOR, AUDITOR), "runs compared"),
    EXPLAIN_FORM(GET, "/studies/{study}/explain", EnumSet.of(VIEWER, OPERATOR), null),
    EXPLAIN(POST, "/studies/{study}/explain", EnumSet.of(VIEWER, OPERATOR), "person looked for"),
    PERSON(GET, "/studies/{study}/people/{person}", EnumSet.of(VIEWER, OPERATOR), "person viewed"),
    WEIGHTS(GET, "/studies/{study}/people/{person}/weights", EnumSet.of(VIEWER, OPERATOR), "weights of person viewed"),
    OFFENCES(GET, "/offences", Who.SIGNED_IN, null),
    PROTOCOL(
            GET,
            "/studies/{study}/protocol",
            EnumSet.of(VIEWER, OPERATOR, AUDITOR, REVIEWER, ADJUDICATOR, TRACER),
            "protocol viewed"),
    TRY_FORM(GET, "/protocols/try", EnumSet.of(OPERATOR), null),
    TRY(POST, "/protocols/try", EnumSet.of(OPERATOR), null),
    DOWNLOAD(POST, "/protocols/file", EnumSet.of(OPERATOR), null),
    DRAFT(POST, "/protocols/draft", EnumSet.of(OPERATOR), "headings read"),
    EXPORT_STUDY(GET, "/studies/{study}/audit/export", EnumSet.of(AUDITOR), "audit exported"),
    EXPORT_ALL(GET, "/audit/export", EnumSet.of(AUDITOR), "audit exported"),
    REVIEW(GET, "/studies/{study}/review", EnumSet.of(REVIEWER), null),
    MY_VERDICTS(GET, "/studies/{study}/review/mine", EnumSet.of(REVIEWER), "own verdicts viewed"),
    WORKBOOK_FORM(GET, "/studies/{study}/review/workbook", EnumSet.of(REVIEWER), null),
    WORKBOOK_OUT(POST, "/studies/{study}/review/workbook/file", EnumSet.of(REVIEWER), "workbook asked for"),
    WORKBOOK_IN(POST, "/studies/{study}/review/workbook", EnumSet.of(REVIEWER), "workbook sent"),
    PART(POST, "/studies/{study}/review/part", EnumSet.of(REVIEWER), "part taken"),
    PAIR(GET, "/studies/{study}/review/{key}", EnumSet.of(REVIEWER), "pair viewed"),
    VERDICT(POST, "/studies/{study}/review/{key}", EnumSet.of(REVIEWER), null),
    UNDO(POST, "/studies/{study}/review/{key}/undo", EnumSet.of(REVIEWER), null),
    ADJUDICATION(GET, "/studies/{study}/adjudication", EnumSet.of(ADJUDICATOR), "adjudication viewed"),
    DECISIONS_FORM(GET, "/studies/{study}/adjudication/workbook", EnumSet.of(ADJUDICATOR), null),
    DECISIONS_OUT(POST, "/studies/{study}/adjudication/workbook/file", EnumSet.of(ADJUDICATOR), "workbook asked for"),
    DECISIONS_IN(POST, "/studies/{study}/adjudication/workbook", EnumSet.of(ADJUDICATOR), "workbook sent"),
    ADJUDICATE_FORM(GET, "/studies/{study}/adjudication/{key}", EnumSet.of(ADJUDICATOR), "pair viewed"),
    ADJUDICATE(POST, "/studies/{study}/adjudication/{key}", EnumSet.of(ADJUDICATOR), null),
    AGREEMENT(GET, "/studies/{study}/agreement", EnumSet.of(ADJUDICATOR, OPERATOR, AUDITOR), "agreement viewed"),
    REVIEWING_FORM(GET, "/studies/{study}/reviewing", EnumSet.of(OPERATOR), "reviewing viewed"),
    REVIEWING(POST, "/studies/{study}/reviewing", EnumSet.of(OPERATOR), "reviewing sent"),
    SAMPLE(GET, "/studies/{study}/tracing", EnumSet.of(TRACER), "sample viewed"),
    SAMPLE_OUT(POST, "/studies/{study}/tracing/workbook/file", EnumSet.of(TRACER), "workbook asked for"),
    SAMPLE_IN(POST, "/studies/{study}/tracing/workbook", EnumSet.of(TRACER), "workbook sent"),
    SAMPLED_PERSON(GET, "/studies/{study}/tracing/{key}", EnumSet.of(TRACER), "sampled person viewed"),
    TRACE(POST, "/studies/{study}/tracing/{key}", EnumSet.of(TRACER), "tracing sent"),
    RELEASES(GET, "/studies/{study}/releases", EnumSet.of(CHECKER, OPERATOR), "releases viewed"),
    RELEASE(GET, "/studies/{study}/releases/{run}", EnumSet.of(CHECKER, OPERATOR), "release viewed"),
    RELEASE_TABLE(GET, "/studies/{study}/releases/{run}/tables/{table}", EnumSet.of(CHECKER, OPERATOR), "table viewed"),
    VOTE(POST, "/studies/{study}/releases/{run}/tables/{table}", EnumSet.of(CHECKER), "vote sent"),
    ASK_FOR_CHANGES(POST, "/studies/{study}/releases/{run}/changes", EnumSet.of(CHECKER), "changes sent"),
    HAND_IN(POST, "/studies/{study}/releases/{run}/submit", EnumSet.of(CHECKER), "votes handed in"),
    LET_GO(POST, "/studies/{study}/releases/{run}", EnumSet.of(CHECKER), "release asked for"),
    ARCHIVE(GET, "/studies/{study}/releases/{number}/archive", EnumSet.of(CHECKER, OPERATOR), "release fetched"),
    AUDIT_OF_STUDY(GET, "/studies/{study}/audit", EnumSet.of(AUDITOR), "audit viewed"),
    VERIFY_STUDY(POST, "/studies/{study}/audit", EnumSet.of(AUDITOR), "audit verified"),
    AUDIT(GET, "/audit", EnumSet.of(AUDITOR), "audit viewed"),
    VERIFY_ALL(POST, "/audit", EnumSet.of(AUDITOR), "audit verified"),
    USERS(GET, "/users", EnumSet.of(ADMINISTRATOR), "users viewed"),
    ADD_USER(POST, "/users", EnumSet.of(ADMINISTRATOR), null),
    USER(GET, "/users/{user}", EnumSet.of(ADMINISTRATOR), "user viewed"),
    CHANGE_USER(POST, "/users/{user}", EnumSet.of(ADMINISTRATOR), null);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final RequestMethod method;
    private final String pattern;
    private final Who who;

    @SuppressWarnings("ImmutableEnumChecker") // it is: copied
    private final Set<Role> roles;

    private final @Nullable String event;

    Route(RequestMethod method, String pattern, Who who, @Nullable String event) {
        this(method, pattern, who, EnumSet.noneOf(Role.class), event);
    }

    Route(RequestMethod method, String pattern, Set<Role> roles, @Nullable String event) {
        this(method, pattern, Who.ROLES, roles, event);
    }

    Route(RequestMethod method, String pattern, Who who, Set<Role> roles, @Nullable String event) {
        this.method = method;
        this.pattern = pattern;
        this.who = who;
        this.roles = Set.copyOf(roles);
        this.event = event;
    }

    /** To whom a route is open. */
    enum Who {
        ANYBODY,
        SIGNED_IN,
        ROLES
    }

    RequestMethod method() {
        return method;
    }

    String pattern() {
        return pattern;
    }

    Who who() {
        return who;
    }

    Set<Role> roles() {
        return roles;
    }

    /** How the journal calls it, before it is done; null if it does not, or the handler does in more detail. */
    @Nullable
    String event() {
        return event;
    }

    /** Whether a form with files leads here. */
    boolean takesFiles() {
        return switch (this) {
            case DRAFT, WORKBOOK_IN, DECISIONS_IN, SAMPLE_IN -> true;
            default -> false;
        };
    }

    /** A poll does not keep a session alive. */
    boolean isPoll() {
        return this == PROGRESS;
    }

    /** Whether somebody may; null for somebody who has not signed in. */
    boolean allows(@Nullable User user, Map<String, String> variables) {
        String study = variables.get("study");
        return switch (who) {
            case ANYBODY -> true;
            case SIGNED_IN -> user != null && !user.disabled();
            case ROLES ->
                user != null
                        && roles.stream()
                                .anyMatch(role -> study == null ? isAnywhere(user, role) : user.is(role, study));
        };
    }

    /** The journal of the whole console is for auditors of all studies. */
    private static boolean isAnywhere(User user, Role role) {
        return role == AUDITOR ? user.is(role, Role.Grant.ALL) : user.is(role);
    }

    /** Whether a name in an address could be one of a study, run, user or file. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches() && !name.contains("..");
    }

    static @Nullable Route of(String method, String pattern) {
        return Stream.of(values())
                .filter(route -> route.method.name().equals(method) && route.pattern.equals(pattern))
                .findFirst()
                .orElse(null);
    }
}
