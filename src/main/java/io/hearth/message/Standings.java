package io.hearth.message;

import io.hearth.member.MemberId;
import java.util.Collection;
import java.util.Map;

/** Knows what members have reached. Implemented by whoever keeps points and levels; without one, messages show none. */
public interface Standings {

    Map<MemberId, Standing> of(String community, Collection<MemberId> members);
}
