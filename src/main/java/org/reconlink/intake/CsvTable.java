package org.reconlink.intake;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Sha256;

/** A CSV file, cut into cells as bytes; in an encoding where bytes do not show what is a delimiter it is made UTF-8 first. */
final class CsvTable implements Table {
    private final SourceFile file;
    private final String format;
    private final CsvBytes bytes;
    private final CsvRecord record;
    private CellPool[] pools = new CellPool[0];
    private long line = 1;
    private boolean begun;
    private boolean quotesText;

    private CsvTable(SourceFile file, String format, CsvBytes bytes) {
        this.file = file;
        this.format = format;
        this.bytes = bytes;
        this.record = new CsvRecord(bytes.delimiter(), bytes.charset());
    }

    static CsvTable open(SourceFile file, FileScan scan, ExtractSettings settings) throws IOException {
        TextEncoding encoding = TextEncoding.of(file, scan, settings.encoding());
        Character stated = settings.delimiter();
        char delimiter = stated != null
                ? stated
                : Delimiters.detect(
                        scan.head().text(encoding.markBytes(), encoding.charset()), Headings.wantedBy(settings));
        String format = "CSV, " + Delimiters.words(delimiter) + ", " + encoding.words() + ", " + scan.lineEnds();
        return new CsvTable(file, format, CsvBytes.open(file, scan, encoding, delimiter));
    }

    @Override
    public @Nullable TableRow next() throws IOException {
        CsvRecord.State state = record.find(bytes.buffer(), bytes.at(), bytes.limit(), bytes.isAtEnd());
        while (state == CsvRecord.State.UNFINISHED) {
            bytes.more();
            state = record.find(bytes.buffer(), bytes.at(), bytes.limit(), bytes.isAtEnd());
        }
        return switch (state) {
            case NONE -> null;
            case LONG_CELL ->
                throw here(
                        "cell length",
                        "a cell of the record that begins here is longer than 1,048,576 characters",
                        "look for a quotation mark that is never closed, or for missing line ends, and export the file"
                                + " again");
            case LONG_RECORD ->
                throw here(
                        "row length",
                        "the record that begins here has more than 16,384 cells or 4,194,304 characters",
                        "check the delimiter and the line ends, and export the file again");
            case QUOTES ->
                throw here(
                        "quotation marks",
                        "the quotation marks in the record that begins here do not pair",
                        "double each quotation mark inside a cell, and put marks around the whole cell");
            default -> row();
        };
    }

    @Override
    public @Nullable TableRow at(long number, long place) throws IOException {
        if (place < 0) {
            return Table.super.at(number, place);
        }
        bytes.jump(place);
        line = number;
        return next();
    }

    private TableRow row() throws IntakeException {
        int count = record.cells();
        if (count > pools.length) {
            int known = pools.length;
            pools = Arrays.copyOf(pools, count);
            Arrays.setAll(pools, i -> i < known ? pools[i] : new CellPool(bytes.charset()));
        }
        if (!begun) {
            begun = true;
            quotesText = record.isAllQuoted();
        }
        byte[] buffer = bytes.buffer();
        Cell[] cells = new Cell[count];
        for (int i = 0; i < count; i++) {
            boolean missing = quotesText && record.isBareMissing(i, buffer);
            cells[i] = missing ? Cell.BLANK : record.cell(i, buffer, pools[i]);
        }
        if (record.hasNul()) {
            throw here(
                    "damaged text",
                    "the record that begins here has characters of nought, as files have that were cut off or damaged",
                    "export the file again");
        }
        TableRow row = new TableRow(line, bytes.place(), cells);
        line += record.lines();
        bytes.pass(record.next());
        return row;
    }

    private IntakeException here(String rule, String problem, String advice) {
        return file.unusable(null, line, rule, problem, advice);
    }

    @Override
    public @Nullable String sheet() {
        return null;
    }

    @Override
    public int sheets() {
        return 0;
    }

