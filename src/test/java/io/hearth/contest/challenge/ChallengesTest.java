package io.hearth.contest.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.MovableClock;
import io.hearth.account.Role;
import io.hearth.community.Memberships;
import io.hearth.contest.ContestFixture;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import io.hearth.reward.Award;
import io.hearth.reward.Rewards;
import io.hearth.segment.Segments;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Challenges count what they say, rank who is best, and give their prizes once. */
@HearthTest
class ChallengesTest {

    @Autowired
    Api api;

    @Autowired
    Members members;

    @Autowired
    Memberships memberships;

    @Autowired
    Segments segments;

    @Autowired
    Rewards rewards;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MovableClock clock;

    @Autowired
    Scoring scoring;

    @Autowired
    Closing closing;

    @Autowired
    ChallengeTable challenges;

    private ContestFixture fixture;
    private Api.Client marketer;
    private Instant start;

    @BeforeEach
    void found() {
        clock.set("2027-05-01T08:00:00+08:00");
        start = clock.instant();
        fixture = new ContestFixture(api, members, memberships, transaction);
        marketer = fixture.marketer;
    }

    @Test
    void aDayCountsNoMoreThanItMayWheneverItArrives() {
        var id = challenge(Map.of(
                "measure", "sum", "eventType", "run.finished", "field", "km", "mostPerDay", 20, "prizes", List.of()));
        var runner = fixture.joined(start);
        enter(id, runner);

        saw(runner, 60, 15);
        saw(runner, 120, 15);
        assertThat(score(id, runner)).isEqualTo(20);
        saw(runner, 1_500, 5.5);
        assertThat(score(id, runner)).isEqualTo(25.5);
        saw(runner, 180, 3);
        saw(runner, 1_560, 7);
        assertThat(score(id, runner)).isEqualTo(32.5);

        var other = fixture.joined(start);
        var merged = api.as(Role.OPERATOR)
                .post("/members/" + other + "/merge", Map.of("other", runner.toString(), "reason", "the same"));
        assertThat(merged.status()).as(merged.toString()).isEqualTo(201);
        saw(other, 1_620, 30);
        assertThat(score(id, other)).isEqualTo(40);
        assertThat(marketer.post(
                                "/challenges",
                                wanted(Map.of(
                                        "measure", "judged", "judgeGroup", "g", "mostPerDay", 3, "prizes", List.of())))
                        .status())
                .isEqualTo(400);
    }

    private double score(String id, MemberId member) {
        for (var one : marketer.get("/challenges/" + id + "/board").json().path("items")) {
            if (one.path("entry").path("member").asString().equals(member.toString())) {
                return one.path("entry").path("score").asDouble();
            }
        }
        throw new AssertionError("Expected " + member + " on the board of challenge " + id);
    }

    @Test
    void addsUpWhatHappenedSinceEachEnteredAndGivesPrizesOnce() throws Exception {
        var pool = marketer.post(
                        "/coupon-pools",
                        Map.of("community", fixture.community, "name", "p", "benefit", "free", "generate", 1))
                .json()
                .path("id")
                .asLong();
        var gift = marketer.post(
                        "/catalogue",
                        Map.of(
                                "community",
                                fixture.community,
                                "name",
                                Map.of("zh", "鞋", "en", "Shoes"),
                                "kind",
                                "gift",
                                "points",
                                500,
                                "stock",
                                1))
                .json()
                .path("id")
                .asLong();
        var id = challenge(Map.of(
                "measure",
                "sum",
                "eventType",
                "run.finished",
                "field",
                "km",
                "prizes",
                List.of(
                        Map.of("from", 1, "prize", Map.of("kind", "gift", "item", gift)),
                        Map.of("from", 1, "to", 2, "prize", Map.of("kind", "points", "points", 50)),
                        Map.of("from", 2, "to", 3, "prize", Map.of("kind", "coupon", "pool", pool)),
                        Map.of("from", 1, "to", 1, "prize", Map.of("kind", "badge", "badge", "hundred-km")))));
        var people = fixture.joined(4, start);
        people.forEach(member -> enter(id, member));
        saw(people.get(0), 10, 30);
        saw(people.get(1), 20, 12.5);
        saw(people.get(1), 30, 12.5);
        saw(people.get(2), 25, 25);
        saw(people.get(3), -30, 99);
        saw(people.get(3), Duration.ofDays(8).toMinutes(), 99);

        var board = board(id);
        assertThat(board).hasSize(4);
        assertThat(board.get(0).path("entry").path("member").asString())
                .isEqualTo(people.get(0).toString());
        assertThat(board.get(1).path("entry").path("member").asString())
                .as("who reached 25 first")
                .isEqualTo(people.get(2).toString());
        assertThat(board.get(3).path("entry").path("score").asInt()).isZero();
        assertThat(marketer.post("/challenges/" + id + "/close", null).code()).isEqualTo("challenge.not-ended");

        clock.advance(Duration.ofDays(7));
        var again = api.as(Role.MARKETER);
        var threads = Executors.newFixedThreadPool(4);
        Callable<Integer> close = () -> {
            closing.close(challenges.find(Long.parseLong(id)).orElseThrow(), "test");
            return 0;
        };
        for (var done : threads.invokeAll(Collections.nCopies(8, close))) {
            done.get();
        }
        threads.shutdown();

        var given = again.get("/challenges/" + id + "/prizes").json();
        assertThat(given).hasSize(6);
        assertThat(given.toString()).contains("none-left");
        marketer = again;
        assertThat(points(people.get(0))).isEqualTo(50);
        assertThat(points(people.get(2))).isEqualTo(50);
        assertThat(points(people.get(1))).isZero();
        assertThat(again.get("/redemptions?member=" + people.get(0)).json().path("items"))
                .hasSize(1);
        assertThat(again.get("/members/" + people.get(2) + "/coupons").body()).contains("\"issued\"");
        assertThat(again.get("/receipts?member=" + people.get(0)).body())
                .contains("challenge/" + id, "hundred-km", "\"points\":50");
        assertThat(again.post("/challenges/" + id + "/close", null).code()).isEqualTo("challenge.closed");
        fixture.balanced();
    }

