package io.hearth.member;

/** Implemented by packages that can narrow the list of members, for instance to a segment. */
public interface MemberFilter {

    /** The query parameter, such as {@code segment}. */
    String parameter();

    /**
     * A SQL condition on {@code m.id} that reads the parameter's value as {@code :<parameter>} and may read
     * {@code :community}, which is null where the caller named none. A constant: never made of a value.
     */
    String condition();

    /** The longest value, in bytes. */
    default int longest() {
        return 400;
    }
}
