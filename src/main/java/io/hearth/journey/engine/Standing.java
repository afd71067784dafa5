package io.hearth.journey.engine;

import io.hearth.member.MemberId;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Where a member stands in a community, for conditions that ask for {@code points} or {@code level}, and for steps that
 * wait for a segment or a time of day.
 */
public interface Standing {

    long points(MemberId member, String community);

    Optional<String> level(MemberId member, String community);

    boolean inSegment(MemberId member, String community, String segment);

    /** Where the member lives, as far as clocks go. */
    ZoneId zone(MemberId member);
}
