package io.hearth.collaboration;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.account.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Partners as marketers keep them, and as rules judge them. */
@HearthTest
class PartnerTest {

    private static final String CLUB = "running-club";

    @Autowired
    Api api;

    @Autowired
    JdbcClient sql;

    @Autowired
    PartnerTable partners;

    @Autowired
    Assessor assessor;

    @Autowired
    Assessments assessments;

    @Autowired
    TransactionTemplate transaction;

    private Api.Client marketer;

    @BeforeEach
    void somebodyWhoLooksAfterPartners() {
        marketer = api.as(Role.MARKETER);
    }

    @Test
    void judgesAPartnerByRulesAndTellsTheReasons() {
        var made = marketer.post("/partners", Map.of("community", CLUB, "profile", profile(Map.of())));

        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        var partner = made.json();
        assertThat(partner.path("audience").asLong()).isEqualTo(150_000);
        assertThat(partner.path("score").asInt()).isEqualTo(70);
        assertThat(partner.path("assessments")
                        .path(0)
                        .path("reasons")
                        .valueStream()
                        .map(reason -> reason.path("points").asInt() + " "
                                + reason.path("rule").asString()))
                .containsExactlyInAnyOrder(
                        "20 rules/partners/audience.csv#粉丝十万以上",
                        "20 rules/partners/fit.dslr#A lively audience listens",
                        "15 rules/partners/fit.dslr#A good price",
                        "15 rules/partners/fit.dslr#Nothing speaks against the partner");
    }

    @Test
    void judgesAnewWhenSomethingChangesAndKeepsWhatWasSaidBefore() {
        var id = create(profile(Map.of()));

        var changed = marketer.put(
                "/partners/" + id,
                Map.of("version", 1, "profile", profile(Map.of("flags", List.of("fake followers")))));

        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(changed.json().path("score").asInt()).isEqualTo(55);
        assertThat(changed.json().path("assessments").valueStream().map(one -> one.path("score")
                        .asInt()))
                .containsExactly(55, 70);
        assertThat(marketer.put("/partners/" + id, Map.of("version", 1, "profile", profile(Map.of())))
                        .code())
                .isEqualTo("partner.changed");
    }

    @Test
    void judgesOnceForEachReasonHoweverOftenItIsAsked() {
        var id = Long.parseLong(create(profile(Map.of())));
        var partner = partners.find(id).orElseThrow();

        for (int time = 0; time < 2; time++) {
            transaction.executeWithoutResult(status -> assessor.assess(partner, "run/visit"));
        }

        assertThat(assessments.of(id, 10)).hasSize(2);
    }

    @Test
    void saysWhoAgreesToAContract() {
        var fine = partners.find(Long.parseLong(create(profile(Map.of())))).orElseThrow();
        var risky = partners.find(Long.parseLong(create(profile(Map.of("flags", List.of("late"))))))
                .orElseThrow();

        assertThat(assessor.about(fine, "partners", 9_999).whoAgrees()).contains("one-approval");
        assertThat(assessor.about(fine, "partners", 10_000).whoAgrees()).contains("two-approvals");
        assertThat(assessor.about(risky, "partners", 500).whoAgrees()).contains("two-approvals");
    }

    @Test
    void listsWhoFitsBestFirstPageByPage() {
        var community = "partners-" + UUID.randomUUID();
        sql.sql("insert into community (slug, name_zh, name_en, purpose, join_policy, zone, objectives, created_at)"
                        + " select :slug, '伙伴', 'Partners', purpose, join_policy, zone, objectives, now() from community"
                        + " where slug = :club")
                .param("slug", community)
                .param("club", CLUB)
                .update();
        for (var followers : List.of(500, 200_000, 2_000, 20_000)) {
            var answer = marketer.post(
                    "/partners",
                    Map.of("community", community, "profile", profile(Map.of("platforms", platforms(followers)))));
            assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        }

        var seen = new ArrayList<Long>();
        var path = "/partners?limit=3&community=" + community;
        for (var page = marketer.get(path).json(); ; ) {
            page.path("items")
                    .valueStream()
                    .forEach(one -> seen.add(one.path("audience").asLong()));
            if (page.path("next").isNull()) {
                break;
            }
            page = marketer.get(path + "&after=" + page.path("next").asString()).json();
        }

        assertThat(seen).containsExactly(200_000L, 20_000L, 2_000L, 500L);
    }

