package org.reconlink.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.PlainCsv;
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
                TableRows rows = rows(plan, left, plan.left(left.file(), left.headings(), options.idHeading(left)));
                return new TableFiles(fields, plan, rows, rows);
            }
            try (PlainReader right = PlainReader.open(rightFile)) {
                List<Field> fields = options.fields(left, right);
                LinkagePlan plan = options.plan(fields);
                return new TableFiles(
                        fields,
                        plan,
                        rows(plan, left, plan.left(left.file(), left.headings(), options.idHeading(left))),
                        rows(plan, right, plan.right(right.file(), right.headings(), options.idHeading(right))));
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    /** Rows of a plain file by several threads; those of any other one by one, which also tells what is wrong with it. */
    private static TableRows rows(LinkagePlan plan, PlainReader reader, TableRows.Builder builder) throws IOException {
        PlainCsv plain = reader.plain();
        TableRows rows = plain == null
                ? null
                : builder.read(
                        plain.path(),
                        plain.delimiter(),
                        plain.begin(),
                        plain.encodings(),
                        PlainCsv::stripped,
                        plan.settings().threads());
        if (rows != null) {
            return rows;
        }
        for (String[] row = reader.next(); row != null; row = reader.next()) {
            builder.add(row);
        }
        return builder.build();
    }
}
