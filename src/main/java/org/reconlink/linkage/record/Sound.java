package org.reconlink.linkage.record;

import org.apache.commons.codec.language.DoubleMetaphone;

/** How a name sounds: the primary code of Philips' double metaphone (2000), each code of up to eight letters. */
public final class Sound {
    private static final int LONGEST = 8;

    private Sound() {}

    /** Empty for a name that has no letter with a sound. */
    public static String of(String name) {
        DoubleMetaphone metaphone = new DoubleMetaphone();
        metaphone.setMaxCodeLen(LONGEST);
        String code = metaphone.doubleMetaphone(name);
        return code == null ? "" : code;
    }
}
