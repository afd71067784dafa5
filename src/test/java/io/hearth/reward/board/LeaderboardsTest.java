package io.hearth.reward.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.MovableClock;
import io.hearth.account.Role;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import io.hearth.platform.Redis;
import io.hearth.reward.RewardFixture;
import io.hearth.reward.board.StoredBoards.Standing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Boards say what the ledger says, whether they were kept up or made anew. */
@HearthTest
class LeaderboardsTest {

    @Autowired
    Api api;

    @Autowired
    Members members;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MovableClock clock;

    @Autowired
    Leaderboards leaderboards;

    @Autowired
    BoardLedger ledger;

    @Autowired
    Redis redis;

    private RewardFixture fixture;
    private Api.Client marketer;

    @BeforeEach
    void found() {
        fixture = new RewardFixture(api, members, transaction);
        marketer = api.as(Role.MARKETER);
    }

    @Test
    void keptUpBoardEqualsItsRebuildAndTheLedger() {
        var people = fixture.members(12);
        var random = new Random(7);
        var board = board(BoardPeriod.WEEK);
        award(people.get(0), 5, "first");
        assertThat(leaderboards.top(board, 50)).hasSize(1);

        for (int i = 0; i < 40; i++) {
            award(people.get(random.nextInt(people.size())), 1 + random.nextInt(20), "k" + i);
        }
        spend(people.get(0), 3);
        take(people.get(1), 4);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(points(leaderboards.top(board, 50)))
                .isEqualTo(points(ledger.top(board, 50))));
        var kept = points(leaderboards.top(board, 50));
        assertThat(leaderboards.rebuild(board)).isTrue();
        assertThat(points(leaderboards.top(board, 50))).isEqualTo(kept);
        for (var member : people) {
            assertThat(leaderboards.standing(board, member))
                    .isEqualTo(new Standing(ledger.place(board, member).orElse(null), ledger.size(board)));
        }
    }

    @Test
    void thoseWithAsManyShareARank() {
        var people = fixture.members(4);
        award(people.get(0), 10, "a");
        award(people.get(1), 30, "a");
        award(people.get(2), 10, "a");
        award(people.get(3), 5, "a");

        assertThat(leaderboards.top(board(BoardPeriod.ALL), 10))
                .extracting(Place::rank)
                .containsExactly(1L, 2L, 2L, 4L);
        var own = marketer.get(
                        "/leaderboard/places/" + people.get(3) + "?community=" + fixture.community + "&period=all")
                .json();
        assertThat(own.path("place").path("rank").asLong()).isEqualTo(4);
        assertThat(own.path("of").asLong()).isEqualTo(4);
    }

    @Test
    void whoDoesNotWantToBeShownIsNot() {
        var people = fixture.members(2);
        award(people.get(0), 10, "a");
        award(people.get(1), 30, "a");
        assertThat(leaderboards.top(board(BoardPeriod.DAY), 10)).hasSize(2);

        var wanted = Map.of("community", fixture.community, "shown", false);
        assertThat(marketer.put("/members/" + people.get(1) + "/leaderboard", wanted)
                        .status())
                .isEqualTo(204);
        award(people.get(1), 30, "b");
        leaderboards.flush();

        assertThat(leaderboards.top(board(BoardPeriod.DAY), 10))
                .extracting(Place::member)
                .containsExactly(people.get(0));
        assertThat(leaderboards.standing(board(BoardPeriod.DAY), people.get(1))).isEqualTo(new Standing(null, 1));
        marketer.put(
                "/members/" + people.get(1) + "/leaderboard", Map.of("community", fixture.community, "shown", true));
        assertThat(leaderboards.top(board(BoardPeriod.DAY), 10)).hasSize(2);
    }

    @Test
    void anOldBoardAnswersWhileItIsMadeAnew() {
        var people = fixture.members(2);
        award(people.get(0), 10, "a");
        var board = board(BoardPeriod.MONTH);
        assertThat(leaderboards.top(board, 10)).hasSize(1);
        // As if it had stood there for long, with somebody on it of whom the ledger knows nothing.
        redis.ask(commands -> commands.zadd(board.key(), 7, people.get(1).toString()));
        redis.ask(commands -> commands.pexpire(board.key(), 60_000));

        assertThat(leaderboards.top(board, 10)).hasSize(2);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(leaderboards.top(board, 10)).hasSize(1));
        assertThat(redis.ask(commands -> commands.pttl(board.key())))
                .hasValueSatisfying(left -> assertThat(left).isGreaterThan(600_000));
    }

    @Test
    void endedStretchesCanStillBeSeen() {
        clock.set("2027-03-01T12:00:00+08:00");
        marketer = api.as(Role.MARKETER);
        var member = fixture.member();
        award(member, 10, "a");
        clock.set("2027-03-09T12:00:00+08:00");
        marketer = api.as(Role.MARKETER);

        assertThat(marketer.get("/leaderboard?community=" + fixture.community + "&period=week")
                        .json()
                        .path("items"))
                .isEmpty();
        assertThat(marketer.get("/leaderboard?community=" + fixture.community + "&period=week&on=2027-03-03")
                        .json()
                        .path("items"))
                .hasSize(1);
    }

    private static Map<MemberId, Long> points(List<Place> places) {
        return places.stream().collect(java.util.stream.Collectors.toMap(Place::member, Place::points));
    }

    private Board board(BoardPeriod period) {
        return Board.of(fixture.community, period, leaderboards.today());
    }

    private void award(MemberId member, long points, String key) {
        post(member, "awards", points, key);
    }

    private void spend(MemberId member, long points) {
        post(member, "redemptions", points, "spend");
    }

    private void take(MemberId member, long points) {
        post(member, "removals", points, "take");
    }

    private void post(MemberId member, String what, long points, String key) {
        var done = marketer.post(
                "/members/" + member + "/points/" + what,
                Map.of("community", fixture.community, "points", points, "reason", "r", "key", key));
        assertThat(done.status()).as(done.toString()).isEqualTo(200);
    }
}
