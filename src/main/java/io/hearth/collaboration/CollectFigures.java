package io.hearth.collaboration;

import io.hearth.journey.block.BuildingBlock;
import io.hearth.journey.block.Shape;
import io.hearth.journey.block.Visit;
import org.springframework.stereotype.Component;

/** Keeps how many joined and ordered by the collaboration's code until now. */
@Component
class CollectFigures implements BuildingBlock {

    private final UnderWay underWay;
    private final Results results;
    private final Records records;

    CollectFigures(UnderWay underWay, Results results, Records records) {
        this.underWay = underWay;
        this.results = results;
        this.records = records;
    }

    @Override
    public Shape shape() {
        return Shape.ofCollaboration("collect-figures", "收集数据", "Collect figures");
    }

    @Override
    public void perform(Visit visit) {
        var about = underWay.of(visit);
        records.figures(
                about.id(), visit.key(), "attributed", results.of(about.id()).figures());
    }
}
