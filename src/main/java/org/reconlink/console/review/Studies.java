package org.reconlink.console.review;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.reconlink.store.RunRegister.StoredRun;
import org.reconlink.store.WorkbookExchange;
import org.reconlink.store.WorkingStore;

/** What clerical review needs of the console around it. */
public interface Studies {
    /** The folder of a study's working data; 404 if there is no such study. */
    Path folder(String study);

    /** The last complete run of a study; empty if there is none. */
    Optional<StoredRun> latest(String study);

    /** Reads a study's store, or takes what was read of it as long as it is as it was. */
    <T> T read(String study, String what, Function<WorkingStore, T> reading);

    /**
     * Exchanges workbooks with a study's store, between a command's beginning and its end in the study's events.
     *
     * @param command as the command line calls it: {@code review export}
     */
    <T> T exchange(String study, String user, String command, Exchange<T> exchange) throws IOException;

    /** Something that is done with workbooks. */
    interface Exchange<T> {
        /**
         * Does it.
         *
         * @param folder for files, private, empty, and gone afterwards
         */
        T in(WorkbookExchange workbooks, Path folder) throws IOException;
    }

    /** Writes what somebody sees or does into the journal, before they do, and how far the study's own chains have come. */
    void note(String event, String user, Map<String, ?> details) throws IOException;

    /** Whether somebody wants single keys to do things. */
    boolean hasKeys(String user);

    /** Whether somebody may read the names of those who said something. */
    boolean seesNames(String user, String study);
}
