package org.reconlink.store.research;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.reconlink.store.research.Load.RefusedException;

/** What schemas hold, and which of it runs of a study made: the comment of what they make ends with their mark. */
record Schemas(Connection connection, Dialect dialect, String study) {
    private static final String MADE = "Made by Reconlink for the study ";

    /** The comment of something that is made now. */
    String comment(String definition) {
        return definition + " " + mark();
    }

    private String mark() {
        return mark(study);
    }

    /** What the comment of everything that runs of a study make ends with. */
    static String mark(String study) {
        return MADE + study + ".";
    }

    boolean exists(String schema) throws SQLException {
        return dialect.exists(connection, schema);
    }

    /** The tables and views of a schema with their comments. */
    Map<String, String> contents(String schema) throws SQLException {
        return dialect.contents(connection, schema);
    }

    boolean isOurs(String comment) {
        return comment.endsWith(mark());
    }

    /** A schema that is there must be empty or hold the marked table that all schemas of runs hold. */
    void require(String schema, String marked) throws SQLException, RefusedException {
        Map<String, String> contents = contents(schema);
        if (!contents.isEmpty() && !isOurs(contents.getOrDefault(dialect.folded(marked), ""))) {
            throw new RefusedException("the schema " + schema + " holds what no run of the study " + study
                    + " made; rename it, or name another schema in the protocol");
        }
    }
}
