package io.hearth.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.account.Role;
import io.hearth.event.EventRef;
import io.hearth.member.Identity;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Why rules fired or did not when an event was decided, asked long after. */
@HearthTest
class PastEventsTest {

    private static final String CLUB = "running-club";
    private static final String FIRST_POST =
            "rules/rewards/contribution.dslr#The first post earns 20 points and a badge";
    private static final String EACH_POST =
            "rules/rewards/contribution.dslr#A post earns 5 points, for three posts a day";

    @Autowired
    private Api api;

    @Autowired
    private Members members;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    private final String person = UUID.randomUUID().toString();

    @Test
    void tellsWhatEachDecisionSaw() {
        var joined = send("member.joined");
        var posts =
                new String[] {send("post.created"), send("post.created"), send("post.created"), send("post.created")};
        var member = member().toString();
        decided(posts[3]);

        var first = explained(member, FIRST_POST, posts[0], true);
        assertThat(first.path("fires").asBoolean()).isTrue();
        assertThat(first.path("exhausted").asBoolean()).isFalse();

        var second = explained(member, FIRST_POST, posts[1], true);
        assertThat(second.path("fires").asBoolean()).isFalse();
        assertThat(second.path("exhausted").asBoolean()).isTrue();

        assertThat(value(explained(member, EACH_POST, posts[1], true), 2)).isEqualTo("2");
        assertThat(value(explained(member, EACH_POST, posts[3], true), 2)).isEqualTo("4");
        assertThat(explained(member, EACH_POST, posts[2], true).path("fires").asBoolean())
                .isTrue();
        assertThat(explained(member, EACH_POST, posts[3], true).path("fires").asBoolean())
                .isFalse();
        var told = explained(member, EACH_POST, posts[1], true)
                .path("conditions")
                .get(2)
                .path("text");
        assertThat(told.path("zh").asString()).contains("当时：2 次");
        assertThat(told.path("en").asString()).contains("then: 2 times");
        // As things stand now the third post would be the fourth of the day.
        assertThat(value(explained(member, EACH_POST, posts[2], false), 2)).isEqualTo("4");
        assertThat(explained(member, FIRST_POST, joined, true)
                        .path("conditions")
                        .get(0)
                        .path("held")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void needsAnEventOfThatMember() {
        var mine = send("member.joined");
        var member = member().toString();
        var reader = api.as(Role.MARKETER);
        assertThat(reader.get(path(member, FIRST_POST) + "&then=true").status()).isEqualTo(400);
        assertThat(reader.get(path(member, FIRST_POST) + "&then=true&event=0-999999999")
                        .status())
                .isEqualTo(404);
        assertThat(reader.get(path("m-999999999", FIRST_POST) + "&then=true&event=" + mine)
                        .status())
                .isEqualTo(404);
        assertThat(reader.get(path(member, "rules/rewards/none.dslr#None") + "&then=true&event=" + mine)
                        .status())
                .isEqualTo(404);
    }

    private String send(String type) {
        api.tell("past:" + person, type, CLUB, Map.of());
        return jdbc.sql(
                        "select partition || '-' || position from event where member_id = ? and depth = 0 order by position desc limit 1")
                .param(member().value())
                .query(String.class)
                .single();
    }

    private MemberId member() {
        var identity = new Identity("past", person);
        return Objects.requireNonNull(
                transaction.execute(status -> members.resolve(Set.of(identity)).get(identity)));
    }

    private void decided(String event) {
        var ref = EventRef.parse(event);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(jdbc.sql("select position from log_lease where partition = ?")
                                .param(ref.partition())
                                .query(Long.class)
                                .single())
                        .isGreaterThanOrEqualTo(ref.position()));
    }

    private JsonNode explained(String member, String rule, String event, boolean then) {
        var answer = api.as(Role.MARKETER).get(path(member, rule) + "&event=" + event + "&then=" + then);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private static String value(JsonNode explained, int condition) {
        return explained.path("conditions").get(condition).path("value").asString();
    }

    private static String path(String member, String rule) {
        return "/explain?member=" + member + "&community=" + CLUB + "&rule="
                + URLEncoder.encode(rule, StandardCharsets.UTF_8);
    }
}
