package io.hearth.event;

/** Which communities events may name; implemented where communities are kept. */
public interface KnownCommunities {

    boolean knows(String slug);

    /** Where events belong that name none. */
    String usual();
}
