package org.reconlink.intake;

import java.util.Locale;

/** Plain text as people type it: what counts as space, and when two spellings are the same words. */
final class Texts {
    private Texts() {}

    /** Upper case, without space at the ends and with runs of space as one space. */
    static String folded(String text) {
        return spaced(text).toUpperCase(Locale.ROOT);
    }

    /** The text without space at the ends and with runs of space, line breaks included, as one space. */
    static String spaced(String text) {
        if (isSpaced(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        boolean pending = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isSpace(c)) {
                pending = !out.isEmpty();
                continue;
            }
            if (pending) {
                out.append(' ');
                pending = false;
            }
            out.append(c);
        }
        return out.toString();
    }

    /** Whether all of its space is one between two words, as in nearly every text. */
    private static boolean isSpaced(String text) {
        boolean within = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean space = isSpace(c);
            if (space && (c != ' ' || !within)) {
                return false;
            }
            within = !space;
        }
        return within || text.isEmpty();
    }

    /** The text without space at its ends. */
    static String stripped(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** Upper case without any space. */
    static String compact(String text) {
        return (hasSpace(text) ? withoutSpace(text) : text).toUpperCase(Locale.ROOT);
    }

    private static boolean hasSpace(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isSpace(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static String withoutSpace(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isSpace(c)) {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Spaces, control characters, no-break and zero-width spaces, and byte order marks. */
    static boolean isSpace(char c) {
        return c <= ' '
                || c == '\u00a0'
                || c == '\ufeff'
                || (c >= '\u2000' && c <= '\u200b')
                || c == '\u202f'
                || c == '\u3000'
                || c == '\u0085';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean allDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    static boolean hasDigit(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isDigit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    static boolean allLetters(String text) {
        return text.chars().allMatch(Character::isLetter);
    }

    static boolean hasLetter(String text) {
        return text.chars().anyMatch(Character::isLetter);
    }
}
