package org.reconlink.study;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.ExtractSettings;
import org.reconlink.intake.IntakeSettings;
import org.reconlink.linkage.study.LinkageSettings;
import org.reconlink.offence.OffenceSettings;
import org.reconlink.outcome.OutcomeSettings;
import org.reconlink.result.PublishSettings;

/**
 * A study protocol, read and valid.
 *
 * @param id short name: the folder of its outputs
 * @param protocol the file it was read from
 * @param protocolSha256 lower-case hex of that file
 * @param anotherDataCut whether the command named another data cut than the protocol
 * @param keepsWorkingData whether a complete run's working data stay in the working store
 * @param custody null if the study has no custody file
 * @param freshness how many days old the files of a section may be, by section; a section without is not there
 */
public record Study(
        String id,
        String title,
        Path protocol,
        String protocolSha256,
        boolean anotherDataCut,
        boolean keepsWorkingData,
        IntakeSettings intake,
        ExtractSettings participants,
        ExtractSettings convictions,
        @Nullable ExtractSettings custody,
        LinkageSettings linkage,
        OffenceSettings offence,
        OutcomeSettings outcome,
        PublishSettings publish,
        Map<String, Integer> freshness) {
    public Study {
        freshness = Map.copyOf(freshness);
    }

    /** The same study, its convictions as they stand there. */
    public Study reading(ExtractSettings others) {
        return new Study(
                id,
                title,
                protocol,
                protocolSha256,
                anotherDataCut,
                keepsWorkingData,
                intake,
                participants,
                others,
                custody,
                linkage,
                offence,
                outcome,
                publish,
                freshness);
    }
}
