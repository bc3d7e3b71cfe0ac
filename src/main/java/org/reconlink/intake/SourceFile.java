package org.reconlink.intake;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.Finding.Severity;

/**
 * An input file and the part of the protocol that names it, as its error messages need them.
 *
 * @param section of the protocol
 * @param access by which its bytes are had
 */
record SourceFile(Path path, String section, FileAccess access) {

    /** A file of this machine. */
    SourceFile(Path path, String section) {
        this(path, section, FileAccess.HERE);
    }

    String name() {
        return String.valueOf(path.getFileName());
    }

    /** An exception for a file that cannot be used. */
    IntakeException unusable(String rule, String problem, String advice) {
        return unusable(null, null, rule, problem, advice);
    }

    IntakeException unusable(@Nullable String sheet, @Nullable Long row, String rule, String problem, String advice) {
        return new IntakeException(
                List.of(new Finding(Severity.ERROR, rule, name(), sheet, row, null, problem, advice)));
    }

    IntakeException damaged() {
        return unusable(
                "damaged file",
                "the workbook is damaged or is not a workbook",
                "open it in a spreadsheet program and save it again as .xlsx");
    }

    IntakeException changed() {
        return unusable(
                "changed file", "the file was changed while it was read", "run again when nothing writes to it");
    }

    /** Of a URL, where no cluster reads. */
    IntakeException onlyOnCluster() {
        return unusable(
                "file of a cluster",
                "this is a URL, and this machine reads files of its own",
                "give \"reconlink run\" with --spark, whose cluster reads it, or name a file of this machine in the protocol ("
                        + section + ")");
    }

    void requireReadable() throws IOException {
        if (access == FileAccess.HERE && FileAccess.url(path) != null) {
            throw onlyOnCluster();
        }
        if (!access.exists(path)) {
            throw unusable(
                    "missing file", "the file does not exist", "correct its path in the protocol (" + section + ")");
        }
        if (access.isLink(path)) {
            throw unusable(
                    "symbolic link",
                    "this is a symbolic link, which can be turned to another file between check and run",
                    "name the file itself in the protocol (" + section + ")");
        }
        if (!access.isFile(path) || !access.isReadable(path)) {
            throw unusable(
                    "unreadable file",
                    "this is a folder, or a file that may not be read",
                    "correct its path in the protocol (" + section + ") or its permissions");
        }
    }
}
