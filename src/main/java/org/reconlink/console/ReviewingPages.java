package org.reconlink.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditTrail;
import org.reconlink.job.ExitCode;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.review.Tracing;
import org.reconlink.store.Reviewing;
import org.reconlink.store.RunRegister.StoredRun;
import org.reconlink.store.WorkbookExchange;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What whoever coordinates clerical review sets: what reviewers are told, for how many pairs they have time, who is to be traced. */
@Controller
final class ReviewingPages {
    private static final int MOST = 100_000;
    private static final int MOST_PARTS = 100;
    private static final List<Integer> BUDGETS = List.of(10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000);

    private final StudyStores stores;
    private final Clock clock;
    private final DateTimeFormatter time;

    ReviewingPages(StudyStores stores, Clock clock) {
        this.stores = stores;
        this.clock = clock;
        this.time =
                DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm z", Locale.UK).withZone(clock.getZone());
    }

    /** How much of the doubt so many verdicts can take away. */
    record Budget(int pairs, String share) {}

    /** How far the audited sample is. */
    record Sample(int drawn, int known, int traced, int counts) {}

    /** What is in the fields, as it was typed. */
    record Typed(String message, String pairs, String parts, String sample, int changes) {}

    @GetMapping("/studies/{study}/reviewing")
    String form(@PathVariable String study, Model model) {
        Reviewing now = Reviewing.in(stores.folder(study));
        return page(
                study,
                now,
                new Typed(now.message(), text(now.pairs()), text(now.parts()), text(now.sample()), now.changes()),
                model);
    }

    private static String text(@Nullable Integer number) {
        return number == null ? "" : String.valueOf(number);
    }

    private String page(String study, Reviewing now, Typed typed, Model model) {
        StoredRun run = StudyPages.latestComplete(stores.runs(study)).orElse(null);
        List<Double> worths = run == null
                ? List.of()
                : stores.read(study, "worth of verdicts " + run.id(), store -> store.verdictWorths(run.id()));
        model.addAttribute("now", now);
        model.addAttribute("typed", typed);
        model.addAttribute("at", time.format(now.at()));
        model.addAttribute(
                "inDoubt",
                run == null
                        ? 0
                        : stores.read(
                                study,
                                "number of pairs in doubt " + run.id(),
                                store -> store.reviewCases().count(run.id())));
        model.addAttribute("budgets", budgets(worths, now.pairs()));
        model.addAttribute("sample", run == null ? null : sample(study, run));
        return "reviewing";
    }

    private static List<Budget> budgets(List<Double> worths, @Nullable Integer set) {
        double all = worths.stream().mapToDouble(one -> one).sum();
        return IntStream.concat(
                        BUDGETS.stream().mapToInt(one -> one),
                        IntStream.of(set == null ? worths.size() : set, worths.size()))
                .filter(pairs -> pairs > 0 && pairs <= worths.size())
                .sorted()
                .distinct()
                .mapToObj(pairs -> new Budget(
                        pairs,
                        all == 0
                                ? "100%"
                                : String.format(
                                        Locale.ROOT,
                                        "%.0f%%",
                                        100
                                                * worths.subList(0, pairs).stream()
                                                        .mapToDouble(one -> one)
                                                        .sum()
                                                / all)))
                .toList();
    }

    private Sample sample(String study, StoredRun run) {
        List<Participant> drawn =
                stores.read(study, "drawn " + run.id(), store -> List.copyOf(WorkbookExchange.drawn(store, run.id())));
        List<Tracing> all = stores.look(study, store -> store.tracings().all());
        Map<ParticipantId, Tracing> latest = Tracing.latest(all);
        List<Tracing> known = drawn.stream()
                .flatMap(one -> Optional.ofNullable(latest.get(one.id())).filter(said -> said.holdsFor(one)).stream())
                .toList();
        return new Sample(
                drawn.size(),
                known.size(),
                (int) known.stream().filter(Tracing::traced).count(),
                Tracing.sample(drawn, all).size());
    }

    @PostMapping("/studies/{study}/reviewing")
    String set(
            @PathVariable String study,
            @RequestParam(defaultValue = "") String message,
            @RequestParam(defaultValue = "") String pairs,
            @RequestParam(defaultValue = "") String parts,
            @RequestParam(defaultValue = "") String sample,
            @RequestParam int changes,
            Model model,
            RedirectAttributes redirect,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        String words = message.replace("\r\n", "\n").strip();
        List<String> problems = new ArrayList<>();
        if (words.length() > Reviewing.LONGEST) {
            problems.add(
                    "The message has " + words.length() + " characters; up to " + Reviewing.LONGEST + " are shown.");
        }
        OptionalInt budget = number(pairs, "pairs", MOST, problems);
        OptionalInt cut = number(parts, "parts", MOST_PARTS, problems);
        OptionalInt size = number(sample, "people to trace", MOST, problems);
        Reviewing next = new Reviewing(
                changes,
                words,
                budget.isPresent() ? budget.getAsInt() : null,
                cut.isPresent() ? cut.getAsInt() : null,
                size.isPresent() ? size.getAsInt() : null,
                String.valueOf(request.getRemoteUser()),
                clock.instant());
        if (problems.isEmpty() && !set(study, next)) {
            response.setStatus(HttpStatus.CONFLICT.value());
            Reviewing now = Reviewing.in(stores.folder(study));
            model.addAttribute("changed", now);
            return page(study, now, new Typed(words, pairs, parts, sample, now.changes()), model);
        }
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("problem", String.join(" ", problems));
            return page(
                    study, Reviewing.in(stores.folder(study)), new Typed(words, pairs, parts, sample, changes), model);
        }
        redirect.addFlashAttribute("notice", "This holds from now on.");
        return "redirect:/studies/" + study + "/reviewing";
    }

    /** The study's events tell of it before it holds. */
    private boolean set(String study, Reviewing next) throws IOException {
        Map<String, @Nullable Object> asked = new HashMap<>();
        asked.put("pairs", next.pairs());
        asked.put("parts", next.parts());
        asked.put("sample", next.sample());
        AuditTrail trail = stores.begin(study, next.by(), "set reviewing", asked);
        boolean isSet = false;
        try {
            isSet = next.set(stores.folder(study));
            return isSet;
        } finally {
            ExitCode end = isSet ? ExitCode.DONE : ExitCode.USAGE;
            trail.end(end.code(), isSet ? end.meaning() : "somebody else had set something since");
        }
    }

    private static OptionalInt number(String text, String what, int most, List<String> problems) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            return OptionalInt.empty();
        }
        int number = stripped.matches("\\d{1,6}") ? Integer.parseInt(stripped) : 0;
        if (number < 1 || number > most) {
            problems.add(String.format(
                    Locale.ROOT, "The number of %s is a whole number from 1 to %,d, or left blank.", what, most));
            return OptionalInt.empty();
        }
        return OptionalInt.of(number);
    }
}
