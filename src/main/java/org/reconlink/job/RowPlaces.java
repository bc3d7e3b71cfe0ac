package org.reconlink.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.ExtractReader;
import org.reconlink.intake.ExtractReader.ConvictedPerson;
import org.reconlink.intake.ExtractSettings;
import org.reconlink.intake.FileFacts;
import org.reconlink.intake.FileScans;
import org.reconlink.intake.Intake;
import org.reconlink.job.ExtractWire.Wanted;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.kernel.Finding;
import org.reconlink.linkage.study.IdentityIndex;
import org.reconlink.linkage.study.PersonId;
import org.reconlink.linkage.study.PersonIds;
import org.reconlink.linkage.study.PersonJoins;
import org.reconlink.study.Study;

/**
 * Where the rows of each identity of the extract lie, so that after linkage those of the persons asked for are read alone.
 * In memory only: a few bytes a row, and of who it is a hash, so that now and then somebody else's row is read too.
 */
final class RowPlaces implements ConvictionExtract {
    private static final int PROGRESS_EVERY = 20_000;

    private final Study study;
    private final FileScans scans;
    private final List<FileRows> files = new ArrayList<>();
    private int[] hashes = new int[1 << 10];
    private int[] counts = new int[1 << 10];
    private int identities;

    RowPlaces(Study study, FileScans scans) {
        this.study = study;
        this.scans = scans;
    }

    /** Hashes of these persons, of all who were joined to one of them, and of those who bear their PNC id. */
    static Set<Integer> hashes(Set<PersonId> persons, PersonJoins joins) {
        Set<Integer> hashes = new HashSet<>();
        persons.forEach(person -> hashes.add(person.hash()));
        joins.joins().stream()
                .filter(join -> persons.contains(join.person()))
                .forEach(join -> hashes.add(join.own().hash()));
        joins.apart().stream()
                .filter(one -> persons.contains(one.person()))
                .flatMap(one -> Stream.of(one.own(), one.byPncId()))
                .forEach(person -> hashes.add(person.hash()));
        return hashes;
    }

    @Override
    public void index(IdentityIndex into, List<Finding> findings, List<FileFacts> facts, Progress progress)
            throws IOException {
        ExtractSettings settings = study.convictions();
        for (Path file : settings.files()) {
            try (ExtractReader<ConvictedPerson> rows =
                    Intake.convictedPersons(file, settings, study.intake(), findings::add, scans)) {
                files.add(new FileRows(file));
                index(rows, RowEstimate.of(file), into, progress);
                facts.add(rows.facts());
            }
        }
    }

    private void index(ExtractReader<ConvictedPerson> rows, long expected, IdentityIndex identities, Progress progress)
            throws IOException {
        for (ConvictedPerson row = rows.read(); row != null; row = rows.read()) {
            add(row, identities.add(row.person(), row.convictionDate(), row.source()), rows.place());
            if (rows.rowsRead() % PROGRESS_EVERY == 0) {
                progress.rowsRead(row.source().file(), rows.rowsRead(), expected);
            }
        }
    }

    /**
     * Notes a row of the file at hand.
     *
     * @param identity identities are numbered from 0 as they come
     * @param place where it begins in the file
     */
    private void add(ConvictedPerson row, int identity, long place) {
        if (identity == identities) {
            if (identity == hashes.length) {
                hashes = Arrays.copyOf(hashes, 2 * identity);
                counts = Arrays.copyOf(counts, 2 * identity);
            }
            hashes[identity] = PersonIds.of(row.person()).hash();
            identities++;
        }
        counts[identity]++;
        files.get(files.size() - 1).add(identity, row.source().row(), place);
    }

    @Override
    public Rows read(Wanted wanted) {
        return new RowsAtPlaces(wanted);
    }

    /** Each is entered at its place. */
    private final class RowsAtPlaces implements Rows {
        private final BitSet wanted = new BitSet();
        private final long expected;
        private int file = -1;
        private @Nullable Iterator<Place> places;
        private @Nullable ExtractReader<ConvictionRecord> reader;

        private RowsAtPlaces(IntPredicate hashes) {
            long sum = 0;
            for (int i = 0; i < identities; i++) {
                if (hashes.test(RowPlaces.this.hashes[i])) {
                    wanted.set(i);
                    sum += counts[i];
                }
            }
            expected = sum;
        }

        @Override
        public long expected() {
            return expected;
        }

