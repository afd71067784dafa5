package io.hearth.member;

/** A member in a community: what activity, segments, rewards and levels belong to. */
public record MembershipKey(String community, MemberId member) implements Comparable<MembershipKey> {

    @Override
    public int compareTo(MembershipKey other) {
        int byMember = member.compareTo(other.member);
        return byMember != 0 ? byMember : community.compareTo(other.community);
    }

    @Override
    public String toString() {
        return member + " in " + community;
    }
}
