package io.hearth.studio.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.account.Role;
import io.hearth.content.Releases;
import io.hearth.journey.JourneyStart;
import io.hearth.journey.Journeys;
import io.hearth.member.MemberId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What a draft says it would move: runs under way and messages that wait. */
@HearthTest
class ImpactTest {

    private static final String CLUB = "running-club";
    private static final String WORKFLOW = "bpmn/onboarding/onboarding.bpmn";
    private static final String WELCOME = "templates/onboarding/welcome/";

    @Autowired
    private Api api;

    @Autowired
    private Journeys journeys;

    @Autowired
    private Releases releases;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient sql;

    private final long member = ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50);

    @AfterEach
    void nothingWaits() {
        sql.sql("delete from message where member_id = :member")
                .param("member", member)
                .update();
    }

    @Test
    void countsTheRunsAndMessagesThatAChangeMoves() {
        var mei = api.as(Role.MARKETER);
        var draft = mei.post("/drafts", Map.of("title", "A warmer welcome", "why", "to see its impact"))
                .json()
                .get("id")
                .asString();
        change(mei, draft, WORKFLOW, "发送欢迎 Send welcome", "热情欢迎 Send a warm welcome");
        change(mei, draft, WELCOME + "text_en.properties", "\n", "\n\n");
        change(mei, draft, WELCOME + "message.yaml", "priority: 8", "priority: 7");
        var before = impact(mei, draft);
        assertThat(before.at("/workflows/0/kind").asString()).isEqualTo("changed");

        transaction.executeWithoutResult(status -> journeys.start(List.of(new JourneyStart(
                "onboarding", new MemberId(member), CLUB, releases.live().hash(), null))));
        waits("planned", 1);
        waits("held", 2);
        waits("sent", 3);
        var after = impact(mei, draft);

        assertThat(runs(after)).isEqualTo(runs(before) + 1);
        assertThat(waiting(after)).as("planned and held, not sent").isEqualTo(waiting(before) + 2);
        assertThat(after.at("/messages/0/before/priority").asInt())
                .isNotEqualTo(after.at("/messages/0/after/priority").asInt());
        assertThat(after.get("messages")).hasSize(1);
        mei.post("/drafts/" + draft + "/discard", null);
    }

    private static void change(Api.Client mei, String draft, String path, String from, String to) {
        var file = mei.get("/drafts/" + draft + "/files/" + path);
        assertThat(file.body()).contains(from);
        var put = mei.send(
                "PUT",
                "/drafts/" + draft + "/files/" + path,
                Map.of("If-Match", file.headers().firstValue("ETag").orElseThrow(), "Content-Type", "text/plain"),
                file.body().replaceFirst(from, to));
        assertThat(put.status()).as(put.body()).isEqualTo(204);
    }

    /** Of a time that no test comes to. */
    private void waits(String status, int number) {
        sql.sql("""
                insert into message (id, member_id, key, community, template, purpose, priority, values, channel, status,
                    planned_at, due, expires)
                values (gen_random_uuid(), :member, :key, :club, 'onboarding/welcome', 'community', 5, '{}', 'email', :status,
                    now(), '2100-01-01', '2100-02-01')
                """)
                .param("member", member)
                .param("key", "impact-" + number)
                .param("club", CLUB)
                .param("status", status)
                .update();
    }

    private static JsonNode impact(Api.Client mei, String draft) {
        return mei.get("/drafts/" + draft + "/impact").json();
    }

    private static long runs(JsonNode impact) {
        return impact.at("/workflows/0/runs").asLong();
    }

    private static long waiting(JsonNode impact) {
        return impact.at("/messages/0/waiting").asLong();
    }
}
