package io.hearth.journey;

import io.hearth.journey.engine.Standing;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import io.hearth.member.MembershipKey;
import io.hearth.reward.Rewards;
import io.hearth.segment.SegmentEntered;
import io.hearth.segment.Segments;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Points and level as rewards know them, segments, and where the member lives. */
@Component
class MemberStanding implements Standing {

    private final Rewards rewards;
    private final Segments segments;
    private final Members members;

    MemberStanding(Rewards rewards, Segments segments, Members members) {
        this.rewards = rewards;
        this.segments = segments;
        this.members = members;
    }

    @Override
    public boolean inSegment(MemberId member, String community, String segment) {
        return !segments.among(List.of(new SegmentEntered.Entry(member, community, segment)))
                .isEmpty();
    }

    @Override
    public ZoneId zone(MemberId member) {
        var profile = members.profiles(Set.of(member)).get(member);
        return profile == null ? members.usualZone() : profile.zone();
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
