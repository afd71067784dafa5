package io.hearth.journey.block;

import static io.hearth.journey.block.Shape.Type.NAME;

import io.hearth.segment.Segments;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Puts the member in a segment, whatever rules say, until taken out again. */
@Component
class PutInSegment implements BuildingBlock {

    private final Segments segments;
    private final Clock clock;

    PutInSegment(Segments segments, Clock clock) {
        this.segments = segments;
        this.clock = clock;
    }

    @Override
    public Shape shape() {
        return Shape.of(
                "put-in-segment", "加入分群", "Put in a segment", new Shape.Field("segment", NAME, true, "分群", "Segment"));
    }

    @Override
    public void perform(Visit visit) {
        segments.add(
                visit.member(),
                visit.community(),
                visit.required("segment"),
                clock.instant(),
                "journey/" + visit.journey());
    }
}
