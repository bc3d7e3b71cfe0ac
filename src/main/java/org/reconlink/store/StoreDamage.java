package org.reconlink.store;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a database whose files are not as it wrote them from one that cannot be reached. */
public final class StoreDamage {
    /** HSQLDB's numbers for a log, a script or a file of rows that it cannot read. */
    private static final int IN_SCRIPT = 461;

    private static final int IN_LOG = 472;
    private static final Set<Integer> CODES = Set.of(452, 453, 454, IN_SCRIPT, 466, 467, IN_LOG);

    private StoreDamage() {}

    /** Whether a failure or one of its causes is one of damage. */
    public static boolean of(@Nullable Throwable failure) {
        return code(failure) != 0;
    }

    /** The file that it is about, in words. */
    static String file(@Nullable Throwable failure) {
        int code = code(failure);
        return code == IN_LOG ? "store.log" : code == IN_SCRIPT ? "store.script" : "store.data";
    }

    private static int code(@Nullable Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql && CODES.contains(Math.abs(sql.getErrorCode()))) {
                return Math.abs(sql.getErrorCode());
            }
        }
        return 0;
    }
}
