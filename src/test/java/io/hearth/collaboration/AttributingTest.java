package io.hearth.collaboration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.account.Role;
import io.hearth.event.Effects;
import io.hearth.event.EventRef;
import io.hearth.event.LoggedEvent;
import io.hearth.member.MemberId;
import io.hearth.platform.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Who came, joined and ordered by a collaboration's code, through the whole server and event by event. */
@HearthTest
class AttributingTest {

    private static final String CLUB = "running-club";
    private static final AtomicLong POSITIONS =
            new AtomicLong(ThreadLocalRandom.current().nextLong(1L << 40));

    @Autowired
    Api api;

    @Autowired
    JdbcClient sql;

    @Autowired
    Attributing attributing;

    @Autowired
    CollaborationTable collaborations;

    @Autowired
    Results results;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MergedPartners erasure;

    private Api.Client owner;
    private String lead;
    private final Instant now = Instant.now();
    private final MemberId member = new MemberId(ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50));

    @BeforeEach
    void people() {
        owner = api.as(Set.of(Role.MARKETER), Set.of("marketing"));
        lead = api.as(Set.of(Role.APPROVER), Set.of("leads", "approvers")).name();
    }

    @Test
    void countsThoseWhoJoinAndOrderByTheCode() {
        var one = begin();
        var code = one.path("code").asString();
        var who = "shop:" + UUID.randomUUID();
        api.tell(who, "referral.visited", CLUB, Map.of("code", code));
        api.tell(who, "member.joined", CLUB, Map.of("name", "新人"));
        api.tell(who, "order.paid", CLUB, Map.of("amount", 88.5, "quantity", 1));

        await().untilAsserted(() -> {
            var seen = owner.get("/collaborations/" + one.path("id").asString())
                    .json()
                    .path("results");
            assertThat(seen.path("visitors").asInt()).isEqualTo(1);
            assertThat(seen.path("joins").asInt()).isEqualTo(1);
            assertThat(seen.path("stayed").asInt()).isEqualTo(1);
            assertThat(seen.path("orders").asInt()).isEqualTo(1);
            assertThat(seen.path("amount").decimalValue()).isEqualByComparingTo("88.5");
        });
    }

    @Test
    void countsEachOnceHoweverOftenTheyAreDelivered() {
        var id = id(begin());
        var code = code(id);
        var events = List.of(
                event("referral.visited", now, Map.of("code", code)),
                event("member.joined", now.plusSeconds(1), Map.of()),
                event("order.paid", now.plusSeconds(2), Map.of("amount", 20)));

        see(events);
        see(events);

        assertThat(results.of(id)).satisfies(result -> {
            assertThat(result.visitors()).isEqualTo(1);
            assertThat(result.joins()).isEqualTo(1);
            assertThat(result.orders()).isEqualTo(1);
            assertThat(result.amount()).isEqualByComparingTo("20");
        });
    }

    @Test
    void givesAnOrderToTheLastOneThatTheMemberCameByWithinItsDays() {
        var first = id(begin());
        var second = id(begin());
        see(List.of(
                event("referral.visited", now, Map.of("code", code(first))),
                event("referral.visited", now.plusSeconds(10), Map.of("code", code(second))),
                event("order.paid", now.plusSeconds(5), Map.of("amount", 1)),
                event("order.paid", now.plusSeconds(20), Map.of("amount", 10)),
                event("order.paid", now.plus(Duration.ofDays(31)), Map.of("amount", 100)),
                event("order.paid", now.minusSeconds(5), Map.of("amount", 1_000))));

        assertThat(results.of(first).amount()).isEqualByComparingTo("1");
        assertThat(results.of(second).amount()).isEqualByComparingTo("10");
    }

    @Test
    void bringsNobodyWhoWasAMemberBeforeAndNobodyTwice() {
        var first = id(begin());
        var second = id(begin());
        sql.sql("""
                insert into membership (community, member_id, status, joined_at, changed_at)
                values (:club, :member, 'ACTIVE', :joined, now())
                """)
                .param("club", CLUB)
                .param("member", member.value())
                .param("joined", java.sql.Timestamp.from(now.minus(Duration.ofDays(90))))
                .update();
        see(List.of(
                event("referral.visited", now, Map.of("code", code(first))),
                event("member.joined", now.plusSeconds(1), Map.of())));
        assertThat(results.of(first).joins()).as("a member for ninety days").isZero();

        sql.sql("delete from membership where member_id = :member")
                .param("member", member.value())
                .update();
        see(List.of(event("member.joined", now.plusSeconds(2), Map.of())));
        see(List.of(
                event("referral.visited", now.plusSeconds(3), Map.of("code", code(second))),
                event("member.joined", now.plusSeconds(4), Map.of())));
        assertThat(results.of(first).joins() + results.of(second).joins()).isEqualTo(1);
    }

    @Test
    void countsNothingOfWhatImportsOnlyTell() {
        var id = id(begin());
        see(List.of(event("referral.visited", now, Map.of("code", code(id)), Effects.NONE)));

        assertThat(results.of(id).visitors()).isZero();
    }

    @Test
    void forgetsAMemberButKeepsTheSums() {
        var id = id(begin());
        see(List.of(
                event("referral.visited", now, Map.of("code", code(id))),
                event("order.paid", now.plusSeconds(2), Map.of("amount", 20))));

        transaction.executeWithoutResult(status -> erasure.erase(member));

        assertThat(results.of(id).visitors()).isZero();
        assertThat(results.of(id).amount()).isEqualByComparingTo("20");
        assertThat(erasure.of(member).toString()).doesNotContain(code(id));
    }

    @Test
    void leadsToThePageWithTheCodeAndCountsWhoOpensIt() throws Exception {
        var one = begin();
        var link = URI.create(one.path("trackedLink").asString());
        var path = api.uri("/" + link.getPath());
        var http = HttpClient.newHttpClient();

        for (var method : List.of("GET", "GET", "HEAD")) {
            var answer = http.send(
                    HttpRequest.newBuilder(path)
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.discarding());
            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(answer.headers().firstValue("location"))
                    .contains(
                            "https://club.example/join?code=" + one.path("code").asString());
        }

        assertThat(results.of(id(one)).clicks()).isEqualTo(2);
        assertThat(http.send(HttpRequest.newBuilder(api.uri("//t/23456789ABCD")).build(), BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(404);
    }

    private void see(List<LoggedEvent> events) {
        transaction.executeWithoutResult(status -> attributing.saw(events));
    }

    private LoggedEvent event(String type, Instant at, Map<String, Object> data) {
        return event(type, at, data, Effects.ALL);
    }

    private LoggedEvent event(String type, Instant at, Map<String, Object> data, Effects effects) {
        var position = POSITIONS.incrementAndGet();
        return new LoggedEvent(
                new EventRef(902, position),
                "test",
                "a" + position,
                type,
                at,
                at,
                member,
                CLUB,
                null,
                Json.mapper().writeValueAsBytes(data),
                null,
                0,
                effects);
    }

    private String code(long id) {
        return collaborations.find(id).orElseThrow().code();
    }

    private static long id(JsonNode one) {
        return Long.parseLong(one.path("id").asString());
    }

    private JsonNode begin() {
        var partner = owner.post("/partners", Map.of("community", CLUB, "profile", PartnerTest.profile(Map.of())))
                .json()
                .path("id")
                .asString();
        var answer = owner.post(
                "/collaborations",
                Map.of(
                        "partner", partner,
                        "lead", lead,
                        "plan",
                                Map.of(
                                        "title",
                                        "晨跑",
                                        "goal",
                                        "更多人",
                                        "page",
                                        "https://club.example/join",
                                        "windowDays",
                                        30,
                                        "publishBy",
                                        LocalDate.ofInstant(now, ZoneOffset.UTC)
                                                .plusDays(20)
                                                .toString(),
                                        "offer",
                                        500)));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.json();
    }
}
