package org.reconlink.spark;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import org.reconlink.linkage.record.PackedColumns;
import org.reconlink.linkage.record.TableValues;
import org.reconlink.linkage.tables.LinkagePlan;

/**
 * What all machines know of a linkage: the plan, the dictionary of all texts, and how often each value occurs. Each process makes
 * it once of the bytes that it was sent.
 */
final class Shared implements Serializable {
    private static final long serialVersionUID = 1;

    /** Vectors of the pairs of one bucket that are kept between comparing and weighing, two bytes each. */
    private static final long TAPE = 256L << 20;

    private final String plan;
    private final byte[] texts;
    private final byte[] left;
    /** The same object as {@link #left} within one table. */
    private final byte[] right;

    private final int lefts;
    private final int rights;
    private transient Ready ready;

    /** The plan at work. Its columns are shared: a task takes those {@link PackedColumns#withOwnSets}. */
    record Ready(LinkagePlan plan, TableValues left, TableValues right) {
        boolean one() {
            return left == right;
        }
    }

    /**
     * @param left as {@link CountedValues} counts them
     * @param right the same object within one table
     */
    Shared(String plan, byte[] left, byte[] right, int lefts, int rights) throws IOException {
        this.plan = plan;
        this.left = left;
        this.right = right;
        this.lefts = lefts;
        this.rights = rights;
        TreeSet<String> all = new TreeSet<>(CountedValues.texts(left));
        if (left != right) {
            all.addAll(CountedValues.texts(right));
        }
        texts = WorkFolder.bytes(out -> {
            out.writeInt(all.size());
            for (String text : all) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                out.writeInt(bytes.length);
                out.write(bytes);
            }
        });
    }

    synchronized Ready ready() throws IOException {
        if (ready == null) {
            LinkagePlan read = LinkagePlan.read(plan, 1, TAPE);
            PackedColumns columns = read.columns();
            try (DataInputStream in = WorkFolder.in(texts)) {
                for (int rest = in.readInt(); rest > 0; rest--) {
                    columns.dictionary().code(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
                }
            }
            CountedValues ofLeft = new CountedValues(columns, lefts, left);
            ready = new Ready(read, ofLeft, left == right ? ofLeft : new CountedValues(columns, rights, right));
        }
        return ready;
    }
}
