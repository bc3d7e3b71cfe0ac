package org.reconlink.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reconlink.console.Users.User;
import org.reconlink.inquiry.Explanation;
import org.reconlink.inquiry.Explanation.Sight;
import org.reconlink.inquiry.OffenceAnswer;
import org.reconlink.inquiry.QualityDifference;
import org.reconlink.inquiry.RunDifference;
import org.reconlink.job.RunInquiry;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.publish.PseudonymKey;
import org.reconlink.store.RunRegister.StoredRun;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** What people ask of a study: how two runs differ, why somebody has this outcome, what an offence is. */
@Controller
final class InquiryPages {
    private static final String RECENT = InquiryPages.class.getName();
    private static final int MOST_RECENT = 8;
    private static final int LONGEST = 200;

    private final StudyStores stores;
    private final Users users;

    InquiryPages(StudyStores stores, Users users) {
        this.stores = stores;
        this.users = users;
    }

    /** Of two runs that are ticked in the list of runs. */
    @GetMapping("/studies/{study}/compare")
    String chosen(
            @PathVariable String study,
            @RequestParam(name = "run", defaultValue = "") List<String> runs,
            RedirectAttributes redirect) {
        List<String> two = stores.runs(study).stream()
                .map(StoredRun::id)
                .filter(runs::contains)
                .toList();
        if (two.size() != 2) {
            redirect.addFlashAttribute("problem", "Choose two complete runs of the list to compare.");
            return "redirect:/studies/" + study + "/runs";
        }
        return "redirect:/studies/" + study + "/runs/" + two.get(1) + "/compare/" + two.get(0);
    }

