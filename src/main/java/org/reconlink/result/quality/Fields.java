package org.reconlink.result.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.reconlink.intake.ColumnFacts;
import org.reconlink.intake.ExtractKind;
import org.reconlink.intake.Field;
import org.reconlink.intake.FileFacts;

/** The fields that a file of a section can have. */
final class Fields {
    private Fields() {}

    static List<String> of(String section) {
        return Arrays.stream(ExtractKind.values())
                .filter(kind -> kind.section().equals(section))
                .flatMap(kind -> kind.fields().stream())
                .map(Field::name)
                .toList();
    }

    /** Those that no column of the file is mapped to. */
    static List<String> notMapped(FileFacts facts) {
        List<String> fields = new ArrayList<>(of(facts.section()));
        facts.table().columns().stream().map(ColumnFacts::field).forEach(fields::remove);
        return fields;
    }
}
