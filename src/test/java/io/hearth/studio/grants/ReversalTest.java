package io.hearth.studio.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.account.Role;
import io.hearth.content.Canaries;
import io.hearth.content.Canary;
import io.hearth.content.ContentFile;
import io.hearth.content.Publication;
import io.hearth.content.Releases;
import io.hearth.member.MemberId;
import io.hearth.reward.ledger.Ledger;
import io.hearth.reward.ledger.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What a release granted is listed, and taken back once, whatever happens on the way. */
@HearthTest
class ReversalTest {

    private static final String POSTS = "rules/rewards/contribution.dslr";
    private static final String CLUB = "running-club";
    private static final int CROWD = 8;

    @Autowired
    private Api api;

    @Autowired
    private Releases releases;

    @Autowired
    private Canaries canaries;

    @Autowired
    private Reversals reversals;

    @Autowired
    private Ledger ledger;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    private final String crowd = UUID.randomUUID().toString().substring(0, 8);

    @AfterEach
    void goBack() {
        canaries.running()
                .ifPresent(one -> canaries.end(one.id(), Canary.State.STOPPED, "server", "the test is over", () -> {}));
    }

    @Test
    void takesBackOnceWhatWasGrantedButNotWhatWasSpent() {
        var release = tryOut();
        var granted = grant(release);
        var spender = granted.get(0);
        ledger.redeem(new Order(spender, CLUB, 25, "spend/" + crowd, "a shirt", "ada", null, Instant.now()));
        var operator = api.as(Role.OPERATOR);
        assertThat(operator.post("/releases/" + release + "/reversals", Map.of("reason", "too early"))
                        .code())
                .isEqualTo("release.decides");
        canaries.end(canaries.running().orElseThrow().id(), Canary.State.STOPPED, "ada", "wrong points", () -> {});

        var kinds = operator.get("/releases/" + release + "/grants").json();
        long given = granted.size();
        assertThat(kind(kinds, "points").get("amount").asLong()).isEqualTo(40 * given);
        assertThat(kind(kinds, "points").get("left").asLong()).isEqualTo(25);
        assertThat(kind(kinds, "points").get("why").asString()).isEqualTo("spent");
        assertThat(kind(kinds, "badge").get("reversible").asLong()).isEqualTo(given);
        assertThat(kind(kinds, "privilege").get("reversible").asLong()).isEqualTo(given);
        assertThat(kind(kinds, "case").get("reversible").asLong()).isEqualTo(1);
        var some =
                operator.get("/releases/" + release + "/grants/points?limit=2").json();
        assertThat(some.get("items")).hasSize(2);
        assertThat(some.get("items").get(0).get("amount").asLong()).isEqualTo(40);
        assertThat(some.get("next").asString()).isNotEmpty();
        assertThat(operator.get("/releases/" + release + "/grants/points?since=2999-01-01T00:00:00Z")
                        .json()
                        .get("items"))
                .isEmpty();
        assertThat(operator.get("/releases/" + release + "/grants/nonsense").status())
                .isEqualTo(400);
        assertThat(api.as(Role.MARKETER)
                        .post("/releases/" + release + "/reversals", Map.of("reason", "mine"))
                        .status())
                .isEqualTo(403);

        // Cut off in the middle of the work: nothing of it is there.
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    reversals.start(release, null, "wrong points");
                    reversals.step();
                    jdbc.sql("select pg_terminate_backend(pg_backend_pid())")
                            .query(Boolean.class)
                            .single();
                }))
                .isInstanceOf(RuntimeException.class);
        assertThat(points(granted)).isEqualTo(40 * given - 25);

        var begun = operator.post("/releases/" + release + "/reversals", Map.of("reason", "wrong points"));
        assertThat(begun.status()).as(begun.body()).isEqualTo(202);
        reversals.goOn();
        var done = done(operator, release);
        assertThat(sum(done, "points").get("wanted").asLong()).isEqualTo(40 * given);
        assertThat(sum(done, "points").get("taken").asLong()).isEqualTo(40 * given - 25);
        assertThat(sum(done, "points").get("left").asLong()).isEqualTo(1);
        assertThat(sum(done, "badge").get("taken").asLong()).isEqualTo(given);
        assertThat(sum(done, "privilege").get("taken").asLong()).isEqualTo(given);
        assertThat(sum(done, "case").get("taken").asLong()).isEqualTo(1);
        assertThat(points(granted)).isZero();
        assertThat(count("select count(*) from badge_grant where member = any(?) and revoked_at is null", granted))
                .isZero();
        assertThat(count(
                        "select count(*) from privilege where member = any(?) and ends_at > now() + interval '1 minute'",
                        granted))
                .isZero();
        assertThat(count("select count(*) from escalation_case where member = any(?) and status <> 'closed'", granted))
                .isZero();
        var left = operator.get("/reversals/" + done.get("id").asString() + "/left")
                .json()
                .get("items");
        assertThat(left).hasSize(1);
        assertThat(left.get(0).get("member").asString()).isEqualTo(spender.toString());
        assertThat(left.get(0).get("problem").asString()).isEqualTo("spent");

        long entries = count("select count(*) from ledger_entry where member = any(?)", granted);
        assertThat(operator.post("/releases/" + release + "/reversals", Map.of("reason", "once more"))
                        .status())
                .isEqualTo(202);
        reversals.goOn();
        assertThat(done(operator, release).get("sums")).isEmpty();
        assertThat(count("select count(*) from ledger_entry where member = any(?)", granted))
                .as("nothing twice")
                .isEqualTo(entries);
        assertThat(api.as(Role.ADMINISTRATOR)
                        .get("/audit?act=release.reversal-started&limit=1")
                        .json()
                        .get("items")
                        .get(0)
                        .get("by")
                        .asString())
                .isEqualTo(operator.name());
    }

    /** Nearly all members try rules that give too much. */
    private String tryOut() {
        var live = releases.live().files();
        var rules = live.find(POSTS)
                .orElseThrow()
                .text()
                .replace(
                        "award 20 points for \"first post\"",
                        "award 40 points for \"first post\"\n    give the privilege Early entry for 90 days");
        var files = live.with(ContentFile.of(POSTS, rules));
        var how = new Publication("ada", Publication.Kind.DRAFT, "40", "too much", null, List.of(), null, () -> {});
        return canaries.begin(files, how, 99, Canary.Limits.NONE).release();
    }

    /** Who was in the share, and so got too much. */
    private List<MemberId> grant(String release) {
        for (int i = 0; i < CROWD; i++) {
            api.tell("wechat:" + crowd + "-" + i, "post.created", CLUB, Map.of("text", "hello"));
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> members().size() == CROWD);
        var granted = members().stream()
                .filter(member -> canaries.current().orElseThrow().share().holds(CLUB, member.toString()))
                .toList();
        int first = Integer.parseInt(jdbc.sql("select external_id from identity where member_id = ?")
                .param(granted.get(0).value())
                .query(String.class)
                .single()
                .substring(crowd.length() + 1));
        api.tell("wechat:" + crowd + "-" + first, "complaint.filed", CLUB, Map.of("text", "too much"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> count("select count(*) from escalation_case where member = any(?)", granted) == 1);
        return granted;
    }

    private List<MemberId> members() {
        return jdbc.sql("""
                select i.member_id from identity i
                join ledger_entry e on e.member = i.member_id and e.account = 'available' and e.reason = 'first post'
                where i.platform = 'wechat' and i.external_id like ? order by i.member_id
                """)
                .param(crowd + "-%")
                .query((row, n) -> new MemberId(row.getLong(1)))
                .list();
    }

    private long points(List<MemberId> members) {
        return count("select coalesce(sum(points), 0) from standing where member = any(?)", members);
    }

    private long count(String sql, List<MemberId> members) {
        return jdbc.sql(sql)
                .param(members.stream().map(MemberId::value).toArray(Long[]::new))
                .query(Long.class)
                .single();
    }

    private static JsonNode done(Api.Client person, String release) {
        return await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> person.get("/releases/" + release + "/reversals")
                                .json()
                                .get(0),
                        one -> one.get("state").asString().equals("done"));
    }

    private static JsonNode kind(JsonNode all, String kind) {
        return named(all, kind);
    }

    private static JsonNode sum(JsonNode reversal, String kind) {
        return named(reversal.get("sums"), kind);
    }

    private static JsonNode named(JsonNode all, String kind) {
        for (var one : all) {
            if (one.get("kind").asString().equals(kind)) {
                return one;
            }
        }
        throw new AssertionError("Expected " + kind + " in " + all);
    }
}