    @GetMapping("/studies/{study}/runs/{run}/compare/{other}")
    String compare(@PathVariable String study, @PathVariable String run, @PathVariable String other, Model model) {
        StoredRun before = stores.run(study, run);
        StoredRun after = stores.run(study, other);
        model.addAttribute("before", run);
        model.addAttribute("after", other);
        String cannot = cannot(before).or(() -> cannot(after)).orElse("");
        model.addAttribute("cannot", cannot);
        if (cannot.isEmpty()) {
            String what = run + " " + other;
            model.addAttribute("difference", stores.<RunDifference>read(study, "difference " + what, store -> {
                try {
                    return RunInquiry.difference(before, after, store, environmentKey());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
            model.addAttribute(
                    "quality",
                    stores.<QualityDifference>read(
                            study, "quality " + what, store -> RunInquiry.quality(before, after, store)));
        }
        return "compare";
    }

    /** Why nothing of a run's people can be shown; empty if it can. */
    private static Optional<String> cannot(StoredRun run) {
        return switch (run.status()) {
            case COMPLETED -> Optional.empty();
            case PRUNED ->
                Optional.of("The working data of run " + run.id()
                        + " were removed; its outputs say what became of whom, by pseudonym.");
            default -> Optional.of("Run " + run.id() + " did not complete; only complete runs have figures.");
        };
    }

    @GetMapping("/studies/{study}/explain")
    String ask(@PathVariable String study, Model model, HttpServletRequest request) {
        model.addAttribute("runs", complete(study));
        model.addAttribute("numbers", sight(study, request) == Sight.ALL);
        return "explain";
    }

    private List<String> complete(String study) {
        return stores.runs(study).stream()
                .filter(run -> run.status() == StoredRun.Status.COMPLETED)
                .map(StoredRun::id)
                .toList();
    }

    /** The number that somebody types is in no address, and in no answer where there is nobody of it. */
    @PostMapping("/studies/{study}/explain")
    String find(
            @PathVariable String study,
            @RequestParam(defaultValue = "") String person,
            @RequestParam(defaultValue = "") String run,
            RedirectAttributes redirect,
            HttpServletRequest request) {
        List<String> runs = complete(study);
        String id = run.isEmpty() && !runs.isEmpty() ? runs.get(0) : run;
        if (!runs.contains(id)) {
            redirect.addFlashAttribute("problem", "No run of this study is complete, or not that one.");
            return "redirect:/studies/" + study + "/explain";
        }
        Map<String, ParticipantId> people = people(study, stores.run(study, id));
        String typed = person.strip();
        boolean numbers = sight(study, request) == Sight.ALL;
        String found = people.containsKey(typed)
                ? typed
                : people.entrySet().stream()
                        .filter(one -> numbers && one.getValue().value().equals(typed))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse("");
        if (found.isEmpty()) {
            redirect.addFlashAttribute(
                    "problem",
                    people.isEmpty()
                            ? "The key that this run's pseudonyms were made with cannot be read here, so nobody can be found by"
                                    + " them. On the machine that has it: reconlink explain NUMBER."
                            : numbers
                                    ? "No participant of this run has that number or pseudonym."
                                    : "No participant of this run has that pseudonym.");
            return "redirect:/studies/" + study + "/explain";
        }
        return "redirect:"
                + UriComponentsBuilder.fromPath("/studies/{study}/people/{person}")
                        .queryParam("run", id)
                        .buildAndExpand(study, found)
                        .toUriString();
    }

    private Map<String, ParticipantId> people(String study, StoredRun run) {
        return stores.read(study, "people " + run.id(), store -> RunInquiry.people(run, store, environmentKey()));
    }

    private static @Nullable String environmentKey() {
        return System.getenv(PseudonymKey.ENVIRONMENT_VARIABLE);
    }

    private Sight sight(String study, HttpServletRequest request) {
        return user(request).is(Role.OPERATOR, study) ? Sight.ALL : Sight.DAYS_SINCE_START;
    }

    @GetMapping("/studies/{study}/people/{person}")
    String person(
            @PathVariable String study,
            @PathVariable String person,
            @RequestParam(defaultValue = "") String run,
            Model model,
            HttpServletRequest request) {
        Explanation explained = explained(study, person, run, request);
        model.addAttribute("explained", explained);
        model.addAttribute("person", person);
        model.addAttribute("rows", explained.sight() == Sight.ALL);
        return "person";
    }

    @GetMapping("/studies/{study}/people/{person}/weights")
    ResponseEntity<byte[]> weights(
            @PathVariable String study,
            @PathVariable String person,
            @RequestParam(defaultValue = "") String run,
            HttpServletRequest request) {
        String picture = RunInquiry.weights(explained(study, person, run, request), person);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("image/svg+xml"))
                .header(
                        "Content-Security-Policy",
                        "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
                .body(picture.getBytes(StandardCharsets.UTF_8));
    }

    /** Whoever it is not of this run is not there: another study's, too. */
    private Explanation explained(String study, String person, String asked, HttpServletRequest request) {
        List<String> runs = complete(study);
        String id = asked.isEmpty() && !runs.isEmpty() ? runs.get(0) : asked;
        if (!runs.contains(id)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        StoredRun run = stores.run(study, id);
        return Optional.ofNullable(people(study, run).get(person))
                .flatMap(participant -> stores.look(
                        study, store -> RunInquiry.explanation(run, participant, store, sight(study, request))))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @GetMapping("/offences")
    String offences(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String title,
            Model model,
            HttpServletRequest request) {
        String codes = cut(code);
        String words = cut(title);
        model.addAttribute("code", codes);
        model.addAttribute("asked", words);
        if (!codes.isEmpty() || !words.isEmpty()) {
            try {
                OffenceAnswer answer = OffenceAnswer.to(
                        codes.isEmpty() ? List.of() : List.of(codes.split("[\\s,]+", -1)),
                        words.isEmpty() ? null : words,
                        OffenceAnswer.withEveryScale());
                model.addAttribute("answer", answer.lines());
                if (!codes.isEmpty()) {
                    remember(request.getSession(), codes);
                }
            } catch (OffenceAnswer.NoAnswerException e) {
                model.addAttribute("no", SignIns.sentence(e));
                model.addAttribute("near", words.isEmpty() ? List.of() : OffenceAnswer.near(words));
            }
        }
        model.addAttribute("recent", recent(request.getSession()));
        return "offences";
    }

    private static String cut(String text) {
        String stripped = text.strip();
        return stripped.substring(0, Math.min(LONGEST, stripped.length()));
    }

    @SuppressWarnings("unchecked")
    private static List<String> recent(HttpSession session) {
        Object recent = session.getAttribute(RECENT);
        return recent == null ? List.of() : (List<String>) recent;
    }

    private static void remember(HttpSession session, String codes) {
        LinkedHashSet<String> all = new LinkedHashSet<>(List.of(codes));
        all.addAll(recent(session));
        session.setAttribute(
                RECENT, new ArrayList<>(all.stream().limit(MOST_RECENT).toList()));
    }

    private User user(HttpServletRequest request) {
        return users.find(String.valueOf(request.getRemoteUser())).orElseThrow();
    }
}
