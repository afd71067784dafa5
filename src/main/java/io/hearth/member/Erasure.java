package io.hearth.member;

/** Implemented by every package that keeps anything about a member: it forgets, in the transaction that erases. */
public interface Erasure {

    void erase(MemberId member);
}
