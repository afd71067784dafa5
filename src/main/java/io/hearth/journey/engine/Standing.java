package io.hearth.journey.engine;

import io.hearth.member.MemberId;
import java.util.Optional;

/** Where a member stands in a community, for conditions that ask for {@code points} or {@code level}. */
public interface Standing {

    long points(MemberId member, String community);

    Optional<String> level(MemberId member, String community);
}
