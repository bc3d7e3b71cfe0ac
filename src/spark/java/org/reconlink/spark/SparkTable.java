package org.reconlink.spark;

import java.io.Serializable;
import java.util.List;
import org.reconlink.intake.PlainRule.Kind;

/**
 * Where a table lies that Spark reads, and how its cells are read.
 *
 * @param name by which errors call it
 * @param paths files, folders or globs, as Hadoop's file systems have them
 * @param headings in the order of the cells
 * @param columns that are compared, in the order of the plan's fields
 * @param id heading of the column that identifies a row: rows that lie on many machines have no number
 * @param reading what is said of all columns
 */
public record SparkTable(
        String name,
        List<String> paths,
        Format format,
        List<String> headings,
        List<Column> columns,
        String id,
        Reading reading)
        implements Serializable {
    private static final long serialVersionUID = 1;

    /** Copies the lists. */
    public SparkTable {
        paths = List.copyOf(paths);
        headings = List.copyOf(headings);
        columns = List.copyOf(columns);
    }

    /** What the files are. */
    public enum Format {
        /** Rows of text in UTF-8 with commas between the cells, the first row of each file being the headings. */
        CSV,
        PARQUET
    }

    /**
     * A column that is compared.
     *
     * @param headings of its cells, which are read as one where there are several
     * @param instead heading of the cell that is read where this one says that there is no such name; empty for none
     */
    public record Column(List<String> headings, Kind kind, String instead) implements Serializable {
        private static final long serialVersionUID = 1;

        /** Copies the list. */
        public Column {
            headings = List.copyOf(headings);
        }
    }

    /**
     * What {@link org.reconlink.intake.PlainRule.Settings} has, in texts.
     *
     * @param missing further words for a value that is not known
     * @param dateFormats that come first; none for day before month
     * @param twoDigitYearPivot latest year that two digits can mean
     * @param zone where a time of day that is written with a zone has its day
     */
    public record Reading(List<String> missing, List<String> dateFormats, int twoDigitYearPivot, String zone)
            implements Serializable {
        private static final long serialVersionUID = 1;

        /** Copies the lists. */
        public Reading {
            missing = List.copyOf(missing);
            dateFormats = List.copyOf(dateFormats);
        }
    }
}
