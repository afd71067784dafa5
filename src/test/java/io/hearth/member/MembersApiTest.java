package io.hearth.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.account.Role;
import io.hearth.account.Scope;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@HearthTest
class MembersApiTest {

    @Autowired
    Api api;

    @Autowired
    Members members;

    @Autowired
    Consents consents;

    @Autowired
    Clock clock;

    @Autowired
    JdbcClient sql;

    private final String source = "s-" + UUID.randomUUID();
    private Api.Client operator;
    private Api.Client key;

    @BeforeEach
    void comeIn() {
        operator = api.as(Role.OPERATOR);
        key = api.key(Set.of(Scope.EVENTS_WRITE), source);
    }

    @Test
    void makesAMemberOfAnUnknownIdentityAndFindsThem() {
        send("e-1", "u-%");

        // A visitor is no member of any community, but was seen in one.
        var seen = operator.get("/members/" + member("u-%")).json();
        assertThat(seen.path("lastSeenIn").asString()).isEqualTo("running-club");
        assertThat(seen.has("community")).isFalse();
        for (var query : List.of(source + ":u-%25", member("u-%").toString())) {
            var found = operator.get("/members?query=" + query).json().path("items");
            assertThat(found.size()).as(query).isEqualTo(1);
            assertThat(found.get(0).path("identities").get(0).asString()).isEqualTo(source + ":u-%");
        }
        assertThat(operator.get("/members?query=%25%25%25" + UUID.randomUUID())
                        .json()
                        .path("items")
                        .size())
                .isZero();
    }

