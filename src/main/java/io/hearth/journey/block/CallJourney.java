package io.hearth.journey.block;

import static io.hearth.journey.block.Shape.Type.JOURNEY;
import static io.hearth.journey.block.Shape.Type.TEXT_VARIABLE;

import org.springframework.stereotype.Component;

/** Sends the member through another journey and stays until that is over; how it ended may be kept. */
@Component
class CallJourney implements BuildingBlock {

    @Override
    public Shape shape() {
        return Shape.staying(
                Shape.Stay.JOURNEY,
                "call-journey",
                "进入另一旅程",
                "Call another journey",
                new Shape.Field("journey", JOURNEY, true, "旅程", "Journey"),
                new Shape.Field("into", TEXT_VARIABLE, false, "结局存入变量", "Keep its end in variable"));
    }

    @Override
    public void perform(Visit visit) {
        throw new IllegalStateException("Expected the engine itself to wait at '%s'".formatted(visit.element()));
    }
}
