package org.reconlink.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.PlainReader;
import org.reconlink.linkage.tables.Field;
import org.reconlink.linkage.tables.LinkagePlan;
import org.reconlink.linkage.tables.TableRows;

/**
 * The files of one command, packed as they were read.
 *
 * @param right the same as {@code left} if there is one file
 */
record TableFiles(List<Field> fields, LinkagePlan plan, TableRows left, TableRows right) {

    static TableFiles read(TableOptions options, Path leftFile, @Nullable Path rightFile) throws IOException {
        try (PlainReader left = PlainReader.open(leftFile)) {
            if (rightFile == null) {
                List<Field> fields = options.fields(left, left);
                LinkagePlan plan = options.plan(fields);
                TableRows rows = rows(left, plan.left(left.file(), left.headings(), options.idHeading(left)));
                return new TableFiles(fields, plan, rows, rows);
            }
            try (PlainReader right = PlainReader.open(rightFile)) {
                List<Field> fields = options.fields(left, right);
                LinkagePlan plan = options.plan(fields);
                return new TableFiles(
                        fields,
                        plan,
                        rows(left, plan.left(left.file(), left.headings(), options.idHeading(left))),
                        rows(right, plan.right(right.file(), right.headings(), options.idHeading(right))));
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static TableRows rows(PlainReader reader, TableRows.Builder builder) throws IOException {
        for (String[] row = reader.next(); row != null; row = reader.next()) {
            builder.add(row);
        }
        return builder.build();
    }
}
