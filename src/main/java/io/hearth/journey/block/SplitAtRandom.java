package io.hearth.journey.block;

import static io.hearth.journey.block.Shape.Type.SHARES;
import static io.hearth.journey.block.Shape.Type.TEXT_VARIABLE;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;

/**
 * Draws one of several lots, each with its share of the members. The lot follows from journey, step, community and member
 * alone, so that a member who comes again draws the same, and nobody can draw twice until a lot is to their liking.
 */
@Component
class SplitAtRandom implements BuildingBlock {

    static final List<String> LOTS = List.of("A", "B", "C", "D", "E", "F", "G", "H", "I", "J");

    @Override
    public Shape shape() {
        return Shape.of(
                "split-at-random",
                "随机分流",
                "Split at random",
                new Shape.Field("shares", SHARES, true, "百分比", "Percentages"),
                new Shape.Field("into", TEXT_VARIABLE, true, "存入变量", "Keep in variable"));
    }

    @Override
    public void perform(Visit visit) {
        var shares = Stream.of(visit.required("shares").trim().split("\\s+"))
                .map(Integer::valueOf)
                .toList();
        visit.put(visit.required("into"), lot(shares, hundredth(visit)));
    }

    private static int hundredth(Visit visit) {
        var who = String.join(
                "/",
                visit.journey(),
                visit.element(),
                visit.community(),
                visit.member().toString());
        var digest = DigestUtils.md5Digest(who.getBytes(StandardCharsets.UTF_8));
        return (int) Long.remainderUnsigned(ByteBuffer.wrap(digest).getLong(), 100);
    }

    /** @param hundredth from 0 to 99 */
    static String lot(List<Integer> shares, int hundredth) {
        int upTo = 0;
        for (int lot = 0; lot < shares.size() - 1; lot++) {
            upTo += shares.get(lot);
            if (hundredth < upTo) {
                return LOTS.get(lot);
            }
        }
        return LOTS.get(shares.size() - 1);
    }
}
