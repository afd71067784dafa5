package io.hearth.reward.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.HearthTest;
import io.hearth.member.MemberId;
import io.hearth.platform.Redis;
import io.hearth.reward.Award;
import io.hearth.reward.Rewards;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@HearthTest
class PartialBoardsTest {

    private static final MemberId ANNA = new MemberId(System.nanoTime());

    @Autowired
    private Leaderboards boards;

    @Autowired
    private Rewards rewards;

    @Autowired
    private Redis redis;

    @Autowired
    private TransactionTemplate transaction;

    private final String community = "board-" + UUID.randomUUID();

    @Test
    void addsToABoardThatIsThere() {
        award(10);
        assertThat(top()).containsExactly(new Place(1, ANNA, 10));

        award(5);
        boards.flush();

        assertThat(top()).containsExactly(new Place(1, ANNA, 15));
    }

    @Test
    void makesABoardAnewOfWhichOnlyAPartIsLeft() {
        award(10);
        redis.ask(commands -> commands.zadd(key(), 3, ANNA.toString()));

        award(5);
        boards.flush();

        assertThat(top()).containsExactly(new Place(1, ANNA, 15));
        assertThat(redis.ask(commands -> commands.pttl(key())))
                .hasValueSatisfying(left ->
                        assertThat(left).as("a board is made anew some time").isPositive());
    }

    private void award(long points) {
        transaction.executeWithoutResult(status -> rewards.award(List.of(new Award(
                ANNA,
                community,
                new Award.Points(points, "test"),
                UUID.randomUUID().toString(),
                "rules/rewards/test.dslr#test",
                null,
                null,
                Instant.now()))));
    }

    private List<Place> top() {
        return boards.top(Board.of(community, BoardPeriod.ALL, boards.today()), 10);
    }

    private String key() {
        return "board:" + community.length() + ":" + community + ":all:" + LocalDate.EPOCH;
    }
}
