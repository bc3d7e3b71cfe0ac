package org.reconlink.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditTrail;
import org.reconlink.intake.ExtractSettings;
import org.reconlink.intake.FileScans;
import org.reconlink.kernel.Sha256;
import org.reconlink.linkage.study.Linker.EarlierLink;
import org.reconlink.store.RunRegister;
import org.reconlink.study.Study;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;

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

    /**
     * What a run is given, as the job repository keeps it. Study, protocol, data cut, all else that makes a run the same as another,
     * and how often that was forced identify it: the same again goes on where an earlier try ended. Who gives it, why, and where the
     * outputs go may change from one try to the next.
     *
     * @param identity SHA-256 over everything that a run stands on
     * @param version 1, and one more for each time the same run was forced
     * @param run its id, which data cut, identity and version make
     * @param base the identity but for the links of an earlier run
     * @param earlierRun whose links it was given; null if there is none
     * @param lastRun the study's last run when it first began; null if there was none
     */
    record RunParameters(
            String identity,
            int version,
            String run,
            String base,
            @Nullable String earlierRun,
            @Nullable String lastRun) {

        JobParameters of(Study study, StudyRun.Options options, AuditTrail.Author author) {
            JobParametersBuilder parameters = new JobParametersBuilder()
                    .addString(RunRegister.STUDY, study.id(), true)
                    .addString(RunRegister.PROTOCOL_SHA256, study.protocolSha256(), true)
                    .addLocalDate(RunRegister.DATA_CUT, study.outcome().dataCut(), true)
                    .addString(RunRegister.IDENTITY, identity, true)
                    .addLong(RunRegister.VERSION, (long) version, true);
            if (study.anotherDataCut()) {
                parameters.addLocalDate(
                        RunRegister.GIVEN_DATA_CUT, study.outcome().dataCut(), false);
            }
            Map<String, @Nullable String> others = new LinkedHashMap<>();
            others.put(RunRegister.RUN, run);
            others.put(RunRegister.PROTOCOL, absolute(study.protocol()));
            others.put(RunRegister.OUTPUT, absolute(options.output()));
            others.put(RunRegister.REASON, options.force());
            others.put(RunRegister.BASE, base);
            others.put(RunRegister.EARLIER_RUN, earlierRun);
            others.put(RunRegister.LAST_RUN, lastRun);
            others.put("codeVersion", author.version());
            others.put("account", author.account());
            others.put("operator", author.operator());
            others.forEach((name, value) -> {
                if (value != null) {
                    parameters.addString(name, value, false);
                }
            });
            return parameters.toJobParameters();
        }

        /** A command can be given from anywhere: what was typed leads to the same place only from where it was typed. */
        private static String absolute(Path path) {
            return path.toAbsolutePath().normalize().toString();
        }
    }
}
