package io.hearth.journey;

import io.hearth.journey.engine.Standing;
import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import io.hearth.reward.Rewards;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Points and level, as rewards know them. */
@Component
class MemberStanding implements Standing {

    private final Rewards rewards;

    MemberStanding(Rewards rewards) {
        this.rewards = rewards;
    }

    @Override
    public long points(MemberId member, String community) {
        return standing(member, community).points();
    }

    @Override
    public Optional<String> level(MemberId member, String community) {
        return Optional.ofNullable(standing(member, community).level());
    }

    private io.hearth.reward.Standing standing(MemberId member, String community) {
        var key = new MembershipKey(community, member);
        return rewards.standings(Set.of(key)).getOrDefault(key, io.hearth.reward.Standing.NOTHING);
    }
}
