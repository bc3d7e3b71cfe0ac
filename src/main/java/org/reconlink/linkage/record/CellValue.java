package org.reconlink.linkage.record;

/** How a cell as it is written becomes the value that is packed. */
public interface CellValue {
    /** Says that a cell is to be made a text of first. */
    int NO_BYTES = -1;

    /** The values of a cell, one but for sets; empty ones are missing. */
    String[] of(String cell);

    /**
     * The same of a cell of one value without making a text of it, where that is easily done.
     *
     * @param into room for as many bytes as the cell has
     * @return how many bytes the value has, all of them ASCII, or {@link #NO_BYTES}
     */
    int of(byte[] cell, int from, int to, byte[] into);
}
