package org.reconlink.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.reconlink.intake.ExtractSettings;
import org.reconlink.intake.FileScans;
import org.reconlink.kernel.Sha256;
import org.reconlink.linkage.study.EarlierLink;
import org.reconlink.study.Study;

/**
 * Says what makes a run the same as another: study, protocol, inputs, key for pseudonyms, code version, verdicts and
 * the links of an earlier run.
 */
final class RunIdentity {
    private RunIdentity() {}

    /** SHA-256 in hex; the order of the files is the protocol's. */
    static String of(Study study, String keyId, String codeVersion, FileScans scans) throws IOException {
        MessageDigest digest = Sha256.digest();
        add(digest, "study " + study.id());
        add(digest, "protocol " + study.protocolSha256());
        if (study.anotherDataCut()) {
            add(digest, "data cut " + study.outcome().dataCut());
        }
        add(digest, "key " + keyId);
        add(digest, "code " + codeVersion);
        for (ExtractSettings extract : extracts(study)) {
            for (Path file : extract.files()) {
                add(digest, "file " + file.getFileName() + " " + scans.sha256(file));
            }
        }
        for (Path file : otherFiles(study)) {
            add(digest, "file " + file.getFileName() + " " + scans.sha256(file));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * The identity of a run that takes the verdicts of clerical review.
     *
     * @param verdicts hash of them; empty if there are none, which leaves the identity as it is
     */
    static String with(String identity, String verdicts) {
        if (verdicts.isEmpty()) {
            return identity;
        }
        MessageDigest digest = Sha256.digest();
        add(digest, identity);
        add(digest, "verdicts " + verdicts);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The identity of a run that is given the links of an earlier one; as it is if there are none. */
    static String withEarlier(String identity, List<EarlierLink> links) {
        if (links.isEmpty()) {
            return identity;
        }
        MessageDigest digest = Sha256.digest();
        add(digest, identity);
        links.stream()
                .map(link -> link.participant().value() + "\n" + link.person().value())
                .sorted()
                .forEach(link -> add(digest, "earlier " + link));
        return HexFormat.of().formatHex(digest.digest());
    }

    static List<ExtractSettings> extracts(Study study) {
        List<ExtractSettings> extracts = new ArrayList<>(List.of(study.participants(), study.convictions()));
        if (study.custody() != null) {
            extracts.add(study.custody());
        }
        return extracts;
    }

    /** Files beside the extracts that change the result: a model, tables of offences. */
    private static List<Path> otherFiles(Study study) {
        List<Path> files = new ArrayList<>();
        if (study.linkage().model() != null) {
            files.add(study.linkage().model());
        }
        if (study.offence().table() != null) {
            files.add(study.offence().table());
        }
        files.addAll(study.offence().scaleTables());
        if (study.offence().titles() != null) {
            files.add(study.offence().titles());
        }
        return files;
    }

    private static void add(MessageDigest digest, String part) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }
}
