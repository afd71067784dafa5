package io.hearth.segment;

import io.hearth.member.MemberId;
import java.util.List;

/** Members have come into segments, by rules, a journey or by hand; published in the transaction that put them in. */
public record SegmentEntered(List<Entry> entries) {

    /** One of them. */
    public record Entry(MemberId member, String community, String segment) {}
}
