package org.reconlink.console.review;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reconlink.review.Agreement;
import org.reconlink.review.Agreement.Compared;
import org.reconlink.review.Agreement.Part;
import org.reconlink.review.Deliberation;
import org.reconlink.review.Judgement;
import org.reconlink.review.Judgement.Answer;
import org.reconlink.review.Judgement.Reason;
import org.reconlink.review.Pace;
import org.reconlink.review.ReviewCase;
import org.reconlink.review.SideBySide;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What reviewers left open, for a third person; and how far reviewers agree. */
@Controller
public final class AdjudicationPages {
    private final Desks desks;
    private final Studies studies;
    private final Clock clock;

    AdjudicationPages(Desks desks, Studies studies, Clock clock) {
        this.desks = desks;
        this.studies = studies;
        this.clock = clock;
    }

    /** A pair that waits, and why. */
    record Waiting(String key, String why, String first, String second) {}

    @GetMapping("/studies/{study}/adjudication")
    String list(
            @PathVariable String study,
            @RequestParam(defaultValue = "false") boolean differing,
            Model model,
            HttpServletRequest request) {
        String name = ReviewPages.name(request);
        Desk desk = desks.of(study);
        List<Waiting> all = desk.forAdjudicator(name).stream()
                .map(pair -> waiting(desk, pair))
                .toList();
        model.addAttribute(
                "pairs",
                all.stream()
                        .filter(one -> !differing || one.why.equals("they differ"))
                        .toList());
        model.addAttribute("total", all.size());
        model.addAttribute("differing", differing);
        return "adjudication";
    }

    private static Waiting waiting(Desk desk, ReviewCase pair) {
        List<Judgement> reviews = desk.reviews(pair.key());
        List<Answer> answers = reviews.stream().map(Judgement::answer).toList();
        String why = pair.contradicted()
                ? "verdicts contradict each other"
                : answers.stream().distinct().count() > 1 ? "they differ" : "both are unsure";
        return new Waiting(
                pair.key(),
                why,
                answers.get(0).words(),
                answers.get(answers.size() - 1).words());
    }

    /** What a reviewer said, whose name is not told. */
    record Review(String reviewer, String answer, String reason, String comment) {}

    @GetMapping("/studies/{study}/adjudication/{key}")
    String pair(@PathVariable String study, @PathVariable String key, Model model, HttpServletRequest request) {
        String name = ReviewPages.name(request);
        Desk desk = desks.of(study);
        return show(desk, name, open(desk, study, name, key), model);
    }

