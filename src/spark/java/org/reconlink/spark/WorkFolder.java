package org.reconlink.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * What a linkage has done so far, a folder a stage: written under another name, renamed, and said to be done with the digest of
 * what is there. The same command goes on behind the last stage that is done.
 */
final class WorkFolder implements Serializable {
    private static final long serialVersionUID = 1;

    private static final String DONE = "_DONE";

    private final String folder;
    private final SerializableConfiguration configuration;

    /**
     * @param folder that all runs share
     * @param of what the run is of, the same for the same results
     */
    WorkFolder(JavaSparkContext context, String folder, String of) {
        this.folder = folder + "/" + digest(of.getBytes(StandardCharsets.UTF_8));
        configuration = new SerializableConfiguration(context.hadoopConfiguration());
    }

    /** Makes the result of a stage. */
    interface Making {
        byte[] make() throws IOException;
    }

    /** The result of a stage: as it was made, or as it is made now. */
    byte[] stage(String name, Making making) throws IOException {
        Path done = new Path(folder, name);
        byte[] known = known(done);
        if (known != null) {
            return known;
        }
        byte[] made = making.make();
        Path writing = new Path(folder, name + ".writing");
        files(done).delete(writing, true);
        write(new Path(writing, "result"), made);
        commit(writing, done, digest(made));
        return made;
    }

    private byte @Nullable [] known(Path done) throws IOException {
        String digest = doneWith(done);
        if (digest == null) {
            return null;
        }
        byte[] bytes = read(new Path(done, "result"));
        if (!digest(bytes).equals(digest)) {
            throw new SparkInputException(
                    done + " is not what was written there; remove it and start the command again");
        }
        return bytes;
    }

    /** Makes the blobs of a stage. */
    interface MakingBlobs {
        /** One blob for each partition. */
        JavaRDD<byte[]> make() throws IOException;
    }

    /** The blobs of a stage, a file each. */
    JavaRDD<byte[]> blobs(JavaSparkContext context, String name, MakingBlobs making) throws IOException {
        Path done = new Path(folder, name);
        String known = doneWith(done);
        if (known == null) {
            Path writing = new Path(folder, name + ".writing");
            files(done).delete(writing, true);
            JavaRDD<byte[]> blobs = making.make();
            int count = blobs.getNumPartitions();
            WorkFolder self = this;
            String into = writing.toString();
            blobs.mapPartitionsWithIndex((number, all) -> self.writeBlob(into, number, all.next()), true)
                    .count();
            known = Integer.toString(count);
            commit(writing, done, known);
        }
        return blobs(context, name, Integer.parseInt(known));
    }

    /** The blobs of a stage that is done. */
    JavaRDD<byte[]> blobs(JavaSparkContext context, String name) throws IOException {
        return blobs(context, name, () -> {
            throw new IllegalStateException(name + " is not there");
        });
    }

    private JavaRDD<byte[]> blobs(JavaSparkContext context, String name, int count) {
        WorkFolder self = this;
        String from = new Path(folder, name).toString();
        List<Integer> numbers = IntStream.range(0, count).boxed().toList();
        return context.parallelize(numbers, Math.max(1, count)).map(number -> self.read(file(from, number)));
    }

    /** One blob of a stage that is done. */
    byte[] blob(String name, int number) throws IOException {
        return read(file(new Path(folder, name).toString(), number));
    }

    private static Path file(String folder, int number) {
        return new Path(folder, String.format("part-%05d", number));
    }

    private Iterator<Integer> writeBlob(String into, int number, byte[] blob) throws IOException {
        replace(file(into, number), blob, configuration.value());
        return List.of(number).iterator();
    }

    /** Writes a file whole; each attempt under a name of its own: of two at once the later one takes the place of the same bytes. */
    static void replace(Path file, byte[] bytes, Configuration configuration) throws IOException {
        FileSystem files = file.getFileSystem(configuration);
        Path attempt = file.suffix("." + UUID.randomUUID());
        try (FSDataOutputStream out = files.create(attempt, true)) {
            out.write(bytes);
        }
        if (!files.rename(attempt, file)) {
            files.delete(file, false);
            if (!files.rename(attempt, file)) {
                throw new IOException(attempt + " cannot be renamed");
            }
        }
    }

    private @Nullable String doneWith(Path done) throws IOException {
        try {
            return new String(read(new Path(done, DONE)), StandardCharsets.UTF_8);
        } catch (FileNotFoundException notDone) {
            return null;
        }
    }

    private void commit(Path writing, Path done, String digest) throws IOException {
        FileSystem files = files(done);
        files.delete(done, true);
        if (!files.rename(writing, done)) {
            throw new IOException(writing + " cannot be renamed");
        }
        // whole or not at all: a driver that is killed while it writes has not said that the stage is done
        replace(new Path(done, DONE), digest.getBytes(StandardCharsets.UTF_8), configuration.value());
    }

    private FileSystem files(Path path) throws IOException {
        return path.getFileSystem(configuration.value());
    }

    private void write(Path file, byte[] bytes) throws IOException {
        try (FSDataOutputStream out = files(file).create(file, true)) {
            out.write(bytes);
        }
    }

    private byte[] read(Path file) throws IOException {
        try (FSDataInputStream in = files(file).open(file)) {
            return in.readAllBytes();
        }
    }

    /** A short name for what a text says. */
    static String name(String text) {
        return digest(text.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Numbers as bytes. */
    static byte[] bytes(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writing.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    interface Writing {
        void write(DataOutputStream out) throws IOException;
    }

    static DataInputStream in(byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }
}
