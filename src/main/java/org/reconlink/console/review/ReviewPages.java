package org.reconlink.console.review;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.reconlink.console.review.Desk.Form;
import org.reconlink.console.review.Desk.Said;
import org.reconlink.kernel.PersonName;
import org.reconlink.review.Judgement;
import org.reconlink.review.Judgement.Answer;
import org.reconlink.review.Judgement.Reason;
import org.reconlink.review.Pace;
import org.reconlink.review.ReviewCase;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A reviewer's pairs, one after the other: what is answered to a verdict, once it is on disk, is the next pair. */
@Controller
public final class ReviewPages {
    private static final String PASSED_OVER = "passed over ";
    private static final String PASS_OVER = "pass over";
    private static final String PART = "part ";
    static final int LONGEST_COMMENT = 1_000;

    private final Desks desks;
    private final Studies studies;
    private final Clock clock;
    private final DateTimeFormatter time;

    ReviewPages(Desks desks, Studies studies, Clock clock) {
        this.desks = desks;
        this.studies = studies;
        this.clock = clock;
        this.time = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss z", Locale.UK)
                .withZone(clock.getZone());
    }

    @GetMapping("/studies/{study}/review")
    String next(@PathVariable String study, Model model, HttpServletRequest request) {
        String name = name(request);
        Desk desk = desks.of(study);
        int part = part(request, study);
        Optional<ReviewCase> next = desk.next(name, passedOver(request, study), part);
        return next.map(pair -> "redirect:/studies/" + study + "/review/" + pair.key())
                .orElseGet(() -> none(desk, name, part, model));
    }

    private static String none(Desk desk, String name, int part, Model model) {
        progress(desk, name, part, model);
        model.addAttribute("last", last(desk, name));
        return "review-none";
    }

    /** How far somebody is, with the parts that there are to take, if the list is cut. */
    private static void progress(Desk desk, String name, int part, Model model) {
        model.addAttribute("progress", desk.progress(name, part));
        List<Part> parts = desk.parts() < 2
                ? List.of()
                : IntStream.rangeClosed(0, desk.parts())
                        .mapToObj(one -> new Part(one, desk.progress(name, one).waiting()))
                        .toList();
        model.addAttribute("parts", parts);
        model.addAttribute("part", part);
    }

    /** A part of the list, or all of it if that is 0, and how many of it wait. */
    record Part(int number, int waiting) {}

    /** For as long as the session lasts. */
    @PostMapping("/studies/{study}/review/part")
    String take(@PathVariable String study, @RequestParam(defaultValue = "0") int part, HttpServletRequest request) {
        if (part < 0 || part > desks.of(study).parts()) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        request.getSession().setAttribute(PART + study, part);
        return "redirect:/studies/" + study + "/review";
    }

    /** The part that somebody has taken; 0 for all. */
    static int part(HttpServletRequest request, String study) {
        return request.getSession().getAttribute(PART + study) instanceof Integer part ? part : 0;
    }

    /** The verdict that can be undone, the latest; null if there is none. */
    private static @Nullable Last last(Desk desk, String name) {
        return desk.latest(name)
                .filter(one -> desk.isOpenTo(name, one.key()))
                .map(one -> new Last(one.key(), one.answer().words(), desk.words(name, one.key(), false)))
                .orElse(null);
    }

    /** The verdict that was given last. */
    record Last(String key, String answer, int words) {}

    /**
     * What a form about a pair sends; what it leaves away is empty.
     *
     * @param form how often its reader had said something of the pair when it was drawn; negative if it does not say
     */
    record Typed(String answer, String reason, String comment, Integer form) {
        /** The binder gives null for what was left away. */
        Typed {
            answer = Objects.requireNonNullElse(answer, "");
            reason = Objects.requireNonNullElse(reason, "");
            comment = Objects.requireNonNullElse(comment, "");
            form = Objects.requireNonNullElse(form, -1);
        }