    private ReviewCase open(Desk desk, String study, String name, String key) {
        return desks.pair(desk, study, key)
                .filter(one -> desk.isAdjudicatedBy(name, key))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.CONFLICT));
    }

    private String show(Desk desk, String name, ReviewCase pair, Model model) {
        List<Judgement> reviews = desk.reviews(pair.key());
        List<Review> shown = new ArrayList<>();
        for (int i = 0; i < reviews.size(); i++) {
            ReviewPages.Own said = ReviewPages.Own.of(reviews.get(i));
            shown.add(new Review("Reviewer " + (i + 1), said.answer(), said.reason(), said.comment()));
        }
        model.addAttribute("pair", PairPage.of(pair, desk.others(pair)));
        model.addAttribute("waiting", waiting(desk, pair));
        model.addAttribute("reviews", shown);
        model.addAttribute("form", desk.words(name, pair.key(), true));
        model.addAttribute(
                "own",
                desk.mine(name, pair.key(), true).map(ReviewPages.Own::of).orElse(ReviewPages.Own.NONE));
        model.addAttribute("left", desk.forAdjudicator(name).size());
        model.addAttribute("reasons", Reason.values());
        model.addAttribute("keys", studies.hasKeys(name));
        return "adjudicate";
    }

    @PostMapping("/studies/{study}/adjudication/{key}")
    String decide(
            @PathVariable String study,
            @PathVariable String key,
            ReviewPages.Typed typed,
            Model model,
            RedirectAttributes redirect,
            HttpServletRequest request,
            HttpServletResponse response) {
        String name = ReviewPages.name(request);
        Desk desk = desks.of(study);
        ReviewCase pair = open(desk, study, name, key);
        Optional<String> problem = typed.problem();
        if (problem.isPresent()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            ReviewPages.note(studies, "pair viewed", name, study, key);
            model.addAttribute("problem", problem.get());
            String page = show(desk, name, pair, model);
            model.addAttribute("own", typed.again());
            return page;
        }
        ReviewPages.note(studies, "decision sent", name, study, key);
        ReviewPages.requireTaken(desk.adjudicate(name, key, typed.said(), clock.instant()));
        ReviewPages.note(studies, "decision kept", name, study, key);
        String saved = "Saved: " + typed.answer() + ".";
        List<ReviewCase> next = desk.forAdjudicator(name);
        String place = "/studies/" + study + "/adjudication"
                + (next.isEmpty() ? "" : "/" + next.get(0).key());
        return ReviewPages.answered(place, saved, model, redirect, request, response, () -> {
            if (next.isEmpty()) {
                return list(study, false, model, request);
            }
            ReviewPages.note(studies, "pair viewed", name, study, next.get(0).key());
            return show(desk, name, next.get(0), model);
        });
    }

    /** How two reviewers agree. */
    record Both(
            String first,
            String second,
            int n,
            int agreed,
            String kappa,
            boolean unstable,
            List<List<Integer>> table,
            List<Fields> fields,
            List<Cell> reasons) {}

    /** A field, and how the two agree by how it compares. */
    record Fields(String field, List<Cell> cells) {}

    /** Pairs of one kind of which so many have two verdicts. */
    record Cell(String kind, int n, int differing, String kappa) {
        static Cell of(String kind, Agreement.Part part) {
            return new Cell(
                    kind,
                    part.kappa().n(),
                    part.differing(),
                    number("%.2f", part.kappa().value()));
        }
    }

    /** How fast a reviewer is. */
    record Speed(String reviewer, int pairs, String median, String anHour) {}

    @GetMapping("/studies/{study}/agreement")
    String agreement(@PathVariable String study, Model model, HttpServletRequest request) {
        Desk desk = desks.of(study);
        boolean names = studies.seesNames(ReviewPages.name(request), study);
        Map<String, String> called = new HashMap<>();
        List<String> reviewers = desk.reviewers();
        for (int i = 0; i < reviewers.size(); i++) {
            called.put(reviewers.get(i).toLowerCase(Locale.ROOT), names ? reviewers.get(i) : "Reviewer " + (i + 1));
        }
        Collection<Deliberation> all = desk.all();
        Map<String, List<Compared>> compared = desks.compared(study);
        model.addAttribute(
                "agreements",
                Agreement.of(all).stream()
                        .filter(one -> one.kappa().n() > 0)
                        .map(one -> both(one, called, all, compared))
                        .toList());
        model.addAttribute("marks", SideBySide.words());
        model.addAttribute(
                "speeds",
                reviewers.stream()
                        .map(reviewer -> speed(
                                desk, reviewer, called.getOrDefault(reviewer.toLowerCase(Locale.ROOT), "Reviewer")))
                        .toList());
        model.addAttribute(
                "answers", Answer.offered().stream().map(Answer::words).toList());
        return "agreement";
    }

    private static Both both(
            Agreement one,
            Map<String, String> called,
            Collection<Deliberation> all,
            Map<String, List<Compared>> compared) {
        List<Part> parts = one.byField(all, compared);
        List<Fields> fields = parts.stream()
                .map(Part::of)
                .distinct()
                .map(field -> new Fields(
                        field,
                        SideBySide.words().stream()
                                .map(word -> parts.stream()
                                        .filter(part -> part.of().equals(field)
                                                && part.as().equals(word))
                                        .findFirst()
                                        .map(part -> Cell.of(word, part))
                                        .orElse(new Cell(word, 0, 0, "")))
                                .toList()))
                .toList();
        return new Both(
                called.getOrDefault(one.first().toLowerCase(Locale.ROOT), "Reviewer"),
                called.getOrDefault(one.second().toLowerCase(Locale.ROOT), "Reviewer"),
                one.kappa().n(),
                one.kappa().agreed(),
                number("%.2f", one.kappa().value()),
                one.kappa().isUnstable(),
                one.kappa().table(),
                fields,
                one.byReason(all).stream()
                        .map(part -> Cell.of(part.of(), part))
                        .sorted(Comparator.comparing(Cell::kind))
                        .toList());
    }

    private static Speed speed(Desk desk, String reviewer, String called) {
        Pace pace = Pace.of(desk.saidBy(reviewer).stream().map(Judgement::time).toList());
        return new Speed(called, pace.pairs(), number("%.0f", pace.medianSeconds()), number("%.0f", pace.anHour()));
    }

    private static String number(String format, @Nullable Double number) {
        return number == null ? "" : String.format(Locale.ROOT, format, number);
    }
}
