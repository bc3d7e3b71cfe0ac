package org.reconlink.linkage.record;

import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.Arrays;
import org.reconlink.linkage.record.Transform.Sound;

/** Takes the part of a word that a blocking rule compares: by mask where it is packed, from a list by code where not. */
public final class PartReader {
    private static final long SECTOR = -1L << 24;
    private static final long DISTRICT = -1L << 32;
    private static final long AREA = -1L << 48;
    private static final long YEAR = Packing.DATE | 0xFFFF_0000L;
    private static final long YEAR_AND_MONTH = Packing.DATE | 0xFFFF_FF00L;

    private final boolean whole;
    private final boolean inOrder;
    private final long mask;
    private final int idLetters;
    private final long[] byCode;

    public PartReader(Transform transform, ColumnKind kind, PackedColumns columns) {
        this.whole = transform.part() == Transform.Part.WHOLE;
        this.inOrder = transform.part() == Transform.Part.DAY_AND_MONTH_IN_ORDER;
        this.mask = mask(transform);
        this.idLetters = kind == ColumnKind.ID ? transform.length() : 0;
        this.byCode = whole ? new long[0] : columns.partsByCode(transform, kind);
    }

    /** 0 where the value or its part is missing. */
    public long part(long word) {
        if (whole || word == 0) {
            return word;
        }
        if (word < 0) {
            return byCode[(int) word];
        }
        if (idLetters > 0) {
            return PackedId.first(word, idLetters);
        }
        return inOrder ? dayAndMonthInOrder(word) : word & mask;
    }

    private static long dayAndMonthInOrder(long date) {
        long month = date >>> 8 & 0xFF;
        long day = date & 0xFF;
        return (date & YEAR) | Math.min(month, day) << 8 | Math.max(month, day);
    }

    private static long mask(Transform transform) {
        return switch (transform.part()) {
            case WHOLE, FIRST_LETTERS, SORTED_PARTS, SOUND, DAY_AND_MONTH_IN_ORDER -> -1L;
            case YEAR -> YEAR;
            case YEAR_AND_MONTH -> YEAR_AND_MONTH;
            case SECTOR -> SECTOR;
            case DISTRICT -> DISTRICT;
            case AREA -> AREA;
        };
    }

    /** The part of each text by its code, as a word. */
    static long[] byCode(Transform transform, ColumnKind kind, Dictionary dictionary) {
        Object2IntOpenHashMap<String> parts = new Object2IntOpenHashMap<>();
        long[] byCode = new long[dictionary.size()];
        for (int code = 1; code < byCode.length; code++) {
            String part = part(transform, dictionary.text(code));
            long packed = kind == ColumnKind.ID ? PackedId.pack(part) : 0;
            if (packed == 0 && !part.isEmpty()) {
                parts.putIfAbsent(part, parts.size() + 1);
                packed = Long.MIN_VALUE | parts.getInt(part);
            }
            byCode[code] = packed;
        }
        return byCode;
    }

    public static String part(Transform transform, String text) {
        return switch (transform.part()) {
            case FIRST_LETTERS -> text.substring(0, Math.min(text.length(), transform.length()));
            case SORTED_PARTS -> sorted(text);
            case SOUND -> Sound.of(text);
            default -> "";
        };
    }

    private static String sorted(String text) {
        String[] parts = text.replace('-', ' ').trim().split(" +", -1);
        Arrays.sort(parts);
        return String.join(" ", parts);
    }
}
