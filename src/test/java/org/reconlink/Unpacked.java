package org.reconlink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** What is in a file, one character a byte, however often it is packed: searched for what must not be there. */
public final class Unpacked {
    /** As the working store keeps records: deflated, its fastest, in letters. */
    private static final Pattern DEFLATED = Pattern.compile("eA[EFGH][A-Za-z0-9+/]{8,}={0,2}");

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
        Matcher records = DEFLATED.matcher(text.replace("\0", ""));
        while (records.find()) {
            texts.add(new String(inflated(Base64.getDecoder().decode(whole(records.group()))), ISO_8859_1));
        }
    }

    /** What has no fourth letter is of a text that was cut. */
    private static String whole(String letters) {
        return letters.substring(0, letters.length() - letters.length() % 4);
    }

    /** As far as it can be read: a file may have the beginning of something, or what overwrote its end. */
    private static byte[] inflated(byte[] bytes) {
        ByteArrayOutputStream into = new ByteArrayOutputStream();
        try (OutputStream out = new InflaterOutputStream(into)) {
            out.write(bytes);
        } catch (IOException e) {
            return into.toByteArray();
        }
        return into.toByteArray();
    }
}
