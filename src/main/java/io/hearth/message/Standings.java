package io.hearth.message;

import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import io.hearth.reward.Rewards;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Knows what members have reached. */
@Component
class Standings {

    private final Rewards rewards;

    Standings(Rewards rewards) {
        this.rewards = rewards;
    }

    Map<MemberId, Standing> of(String community, Collection<MemberId> members) {
        var standings = new HashMap<MemberId, Standing>();
        rewards.standings(members.stream()
                        .map(member -> new MembershipKey(community, member))
                        .toList())
                .forEach((key, reached) -> standings.put(
                        key.member(),
                        new Standing(
                                reached.level() == null ? "" : reached.level(), reached.points(), reached.badges())));
        return standings;
    }
}
