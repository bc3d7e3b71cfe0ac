package org.reconlink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** What is in a file, one character a byte, however often it is packed: searched for what must not be there. */
public final class Unpacked {
    private Unpacked() {}

    /** The file itself and, of an archive, what it holds. */
    public static List<String> texts(Path file) throws IOException {
        List<String> texts = new ArrayList<>();
        add(Files.readAllBytes(file), texts);
        return texts;
    }

    private static void add(byte[] bytes, List<String> texts) throws IOException {
        String text = new String(bytes, ISO_8859_1);
        texts.add(text);
        if (text.startsWith("PK\3\4")) {
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    texts.add(entry.getName());
                    add(zip.readAllBytes(), texts);
                }
            }
        } else if (text.startsWith("\u001f\u008b")) {
            try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                add(gzip.readAllBytes(), texts);
            }
        }
    }
}
