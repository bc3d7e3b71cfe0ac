package org.reconlink.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.cli.TinyStudy;
import org.reconlink.intake.FileFacts;
import org.reconlink.intake.FileScans;
import org.reconlink.intake.Intake;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.Participant;
import org.reconlink.store.StoreKey;
import org.reconlink.store.WorkingStore;
import org.reconlink.study.Study;
import org.reconlink.study.StudyReader;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.test.MetaDataInstanceFactory;

/** What the reader of an extract gives, wherever it was stopped and begun again. */
class ExtractRowsTest {
    private static final String STEP = "readParticipants";

    @TempDir
    Path folder;

    private Study study;

    @BeforeEach
    void writeAStudyOfTwoSheets() throws Exception {
        Path protocol = TinyStudy.write(folder);
        Files.writeString(
                protocol,
                Files.readString(protocol).replace("file: participants.csv", "files: [participants.csv, more.csv]"));
        Files.writeString(folder.resolve("participants.csv"), """
                Study no,Surname,First name,DOB,PNC,Index code,Index date,Released
                ,Nobody,Ann,1970-05-05,,,,
                T1,Rowe,Kim,1980-02-03,91/10V,OF61016,2010-03-01,2014-01-10
                ,Nobody,Ben,1970-05-05,,,,
                ,Nobody,Cat,1970-05-05,,,,
                T2,Okafor,Sam,1900-01-01,85/4321P,SX03001,2009-05-05,2014-02-11
                ,Nobody,Dan,1970-05-05,,,,
                """);
        Files.writeString(folder.resolve("more.csv"), """
                Study no,Surname,First name,DOB,PNC,Index code,Index date,Released
                T3,Lind,Ada,1962-01-01,79/900X,TH68010,2014-08-01,2015-01-10
                T4,Berg,Eve,1963-01-01,,TH68010,2014-08-01,2015-01-10
                ,Nobody,Fay,1970-05-05,,,,
                """);
        study = StudyReader.read(protocol);
    }

    /** What was read and kept, in order: rows that could be used by their id, and {@code -} for those that could not. */
    private record Read(List<String> rows, List<Finding> findings, List<FileFacts> files) {}

    @Test
    void aRowIsAnItemOrASkipAndEachFindingIsKeptOnce() throws Exception {
        Read whole = read("whole", -1);
        assertThat(whole.rows).containsExactly("-", "T1", "-", "-", "T2", "-", "T3", "T4", "-");
        assertThat(whole.findings).hasSize(7);
        assertThat(whole.files).extracting(FileFacts::rowsRejected).containsExactly(4L, 1L);
    }

    @Test
    void itGoesOnBehindTheRowWhereItStopped() throws Exception {
        Read whole = read("whole", -1);
        for (int stop = 0; stop <= whole.rows.size() + 1; stop++) {
            assertThat(read("stop-" + stop, stop)).as("stopped after " + stop).isEqualTo(whole);
        }
    }

    @Test
    void aFileThatCannotBeReadIsNoExceptionButAnExitStatus() throws Exception {
        try (WorkingStore store = WorkingStore.open(folder.resolve("store"), StoreKey.NONE)) {
            ExtractRows<Participant> rows = rows(store);
            ExecutionContext context = new ExecutionContext();
            rows.open(context);
            Files.writeString(folder.resolve("more.csv"), "no table");
            List<String> read = new ArrayList<>();
            take(rows, read, -1);
            rows.update(context);
            assertThat(read).containsExactly("-", "T1", "-", "-", "T2", "-");
            ExitStatus end = rows.afterStep(MetaDataInstanceFactory.createStepExecution());
            assertThat(end).isNotNull();
            assertThat(ExitCode.of(end)).isEqualTo(ExitCode.INPUT_REJECTED);
            assertThat(store.findings().ofRefusal("run"))
                    .extracting(Finding::file, Finding::severity)
                    .containsOnly(org.assertj.core.api.Assertions.tuple("more.csv", Finding.Severity.ERROR));
        }
    }

    /** @param stop how many rows are taken before all is closed and begun again; negative for never */
    private Read read(String name, int stop) throws Exception {
        try (WorkingStore store = WorkingStore.open(folder.resolve(name), StoreKey.NONE)) {
            List<String> read = new ArrayList<>();
            ExecutionContext context = new ExecutionContext();
            if (stop >= 0) {
                ExtractRows<Participant> first = rows(store);
                first.open(context);
                take(first, read, stop);
                first.update(context);
                first.close();
            }
            ExtractRows<Participant> rows = rows(store);
            rows.open(context);
            take(rows, read, -1);
            rows.update(context);
            rows.close();
            return new Read(
                    read, store.findings().read("run"), store.inputFiles().read("run"));
        }
    }

    private ExtractRows<Participant> rows(WorkingStore store) {
        return new ExtractRows<>(
                store, "run", STEP, study.intake(), new FileScans(), study.participants(), Intake::participants);
    }

    private static void take(ExtractRows<Participant> rows, List<String> read, int most) throws Exception {
        for (int i = 0; i != most; i++) {
            try {
                Participant row = rows.read();
                if (row == null) {
                    return;
                }
                read.add(row.id().value());
            } catch (ExtractRows.RejectedRow e) {
                read.add("-");
            }
        }
    }
}
