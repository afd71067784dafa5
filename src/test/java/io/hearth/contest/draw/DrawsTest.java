package io.hearth.contest.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.MovableClock;
import io.hearth.account.Role;
import io.hearth.community.Memberships;
import io.hearth.contest.ContestFixture;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import io.hearth.segment.Segments;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A draw can be done again by anybody, from nothing but what is published. */
@HearthTest
class DrawsTest {

    private static final String VALUE = "03 11 17 22 30 33";

    @Autowired
    Api api;

    @Autowired
    Members members;

    @Autowired
    Memberships memberships;

    @Autowired
    Segments segments;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MovableClock clock;

    @Autowired
    Tickets tickets;

    @Autowired
    Drawn drawn;

    @Autowired
    JdbcClient jdbc;

    private ContestFixture fixture;
    private Api.Client marketer;
    private Instant start;

    @BeforeEach
    void found() {
        clock.set("2027-06-01T08:00:00+08:00");
        start = clock.instant();
        fixture = new ContestFixture(api, members, memberships, transaction);
        marketer = fixture.marketer;
    }

    @Test
    void isDoneAgainByAnIndependentProgramFromWhatIsPublished() throws Exception {
        var id = draw(Map.of("ticketEvent", "run.finished", "mostTickets", 3));
        var announced = marketer.get("/draws/" + id).json();
        assertThat(announced.toString()).doesNotContain("secret");
        var people = fixture.joined(12, start);
        var events = new ArrayList<io.hearth.event.LoggedEvent>();
        for (int i = 0; i < people.size(); i++) {
            for (int run = 0; run <= i % 5; run++) {
                events.add(fixture.event(people.get(i), "run.finished", start.plusSeconds(60 + run), Map.of()));
            }
        }
        events.add(fixture.event(fixture.rewards.member(), "run.finished", start.plusSeconds(70), Map.of()));
        transaction.executeWithoutResult(status -> tickets.saw(events));
        assertThat(marketer.get("/draws/" + id + "/list").code()).isEqualTo("draw.open");
        assertThat(marketer.get("/draws/" + id + "/proof").code()).isEqualTo("draw.not-drawn");
        assertThat(marketer.post("/draws/" + id + "/close", null).code()).isEqualTo("draw.not-ended");

        close(id);
        drawManyTimes(id, VALUE);

        var list = marketer.get("/draws/" + id + "/list").body();
        assertThat(list.lines()).hasSize(12).allMatch(line -> line.matches("m-\\d+ [123]"));
        var proof = marketer.get("/draws/" + id + "/proof").json();
        assertThat(sha256(proof.path("secret").asString()))
                .isEqualTo(announced.path("commitment").asString());
        assertThat(sha256(list)).isEqualTo(proof.path("listHash").asString());
        var seed = sha256(proof.path("secret").asString() + "\n" + sha256(list) + "\n" + VALUE);
        var given = new ArrayList<String>();
        proof.path("given").forEach(one -> given.add(one.path("member").asString()));
        assertThat(winners(list, seed, 4)).isEqualTo(given).hasSize(4);

        for (var member : people) {
            assertThat(points(member))
                    .isEqualTo(
                            given.contains(member.toString()) ? given.indexOf(member.toString()) == 0 ? 100 : 10 : 0);
        }
        assertThat(marketer.get("/draws/" + id + "/verification")
                        .json()
                        .path("right")
                        .asBoolean())
                .isTrue();
        fixture.balanced();

        jdbc.sql("update prize_draw set list = replace(list, ' 1', ' 2') where id = ?")
                .param(Long.parseLong(id))
                .update();
        assertThat(marketer.get("/draws/" + id + "/verification")
                        .json()
                        .path("right")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void waitsForTheAnnouncedPublicValueAndUsesIt() throws Exception {
        assertThat(marketer.post("/draws", wanted(Map.of("publicSource", " "))).status())
                .as("a draw that who reads the database could foresee")
                .isEqualTo(400);
        var id = draw(Map.of());
        var people = fixture.joined(6, start);
        people.forEach(member -> {
            enter(id, member);
            enter(id, member);
        });
        close(id);
        assertThat(marketer.post("/draws/" + id + "/draw", null).code()).isEqualTo("draw.public-value");
        var inbox = api.as(Set.of(Role.MARKETER), Set.of("marketing"));
        var task = task(inbox, id);
        inbox.post("/tasks/" + task + "/claim", Map.of());
        var drawnByTask = inbox.post("/tasks/" + task + "/complete", Map.of("values", Map.of("publicValue", VALUE)));
        assertThat(drawnByTask.status()).as(drawnByTask.toString()).isEqualTo(200);
        drawManyTimes(id, "another value");

        var list = marketer.get("/draws/" + id + "/list").body();
        assertThat(list.lines()).hasSize(6).allMatch(line -> line.endsWith(" 1"));
        var proof = marketer.get("/draws/" + id + "/proof").json();
        var seed = sha256(proof.path("secret").asString() + "\n" + sha256(list) + "\n" + VALUE);
        var given = new ArrayList<String>();
        proof.path("given").forEach(one -> given.add(one.path("member").asString()));
        assertThat(winners(list, seed, 4)).isEqualTo(given);
    }

    @Test
    void onlyThoseTakePartWhoMay() {
        var id = draw(Map.of("segment", "lucky"));
        var lucky = fixture.joined(start);
        var other = fixture.joined(start);
        segments.add(lucky, fixture.community, "lucky", start, "test");
        transaction.executeWithoutResult(status -> tickets.saw(List.of(
                fixture.event(lucky, Draw.ENTERED, start.plusSeconds(1), Map.of("draw", id)),
                fixture.event(other, Draw.ENTERED, start.plusSeconds(1), Map.of("draw", id)),
                fixture.event(lucky, Draw.ENTERED, start.plusSeconds(2), Map.of("draw", "999")))));

        assertThat(marketer.post("/draws/" + id + "/entries", Map.of("member", other.toString()))
                        .code())
                .isEqualTo("draw.not-allowed");
        close(id);
        assertThat(marketer.get("/draws/" + id + "/list").body()).isEqualTo(lucky + " 1\n");
    }

    /** Every ticket wins about as often. */
    @Test
    void isFair() {
        var entrants = List.of(
                new Drawing.Entrant(new MemberId(1), 1),
                new Drawing.Entrant(new MemberId(2), 2),
                new Drawing.Entrant(new MemberId(3), 3));
        var won = new HashMap<MemberId, Integer>();
        for (int i = 0; i < 6_000; i++) {
            won.merge(
                    Drawing.draw(entrants, Drawing.sha256("s" + i), 1).winners().get(0), 1, Integer::sum);
        }

        assertThat(won.get(new MemberId(1))).isBetween(880, 1120);
        assertThat(won.get(new MemberId(2))).isBetween(1850, 2150);
        assertThat(won.get(new MemberId(3))).isBetween(2830, 3170);
    }

    /** As the guide for marketers describes it; shares nothing with the server. */
    private static List<String> winners(String list, String seed, int most) throws Exception {
        var owners = new ArrayList<String>();
        for (var line : list.split("\n")) {
            var parts = line.split(" ");
            owners.addAll(Collections.nCopies(Integer.parseInt(parts[1]), parts[0]));
        }
        var winners = new ArrayList<String>();
        long different = owners.stream().distinct().count();
        var space = BigInteger.TWO.pow(64);
        var tickets = BigInteger.valueOf(owners.size());
        for (int counter = 0; winners.size() < Math.min(most, different); counter++) {
            var number = new BigInteger(sha256(seed + ":" + counter).substring(0, 16), 16);
            var fair = space.divide(tickets).multiply(tickets);
            if (number.compareTo(fair) < 0) {
                var owner = owners.get(number.mod(tickets).intValue());
                if (!winners.contains(owner)) {
                    winners.add(owner);
                }
            }
        }
        return winners;
    }

    private static String sha256(String text) throws Exception {
        var hex = new StringBuilder();
        for (byte one : MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8))) {
            hex.append(String.format("%02x", one));
        }
        return hex.toString();
    }

