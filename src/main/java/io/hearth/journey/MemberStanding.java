package io.hearth.journey;

import io.hearth.journey.engine.Standing;
import io.hearth.member.MemberId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Points and level, as rewards know them. */
@Component
class MemberStanding implements Standing {

    @Override
    public long points(MemberId member, String community) {
        return 0;
    }

    @Override
    public Optional<String> level(MemberId member, String community) {
        return Optional.empty();
    }
}