    @Override
    public String format() {
        return format;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    /**
     * A window on the bytes of a text file in which delimiters, quotation marks and line ends are the one byte that ASCII has
     * for them. A file in an encoding of which that does not hold is made UTF-8 on the way, and read from its beginning only.
     */
    static final class CsvBytes implements Closeable {
        private static final int WINDOW = 1 << 18;
        private static final int AFTER_JUMP = 1 << 13;
        private static final int CHARACTERS = 1 << 13;

        /** Changes places with a delimiter beyond ASCII. */
        private static final char STAND_IN = '\u001f';

        private final SourceFile file;
        private final FileScan scan;
        private final SeekableByteChannel channel;
        private final char delimiter;
        private final Charset charset;
        private final @Nullable Reader decoded;
        private final MessageDigest digest = Sha256.digest();
        private byte[] buffer = new byte[WINDOW + CellPool.SLACK];
        private long begin;
        private int at;
        private int limit;
        private int step = WINDOW;
        private boolean atEnd;
        private boolean whole = true;

        private CsvBytes(SourceFile file, FileScan scan, TextEncoding encoding, char delimiter) throws IOException {
            this.file = file;
            this.scan = scan;
            this.delimiter = delimiter;
            this.channel = file.access().channel(file.path());
            boolean direct = delimiter < 0x80 && hasBytesOfAscii(encoding.charset());
            this.charset = direct ? encoding.charset() : StandardCharsets.UTF_8;
            this.decoded = direct ? null : decoded(encoding);
            if (direct) {
                more();
                at = encoding.markBytes();
            }
        }

        static CsvBytes open(SourceFile file, FileScan scan, TextEncoding encoding, char delimiter) throws IOException {
            return new CsvBytes(file, scan, encoding, delimiter);
        }

        private Reader decoded(TextEncoding encoding) throws IOException {
            InputStream in = Channels.newInputStream(channel);
            digest.update(in.readNBytes(encoding.markBytes()));
            return new InputStreamReader(new DigestInputStream(in, digest), encoding.charset());
        }

        /** Whether bytes below 128 are characters of ASCII wherever they stand. */
        private static boolean hasBytesOfAscii(Charset charset) {
            String name = charset.name();
            return charset.equals(StandardCharsets.UTF_8)
                    || charset.equals(StandardCharsets.US_ASCII)
                    || name.startsWith("ISO-8859-")
                    || name.startsWith("windows-125");
        }

        /** Of the texts between the delimiters. */
        Charset charset() {
            return charset;
        }

        byte delimiter() {
            return (byte) (delimiter < 0x80 ? delimiter : STAND_IN);
        }

        byte[] buffer() {
            return buffer;
        }

        /** Where in the buffer the next record begins. */
        int at() {
            return at;
        }

        /** Where in the buffer a line feed stands behind the last byte. */
        int limit() {
            return limit;
        }

        /** Whether the file has no byte behind the limit. */
        boolean isAtEnd() {
            return atEnd;
        }

        /** Where in the file the next record begins; negative if it cannot be entered there. */
        long place() {
            return decoded == null ? begin + at : -1;
        }

        /** Goes on to another place in the buffer. */
        void pass(int to) {
            at = to;
        }

        /** Goes on to another place in the file. */
        void jump(long place) throws IOException {
            whole = false;
            if (place >= begin && place <= begin + limit) {
                at = Math.toIntExact(place - begin);
                return;
            }
            step = Math.abs(place - begin - limit) < step ? step : AFTER_JUMP;
            channel.position(place);
            begin = place;
            at = 0;
            limit = 0;
            atEnd = false;
        }

        /**
         * Makes the buffer hold more of the file behind the place where the next record begins.
         *
         * @throws IntakeException if the file ends and does not have the bytes that it had when it was scanned
         */
        void more() throws IOException {
            System.arraycopy(buffer, at, buffer, 0, limit - at);
            begin += at;
            limit -= at;
            at = 0;
            int room = buffer.length - CellPool.SLACK - limit;
            if (room < WINDOW / 2) {
                buffer = Arrays.copyOf(buffer, 2 * buffer.length);
            }
            int read = decoded == null ? bytes() : characters(decoded);
            limit += Math.max(0, read);
            buffer[limit] = '\n';
            if (read < 0) {
                atEnd = true;
                requireSame();
            }
        }

        private int bytes() throws IOException {
            int room = buffer.length - CellPool.SLACK - limit;
            int read = channel.read(ByteBuffer.wrap(buffer, limit, Math.min(step, room)));
            step = Math.min(WINDOW, 2 * step);
            if (whole && read > 0) {
                digest.update(buffer, limit, read);
            }
            return read;
        }

        private int characters(Reader from) throws IOException {
            char[] read = new char[CHARACTERS];
            int length = from.read(read, 0, CHARACTERS - 1);
            if (length > 0 && Character.isHighSurrogate(read[length - 1])) {
                length += Math.max(0, from.read(read, length, 1));
            }
            if (length < 0) {
                return length;
            }
            for (int i = 0; delimiter >= 0x80 && i < length; i++) {
                read[i] = read[i] == delimiter ? STAND_IN : read[i] == STAND_IN ? delimiter : read[i];
            }
            byte[] bytes = new String(read, 0, length).getBytes(StandardCharsets.UTF_8);
            System.arraycopy(bytes, 0, buffer, limit, bytes.length);
            return bytes.length;
        }

        private void requireSame() throws IntakeException {
            if (whole && !HexFormat.of().formatHex(digest.digest()).equals(scan.sha256())) {
                throw file.changed();
            }
            whole = false;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