    @Test
    void eventsOfThePipelineCountOnceAndEnterOnlyWhoMay() {
        clock.reset();
        start = clock.instant();
        fixture = new ContestFixture(api, members, memberships, transaction);
        marketer = fixture.marketer;
        var id = challenge(Map.of("measure", "count", "eventType", "post.created", "segment", "writers"));
        var writer = fixture.joined(start);
        var other = fixture.joined(start);
        segments.add(writer, fixture.community, "writers", start, "test");
        saw(writer, Challenge.ENTERED, 1, Map.of("challenge", id));
        saw(other, Challenge.ENTERED, 1, Map.of("challenge", id));
        saw(other, "post.created", 2, Map.of());
        saw(writer, "post.created", 2, Map.of());
        saw(writer, "post.created", 3, Map.of());

        assertThat(board(id)).hasSize(1);
        assertThat(board(id).get(0).path("entry").path("score").asInt()).isEqualTo(2);
        assertThat(marketer.get("/challenges/" + id + "/board")
                        .json()
                        .path("out")
                        .toString())
                .contains("not-allowed: not-in-segment");
        assertThat(marketer.post("/challenges/" + id + "/entries", Map.of("member", other.toString()))
                        .code())
                .isEqualTo("challenge.not-in-segment");
        assertThat(marketer.post(
                                "/challenges/" + id + "/entries",
                                Map.of("member", fixture.rewards.member().toString()))
                        .code())
                .isEqualTo("challenge.no-member");

        var runner = "r-" + id;
        api.tell("test:" + runner, "member.joined", fixture.community, clock.instant(), Map.of());
        api.tell("test:" + runner, Challenge.ENTERED, fixture.community, clock.instant(), Map.of("challenge", id));
        await().untilAsserted(() -> assertThat(
                        marketer.get("/challenges/" + id + "/board").json().path("out"))
                .hasSize(2));
    }

    @Test
    void closesWithoutPrizesToo() {
        var id = challenge(Map.of("measure", "count", "eventType", "post.created", "prizes", List.of()));
        enter(id, fixture.joined(start));
        clock.advance(Duration.ofDays(7));

        var closed = api.as(Role.MARKETER).post("/challenges/" + id + "/close", null);

        assertThat(closed.status()).as(closed.toString()).isEqualTo(200);
        assertThat(closed.json().path("closedAt").asString()).isNotEmpty();
    }

    @Test
    void pointsOfARuleAreReadFromTheLedger() {
        var id = challenge(Map.of("measure", "points", "rule", "rewards/x.dslr#run"));
        var member = fixture.joined(start);
        enter(id, member);
        award(member, 30, "rewards/x.dslr#run", "a");
        award(member, 500, "rewards/x.dslr#other", "b");
        award(member, 12, "rewards/x.dslr#run", "c");
        award(member, 12, "rewards/x.dslr#run", "c");
        saw(member, 10, 1);
        saw(member, 11, 1);

        assertThat(board(id).get(0).path("entry").path("score").asInt()).isEqualTo(42);
    }

