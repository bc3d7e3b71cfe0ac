package org.reconlink.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.reconlink.intake.FileAccess;

/** Files by their URLs, on any file system that the cluster reads. */
record ClusterFiles(Configuration configuration) implements FileAccess {

    private static org.apache.hadoop.fs.Path of(Path file) {
        return new org.apache.hadoop.fs.Path(FileAccess.url(file));
    }

    private FileSystem system(Path file) throws IOException {
        return of(file).getFileSystem(configuration);
    }

    private FileStatus status(Path file) throws IOException {
        try {
            return system(file).getFileStatus(of(file));
        } catch (FileNotFoundException e) {
            throw new NoSuchFileException(String.valueOf(file.getFileName()));
        }
    }

    @Override
    public boolean exists(Path file) throws IOException {
        return system(file).exists(of(file));
    }

    @Override
    public boolean isLink(Path file) throws IOException {
        return system(file).getFileLinkStatus(of(file)).isSymlink();
    }

    @Override
    public boolean isFile(Path file) throws IOException {
        return exists(file) && status(file).isFile();
    }

    /** Whoever may not read it is told when it is opened. */
    @Override
    public boolean isReadable(Path file) {
        return true;
    }

    @Override
    public long size(Path file) throws IOException {
        return status(file).getLen();
    }

    @Override
    public FileTime modified(Path file) throws IOException {
        return FileTime.fromMillis(status(file).getModificationTime());
    }

    @Override
    public InputStream open(Path file) throws IOException {
        return system(file).open(of(file));
    }

    @Override
    public SeekableByteChannel channel(Path file) throws IOException {
        return new Reading(system(file).open(of(file)), size(file));
    }

    /** A stream as a channel. */
    private static final class Reading implements SeekableByteChannel {
        private final FSDataInputStream in;
        private final long size;
        private boolean open = true;

        Reading(FSDataInputStream in, long size) {
            this.in = in;
            this.size = size;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            int read = in.read(into.array(), into.arrayOffset() + into.position(), into.remaining());
            into.position(into.position() + Math.max(0, read));
            return read;
        }

        @Override
        public long position() throws IOException {
            return in.getPos();
        }

        @Override
        public SeekableByteChannel position(long place) throws IOException {
            in.seek(place);
            return this;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public int write(ByteBuffer from) {
            throw new NonWritableChannelException();
        }

        @Override
        public SeekableByteChannel truncate(long length) {
            throw new NonWritableChannelException();
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() throws IOException {
            open = false;
            in.close();
        }
    }
}
