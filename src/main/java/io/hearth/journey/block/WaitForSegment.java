package io.hearth.journey.block;

import static io.hearth.journey.block.Shape.Type.NAME;

import org.springframework.stereotype.Component;

/** Stays until the member is in a segment; goes on at once where that is so already. */
@Component
class WaitForSegment implements BuildingBlock {

    @Override
    public Shape shape() {
        return Shape.staying(
                Shape.Stay.SEGMENT,
                "wait-for-segment",
                "等待进入分群",
                "Wait for a segment",
                new Shape.Field("segment", NAME, true, "分群", "Segment"));
    }

    @Override
    public void perform(Visit visit) {
        throw new IllegalStateException("Expected the engine itself to wait at '%s'".formatted(visit.element()));
    }
}
