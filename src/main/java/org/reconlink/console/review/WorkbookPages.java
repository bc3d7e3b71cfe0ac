package org.reconlink.console.review;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Permissions;
import org.reconlink.review.FilledWorkbook;
import org.reconlink.review.Judgement;
import org.reconlink.review.Judgement.Answer;
import org.reconlink.review.ReviewException;
import org.reconlink.review.Worklist;
import org.reconlink.store.WorkbookExchange;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One's own pairs in a workbook, as the command line would give it out and take it in, for whoever likes that better than pages. */
@Controller
public final class WorkbookPages {
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final String LABELS = "labels.csv";
    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final Desks desks;
    private final Studies studies;

    WorkbookPages(Desks desks, Studies studies) {
        this.desks = desks;
        this.studies = studies;
    }

    @GetMapping("/studies/{study}/review/workbook")
    String review(@PathVariable String study, Model model, HttpServletRequest request) {
        return page(study, false, model, request);
    }

    @GetMapping("/studies/{study}/adjudication/workbook")
    String adjudication(@PathVariable String study, Model model, HttpServletRequest request) {
        return page(study, true, model, request);
    }

    private String page(String study, boolean adjudicator, Model model, HttpServletRequest request) {
        model.addAttribute(
                "pairs",
                desks.of(study)
                        .worklist(ReviewPages.name(request), adjudicator, ReviewPages.part(request, study))
                        .cases()
                        .size());
        model.addAttribute("desk", desk(adjudicator));
        return "workbook";
    }

    private static String desk(boolean adjudicator) {
        return adjudicator ? "adjudication" : "review";
    }

    @PostMapping("/studies/{study}/review/workbook/file")
    ResponseEntity<byte[]> reviewFile(
            @PathVariable String study,
            @RequestParam(defaultValue = "false") boolean labels,
            HttpServletRequest request)
            throws IOException {
        return labels ? labels(study, false, request) : file(study, false, request);
    }

    @PostMapping("/studies/{study}/adjudication/workbook/file")
    ResponseEntity<byte[]> adjudicationFile(
            @PathVariable String study,
            @RequestParam(defaultValue = "false") boolean labels,
            HttpServletRequest request)
            throws IOException {
        return labels ? labels(study, true, request) : file(study, true, request);
    }

    /** What somebody has said themselves. */
    private ResponseEntity<byte[]> labels(String study, boolean adjudicator, HttpServletRequest request)
            throws IOException {
        String name = ReviewPages.name(request);
        String run = desks.of(study).worklist(name, adjudicator, 0).run();
        return download(
                "labels-" + run + "-" + name + ".csv",
                studies.exchange(
                        study,
                        name,
                        "review export",
                        (workbooks, folder) -> (String.join("\n", workbooks.labels(run, name, adjudicator)) + "\n")
                                .getBytes(StandardCharsets.UTF_8)));
    }

    private ResponseEntity<byte[]> file(String study, boolean adjudicator, HttpServletRequest request)
            throws IOException {
        String name = ReviewPages.name(request);
        Worklist worklist = desks.of(study).worklist(name, adjudicator, ReviewPages.part(request, study));
        if (worklist.cases().isEmpty()) {
            return ResponseEntity.status(HttpStatus.FOUND)
                    .header(HttpHeaders.LOCATION, "/studies/" + study + "/" + desk(adjudicator) + "/workbook")
                    .build();
        }
        return download(
                "review-" + worklist.run() + "-" + name + ".xlsx",
                studies.exchange(study, name, "review export", (workbooks, folder) -> {
                    Path file = folder.resolve("workbook.xlsx");
                    workbooks.give(worklist, file);
                    return Files.readAllBytes(file);
                }));
    }

    /** A workbook or labels to be kept under a name of letters, digits, dots, hyphens and underscores. */
    public static ResponseEntity<byte[]> download(String name, byte[] file) {
        return ResponseEntity.ok()
                .contentType(name.endsWith(".csv") ? CSV : XLSX)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .body(file);
    }

    @PostMapping("/studies/{study}/review/workbook")
    String reviewed(
            @PathVariable String study,
            @RequestParam(defaultValue = "false") boolean labels,
            @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
            Model model,
            RedirectAttributes redirect,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        return takeIn(study, false, labels, file, model, redirect, request, response);
    }

    @PostMapping("/studies/{study}/adjudication/workbook")
    String adjudicated(
            @PathVariable String study,
            @RequestParam(defaultValue = "false") boolean labels,
            @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
            Model model,
            RedirectAttributes redirect,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        return takeIn(study, true, labels, file, model, redirect, request, response);
    }

    private String takeIn(
            String study,
            boolean adjudicator,
            boolean labels,
            @Nullable MultipartFile file,
            Model model,
            RedirectAttributes redirect,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        String name = ReviewPages.name(request);
        String run = desks.of(study).worklist(name, adjudicator, 0).run();
        try {
            List<Judgement> taken = studies.exchange(study, name, "review import", (workbooks, folder) -> {
                if (labels) {
                    return workbooks.takeLabels(kept(file, folder.resolve(LABELS)), run, name, adjudicator);
                }
                List<FilledWorkbook> filled =
                        WorkbookExchange.read(List.of(kept(file, folder.resolve("workbook.xlsx"))));
                requireOwn(filled.get(0), study, name, adjudicator);
                return workbooks.take(filled).values().stream()
                        .flatMap(List::stream)
                        .toList();
            });
            redirect.addFlashAttribute("notice", "Taken in: " + counts(taken) + ".");
            return "redirect:/studies/" + study + "/" + desk(adjudicator) + "/workbook";
        } catch (ReviewException e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("problems", e.problems());
            return page(study, adjudicator, model, request);
        }
    }

    /**
     * Keeps a file that was sent, under a name of ours.
     *
     * @throws ReviewException if none was sent
     */
    public static Path kept(@Nullable MultipartFile file, Path kept) throws IOException {
        if (file == null || file.isEmpty()) {
            ReviewException.throwIfAny(List.of("no file was chosen; choose the one that you filled in"));
        }
        if (file != null) {
            file.transferTo(kept);
        }
        Permissions.toOwner(kept);
        return kept;
    }

    private static void requireOwn(FilledWorkbook filled, String study, String name, boolean adjudicator) {
        if (!filled.study().equals(study)
                || !filled.reviewer().equalsIgnoreCase(name)
                || filled.adjudication() != adjudicator) {
            ReviewException.throwIfAny(List.of(filled.file() + ": is none that was given to you as "
                    + (adjudicator ? "adjudicator" : "reviewer")
                    + " of this study; send in your own, whoever coordinates takes in others'"));
        }
    }

    private static String counts(List<Judgement> judgements) {
        return Answer.offered().stream()
                .map(answer -> String.format(
                        Locale.ROOT,
                        "%d %s",
                        judgements.stream().filter(j -> j.answer() == answer).count(),
                        answer.words()))
                .collect(Collectors.joining(", "));
    }
}