        /** What is wrong with it as a verdict; empty if nothing is. */
        Optional<String> problem() {
            if (Answer.named(answer).isEmpty()) {
                return Optional.of("Choose a verdict: match, not a match or unsure.");
            }
            if (!reason.isEmpty() && Reason.named(reason).isEmpty()) {
                return Optional.of("Choose one of the reasons, or none.");
            }
            return comment.length() > LONGEST_COMMENT
                    ? Optional.of("A comment has up to " + LONGEST_COMMENT + " characters.")
                    : Optional.empty();
        }

        /** What it says, if nothing is wrong with it. */
        Form said() {
            String words = comment.strip();
            return new Form(
                    Answer.named(answer).orElseThrow(),
                    Reason.named(reason).orElse(null),
                    words.isEmpty() ? null : words,
                    form);
        }

        /** As it is shown again to be put right. */
        Own again() {
            return new Own(answer, reason, comment);
        }
    }

    /** A verdict of the viewer's own, as it is at present. */
    record Own(String answer, String reason, String comment) {
        static final Own NONE = new Own("", "", "");

        static Own of(Judgement one) {
            return new Own(
                    one.answer().words(),
                    one.reason() == null ? "" : one.reason().words(),
                    one.comment() == null ? "" : one.comment());
        }
    }

    @GetMapping("/studies/{study}/review/{key}")
    String pair(@PathVariable String study, @PathVariable String key, Model model, HttpServletRequest request) {
        String name = name(request);
        Desk desk = desks.of(study);
        ReviewCase pair = open(desk, study, name, key);
        return show(study, desk, name, pair, part(request, study), model);
    }

