package io.hearth.journey.block;

import static io.hearth.journey.block.Shape.Type.DAYS;
import static io.hearth.journey.block.Shape.Type.TIME_OF_DAY;
import static io.hearth.journey.block.Shape.Type.ZONE;

import org.springframework.stereotype.Component;

/** Stays until the next time that clocks where the member lives show this; on certain days of the week only, if any are named. */
@Component
class WaitUntil implements BuildingBlock {

    @Override
    public Shape shape() {
        return Shape.staying(
                        Shape.Stay.TIME,
                        "wait-until",
                        "等到某个时刻",
                        "Wait until a local time",
                        new Shape.Field("time", TIME_OF_DAY, true, "时刻", "Time of day"),
                        new Shape.Field("days", DAYS, false, "星期", "Days of the week"),
                        new Shape.Field("zone", ZONE, false, "时区(不填则按成员)", "Time zone (the member's if left out)"))
                .ofAnybody();
    }

    @Override
    public void perform(Visit visit) {
        throw new IllegalStateException("Expected the engine itself to wait at '%s'".formatted(visit.element()));
    }
}
