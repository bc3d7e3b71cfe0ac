package org.reconlink.offence;

/** What can call an offence violent or sexual. */
public enum NatureSource {
    SCHEDULE_15_PART_1("Criminal Justice Act 2003 Schedule 15 Part 1", true),
    SCHEDULE_15_PART_2("Criminal Justice Act 2003 Schedule 15 Part 2", true),
    SCHEDULE_3("Sexual Offences Act 2003 Schedule 3", true),
    /** The Home Office's one flag for violence and sex. */
    VIOLENCE_OR_SEX_FLAG("Home Office flag for violence or sex", true),
    PARENT_GROUP("Home Office parent group", false),
    VIOLENT_SANCTION("Home Office violent sanction", false);

    private final String words;
    private final boolean statuteOrFlag;

    NatureSource(String words, boolean statuteOrFlag) {
        this.words = words;
        this.statuteOrFlag = statuteOrFlag;
    }

    public String words() {
        return words;
    }

    /** Whether it speaks where only a statutory list or the one flag is evidence. */
    boolean statuteOrFlag() {
        return statuteOrFlag;
    }
}
