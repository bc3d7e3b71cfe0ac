package org.reconlink.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reconlink.console.review.WorkbookPages;
import org.reconlink.intake.PncIds;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.PncId;
import org.reconlink.review.ReviewException;
import org.reconlink.review.Tracing;
import org.reconlink.review.TracingWorkbook;
import org.reconlink.store.Reviewing;
import org.reconlink.store.RunRegister.StoredRun;
import org.reconlink.store.WorkbookExchange;
import org.reconlink.store.WorkingStore;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The audited sample, for whoever looks for its people by means that linkage did not have, blind to what became of them. */
@Controller
final class TracingPages {
    private static final String TRACED = "traced";
    private static final String NOT_TRACED = "not traced";
    private static final int LONGEST_COMMENT = 1_000;

    private final StudyStores stores;
    private final Clock clock;

    TracingPages(StudyStores stores, Clock clock) {
        this.stores = stores;
        this.clock = clock;
    }

    /**
     * Those who are to be looked for.
     *
     * @param people in the order of the draw, the latest word on each beside them
     */
    private record Sample(String run, List<Person> people) {
        static final Sample NONE = new Sample("", List.of());

        List<Tracing> known() {
            return people.stream()
                    .flatMap(one -> Optional.ofNullable(one.said).stream())
                    .toList();
        }

        /** How many of the first were all looked for. */
        int counts() {
            return (int) people.stream().takeWhile(one -> one.said != null).count();
        }

        Optional<Person> next() {
            return people.stream().filter(one -> one.said == null).findFirst();
        }
    }

    /** @param words how often anything was said of them */
    private record Person(
            int number, Participant participant, @Nullable Tracing said, int words) {
        String key() {
            return Tracing.key(participant);
        }
    }

    private Sample sample(String study) {
        Reviewing reviewing = Reviewing.in(stores.folder(study));
        Integer size = reviewing.sample();
        StoredRun run = StudyPages.latestComplete(stores.runs(study)).orElse(null);
        if (size == null || run == null) {
            return Sample.NONE;
        }
        List<Participant> drawn =
                stores.read(study, "drawn " + run.id(), store -> List.copyOf(WorkbookExchange.drawn(store, run.id())));
        return of(
                run.id(),
                drawn.subList(0, Math.min(size, drawn.size())),
                stores.look(study, store -> store.tracings().all()));
    }

    /** How many of the sample nobody has looked for. */
    int waiting(String study) {
        Sample sample = sample(study);
        return sample.people.size() - sample.known().size();
    }

    private static Sample of(String run, List<Participant> drawn, List<Tracing> all) {
        List<Person> people = new ArrayList<>();
        for (Participant participant : drawn) {
            List<Tracing> said = all.stream()
                    .filter(one -> one.participant().equals(participant.id()) && one.holdsFor(participant))
                    .toList();
            people.add(new Person(
                    people.size() + 1, participant, said.isEmpty() ? null : said.get(said.size() - 1), said.size()));
        }
        return new Sample(run, people);
    }

    /** One of the sample in the list. */
    record Row(int number, String key, String name, String born, String state) {}

    @GetMapping("/studies/{study}/tracing")
    String list(@PathVariable String study, Model model) {
        Sample sample = sample(study);
        model.addAttribute(
                "people", sample.people.stream().map(TracingPages::row).toList());
        model.addAttribute("known", sample.known().size());
        model.addAttribute(
                "traced", sample.known().stream().filter(Tracing::traced).count());
        model.addAttribute("counts", sample.counts());
        model.addAttribute("next", sample.next().map(Person::key).orElse(""));
        return "tracing";
    }

    private static Row row(Person one) {
        Map<String, String> shown = TracingWorkbook.shown(one.participant);
        String surname = shown.getOrDefault("Surname", "");
        String forename = shown.getOrDefault("Forename", "");
        return new Row(
                one.number,
                one.key(),
                surname.isEmpty() || forename.isEmpty() ? surname + forename : surname + ", " + forename,
                shown.getOrDefault("Date of birth", ""),
                one.said == null ? "" : one.said.traced() ? TRACED : NOT_TRACED);
    }

    /** What was said of somebody, or typed: what a form leaves away is empty. */
    record Said(String verdict, String found, String comment) {
        /** The binder gives null for what was left away. */
        Said {
            verdict = Objects.requireNonNullElse(verdict, "");
            found = Objects.requireNonNullElse(found, "");
            comment = Objects.requireNonNullElse(comment, "");
        }

        static Said of(@Nullable Tracing said) {
            return said == null
                    ? new Said("", "", "")
                    : new Said(
                            said.traced() ? TRACED : NOT_TRACED,
                            said.found() == null ? "" : said.found().value(),
                            said.comment() == null ? "" : said.comment());
        }
    }

    @GetMapping("/studies/{study}/tracing/{key}")
    String person(@PathVariable String study, @PathVariable String key, Model model) {
        Sample sample = sample(study);
        Person person = person(sample, key);
        return show(sample, person, Said.of(person.said), model);
    }

