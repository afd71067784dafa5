package io.hearth.member;

import java.util.List;

/** Implemented by the log. */
public interface MergePosition {

    /**
     * Keeps the log from taking and the pipeline from deciding events of both until the transaction ends.
     *
     * @return the last position of the first one's partition
     * @throws MergeLater while events of theirs wait to be decided
     */
    long hold(List<MemberId> ofMember, List<MemberId> ofAlias);

    /** The last position of the member's partition, while it is held. */
    long last(MemberId member);
}
