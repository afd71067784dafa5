package io.hearth.journey.block;

import static io.hearth.journey.block.Shape.Type.NAME;
import static io.hearth.journey.block.Shape.Type.TEXT;

import io.hearth.escalation.Cases;
import io.hearth.escalation.NewCase;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Opens a case for people; the same journey opens no second one for the member until it is closed. */
@Component
class OpenCase implements BuildingBlock {

    private static final String USUAL = "normal";

    private final Cases cases;
    private final Clock clock;

    OpenCase(Cases cases, Clock clock) {
        this.cases = cases;
        this.clock = clock;
    }

    @Override
    public Shape shape() {
        return Shape.of(
                "open-case",
                "开工单",
                "Open a case",
                new Shape.Field("kind", NAME, true, "种类", "Kind"),
                new Shape.Field("reason", TEXT, true, "原因", "Reason"),
                new Shape.Field("severity", NAME, false, "严重程度", "Severity"));
    }

    @Override
    public void perform(Visit visit) {
        cases.open(List.of(new NewCase(
                visit.member(),
                visit.community(),
                visit.required("kind"),
                visit.field("severity").orElse(USUAL),
                visit.required("reason"),
                "journey/" + visit.journey() + "/" + visit.element(),
                null,
                visit.cause().orElse(null),
                null,
                clock.instant())));
    }
}