    private void close(String id) {
        clock.advance(Duration.ofDays(7));
        marketer = api.as(Role.MARKETER);
        var closed = marketer.post("/draws/" + id + "/close", null);
        assertThat(closed.status()).as(closed.toString()).isEqualTo(200);
    }

    private void drawManyTimes(String id, String value) throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        Callable<Draw> draw = () -> drawn.draw(Long.parseLong(id), value, "test");
        for (var done : threads.invokeAll(Collections.nCopies(8, draw))) {
            assertThat(done.get().state()).isEqualTo("drawn");
        }
        threads.shutdown();
    }

    private void enter(String id, MemberId member) {
        var entered = marketer.post("/draws/" + id + "/entries", Map.of("member", member.toString()));
        assertThat(entered.status()).as(entered.toString()).isEqualTo(200);
    }

    private static String task(Api.Client inbox, String draw) {
        for (var task : inbox.get("/tasks?view=groups&limit=200").json().path("items")) {
            if (task.path("title").asString().startsWith("开奖")
                    && inbox.get("/tasks/" + task.path("id").asString())
                            .json()
                            .path("about")
                            .path("draw")
                            .asString()
                            .equals(draw)) {
                return task.path("id").asString();
            }
        }
        throw new AssertionError("Expected a task that asks for the value of draw " + draw);
    }

    private String draw(Map<String, Object> more) {
        var made = marketer.post("/draws", wanted(more));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.json().path("id").asString();
    }

    private Map<String, Object> wanted(Map<String, Object> more) {
        var wanted = new HashMap<String, Object>(Map.of(
                "community",
                fixture.community,
                "name",
                Map.of("zh", "六月抽奖", "en", "June draw"),
                "prizes",
                List.of(
                        Map.of("count", 1, "prize", Map.of("kind", "points", "points", 100)),
                        Map.of("count", 3, "prize", Map.of("kind", "points", "points", 10))),
                "publicSource",
                "the lottery's numbers of 9 June",
                "startsAt",
                start.toString(),
                "endsAt",
                start.plus(Duration.ofDays(7)).toString()));
        wanted.putAll(more);
        return wanted;
    }

    private long points(MemberId member) {
        return marketer.get("/members/" + member + "/points?community=" + fixture.community)
                .json()
                .path("available")
                .asLong();
    }
}