        @Override
        public boolean skip(long rows) throws IOException {
            for (long i = 0; i < rows; i++) {
                if (place() == null) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public @Nullable ConvictionRecord next() throws IOException {
            for (Place place = place(); place != null; place = place()) {
                ConvictionRecord row = opened().at(place.row, place.at);
                if (row != null) {
                    return row;
                }
            }
            return null;
        }

        private @Nullable Place place() throws IOException {
            while (places == null || !places.hasNext()) {
                if (file + 1 == files.size()) {
                    return null;
                }
                close();
                file++;
                places = files.get(file).of(wanted);
            }
            return places.next();
        }

        private ExtractReader<ConvictionRecord> opened() throws IOException {
            ExtractReader<ConvictionRecord> open = reader;
            if (open == null) {
                // its findings were recorded by the first pass
                open = Intake.convictions(
                        files.get(file).file, study.convictions(), study.intake(), finding -> {}, scans);
                reader = open;
            }
            return open;
        }

        @Override
        public void close() throws IOException {
            ExtractReader<ConvictionRecord> open = reader;
            reader = null;
            if (open != null) {
                open.close();
            }
        }
    }

    private record Place(long row, long at) {}

    /** Of each row of a file the identity, the row's number and its place, each as the difference to the row before. */
    private static final class FileRows {
        private static final int CHUNK = 1 << 20;
        private static final int LONGEST = 30;

        private final Path file;
        private final List<byte[]> full = new ArrayList<>();
        private byte[] chunk = new byte[LONGEST];
        private int length;
        private int identity;
        private long row;
        private long place;

        FileRows(Path file) {
            this.file = file;
        }

        void add(int nextIdentity, long nextRow, long nextPlace) {
            if (chunk.length - length < LONGEST) {
                full.add(Arrays.copyOf(chunk, length));
                chunk = new byte[CHUNK];
                length = 0;
            }
            put(nextIdentity - identity);
            put(nextRow - row);
            put(nextPlace - place);
            identity = nextIdentity;
            row = nextRow;
            place = nextPlace;
        }

        /** Seven bits a byte, the sign in the lowest of the first. */
        private void put(long difference) {
            long rest = (difference << 1) ^ (difference >> 63);
            while (rest >>> 7 != 0) {
                chunk[length++] = (byte) (rest | 0x80);
                rest >>>= 7;
            }
            chunk[length++] = (byte) rest;
        }

        Iterator<Place> of(BitSet wanted) {
            List<byte[]> all = new ArrayList<>(full);
            all.add(Arrays.copyOf(chunk, length));
            return new Places(all, wanted);
        }
    }

    /** The rows of a file that the wanted identities have. */
    private static final class Places implements Iterator<Place> {
        private final List<byte[]> chunks;
        private final BitSet wanted;
        private byte[] chunk = new byte[0];
        private int number;
        private int at;
        private int identity;
        private long row;
        private long place;
        private boolean found;

        Places(List<byte[]> chunks, BitSet wanted) {
            this.chunks = chunks;
            this.wanted = wanted;
        }

        @Override
        public boolean hasNext() {
            while (!found && (at < chunk.length || number < chunks.size())) {
                if (at == chunk.length) {
                    chunk = chunks.get(number++);
                    at = 0;
                } else {
                    identity += (int) taken();
                    row += taken();
                    place += taken();
                    found = wanted.get(identity);
                }
            }
            return found;
        }

        @Override
        public Place next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            found = false;
            return new Place(row, place);
        }

        private long taken() {
            long bits = 0;
            int shift = 0;
            byte b = chunk[at++];
            while (b < 0) {
                bits |= (long) (b & 0x7F) << shift;
                shift += 7;
                b = chunk[at++];
            }
            bits |= (long) b << shift;
            return (bits >>> 1) ^ -(bits & 1);
        }
    }

    /** Guesses how many rows a text file has from the lines at its beginning, so that progress can say how much is left. */
    static final class RowEstimate {
        private static final int BEGINNING = 1 << 18;

        private RowEstimate() {}

        /** About how many rows; 0 where lines say nothing, as in a workbook. */
        static long of(Path file) throws IOException {
            byte[] beginning;
            try (InputStream in = Files.newInputStream(file)) {
                beginning = in.readNBytes(BEGINNING);
            }
            if (beginning.length > 1 && beginning[0] == 'P' && beginning[1] == 'K') { // a zip archive: .xlsx
                return 0;
            }
            long lines = 0;
            for (byte b : beginning) {
                lines += b == '\n' ? 1 : 0;
            }
            return beginning.length == 0 ? 0 : Files.size(file) * lines / beginning.length;
        }
    }
}
