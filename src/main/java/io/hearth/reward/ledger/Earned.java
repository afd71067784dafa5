package io.hearth.reward.ledger;

import io.hearth.member.MemberId;
import java.time.Instant;
import java.util.List;

/** Points that became a member's own, or less than zero where they were taken back; spending does not count. */
public record Earned(MemberId member, String community, long points, Instant at) {

    /** Wants to know what was earned, in the transaction that enters it. */
    public interface Listener {

        void earned(List<Earned> earned);
    }
}
