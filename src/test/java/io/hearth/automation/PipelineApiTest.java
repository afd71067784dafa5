package io.hearth.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.account.Role;
import io.hearth.event.Effects;
import io.hearth.event.EventRef;
import io.hearth.member.Identity;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import io.hearth.segment.SegmentChange;
import io.hearth.segment.Segments;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** From an event sent to what can be read of its consequences, over HTTP and by the rules that are shipped. */
@HearthTest
class PipelineApiTest {

    private static final String CLUB = "running-club";

    @Autowired
    private Api api;

    @Autowired
    private Members members;

    @Autowired
    private Segments segments;

    @Autowired
    private DeadLetters deadLetters;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    private final String person = UUID.randomUUID().toString();

    @Test
    void eventBecomesPointsABadgeASegmentAndReceipts() {
        send("member.joined", Map.of());
        send("post.created", Map.of("text", "good morning"));
        var member = member();
        var reader = api.as(Role.MARKETER);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var wallet = reader.get("/members/" + member + "/rewards?community=" + CLUB)
                    .json();
            assertThat(wallet.path("points").asLong()).isGreaterThanOrEqualTo(20);
            assertThat(wallet.path("badges").toString()).contains("first-post");
        });
        var activity =
                reader.get("/members/" + member + "/activity?community=" + CLUB).json();
        assertThat(activity.toString()).contains("post.created").contains("segments");
        assertThat(reader.get("/members/" + member + "/ledger?community=" + CLUB)
                        .json()
                        .path("items"))
                .isNotEmpty();
        assertThat(reader.get("/leaderboard?community=" + CLUB + "&period=day").status())
                .isEqualTo(200);
        assertThat(reader.get("/rewards").json().path("balanced").asBoolean()).isTrue();
        var listed = reader.get("/members?community=" + CLUB + "&segment=joined&query=" + member)
                .json()
                .path("items")
                .get(0);
        assertThat(listed.path("points").asLong()).isGreaterThanOrEqualTo(20);
        assertThat(listed.path("segments").toString()).contains("joined");
        assertThat(Duration.between(Instant.parse(listed.path("lastSeen").asString()), Instant.now()))
                .isLessThan(Duration.ofMinutes(5));
        assertThat(reader.get("/overview?community=" + CLUB).json().path("recent"))
                .isNotEmpty();
        assertThat(reader.get("/pipeline").json().path("partitions")).isNotEmpty();
    }

    @Test
    void complaintIsACaseThatOnePersonClaimsAndCloses() {
        send("complaint.filed", Map.of("text", "too slow"));
        var member = member();
        var carer = api.as(Role.MARKETER);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        carer.get("/cases?member=" + member).json().path("items"))
                .hasSize(1));
        var id = carer.get("/cases?member=" + member)
                .json()
                .path("items")
                .get(0)
                .path("id")
                .asString();

        assertThat(carer.post("/cases/" + id + "/claim", Map.of()).status()).isEqualTo(200);
        assertThat(api.as(Role.MARKETER)
                        .post("/cases/" + id + "/claim", Map.of())
                        .status())
                .isEqualTo(409);
        assertThat(carer.post("/cases/" + id + "/comments", Map.of("text", "called"))
                        .status())
                .isEqualTo(200);
        var closed = carer.post("/cases/" + id + "/close", Map.of("text", "sorted out"));
        assertThat(closed.json().path("file").path("status").asString()).isEqualTo("closed");
        assertThat(carer.post("/cases/" + id + "/close", Map.of()).status()).isEqualTo(409);
    }

    @Test
    void whoIsPutInByHandStaysWhateverRulesSay() {
        send("member.joined", Map.of());
        var member = member();
        var name = "by-hand-" + person.substring(0, 8);
        var marketer = api.as(Role.MARKETER);

        assertThat(marketer.post("/segments/" + name + "/members/" + member + "?community=" + CLUB, Map.of())
                        .status())
                .isEqualTo(204);
        segments.apply(List.of(new SegmentChange(member, CLUB, name, true, Instant.now(), null, "rule")));
        segments.apply(List.of(new SegmentChange(member, CLUB, name, false, Instant.now(), null, null)));

        var in = marketer.get("/segments/" + name + "/members").json().path("items");
        assertThat(in).hasSize(1);
        assertThat(in.get(0).path("byHand").asBoolean()).isTrue();
        assertThat(marketer.get("/segments/" + name + "/history").json().path("items"))
                .hasSize(3);
    }

    @Test
    void deadLetterIsMendedAndDecidedAfterAll() {
        send("post.created", Map.of("text", "hello"));
        var member = member();
        var operator = api.as(Role.OPERATOR);
        var ref = jdbc.sql("select partition || '-' || position from event where member_id = ? and depth = 0")
                .param(member.value())
                .query(String.class)
                .single();
        long before = posts(operator, member, 1);
        long letter = putAside(member, EventRef.parse(ref));

        assertThat(api.as(Role.MARKETER)
                        .post("/dead-letters/" + letter + "/retry", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(operator.put("/dead-letters/" + letter, Map.of("text", "mended"))
                        .status())
                .isEqualTo(200);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(operator.get("/dead-letters/" + letter)
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("retried"));
        assertThat(posts(operator, member, before + 1)).isEqualTo(before + 1);
        assertThat(operator.post("/dead-letters/" + letter + "/discard", Map.of())
                        .status())
                .isEqualTo(409);
    }

    private long putAside(MemberId member, EventRef ref) {
        var event = new Happenings(CLUB).at(ref, member, "post.created", Instant.now(), null, Map.of(), Effects.ALL);
        transaction.executeWithoutResult(
                status -> deadLetters.add(event, new IllegalStateException("it can't be decided"), "test"));
        return jdbc.sql("select id from dead_letter where partition = ? and position = ?")
                .params(ref.partition(), ref.position())
                .query(Long.class)
                .single();
    }

    private long posts(Api.Client reader, MemberId member, long atLeast) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> {
                            var types = reader.get("/members/" + member + "/activity?community=" + CLUB)
                                    .json()
                                    .path("types");
                            long count = 0;
                            for (var type : types) {
                                if (type.path("type").asString().equals("post.created")) {
                                    count = type.path("count").asLong();
                                }
                            }
                            return count;
                        },
                        count -> count >= atLeast);
    }

    private void send(String type, Map<String, Object> data) {
        api.tell("test:" + person, type, CLUB, data);
    }

    private MemberId member() {
        var identity = new Identity("test", person);
        return java.util.Objects.requireNonNull(
                transaction.execute(status -> members.resolve(Set.of(identity)).get(identity)));
    }
}
