package io.hearth.contest.contributor;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.MovableClock;
import io.hearth.account.Role;
import io.hearth.community.Memberships;
import io.hearth.contest.ContestFixture;
import io.hearth.member.Identity;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import io.hearth.reward.Award;
import io.hearth.reward.Rewards;
import io.hearth.segment.Segments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Contributors of the month are listed once, chosen by several people who are not themselves on the list, and announced once. */
@HearthTest
class ContributorsTest {

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
    Months months;

    private ContestFixture fixture;
    private Api.Client marketer;
    private Instant may;

    @BeforeEach
    void found() {
        clock.set("2027-05-10T08:00:00+08:00");
        may = clock.instant();
        fixture = new ContestFixture(api, members, memberships, transaction);
        marketer = fixture.marketer;
    }

    @Test
    void peopleChooseFromTheListOfAMonthAndAllAreToldOnce() {
        var id = award(Map.of(
                "voters",
                3,
                "template",
                "contests/contributor",
                "prize",
                Map.of("kind", "badge", "badge", "helper"),
                "listed",
                3));
        var people = fixture.joined(5, may);
        for (int i = 0; i < people.size(); i++) {
            earn(people.get(i), 10L * (i + 1));
        }
        earn(fixture.rewards.member(), 500);
        assertThat(marketer.post("/contributor-awards/" + id + "/rounds", Map.of("month", "2027-05"))
                        .code())
                .isEqualTo("contributor.month-not-over");

        clock.set("2027-06-02T08:00:00+08:00");
        marketer = api.as(Role.MARKETER);
        open(id);
        open(id);

        var round = rounds(id).get(0);
        assertThat(round.path("month").asString()).isEqualTo("2027-05");
        assertThat(round.path("candidates")).hasSize(3);
        assertThat(round.path("candidates").get(0).path("member").asString())
                .isEqualTo(people.get(4).toString());
        assertThat(round.path("votes")).isEmpty();

        var voters = List.of(voter(), voter(), voter());
        attach(people.get(3), voters.get(0).name());
        var tasks = voters.get(0).get("/tasks?view=groups").json().path("items");
        assertThat(tasks).hasSize(3);
        assertThat(vote(voters.get(0), tasks.get(0), people.get(3)).code()).isEqualTo("contributor.oneself");
        assertThat(vote(voters.get(0), tasks.get(0), people.get(0)).code()).isEqualTo("task.answer");
        assertThat(vote(voters.get(0), tasks.get(0), people.get(4)).status()).isEqualTo(200);
        assertThat(vote(voters.get(0), tasks.get(1), people.get(4)).code()).isEqualTo("contributor.voted");
        voters.get(0).post("/tasks/" + tasks.get(1).path("id").asString() + "/release", null);
        assertThat(vote(voters.get(1), tasks.get(1), people.get(3)).status()).isEqualTo(200);
        assertThat(vote(voters.get(2), tasks.get(2), people.get(3)).status()).isEqualTo(200);

        months.announceSome();
        months.announceSome();
        org.awaitility.Awaitility.await()
                .untilAsserted(() ->
                        assertThat(rounds(id).get(0).path("state").asString()).isEqualTo("done"));
        var record = rounds(id).get(0);
        assertThat(record.path("winner").asString()).isEqualTo(people.get(3).toString());
        assertThat(record.path("votes")).hasSize(3);
        assertThat(record.path("told").asLong()).isEqualTo(5);
        assertThat(record.path("prizes")).hasSize(1);
        assertThat(marketer.get("/members/" + people.get(3) + "/rewards?community=" + fixture.community)
                        .body())
                .contains("helper");
        for (var member : people) {
            assertThat(marketer.get("/messages?member=" + member).json().path("items"))
                    .filteredOn(message -> message.path("template").asString().equals("contests/contributor"))
                    .hasSize(1);
        }
    }

