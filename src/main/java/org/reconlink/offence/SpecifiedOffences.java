package org.reconlink.offence;

/** A statutory list of violent or sexual offences, by CJS code. */
enum SpecifiedOffences {
    SCHEDULE_15_PART_1("cja2003-schedule15-part1", "Criminal Justice Act 2003 Schedule 15 Part 1", true),
    SCHEDULE_15_PART_2("cja2003-schedule15-part2", "Criminal Justice Act 2003 Schedule 15 Part 2", false),
    SCHEDULE_3("soa2003-schedule3", "Sexual Offences Act 2003 Schedule 3", false);

    private final String key;
    private final String citation;
    private final boolean violent;

    SpecifiedOffences(String key, String citation, boolean violent) {
        this.key = key;
        this.citation = citation;
        this.violent = violent;
    }

    String citation() {
        return citation;
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