    @Test
    void judgesScoreInTheirInboxEachOnceAndCheatsAreTakenOut() {
        var id = challenge(Map.of(
                "measure",
                "judged",
                "judges",
                2,
                "judgeGroup",
                fixture.community,
                "prizes",
                List.of(Map.of("from", 1, "prize", Map.of("kind", "points", "points", 7)))));
        var poet = fixture.joined(start);
        var cheat = fixture.joined(start);
        assertThat(marketer.post("/challenges/" + id + "/entries", Map.of("member", poet.toString()))
                        .code())
                .isEqualTo("challenge.nothing-to-judge");
        for (var member : List.of(poet, cheat)) {
            var entered = marketer.post(
                    "/challenges/" + id + "/entries",
                    Map.of("member", member.toString(), "text", "a poem", "link", "https://example.org/p"));
            assertThat(entered.status()).as(entered.toString()).isEqualTo(200);
        }
        assertThat(marketer.post("/challenges/" + id + "/entries/" + cheat + "/disqualify", Map.of("reason", "copied"))
                        .status())
                .isEqualTo(200);
        var first = api.as(Set.of(Role.MARKETER), Set.of(fixture.community));
        var second = api.as(Set.of(Role.MARKETER), Set.of(fixture.community));
        var tasks = first.get("/tasks?view=groups").json().path("items");
        assertThat(tasks).hasSize(2);
        var one = tasks.get(0).path("id").asString();
        var two = tasks.get(1).path("id").asString();
        assertThat(judge(first, one, 9).status()).isEqualTo(200);
        assertThat(judge(first, two, 9).code()).isEqualTo("challenge.judged");
        clock.advance(Duration.ofDays(7));
        first = api.as(Set.of(Role.MARKETER), Set.of(fixture.community));
        assertThat(first.post("/challenges/" + id + "/close", null).code()).isEqualTo("challenge.unjudged");
        first.post("/tasks/" + two + "/release", null);
        second = api.as(Set.of(Role.MARKETER), Set.of(fixture.community));
        api.as(Set.of(Role.OPERATOR), Set.of(fixture.community)).post("/tasks/" + two + "/release", null);
        var judged = judge(second, two, 6);
        assertThat(judged.status()).as(judged.toString()).isEqualTo(200);
        assertThat(first.post("/challenges/" + id + "/close", null).status()).isEqualTo(200);

        marketer = first;
        assertThat(board(id)).hasSize(1);
        assertThat(board(id).get(0).path("entry").path("score").asDouble()).isEqualTo(7.5);
        assertThat(points(poet)).isEqualTo(7);
        assertThat(points(cheat)).isZero();
    }

    private Api.Answer judge(Api.Client who, String task, int score) {
        who.post("/tasks/" + task + "/claim", Map.of());
        return who.post("/tasks/" + task + "/complete", Map.of("values", Map.of("score", score)));
    }

    private void award(MemberId member, long points, String rule, String cause) {
        transaction.executeWithoutResult(status -> rewards.award(List.of(new Award(
                member, fixture.community, new Award.Points(points, "r"), cause, rule, null, null, clock.instant()))));
    }

    private String challenge(Map<String, Object> more) {
        var made = marketer.post("/challenges", wanted(more));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.json().path("id").asString();
    }

    private Map<String, Object> wanted(Map<String, Object> more) {
        var wanted = new HashMap<String, Object>(Map.of(
                "community",
                fixture.community,
                "name",
                Map.of("zh", "五月挑战", "en", "May challenge"),
                "startsAt",
                start.toString(),
                "endsAt",
                start.plus(Duration.ofDays(7)).toString()));
        wanted.putAll(more);
        return wanted;
    }

    private void enter(String id, MemberId member) {
        for (int i = 0; i < 2; i++) {
            var entered = marketer.post("/challenges/" + id + "/entries", Map.of("member", member.toString()));
            assertThat(entered.status()).as(entered.toString()).isEqualTo(200);
        }
    }

    private void saw(MemberId member, long minutes, double km) {
        saw(member, "run.finished", minutes, Map.of("km", km));
    }

    private void saw(MemberId member, String type, long minutes, Map<String, Object> data) {
        var event = fixture.event(member, type, start.plus(Duration.ofMinutes(minutes)), data);
        transaction.executeWithoutResult(status -> scoring.saw(List.of(event)));
    }

    private JsonNode board(String id) {
        return marketer.get("/challenges/" + id + "/board").json().path("items");
    }

    private long points(MemberId member) {
        return marketer.get("/members/" + member + "/points?community=" + fixture.community)
                .json()
                .path("available")
                .asLong();
    }
}