    @Test
    void namesAWholePageOfMembersHoweverLongTheirNumbers() {
        send("e-1", "u-1");
        var ids = Stream.concat(
                        LongStream.range(0, 39).mapToObj(n -> "m-" + (900_000_000_000_000_000L + n)),
                        Stream.of(member("u-1").toString()))
                .collect(Collectors.joining(","));

        assertThat(operator.get("/members?limit=40&ids=" + ids)
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(1);
        assertThat(operator.get("/members?ids=" + ids + "," + ids).status()).isEqualTo(400);
    }

    @Test
    void describesAMemberWithTheOriginOfEachAttribute() {
        send("e-1", "u-1");
        var path = "/members/" + member("u-1");

        operator.patch(path + "/attributes", attributes(Map.of("name", "小林", "city", "上海", "age", 31)));
        var shown = operator.patch(path + "/attributes", "{\"attributes\":{\"age\":null},\"source\":\"crm\"}");

        assertThat(shown.status()).as(shown.body()).isEqualTo(200);
        assertThat(shown.json().path("name").asString()).isEqualTo("小林");
        assertThat(shown.json().path("attributes").path("city").path("value").asString())
                .isEqualTo("上海");
        assertThat(shown.json().path("attributes").path("city").path("source").asString())
                .isEqualTo("crm");
        assertThat(shown.json().path("attributes").has("age")).isFalse();
        assertThat(members.profiles(List.of(member("u-1"))).get(member("u-1")).attributes())
                .isEqualTo(Map.of("city", "上海"));
        assertThat(operator.patch(path + "/attributes", attributes(Map.of("zone", "Mars/Olympus")))
                        .status())
                .isEqualTo(400);
        assertThat(operator.patch(path + "/attributes", attributes(Map.of("x y", 1)))
                        .status())
                .isEqualTo(400);
        assertThat(operator.patch(path + "/attributes", attributes(Map.of("deep", Map.of("a", 1))))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void keepsWhatAMemberAgreedToAndWhen() {
        send("e-1", "u-1");
        var member = member("u-1");
        var path = "/members/" + member + "/consents";

        operator.put(path, List.of(Map.of("purpose", "marketing", "granted", true)));
        operator.put(path, List.of(Map.of("purpose", "marketing", "channel", "email", "granted", false)));
        operator.put(
                path,
                List.of(Map.of(
                        "purpose", "marketing", "channel", "email", "granted", true, "at", "2020-01-01T00:00:00Z")));

        assertThat(consents.granted(member, "marketing", "wechat")).isTrue();
        assertThat(consents.granted(member, "marketing", "email")).isFalse();
        assertThat(consents.withdrawn(List.of(member), "marketing", "email")).containsExactly(member);
        assertThat(consents.granted(member, "research", "email")).isFalse();
        assertThat(operator.get(path).json().path("history").size()).isEqualTo(3);
        assertThat(operator.put(path, List.of(Map.of("purpose", "Marketing!", "granted", true)))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void forgetsAMemberAndDoesNotMakeThemAgain() {
        send("e-1", "u-1");
        send("e-2", "u-2");
        var member = member("u-1");
        operator.patch("/members/" + member + "/attributes", attributes(Map.of("name", "Secret-" + source)));
        operator.put("/members/" + member + "/consents", List.of(Map.of("purpose", "marketing", "granted", true)));
        var export = operator.get("/members/" + member + "/export");
        assertThat(export.body()).contains("Secret-" + source, "早上好", "marketing", source + ":u-1");

        assertThat(operator.post("/members/" + member + "/erasure", null).status())
                .isEqualTo(204);

        assertThat(operator.get("/members/" + member).status()).isEqualTo(404);
        var late = send("e-3", "u-1");
        assertThat(late.status()).isEqualTo(410);
        assertThat(late.code()).isEqualTo("member.erased");
        assertThat(send("e-4", "u-2").status()).isEqualTo(202);
        assertThat(members.resolve(List.of(new Identity(source, "u-1")))).isEmpty();
        assertThat(sql.sql("SELECT data FROM event WHERE member_id = ?")
                        .param(member.value())
                        .query(String.class)
                        .list())
                .contains("{}")
                .noneMatch(data -> data.contains("早"));
        assertThat(sql.sql("SELECT count(*) FROM activity WHERE member = ?")
                        .param(member.value())
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(sql.sql("SELECT count(*) FROM member WHERE name = ?")
                        .param("Secret-" + source)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(sql.sql("SELECT count(*) FROM event WHERE id = 'e-3' AND source = ?")
                        .param(source)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void letsNoEventSlipInWhileAMemberIsErased() {
        send("e-0", "u-1");
        var member = member("u-1");
        var sending = IntStream.range(1, 40)
                .mapToObj(n -> CompletableFuture.supplyAsync(
                        () -> send("e-" + n, "u-1").status()))
                .toList();

        operator.post("/members/" + member + "/erasure", null);

        assertThat(sending).allSatisfy(one -> assertThat(one.join()).isIn(202, 410));
        assertThat(sql.sql("SELECT count(*) FROM event WHERE member_id = ? AND data <> '{}'")
                        .param(member.value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void keepsErasureAndExportToOperators() {
        send("e-1", "u-1");
        var marketer = api.as(Role.MARKETER);

        assertThat(marketer.get("/members/" + member("u-1")).status()).isEqualTo(200);
        assertThat(marketer.get("/members/" + member("u-1") + "/export").status())
                .isEqualTo(403);
        assertThat(marketer.post("/members/" + member("u-1") + "/erasure", null).status())
                .isEqualTo(403);
        assertThat(api.nobody().get("/members").status()).isEqualTo(401);
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        for (var query : List.of(
                "sort=(select%20pg_sleep(10))",
                "filter=x", "q=%25", "limit=2147483647", "limit=-1&offset=9", "after=x")) {
            assertThat(operator.get("/members?" + query).status()).as(query).isEqualTo(400);
        }
        assertThat(operator.get("/members/71").status()).isEqualTo(400);
        assertThat(operator.get("/members/m-999999999").status()).isEqualTo(404);
    }

    @Test
    void exportsNoFormulas() {
        for (var name : Arrays.asList("=1+1", "+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", "＝1+1")) {
            assertThat(MemberCsv.cell(name)).startsWith("'");
        }
        assertThat(MemberCsv.cell("a,\"=1\"")).isEqualTo("a,\"=1\"");
        assertThat(MemberCsv.cell(-5)).isEqualTo("-5");
        send("e-1", "u-1");
        operator.patch("/members/" + member("u-1") + "/attributes", attributes(Map.of("name", "=HYPERLINK(\"x\")")));

        var csv = operator.get("/members/export.csv?query=" + source + ":u-1").body();

        assertThat(csv).contains("\"'=HYPERLINK(\"\"x\"\")\"");
    }

    private static Map<String, Object> attributes(Map<String, Object> values) {
        return Map.of("attributes", values, "source", "crm");
    }

    private MemberId member(String user) {
        var identity = new Identity(source, user);
        return members.find(List.of(identity)).get(identity);
    }

    private Api.Answer send(String id, String user) {
        return key.post(
                "/events",
                Map.of(
                        "specversion",
                        "1.0",
                        "id",
                        id,
                        "source",
                        source,
                        "type",
                        "post.created",
                        "subject",
                        user,
                        "data",
                        Map.of("text", "早上好")));
    }
}
