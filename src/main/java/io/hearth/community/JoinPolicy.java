package io.hearth.community;

/** How one becomes a member. */
public enum JoinPolicy {
    /** Whoever applies is in. */
    OPEN,
    /** Somebody looks at each application. */
    REVIEW,
    /** Only those who are asked to join; applications are not heard. */
    INVITATION
}