    private static Person person(Sample sample, String key) {
        return sample.people.stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static String show(Sample sample, Person person, Said said, Model model) {
        model.addAttribute("person", row(person));
        model.addAttribute("details", TracingWorkbook.shown(person.participant));
        model.addAttribute("of", sample.people.size());
        model.addAttribute("said", said);
        model.addAttribute("form", person.words);
        return "trace";
    }

    @PostMapping("/studies/{study}/tracing/{key}")
    String say(
            @PathVariable String study,
            @PathVariable String key,
            Said typed,
            @RequestParam(defaultValue = "-1") int form,
            Model model,
            RedirectAttributes redirect,
            HttpServletRequest request,
            HttpServletResponse response) {
        Sample sample = sample(study);
        Person person = person(sample, key);
        PncId id = typed.verdict.equals(TRACED)
                ? PncIds.ofFullYear(typed.found.strip()).orElse(null)
                : null;
        String problem = problem(typed, id);
        if (problem == null) {
            Tracing said = Tracing.of(
                    person.participant,
                    String.valueOf(request.getRemoteUser()),
                    id,
                    typed.comment.isBlank() ? null : typed.comment.strip(),
                    clock.instant());
            problem = append(study, sample, person, said, form);
        }
        if (problem != null) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("problem", problem);
            return show(sample, person, typed, model);
        }
        redirect.addFlashAttribute("notice", "Saved: number " + person.number + " is " + typed.verdict + ".");
        return "redirect:/studies/" + study + "/tracing"
                + sample.people.stream()
                        .filter(one -> one.said == null && one.number != person.number)
                        .findFirst()
                        .map(one -> "/" + one.key())
                        .orElse("");
    }

    private static @Nullable String problem(Said typed, @Nullable PncId id) {
        if (!typed.verdict.equals(TRACED) && !typed.verdict.equals(NOT_TRACED)) {
            return "Choose traced or not traced.";
        }
        if (typed.comment.length() > LONGEST_COMMENT) {
            return String.format(Locale.ROOT, "A comment has up to %,d characters.", LONGEST_COMMENT);
        }
        if (typed.verdict.equals(NOT_TRACED) && !typed.found.isBlank()) {
            return "A PNC id goes with traced: change one of the two.";
        }
        if (typed.verdict.equals(TRACED) && id == null) {
            return "Write the PNC id as year in full, slash, serial and check letter, such as 1987/1234567A, or choose not traced.";
        }
        return null;
    }

    /**
     * Puts it on disk. What others said is asked while nobody can say anything: two may find one PNC id at a time.
     *
     * @return why not; null if it is there
     * @throws ResponseStatusException where somebody has said something else since the form was drawn
     */
    private @Nullable String append(String study, Sample sample, Person person, Tracing said, int form) {
        List<Participant> drawn =
                sample.people.stream().map(Person::participant).toList();
        boolean[] others = {false};
        try (WorkingStore store = WorkingStore.read(stores.folder(study))) {
            store.tracings().append(all -> {
                List<Person> people = of(sample.run, drawn, all).people;
                Person now = people.get(person.number - 1);
                if (now.words == form + 1 && now.said != null && now.said.saysAs(said)) {
                    return null;
                }
                if (now.words != form) {
                    throw new ResponseStatusException(HttpStatus.CONFLICT);
                }
                others[0] = said.found() != null
                        && people.stream()
                                .anyMatch(one -> one.number != person.number
                                        && one.said != null
                                        && said.found().equals(one.said.found()));
                return others[0] ? null : said;
            });
        }
        return others[0] ? "This PNC id is another person's of the sample; look again." : null;
    }

    @PostMapping("/studies/{study}/tracing/workbook/file")
    ResponseEntity<byte[]> file(@PathVariable String study, HttpServletRequest request) throws IOException {
        String name = String.valueOf(request.getRemoteUser());
        Sample sample = sample(study);
        if (sample.people.isEmpty()) {
            return ResponseEntity.status(HttpStatus.FOUND)
                    .header(HttpHeaders.LOCATION, "/studies/" + study + "/tracing")
                    .build();
        }
        return WorkbookPages.download(
                "unlinked-" + sample.run + "-" + name + ".xlsx",
                stores.exchange(study, name, "review sample", (workbooks, folder) -> {
                    Path file = folder.resolve("workbook.xlsx");
                    workbooks.give(
                            new TracingWorkbook(
                                    study,
                                    sample.run,
                                    name,
                                    sample.people.stream()
                                            .map(Person::participant)
                                            .toList()),
                            file);
                    return Files.readAllBytes(file);
                }));
    }

    @PostMapping("/studies/{study}/tracing/workbook")
    String takeIn(
            @PathVariable String study,
            @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
            Model model,
            RedirectAttributes redirect,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        String name = String.valueOf(request.getRemoteUser());
        try {
            List<Tracing> taken = stores.exchange(study, name, "review import", (workbooks, folder) -> {
                Path kept = WorkbookPages.kept(file, folder.resolve("workbook.xlsx"));
                TracingWorkbook.Filled filled = TracingWorkbook.Filled.read(kept)
                        .filter(one -> one.study().equals(study) && one.by().equalsIgnoreCase(name))
                        .orElse(null);
                if (filled == null) {
                    ReviewException.throwIfAny(List.of(kept.getFileName()
                            + ": is no workbook of an audited sample that was given to you; send in the one"
                            + " that you were given here"));
                    return List.of();
                }
                return workbooks.takeSamples(List.of(filled));
            });
            redirect.addFlashAttribute(
                    "notice",
                    "Taken in: " + taken.stream().filter(Tracing::traced).count() + " traced, "
                            + taken.stream().filter(one -> !one.traced()).count() + " not traced.");
            return "redirect:/studies/" + study + "/tracing";
        } catch (ReviewException e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("problems", e.problems());
            return list(study, model);
        }
    }
}