    @Test
    void voicesAndPlacesFollowWhoIsMerged() {
        var id = award(Map.of("voters", 3, "listed", 3));
        var people = fixture.joined(3, may);
        for (int i = 0; i < people.size(); i++) {
            earn(people.get(i), 10L * (i + 1));
        }
        clock.set("2027-06-02T08:00:00+08:00");
        marketer = api.as(Role.MARKETER);
        open(id);
        var voters = List.of(voter(), voter(), voter());
        var tasks = voters.get(0).get("/tasks?view=groups").json().path("items");
        assertThat(vote(voters.get(0), tasks.get(0), people.get(0)).status()).isEqualTo(200);
        var operator = api.as(Role.OPERATOR);
        var merged = operator.post(
                "/members/" + people.get(1) + "/merge",
                Map.of("other", people.get(0).toString(), "reason", "the same person"));
        assertThat(merged.status()).as(merged.toString()).isEqualTo(201);

        // The form of this task still names the number of before.
        assertThat(vote(voters.get(1), tasks.get(1), people.get(0)).status()).isEqualTo(200);
        assertThat(vote(voters.get(2), tasks.get(2), people.get(2)).status()).isEqualTo(200);
        assertThat(rounds(id).get(0).path("winner").asString())
                .isEqualTo(people.get(1).toString());
        assertThat(voices(id))
                .containsOnly(people.get(1).toString(), people.get(2).toString());

        var parted = operator.post(
                "/members/" + people.get(1) + "/unmerge",
                Map.of("alias", people.get(0).toString(), "reason", "two after all"));
        assertThat(parted.status()).as(parted.toString()).isEqualTo(200);
        assertThat(voices(id))
                .containsExactlyInAnyOrderElementsOf(
                        people.stream().map(MemberId::toString).toList());
    }

    private List<String> voices(String id) {
        var voices = new ArrayList<String>();
        rounds(id)
                .get(0)
                .path("votes")
                .forEach(vote -> voices.add(vote.path("member").asString()));
        return voices;
    }

    @Test
    void listsByEventsOfThoseInASegmentAndNobodyWhereThereIsNobody() {
        var id = award(Map.of("measure", "count", "eventType", "answer.accepted", "segment", "helpers"));
        clock.set("2027-06-02T08:00:00+08:00");
        marketer = api.as(Role.MARKETER);
        open(id);

        assertThat(rounds(id).get(0).path("state").asString()).isEqualTo("nobody");
    }

    @Test
    void countsEventsOfTheLog() {
        clock.reset();
        var now = clock.instant();
        fixture = new ContestFixture(api, members, memberships, transaction);
        marketer = fixture.marketer;
        var name = UUID.randomUUID().toString();
        var helper = resolve("test", name);
        for (int i = 0; i < 3; i++) {
            api.tell("test:" + name, "answer.accepted", fixture.community, now, Map.of("answer", "a" + i));
        }
        assertThat(counts.most(fixture.community, "answer.accepted", now.minusSeconds(3600), now.plusSeconds(60), 10))
                .containsEntry(helper, 3L)
                .hasSize(1);
    }

    @Autowired
    io.hearth.event.EventCounts counts;

    private Api.Client voter() {
        return api.as(Set.of(Role.MARKETER), Set.of(fixture.community));
    }

    private Api.Answer vote(Api.Client who, JsonNode task, MemberId member) {
        var path = "/tasks/" + task.path("id").asString();
        who.post(path + "/claim", Map.of());
        return who.post(path + "/complete", Map.of("values", Map.of("member", member.toString(), "reason", "kind")));
    }

    private void open(String id) {
        var opened = marketer.post("/contributor-awards/" + id + "/rounds", Map.of("month", "2027-05"));
        assertThat(opened.status()).as(opened.toString()).isEqualTo(200);
    }

    private JsonNode rounds(String id) {
        return marketer.get("/contributor-awards/" + id + "/rounds").json();
    }

    private void earn(MemberId member, long points) {
        transaction.executeWithoutResult(status -> rewards.award(List.of(new Award(
                member, fixture.community, new Award.Points(points, "r"), "c", null, null, null, clock.instant()))));
    }

    private MemberId resolve(String platform, String name) {
        var identity = new Identity(platform, name);
        return Objects.requireNonNull(
                transaction.execute(status -> members.resolve(Set.of(identity)).get(identity)));
    }

    /** The person who works here is this member. */
    private void attach(MemberId member, String person) {
        var other = resolve("hearth", person);
        var merged = api.as(Role.ADMINISTRATOR, Role.OPERATOR, Role.MARKETER)
                .post("/members/" + member + "/merge", Map.of("other", other.toString(), "reason", "works here"));
        assertThat(merged.status()).as(merged.toString()).isBetween(200, 201);
    }

    private String award(Map<String, Object> more) {
        var wanted = new HashMap<String, Object>(Map.of(
                "community",
                fixture.community,
                "name",
                Map.of("zh", "优秀贡献者", "en", "Contributor"),
                "measure",
                "points",
                "voterGroup",
                fixture.community));
        wanted.putAll(more);
        var made = marketer.post("/contributor-awards", wanted);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.json().path("id").asString();
    }
}
