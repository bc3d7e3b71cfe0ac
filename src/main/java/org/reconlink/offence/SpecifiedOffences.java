package org.reconlink.offence;

/** A statutory list of violent or sexual offences, by CJS code. */
enum SpecifiedOffences {
    SCHEDULE_15_PART_1("cja2003-schedule15-part1", NatureSource.SCHEDULE_15_PART_1, true),
    SCHEDULE_15_PART_2("cja2003-schedule15-part2", NatureSource.SCHEDULE_15_PART_2, false),
    SCHEDULE_3("soa2003-schedule3", NatureSource.SCHEDULE_3, false);

    private final String key;
    private final NatureSource source;
    private final boolean violent;

    SpecifiedOffences(String key, NatureSource source, boolean violent) {
        this.key = key;
        this.source = source;
        this.violent = violent;
    }

    NatureSource source() {
        return source;
    }

    /** Whether it lists violent offences; the others list sexual ones. */
    boolean violent() {
        return violent;
    }

    static SpecifiedOffences keyed(String key) {
        for (SpecifiedOffences list : values()) {
            if (list.key.equals(key)) {
                return list;
            }
        }
        throw new IllegalStateException("no list of offences is called " + key);
    }
}
