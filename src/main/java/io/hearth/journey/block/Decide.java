package io.hearth.journey.block;

import static io.hearth.journey.block.Shape.Type.RULEBOOK;
import static io.hearth.journey.block.Shape.Type.TEXT_VARIABLE;

import io.hearth.journey.Ask;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks a rulebook about the member and keeps its answer in a variable. */
@Component
class Decide implements BuildingBlock {

    private static final String NO_ANSWER = "";

    private final ObjectProvider<Ask> ask;

    Decide(ObjectProvider<Ask> ask) {
        this.ask = ask;
    }

    @Override
    public Shape shape() {
        return Shape.of(
                "decide",
                "按规则决定",
                "Decide by rules",
                new Shape.Field("rulebook", RULEBOOK, true, "规则集", "Rulebook"),
                new Shape.Field("into", TEXT_VARIABLE, true, "存入变量", "Keep in variable"));
    }

    @Override
    public void perform(Visit visit) {
        var answer = ask.getObject().answer(visit.required("rulebook"), visit.member(), visit.community());
        visit.put(visit.required("into"), answer.orElse(NO_ANSWER));
    }
}
