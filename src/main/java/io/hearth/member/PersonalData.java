package io.hearth.member;

/** Implemented by every package that keeps anything about a member: its section of the member's export. */
public interface PersonalData {

    /** The section's name in the export, such as {@code memberships}. */
    String section();

    /** What is kept, as records, maps and lists. */
    Object of(MemberId member);
}
