package org.reconlink.intake;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.reconlink.intake.Reading.Problem;

/** Text in UTF-8 that some program read as Windows-1252 and saved so: {@code M\u00c3\u00bcller} for {@code M\u00fcller}. */
final class Mojibake {
    static final Problem GARBLED = new Problem(
            "garbled letters",
            "letters beyond ASCII were garbled before this file was saved",
            "export the file again in one encoding; the text is read as the letters that it stands for");

    private static final Charset WINDOWS = TextEncoding.WINDOWS_1252;
    /** What the first byte of two, three or four becomes. */
    private static final String LEADS = "\u00c2\u00c3\u00c4\u00c5\u00ce\u00cf\u00d0\u00d1\u00e2\u00f0";

    private Mojibake() {}

    /** The letters that were meant; the text itself if it is not garbled. */
    static String repaired(String text) {
        if (!hasLead(text)) {
            return text;
        }
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0xff && !WINDOWS.newEncoder().canEncode(c)) {
                return text;
            }
            bytes.put(
                    c <= 0xff
                            ? (byte) c
                            : WINDOWS.encode(CharBuffer.wrap(String.valueOf(c))).get());
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            return text;
        }
    }

    private static boolean hasLead(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > '\u007f' && LEADS.indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }
}
