package io.hearth.member;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Implemented by packages that have something to say in the list of members: status, points, segments. */
public interface MemberColumns {

    /** Named values by member; members without any may be left out. No community means: over all of them. */
    Map<MemberId, Map<String, Object>> columns(Collection<MemberId> members, @Nullable String community);
}