    private ReviewCase open(Desk desk, String study, String name, String key) {
        return desks.pair(desk, study, key)
                .filter(one -> desk.isOpenTo(name, key))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.CONFLICT));
    }

    private String show(String study, Desk desk, String name, ReviewCase pair, int part, Model model) {
        Instant now = clock.instant();
        Duration without =
                Pace.withoutRest(desk.saidBy(name).stream().map(Judgement::time).toList(), now);
        model.addAttribute("pair", PairPage.of(pair, desk.others(pair)));
        model.addAttribute("form", desk.words(name, pair.key(), false));
        model.addAttribute(
                "own", desk.mine(name, pair.key(), false).map(Own::of).orElse(Own.NONE));
        progress(desk, name, part, model);
        model.addAttribute("last", last(desk, name));
        model.addAttribute("reasons", Reason.values());
        model.addAttribute("rest", without.compareTo(Pace.LONG) < 0 ? 0 : without.toMinutes());
        model.addAttribute("instructions", desks.instructions(study));
        model.addAttribute("keys", studies.hasKeys(name));
        return "review";
    }

    @PostMapping("/studies/{study}/review/{key}")
    String say(
            @PathVariable String study,
            @PathVariable String key,
            Typed typed,
            Model model,
            RedirectAttributes redirect,
            HttpServletRequest request,
            HttpServletResponse response) {
        String name = name(request);
        Desk desk = desks.of(study);
        ReviewCase pair = open(desk, study, name, key, typed.form());
        int part = part(request, study);
        String saved;
        if (typed.answer().equals(PASS_OVER)) {
            note("pair passed over", name, study, key);
            passedOver(request, study).remove(key);
            passedOver(request, study).add(key);
            saved = "Passed over: it comes again at the end.";
        } else {
            Optional<String> problem = typed.problem();
            if (problem.isPresent()) {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                note("pair viewed", name, study, key);
                model.addAttribute("problem", problem.get());
                String page = show(study, desk, name, pair, part, model);
                model.addAttribute("own", typed.again());
                return page;
            }
            note("verdict sent", name, study, key);
            requireTaken(desk.review(name, key, typed.said(), clock.instant()));
            note("verdict kept", name, study, key);
            passedOver(request, study).remove(key);
            saved = "Saved: " + typed.answer() + ".";
        }
        Optional<ReviewCase> next = desk.next(name, passedOver(request, study), part);
        String place = "/studies/" + study + "/review"
                + next.map(one -> "/" + one.key()).orElse("");
        return answered(place, saved, model, redirect, request, response, () -> {
            if (next.isEmpty()) {
                return none(desk, name, part, model);
            }
            note("pair viewed", name, study, next.get().key());
            return show(study, desk, name, next.get(), part, model);
        });
    }

    /** Where somebody goes on from what was saved: at once where the page's script asked, else by way of a redirect. */
    static String answered(
            String place,
            String saved,
            Model model,
            RedirectAttributes redirect,
            HttpServletRequest request,
            HttpServletResponse response,
            Supplier<String> page) {
        if (request.getHeader("HX-Request") == null) {
            redirect.addFlashAttribute("saved", saved);
            return "redirect:" + place;
        }
        response.setHeader("HX-Push-Url", place);
        model.addAttribute("saved", saved);
        return page.get();
    }

    /** A form that was answered already may come again. */
    private ReviewCase open(Desk desk, String study, String name, String key, int form) {
        return form >= 0 && desk.words(name, key, false) == form + 1
                ? desks.pair(desk, study, key).orElseThrow(() -> new ResponseStatusException(HttpStatus.CONFLICT))
                : open(desk, study, name, key);
    }

    static void requireTaken(Said said) {
        if (said == Said.SETTLED || said == Said.FORM_TOO_OLD) {
            throw new ResponseStatusException(HttpStatus.CONFLICT);
        }
    }

    @PostMapping("/studies/{study}/review/{key}/undo")
    String undo(
            @PathVariable String study,
            @PathVariable String key,
            @RequestParam(defaultValue = "-1") int form,
            RedirectAttributes redirect,
            HttpServletRequest request) {
        String name = name(request);
        Desk desk = desks.of(study);
        desks.pair(desk, study, key);
        note("withdrawal sent", name, study, key);
        requireTaken(desk.review(name, key, new Form(Answer.WITHDRAWN, null, null, form), clock.instant()));
        note("withdrawal kept", name, study, key);
        redirect.addFlashAttribute("saved", "Withdrawn: it is as if you had not judged this pair.");
        return "redirect:/studies/" + study + "/review/" + key;
    }

    /** A verdict in the list of one's own. */
    record Mine(String key, String participant, String person, String answer, String reason, String at, boolean open) {}

    @GetMapping("/studies/{study}/review/mine")
    String mine(
            @PathVariable String study,
            @RequestParam(defaultValue = "") String find,
            Model model,
            HttpServletRequest request) {
        String name = name(request);
        Desk desk = desks.of(study);
        model.addAttribute(
                "verdicts",
                desk.verdicts(name).stream()
                        .filter(one -> one.key().contains(find.strip().toLowerCase(Locale.ROOT)))
                        .map(one -> mine(desk, name, one))
                        .toList());
        model.addAttribute("progress", desk.progress(name));
        model.addAttribute("find", find);
        return "review-mine";
    }

    private Mine mine(Desk desk, String name, Judgement one) {
        ReviewCase pair = desk.pair(one.key()).orElseThrow();
        return new Mine(
                one.key(),
                words(pair.details().name()),
                words(pair.identity().name()),
                one.answer().words(),
                one.reason() == null ? "" : one.reason().words(),
                time.format(one.time()),
                desk.isOpenTo(name, one.key()));
    }

    private static String words(PersonName name) {
        String forename = name.forename() == null ? "" : name.forename();
        String surname = name.surname() == null ? "" : name.surname();
        return (forename + " " + surname).strip();
    }

    private void note(String event, String name, String study, String key) {
        note(studies, event, name, study, key);
    }

    static void note(Studies studies, String event, String name, String study, String key) {
        Map<String, Object> details = new HashMap<>(Map.of("study", study, "key", key));
        try {
            studies.note(event, name, details);
        } catch (IOException e) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "journal", e);
        }
    }

    static String name(HttpServletRequest request) {
        return String.valueOf(request.getRemoteUser());
    }

    /** For as long as the session lasts, the first passed over first. */
    @SuppressWarnings("unchecked")
    private static Set<String> passedOver(HttpServletRequest request, String study) {
        HttpSession session = request.getSession();
        Set<String> keys = (Set<String>) session.getAttribute(PASSED_OVER + study);
        if (keys == null) {
            keys = java.util.Collections.synchronizedSet(new LinkedHashSet<>());
            session.setAttribute(PASSED_OVER + study, keys);
        }
        return keys;
    }
}
