package org.reconlink;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.reconlink.audit.AuditTrail;

/** Parts of events for tests that begin no command of their own. */
public final class Trails {
    private static final AuditTrail.Author TESTER = new AuditTrail.Author("tester", null, "test");

    private Trails() {}

    /** A command in the events in a folder. */
    public static AuditTrail in(Path folder) throws IOException {
        return AuditTrail.begin(folder, Map.of("study", "test"), TESTER, Clock.systemUTC(), "test", Map.of());
    }
}
