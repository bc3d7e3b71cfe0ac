package org.reconlink.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.reconlink.store.research.ResearchDatabase.ResearchDatabaseException;

/** Tells a disk or database that is gone, full or closed to writing from an error of the product. */
public final class StorageFailure {
    private StorageFailure() {}

    /** Whether this one exception, not its causes, speaks of storage. */
    public static boolean is(Throwable failure) {
        return failure instanceof IOException
                || failure instanceof UncheckedIOException
                || failure instanceof SQLTransientConnectionException
                || failure instanceof ResearchDatabaseException
                || (failure instanceof SQLException sql && isStorage(String.valueOf(sql.getSQLState())));
    }

    /** Connection, authorisation, a server that shuts down, resources, system error, and HSQLDB's states of its own for files; 22, 23 and 42 are our mistakes. */
    private static boolean isStorage(String state) {
        return state.startsWith("08")
                || state.startsWith("28")
                || state.startsWith("57P")
                || state.startsWith("53")
                || state.startsWith("58")
                || state.equals("S1000")
                || state.equals("HY000")
                || state.equals("25006");
    }
}
