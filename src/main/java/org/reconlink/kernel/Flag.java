package org.reconlink.kernel;

import java.util.stream.Stream;

/** Whether something is so, as far as is known: unknown is never no. */
public enum Flag {
    YES,
    NO,
    /** Nothing tells. */
    UNKNOWN;

    public static Flag of(boolean yes) {
        return yes ? YES : NO;
    }

    /** YES if one surely is, NO if all surely are not or there is none, else UNKNOWN. */
    public static Flag any(Stream<Flag> flags) {
        return flags.reduce(NO, Flag::or);
    }

    public Flag or(Flag other) {
        if (this == YES || other == YES) {
            return YES;
        }
        return this == UNKNOWN || other == UNKNOWN ? UNKNOWN : NO;
    }

    public Flag not() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case UNKNOWN -> UNKNOWN;
        };
    }

    /** The same of something that may not count: what is surely not so is not so either way. */
    public Flag perhaps() {
        return this == NO ? NO : UNKNOWN;
    }

    public boolean yes() {
        return this == YES;
    }

    public boolean unknown() {
        return this == UNKNOWN;
    }
}
