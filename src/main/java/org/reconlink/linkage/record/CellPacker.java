package org.reconlink.linkage.record;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.reconlink.kernel.CellRule;
import org.reconlink.kernel.CellRule.Outcome;
import org.reconlink.linkage.record.CsvPacking.NotPlain;

/**
 * Packs the cells of one column; one thread's. What most columns hold stands in many rows, and is made a value once; what
 * is packed letter by letter never becomes a text.
 */
@SuppressWarnings("EnumOrdinal") // of each of many millions of cells: an array of numbers, and never kept
final class CellPacker {
    /** Different cells that are known at once: names and the like have fewer, and of others no more are worth knowing. */
    private static final int MOST_KNOWN = 1 << 16;

    private static final long NO_CONTENT = RowContent.of("");
    private static final CellRule.Made BLANK = CellRule.Made.missing(Outcome.BLANK);

    private final PackedColumns columns;
    private final ColumnKind kind;
    private final CellRule rule;
    private final Charset encoding;
    private final UnaryOperator<String> stripped;
    private final boolean packable;
    /** Whether {@link #content} is asked for. */
    private final boolean hashing;

    private ByteDictionary known = new ByteDictionary();
    /** By code of the cell: its word, and a number for its content. */
    private long[] words = new long[1 << 8];

    private long[] contents = new long[1 << 8];
    private byte[] outcomes = new byte[1 << 8];
    private byte[] letters = new byte[1 << 8];
    private long content;
    private int outcome;

    CellPacker(
            PackedColumns columns,
            int column,
            CellRule rule,
            Charset encoding,
            UnaryOperator<String> stripped,
            boolean hashing) {
        this.columns = columns;
        this.kind = columns.kind(column);
        this.rule = rule;
        this.encoding = encoding;
        this.stripped = stripped;
        this.hashing = hashing;
        this.packable = kind == ColumnKind.DATE || kind == ColumnKind.POSTCODE || kind == ColumnKind.ID;
    }

    /** The word of a cell; {@link #content} and {@link #outcome} follow it. */
    long word(byte[] row, int from, int to) {
        if (packable) {
            int length = made(row, from, to);
            long packed = length > 0 ? Packing.pack(kind, letters, 0, length) : Packing.NONE;
            if (packed != Packing.NONE || length == CellRule.NOTHING) {
                content = hashing && packed != Packing.NONE ? RowContent.of(letters, length) : NO_CONTENT;
                outcome = (packed != Packing.NONE ? Outcome.READ : Outcome.NOT_UNDERSTOOD).ordinal();
                return packed;
            }
        }
        int before = known.size();
        int code = known.code(row, from, to);
        if (code == before) {
            learn(code, row, from, to);
        }
        content = contents[code];
        outcome = outcomes[code];
        long word = words[code];
        if (known.size() > MOST_KNOWN) {
            known = new ByteDictionary();
        }
        return word;
    }

    private int made(byte[] row, int from, int to) {
        if (to - from > letters.length) {
            letters = new byte[to - from];
        }
        return rule.of(row, from, to, letters);
    }

    /** A number for the content of the cell that was packed last. */
    long content() {
        return content;
    }

    /** What came of the cell that was packed last, as the place of an {@link Outcome}. */
    int outcome() {
        return outcome;
    }

    private void learn(int code, byte[] row, int from, int to) {
        if (code == words.length) {
            words = Arrays.copyOf(words, code * 2);
            contents = Arrays.copyOf(contents, code * 2);
            outcomes = Arrays.copyOf(outcomes, code * 2);
        }
        int length = kind == ColumnKind.NAME ? made(row, from, to) : CellRule.NO_BYTES;
        if (length > 0) {
            words[code] = columns.textWord(new String(letters, 0, length, StandardCharsets.US_ASCII));
            contents[code] = RowContent.of(letters, length);
            outcomes[code] = (byte) Outcome.READ.ordinal();
        } else {
            learn(code, stripped.apply(new String(row, from, to - from, encoding)));
        }
    }

    private void learn(int code, String cell) {
        CellRule.Made made = cell.isEmpty() ? BLANK : rule.of(cell);
        words[code] = kind == ColumnKind.SET ? set(made.values()) : one(made.value());
        contents[code] = RowContent.of(made.values().size() == 1 ? made.value() : cell);
        outcomes[code] = (byte) made.outcome().ordinal();
    }

    private long one(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        if (kind == ColumnKind.NUMBER) {
            long number = Packing.number(text);
            if (number == Packing.NONE) {
                throw NotPlain.atAll();
            }
            return number;
        }
        long packed = Packing.pack(kind, text);
        return packed == Packing.NONE ? columns.textWord(text) : packed;
    }

    private long set(List<String> values) {
        int[] codes = new int[values.size()];
        int count = 0;
        for (String text : values) {
            if (!text.isEmpty()) {
                codes[count++] = (int) columns.textWord(text);
            }
        }
        return count == 0 ? 0 : columns.addSet(codes, count);
    }
}
