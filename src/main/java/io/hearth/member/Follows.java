package io.hearth.member;

/**
 * Implemented by every package that keeps something about members: it follows when two become one, and when that is
 * undone. In one transaction with all others, which fails as a whole.
 */
public interface Follows {

    void merged(Merge merge);

    void unmerged(Merge merge);
}
