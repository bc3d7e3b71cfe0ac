package org.reconlink.intake;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the bytes of input files are had: from the file system of this machine, or from one that only a cluster reaches. A file of
 * such a one has no path, but a URL: it stands for it as a path that no file has, by which it is named and told from others.
 */
public interface FileAccess {
    /** The file system of this machine. */
    FileAccess HERE = new Here();

    boolean exists(Path file) throws IOException;

    /** Whether it is a link to another file. */
    boolean isLink(Path file) throws IOException;

    boolean isFile(Path file) throws IOException;

    /** Whether it may be read. */
    boolean isReadable(Path file) throws IOException;

    /**
     * How many bytes it has.
     *
     * @throws NoSuchFileException if it is not there
     */
    long size(Path file) throws IOException;

    /**
     * When it was changed.
     *
     * @throws NoSuchFileException if it is not there
     */
    FileTime modified(Path file) throws IOException;

    InputStream open(Path file) throws IOException;

    /** To read at any place. */
    SeekableByteChannel channel(Path file) throws IOException;

    /** The path that stands for one file of a cluster, whose name it has. */
    static Path file(String url) {
        int slash = url.lastIndexOf('/');
        return Urls.folder(url.substring(0, slash)).resolve(url.substring(slash + 1));
    }

    /** The path that stands for a file, folder or pattern of files of a cluster, as a protocol writes it. */
    static Path path(String url) {
        String whole = url.strip();
        String name = whole.substring(whole.lastIndexOf('/') + 1);
        boolean several = name.isEmpty() || name.indexOf('*') >= 0 || name.indexOf('?') >= 0;
        return several ? Urls.folder(whole) : file(whole);
    }

    /** The URL that a path stands for; null if it is the path of a file of this machine. */
    static @Nullable String url(Path file) {
        String first = file.isAbsolute() && file.getNameCount() > 0 ? String.valueOf(file.getName(0)) : "";
        if (!first.startsWith(Urls.MARK)) {
            return null;
        }
        String url = URLDecoder.decode(first.substring(Urls.MARK.length()), StandardCharsets.UTF_8);
        return file.getNameCount() == 1 ? url : url + "/" + file.getFileName();
    }

    /** Whether a text is the URL of a file rather than a path: {@code s3a://bucket/pnc/}, {@code file:/data/pnc.csv}. */
    static boolean isUrl(String text) {
        return Urls.PATTERN.matcher(text.strip()).matches();
    }

    /** How URLs are told, as texts and as paths. */
    final class Urls {
        /** A folder that begins with it is the parent of a URL. */
        private static final String MARK = "url=";

        /** A letter alone is a drive of Windows. */
        private static final Pattern PATTERN = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*");

        private Urls() {}

        private static Path folder(String url) {
            return Path.of("/", MARK + URLEncoder.encode(url, StandardCharsets.UTF_8))
                    .toAbsolutePath();
        }
    }

    /** The file system of this machine. */
    final class Here implements FileAccess {
        private Here() {}

        @Override
        public boolean exists(Path file) {
            return Files.exists(file);
        }

        @Override
        public boolean isLink(Path file) {
            return Files.isSymbolicLink(file);
        }

        @Override
        public boolean isFile(Path file) {
            return Files.isRegularFile(file);
        }

        @Override
        public boolean isReadable(Path file) {
            return Files.isReadable(file);
        }

        @Override
        public long size(Path file) throws IOException {
            return Files.size(file);
        }

        @Override
        public FileTime modified(Path file) throws IOException {
            return Files.getLastModifiedTime(file);
        }

        @Override
        public InputStream open(Path file) throws IOException {
            return Files.newInputStream(file);
        }

        @Override
        public SeekableByteChannel channel(Path file) throws IOException {
            return FileChannel.open(file);
        }
    }
}
