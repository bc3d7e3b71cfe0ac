package org.reconlink.offence;

/** What a court mode rests on, strongest first. */
public enum ModeEvidence {
    /** The study's own table. */
    STUDY_TABLE,
    /** The curated supplement of repealed offences, each with its Act. */
    SUPPLEMENT,
    /** The suffix C: a conspiracy is indictable-only whatever its base. */
    CONSPIRACY,
    /** The code's own row, verified against the CJS Data Standards. */
    CJS_CODE,
    /** All verified codes under the Home Office code agree. */
    HOME_OFFICE_CODE,
    /** The row of the code without its suffix. */
    CJS_CODE_WITHOUT_SUFFIX,
    /** The Home Office code of the code without its suffix. */
    HOME_OFFICE_CODE_WITHOUT_SUFFIX,
    /** Nothing: the mode is UNKNOWN. */
    NONE
}
