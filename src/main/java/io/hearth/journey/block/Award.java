package io.hearth.journey.block;

import static io.hearth.journey.block.Shape.Type.NAME;
import static io.hearth.journey.block.Shape.Type.NUMBER;
import static io.hearth.journey.block.Shape.Type.TEXT;

import io.hearth.reward.Award.Given;
import io.hearth.reward.Rewards;
import java.time.Clock;
import java.util.ArrayList;
import org.springframework.stereotype.Component;

/** Gives points, a badge, or both; once for each visit of the step. */
@Component
class Award implements BuildingBlock {

    private final Rewards rewards;
    private final Clock clock;

    Award(Rewards rewards, Clock clock) {
        this.rewards = rewards;
        this.clock = clock;
    }

    @Override
    public Shape shape() {
        return Shape.of(
                "award",
                "发放奖励",
                "Award",
                new Shape.Field("reason", TEXT, true, "原因", "Reason"),
                new Shape.Field("points", NUMBER, false, "积分", "Points"),
                new Shape.Field("badge", NAME, false, "徽章", "Badge"));
    }

    @Override
    public void perform(Visit visit) {
        var given = new ArrayList<Given>();
        visit.field("points")
                .ifPresent(points ->
                        given.add(new io.hearth.reward.Award.Points(Long.parseLong(points), visit.required("reason"))));
        visit.field("badge").ifPresent(badge -> given.add(new io.hearth.reward.Award.Badge(badge)));
        rewards.award(given.stream()
                .map(one -> new io.hearth.reward.Award(
                        visit.member(),
                        visit.community(),
                        one,
                        "journey/" + visit.key(),
                        visit.journey(),
                        null,
                        visit.cause().orElse(null),
                        clock.instant()))
                .toList());
    }
}
