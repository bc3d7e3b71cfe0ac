package org.reconlink.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.reconlink.console.Role.RefusedException;
import org.reconlink.intake.FilesSurvey;
import org.reconlink.intake.IntakeException;
import org.reconlink.intake.TableSurvey;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.Permissions;
import org.reconlink.study.ProtocolDraft;
import org.reconlink.study.ProtocolListing;
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
import org.springframework.web.server.ResponseStatusException;

/** Protocols: of a study as it is, and one that somebody writes, of which nothing is kept and for which no file is looked at. */
@Controller
final class ProtocolPages {
    private static final int MOST_BYTES = 256 * 1024;
    private static final int MOST_FILES = 10;
    private static final int LONGEST_NAME = 80;

    private final StudyStores stores;

    ProtocolPages(StudyStores stores) {
        this.stores = stores;
    }

    @GetMapping("/studies/{study}/protocol")
    String ofStudy(@PathVariable String study, Model model) throws IOException {
        stores.folder(study);
        Path protocol = stores.protocols().get(study);
        if (protocol != null) {
            String name = String.valueOf(protocol.getFileName());
            model.addAttribute("file", name);
            model.addAttribute("listing", ProtocolListing.of(name, Files.readAllBytes(protocol)));
        }
        return "protocol";
    }

    @GetMapping("/protocols/try")
    String write(Model model) {
        model.addAttribute("text", "");
        return "try";
    }

    @PostMapping("/protocols/try")
    String check(@RequestParam(defaultValue = "") String text, Model model) {
        byte[] bytes = text.getBytes(UTF_8);
        model.addAttribute("text", text);
        if (bytes.length > MOST_BYTES) {
            model.addAttribute("problem", "A protocol has at most 256 kB; this is more, and was not looked at.");
        } else if (!text.isBlank()) {
            model.addAttribute("listing", ProtocolListing.of("protocol.yml", bytes));
        }
        return "try";
    }

    @PostMapping("/protocols/file")
    ResponseEntity<byte[]> download(@RequestParam(defaultValue = "") String text) {
        if (text.isBlank()) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"protocol.yml\"")
                .body(text.replace("\r\n", "\n").getBytes(UTF_8));
    }

    /** The files are read from a private folder, which is gone before the answer is given. */
    @PostMapping("/protocols/draft")
    String draft(@RequestParam(name = "file", required = false) List<MultipartFile> files, Model model)
            throws IOException {
        model.addAttribute("text", "");
        try {
            ProtocolDraft draft = stores.inPrivate(uploads -> ProtocolDraft.of(
                    FilesSurvey.of(tables(files == null ? List.of() : files, uploads)),
                    new ProtocolDraft.Asked("my-study", uploads, null, null, null)));
            model.addAttribute("open", draft.open());
            return check(draft.text(), model);
        } catch (RefusedException e) {
            model.addAttribute("problem", SignIns.sentence(e));
        } catch (IntakeException e) {
            model.addAttribute(
                    "unread", e.findings().stream().map(ProtocolPages::words).toList());
        }
        return "try";
    }

    private static List<TableSurvey> tables(List<MultipartFile> files, Path folder) throws IOException {
        List<MultipartFile> given =
                files.stream().filter(file -> !file.isEmpty()).toList();
        if (given.isEmpty() || given.size() > MOST_FILES) {
            throw new RefusedException("choose one to " + MOST_FILES + " files: workbooks or CSV");
        }
        Set<String> names = new HashSet<>();
        List<TableSurvey> tables = new ArrayList<>();
        for (MultipartFile file : given) {
            String name = name(String.valueOf(file.getOriginalFilename()));
            if (!names.add(name)) {
                throw new RefusedException("two files have the same name; rename one");
            }
            Path copy = folder.resolve(name);
            file.transferTo(copy);
            Permissions.toOwner(copy);
            tables.addAll(TableSurvey.of(copy));
        }
        return tables;
    }

    /** What stands in the draft: without a folder and without what a path could be made of. */
    private static String name(String given) {
        String last = given.replaceAll(".*[/\\\\]", "")
                .replaceAll("[^A-Za-z0-9 ._()-]", "_")
                .replaceAll("^[. ]+", "");
        return last.isEmpty() ? "table" : last.substring(Math.max(0, last.length() - LONGEST_NAME));
    }

    private static String words(Finding finding) {
        return finding.file() + ": " + finding.problem() + "; " + finding.advice();
    }
}
