package io.hearth.studio.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.account.Role;
import io.hearth.content.Canaries;
import io.hearth.content.Canary;
import io.hearth.content.ContentFile;
import io.hearth.content.ContentFiles;
import io.hearth.content.Publication;
import io.hearth.content.Release;
import io.hearth.content.Releases;
import io.hearth.content.Share;
import io.hearth.platform.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A share of the members tries a release first, with real events and people. */
@HearthTest
class CanaryTest {

    private static final String POSTS = "rules/rewards/contribution.dslr";
    private static final String NUDGE = "templates/onboarding/nudge/text_en.properties";
    private static final String COMMUNITY = "running-club";

    @Autowired
    private Api api;

    @Autowired
    private Releases releases;

    @Autowired
    private Canaries canaries;

    @Autowired
    private CanaryWatch watch;

    @Autowired
    private JdbcClient jdbc;

    private final String crowd = UUID.randomUUID().toString().substring(0, 8);
    private Api.Client mei;
    private Api.Client an;
    private Api.Client lead;
    private Release before;

    @BeforeEach
    void people() {
        mei = api.as(Role.MARKETER);
        an = api.as(Set.of(Role.APPROVER), Set.of("approvers"));
        lead = api.as(Set.of(Role.APPROVER), Set.of("leads"));
        before = releases.live();
    }

    @AfterEach
    void goBack() {
        canaries.running()
                .ifPresent(one -> canaries.end(one.id(), Canary.State.STOPPED, "server", "the test is over", () -> {}));
        releases.publish(before.files(), "server");
    }

    @Test
    void letsAShareTryItUntilItIsHaltedAndTheOthersNever() {
        var begun = canaries.begin(more("first post", 20, 30), how(), 50, new Canary.Limits(null, 1L, null, null));
        var hash = begun.release();
        assertThat(releases.live().hash()).isEqualTo(before.hash());

        for (int i = 0; i < 24; i++) {
            post(i);
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> firstPosts().size() == 24);
        var share = new Share(hash, 50);
        for (var post : firstPosts()) {
            boolean inShare = share.holds(COMMUNITY, "m-" + post.member());
            assertThat(post.points()).isEqualTo(inShare ? 30 : 20);
            assertThat(post.release()).isEqualTo(inShare ? hash : before.hash());
            assertThat(post.inShare()).as("the database says the same").isEqualTo(inShare);
        }
        assertThat(firstPosts()).anyMatch(FirstPost::inShare).anyMatch(post -> !post.inShare());

        var canary = canaries.running().orElseThrow();
        var page = mei.get("/canaries/" + canary.id()).json();
        assertThat(page.get("canary").get("percent").asInt()).isEqualTo(50);
        var points = figure(page, "points");
        assertThat(points.get("tried").get("amount").asLong())
                .isGreaterThanOrEqualTo(
                        30 * firstPosts().stream().filter(FirstPost::inShare).count());
        assertThat(figure(page, "event").get("others").get("count").asLong()).isPositive();
        assertThat(figure(page, "opt-out").get("tried").get("count").asLong()).isZero();
        watch.look();
        assertThat(canaries.find(canary.id()).state()).isEqualTo(Canary.State.RUNNING);

        var enough =
                firstPosts().stream().filter(FirstPost::inShare).findFirst().orElseThrow();
        for (boolean granted : List.of(true, false)) {
            var said = List.of(Map.of("purpose", "marketing", "granted", granted));
            assertThat(api.as(Role.OPERATOR)
                            .put("/members/m-" + enough.member() + "/consents", said)
                            .status())
                    .isEqualTo(200);
        }
        watch.look();
        watch.look();

        assertThat(canaries.find(canary.id()).state()).isEqualTo(Canary.State.HALTED);
        assertThat(canaries.current()).isEmpty();
        var audit = api.as(Role.ADMINISTRATOR)
                .get("/audit?act=canary.halted&limit=1")
                .json()
                .get("items")
                .get(0);
        assertThat(audit.get("by").asString()).isEqualTo("hearth");
        for (var person : List.of(mei, an, lead)) {
            assertThat(person.get("/tasks?view=mine&limit=200").body()).contains("Canary halted: 30 points");
        }
        post(100);
        await().atMost(Duration.ofSeconds(20)).until(() -> firstPosts().size() == 25);
        assertThat(firstPosts().get(24).points()).isEqualTo(20);

        long second = canaries.begin(more("first post", 20, 30), how(), 10, Canary.Limits.NONE)
                .id();
        assertThat(mei.get("/canaries?limit=1")
                        .json()
                        .get("items")
                        .get(0)
                        .get("state")
                        .asString())
                .isEqualTo("running");
        var everyone = mei.post("/canaries/" + second + "/everyone", null);
        assertThat(everyone.status()).as(everyone.body()).isEqualTo(200);
        assertThat(releases.live().hash()).isEqualTo(hash);
        assertThat(canaries.current()).isEmpty();
        assertThat(mei.post("/canaries/" + second + "/stop", Map.of("reason", "late"))
                        .code())
                .isEqualTo("canary.over");
    }

