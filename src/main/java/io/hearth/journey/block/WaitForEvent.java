package io.hearth.journey.block;

import static io.hearth.journey.block.Shape.Type.EVENT_TYPES;

import org.springframework.stereotype.Component;

/** Stays until one of the events comes; a timer on its border says how long at most. */
@Component
class WaitForEvent implements BuildingBlock {

    @Override
    public Shape shape() {
        return Shape.waiting(
                "wait-for-event",
                "等待事件",
                "Wait for an event",
                new Shape.Field("event", EVENT_TYPES, true, "事件类型", "Event types"));
    }

    @Override
    public void perform(Visit visit) {
        throw new IllegalStateException("Expected the engine itself to wait at '%s'".formatted(visit.element()));
    }
}
