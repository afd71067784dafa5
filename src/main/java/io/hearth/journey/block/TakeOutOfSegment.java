package io.hearth.journey.block;

import static io.hearth.journey.block.Shape.Type.NAME;

import io.hearth.segment.Segments;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Takes back what was put in by a journey or by hand; the member stays in where rules say so. */
@Component
class TakeOutOfSegment implements BuildingBlock {

    private final Segments segments;
    private final Clock clock;

    TakeOutOfSegment(Segments segments, Clock clock) {
        this.segments = segments;
        this.clock = clock;
    }

    @Override
    public Shape shape() {
        return Shape.of(
                "take-out-of-segment",
                "移出分群",
                "Take out of a segment",
                new Shape.Field("segment", NAME, true, "分群", "Segment"));
    }

    @Override
    public void perform(Visit visit) {
        segments.remove(
                visit.member(),
                visit.community(),
                visit.required("segment"),
                clock.instant(),
                "journey/" + visit.journey());
    }
}