    @Test
    void forgetsHowToReachAPartnerWhoAgreesNoLonger() {
        var id = create(profile(Map.of()));

        var after = marketer.delete("/partners/" + id + "/contact");

        assertThat(after.json().path("profile").path("contact").isNull())
                .as(after.toString())
                .isTrue();
        assertThat(sql.sql("select count(*) from audit where subject = :subject and after::text like '%@%'")
                        .param("subject", "partner " + id)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void keepsWhatBothSidesDoForEachOtherAndCountsItOnceDone() {
        var path = "/partners/" + create(profile(Map.of())) + "/swaps";
        marketer.post(
                path, Map.of("side", "given", "what", "a post on our account", "worth", 800, "due", "2026-12-01"));
        var both = marketer.post(path, Map.of("side", "received", "what", "ten pairs of socks", "worth", 500));
        assertThat(both.json().path("balance").path("toGive").asInt())
                .as(both.toString())
                .isEqualTo(800);
        var first = both.json().path("items").path(1).path("id").asString();

        var done = marketer.post(path + "/" + first + "/done", Map.of("on", "2026-11-30"));

        assertThat(done.json().path("balance").path("given").asInt())
                .as(done.toString())
                .isEqualTo(800);
        assertThat(done.json().path("balance").path("toReceive").asInt()).isEqualTo(500);
        assertThat(marketer.post(path + "/" + first + "/done", Map.of("on", "2026-11-30"))
                        .status())
                .as("done once")
                .isEqualTo(409);
        assertThat(marketer.get(path).json().path("items").valueStream().map(one -> one.path("side")
                        .asString()))
                .as("what is open comes first")
                .containsExactly("received", "given");
        assertThat(marketer.post(path, Map.of("side", "sideways", "what", "x", "worth", 1))
                        .json()
                        .path("field")
                        .asString())
                .isEqualTo("side");
        assertThat(api.as(Role.APPROVER)
                        .post(path, Map.of("side", "given", "what", "x", "worth", 1))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void showsPartnersOnlyToThoseWhoWorkWithThem() {
        var id = create(profile(Map.of()));
        var other = api.as(Role.ADMINISTRATOR);

        assertThat(other.get("/partners/" + id).status()).isEqualTo(403);
        assertThat(api.as(Role.APPROVER)
                        .put("/partners/" + id, Map.of("version", 1, "profile", profile(Map.of())))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void refusesWhatNoPartnerCanBe() {
        for (var wrong : List.of(
                Map.of("name", " "),
                Map.of("kind", "friend"),
                Map.of("platforms", List.of(platform("douyin", -1, 2))),
                Map.of("platforms", List.of(platform("douyin", 5, 101))),
                Map.of("platforms", List.of(platform("douyin", 5, 2), platform("douyin", 6, 2))),
                Map.of("prices", List.of(Map.of("what", "video", "amount", -1))),
                Map.of("flags", List.of("")),
                Map.of(
                        "contact",
                        Map.of(
                                "how",
                                "mail",
                                "address",
                                "a@b.example",
                                "consentAt",
                                "2999-01-01T00:00:00Z",
                                "consentBy",
                                "x")))) {
            var answer = marketer.post("/partners", Map.of("community", CLUB, "profile", profile(wrong)));

            assertThat(answer.status()).as(wrong + " " + answer).isEqualTo(400);
            assertThat(answer.json().path("field").asString())
                    .isEqualTo(wrong.keySet().iterator().next());
        }
        assertThat(marketer.post(
                                "/partners",
                                Map.of("community", CLUB, "profile", profile(Map.of()), "member", "m-999999999999"))
                        .code())
                .isEqualTo("partner.member");
    }

    private String create(Map<String, Object> profile) {
        var answer = marketer.post("/partners", Map.of("community", CLUB, "profile", profile));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    static Map<String, Object> profile(Map<String, ?> other) {
        var profile = new LinkedHashMap<String, Object>();
        profile.put("name", "跑步的小林 Lin runs");
        profile.put("kind", "kol");
        profile.put("platforms", List.of(platform("douyin", 100_000, 7), platform("xiaohongshu", 50_000, 4)));
        profile.put(
                "prices", List.of(Map.of("what", "video", "amount", 3_000), Map.of("what", "note", "amount", 1_200)));
        profile.put("flags", List.of());
        profile.put(
                "contact",
                Map.of(
                        "how", "e-mail",
                        "address", "lin@partners.example",
                        "consentAt", "2026-01-05T00:00:00Z",
                        "consentBy", "her mail"));
        profile.putAll(other);
        return profile;
    }

    private static List<Map<String, Object>> platforms(int followers) {
        return List.of(platform("douyin", followers, 7));
    }

    private static Map<String, Object> platform(String name, int followers, int engagement) {
        return Map.of("platform", name, "handle", "@lin", "followers", followers, "engagement", engagement);
    }
}