    @Test
    void endsWhenAnotherReleaseGoesLiveAndRefusesWhatDoesNotFit() {
        var words = before.files().with(ContentFile.of("rules/escalations/" + crowd + ".test.yaml", "scenarios: []\n"));
        long id = canaries.begin(words, how(), 5, Canary.Limits.NONE).id();
        assertThat(canaries.current().map(Canary::id)).contains(id);
        assertThat(code(() -> canaries.begin(words, how(), 5, Canary.Limits.NONE)))
                .isEqualTo("canary.running");

        releases.publish(
                before.files().with(ContentFile.of("rules/segments/" + crowd + ".test.yaml", "scenarios: []\n")),
                "ada");

        assertThat(canaries.current()).isEmpty();
        assertThat(canaries.find(id).state()).isEqualTo(Canary.State.SUPERSEDED);
        assertThat(code(() -> canaries.everyone(id, "ada", () -> {}))).isEqualTo("canary.over");

        var live = releases.live().files();
        var said = live.find(NUDGE).orElseThrow().text();
        assertThat(code(() -> canaries.begin(
                        live.with(ContentFile.of(NUDGE, said + "# again\n")), how(), 5, Canary.Limits.NONE)))
                .isEqualTo("canary.no-rules");
        var sends = live.find(POSTS)
                .orElseThrow()
                .text()
                .replace("award 5 points for \"post\"", "send rewards/of-tomorrow");
        assertThat(code(() -> canaries.begin(live.with(ContentFile.of(POSTS, sends)), how(), 5, Canary.Limits.NONE)))
                .isEqualTo("canary.unfit");
        assertThat(canaries.running()).isEmpty();
    }

    private record FirstPost(long member, long points, String release, boolean inShare) {}

    private List<FirstPost> firstPosts() {
        return jdbc.sql("""
                select e.member, e.points, w.word as release,
                    in_share((select release from canary order by id desc limit 1), e.community, e.member, 50) as in_share
                from identity i
                join ledger_entry e on e.member = i.member_id and e.account = 'available' and e.reason = 'first post'
                join receipt r on r.id = e.receipt join receipt_word w on w.id = r.release_word
                where i.platform = 'wechat' and i.external_id like :crowd order by e.id
                """)
                .param("crowd", crowd + "-%")
                .query((row, n) -> new FirstPost(
                        row.getLong("member"),
                        row.getLong("points"),
                        row.getString("release"),
                        row.getBoolean("in_share")))
                .list();
    }

    private void post(int number) {
        api.tell("wechat:" + crowd + "-" + number, "post.created", COMMUNITY, Map.of("text", "hello"));
    }

    private static JsonNode figure(JsonNode page, String name) {
        for (var figure : page.get("figures")) {
            if (figure.get("figure").asString().equals(name)) {
                return figure;
            }
        }
        throw new AssertionError("Expected " + name + " in " + page);
    }

    private ContentFiles more(String reason, int points, int instead) {
        var live = releases.live().files();
        var rules = live.find(POSTS).orElseThrow().text();
        return live.with(ContentFile.of(
                POSTS,
                rules.replace(
                        "award %d points for \"%s\"".formatted(points, reason),
                        "award %d points for \"%s\"".formatted(instead, reason))));
    }

    private Publication how() {
        return new Publication(
                mei.name(),
                Publication.Kind.DRAFT,
                "30 points for a first post",
                "to be tried",
                null,
                List.of(an.name(), lead.name()),
                null,
                () -> {});
    }

    private static String code(Runnable act) {
        try {
            act.run();
            return "";
        } catch (Problem refused) {
            return refused.code();
        }
    }
}
