package io.hearth.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hearth.HearthTest;
import io.hearth.MovableClock;
import io.hearth.community.Memberships;
import io.hearth.decision.Aggregate;
import io.hearth.decision.Facts;
import io.hearth.decision.Frequency;
import io.hearth.decision.Outcome.AwardPoints;
import io.hearth.decision.Outcome.BeInSegment;
import io.hearth.decision.Outcome.GiveBadge;
import io.hearth.decision.Outcome.LookAgain;
import io.hearth.decision.Outcome.OpenCase;
import io.hearth.event.Effects;
import io.hearth.event.LoggedEvent;
import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import io.hearth.member.activity.ActivityStore;
import io.hearth.reward.Rewards;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@HearthTest
class StoryTest {

    private static final Instant MORNING = Instant.parse("2026-03-14T01:00:00Z");

    @Autowired
    private Story story;

    @Autowired
    private Calendars calendars;

    @Autowired
    private AsOf asOf;

    @Autowired
    private Memberships memberships;

    @Autowired
    private Rewards rewards;

    @Autowired
    private ActivityStore activity;

    @Autowired
    private Sweeper sweeper;

    @Autowired
    private MovableClock clock;

    @Autowired
    private JdbcClient jdbc;

    private final String community = "test-" + UUID.randomUUID();
    private final Happenings happenings = new Happenings(community);
    private final MemberId member = Happenings.somebody();

    private PlainRules rules = new PlainRules(
            "test",
            Set.of(Aggregate.count("post.created", "7d"), Aggregate.count("post.created", "today")),
            Set.of("badge.given"));

    @Test
    void decidesEachEventOnTheStateThatTheLastOneLeft() {
        rules.rule("rewards", "first post", Frequency.ONCE, is("post.created"), new GiveBadge("first-post"))
                .rule(
                        "rewards",
                        "third post",
                        Frequency.EACH_TIME,
                        is("post.created").and(facts -> facts.activity().count("post.created", "7d") == 3),
                        new AwardPoints(30, "third-post"))
                .rule(
                        "segments",
                        "rich",
                        Frequency.EACH_TIME,
                        facts -> facts.rewards().points() >= 30,
                        new BeInSegment("rich"))
                .rule(
                        "escalations",
                        "rich and here",
                        Frequency.EACH_TIME,
                        facts -> facts.segments().in("rich"),
                        new OpenCase("praise", "low", "rich"));

        tell(posts(4));

        assertThat(points()).isEqualTo(30);
        assertThat(activity().segments()).containsExactly("rich");
        assertThat(cases()).isEqualTo(1);
        assertThat(rewards.standings(List.of(key())).get(key()).badges()).containsExactly("first-post");
    }

    @Test
    void leavesNothingBehindWhenItFailsBeforeTheCommitAndDoesAllOfItTheNextTime() {
        rules.rule("rewards", "post", Frequency.ONCE_A_DAY, is("post.created"), new AwardPoints(10, "post"))
                .rule("segments", "poster", Frequency.EACH_TIME, facts -> true, new BeInSegment("poster"));
        var events = posts(3);

        assertThatThrownBy(() -> story.tell(events, decider(), () -> {
                    throw new IllegalStateException("the power went out");
                }))
                .hasMessageContaining("the power went out");
        assertThat(points()).isZero();
        assertThat(activity.find(member, community)).isEmpty();

        tell(events);

        assertThat(points()).isEqualTo(10);
        assertThat(activity().count("post.created")).isEqualTo(3);
        assertThat(history()).containsExactly("poster entered");
    }

    @Test
    void awardsOfTheSameCauseAreGivenOnce() {
        rules.rule("rewards", "post", Frequency.EACH_TIME, is("post.created"), new AwardPoints(10, "post"));
        var events = posts(2);

        tell(events);
        tell(events);

        assertThat(points()).isEqualTo(20);
        assertThat(rewards.accounts(community)).containsEntry("available", 20L).containsEntry("issued", -20L);
    }

    @Test
    void keepsToHowOftenARuleMayFire() {
        rules.rule("rewards", "day", Frequency.ONCE_A_DAY, is("post.created"), new AwardPoints(1, "day"))
                .rule("rewards", "week", Frequency.ONCE_A_WEEK, is("post.created"), new AwardPoints(100, "week"))
                .rule("rewards", "month", Frequency.ONCE_A_MONTH, is("post.created"), new AwardPoints(10_000, "month"))
                .rule("rewards", "once", Frequency.ONCE, is("post.created"), new AwardPoints(1_000_000, "once"));
        // 2026-03-14 is a Saturday; the zone is Shanghai's, where 01:00 UTC is nine o'clock.
        tell(List.of(
                post(MORNING),
                post(MORNING.plus(Duration.ofHours(14))),
                post(MORNING.plus(Duration.ofHours(15))),
                post(MORNING.plus(Duration.ofDays(2)))));
        tell(List.of(post(MORNING.plus(Duration.ofDays(18)))));

        assertThat(points()).isEqualTo(1_000_000 + 2 * 10_000 + 3 * 100 + 4);
    }

    @Test
    void lateEventEarnsNothingForADayThatIsOver() {
        rules.rule("rewards", "day", Frequency.ONCE_A_DAY, is("post.created"), new AwardPoints(1, "day"));

        tell(List.of(post(MORNING), post(MORNING.minus(Duration.ofDays(1))), post(MORNING)));

        assertThat(points()).isEqualTo(1);
        assertThat(activity().count("post.created")).isEqualTo(3);
    }

    @Test
    void firesOnceForEachObject() {
        rules.rule("rewards", "like", Frequency.ONCE_PER_OBJECT, is("like.given"), new AwardPoints(1, "like"));

        tell(List.of(like("a"), like("a"), like("b")));
        tell(List.of(like("a"), like("c")));

        assertThat(points()).isEqualTo(3);
    }

    @Test
    void opensOneCaseForRuleMemberAndObjectUntilItIsClosed() {
        rules.rule(
                "escalations",
                "complaint",
                Frequency.EACH_TIME,
                is("complaint.filed"),
                new OpenCase("complaint", "high", "complained"));

        tell(List.of(complaint("order-1"), complaint("order-1"), complaint("order-2")));
        tell(List.of(complaint("order-1")));
        assertThat(cases()).isEqualTo(2);

        jdbc.sql("update escalation_case set status = 'closed' where community = ?")
                .param(community)
                .update();
        tell(List.of(complaint("order-1")));
        assertThat(cases()).isEqualTo(3);
    }

    @Test
    void importedEventsCountButSetNothingInMotion() {
        rules.rule("rewards", "order", Frequency.EACH_TIME, is("order.paid"), new AwardPoints(1, "order"))
                .rule(
                        "escalations",
                        "order",
                        Frequency.EACH_TIME,
                        is("order.paid"),
                        new OpenCase("order", "low", "ordered"))
                .rule(
                        "segments",
                        "buyer",
                        Frequency.EACH_TIME,
                        facts -> facts.activity().count("order.paid", "ever") > 0,
                        new BeInSegment("buyer"));

        tell(List.of(happenings.event(member, "order.paid", MORNING, null, Map.of(), Effects.NONE)));
        assertThat(points()).isZero();
        assertThat(cases()).isZero();
        assertThat(activity().segments()).containsExactly("buyer");

        tell(List.of(happenings.event(member, "order.paid", MORNING, null, Map.of(), Effects.CASES)));
        assertThat(points()).isZero();
        assertThat(cases()).isEqualTo(1);
    }

    @Test
    void appendsOnlyThoseConsequencesThatSomebodyAsksFor() {
        rules.rule(
                "rewards",
                "post",
                Frequency.EACH_TIME,
                is("post.created"),
                new AwardPoints(10, "post"),
                new GiveBadge("writer"));
        var event = post(MORNING);

        tell(List.of(event));

        assertThat(jdbc.sql("select type from event where member_id = ? and cause = ?")
                        .params(member.value(), event.ref().toString())
                        .query(String.class)
                        .list())
                .containsExactly("badge.given");
    }

    @Test
    void looksAgainWhenARuleAskedForItExactlyOnce() {
        rules.rule("rewards", "again", Frequency.EACH_TIME, is("post.created"), new LookAgain(Duration.ofDays(7)));
        var event = post(clock.instant());
        tell(List.of(event));

        sweeper.wake();
        assertThat(wakeUps(event)).isZero();

        clock.advance(Duration.ofDays(7).plusMinutes(1));
        int found;
        do {
            found = sweeper.wake();
        } while (found > 0);
        assertThat(wakeUps(event)).isEqualTo(1);
    }

    @Test
    void calendarMovesSegmentsThoughNothingHappens() {
        activeWhilePostsAreYoungerThanAWeek();
        tell(List.of(post(MORNING)));
        assertThat(activity().segments()).containsExactly("active");
        var holds = activity().holdsUntil();
        assertThat(holds).isEqualTo("2026-03-20T16:00:00Z");

        tell(List.of(happenings.event(member, "calendar.due", holds)));

        assertThat(activity().segments()).isEmpty();
        assertThat(history()).containsExactly("active entered", "active left");
        assertThat(jdbc.sql("select outcomes::text from receipt where member_id = ? order by id")
                        .param(member.value())
                        .query(String.class)
                        .list())
                .satisfiesExactly(
                        entered -> assertThat(entered).contains("\"segment\"").contains("\"active\""),
                        left -> assertThat(left).contains("\"segment-left\"").contains("\"active\""));
        assertThat(activity().holdsUntil()).isEqualTo(Instant.MAX);
    }

    @Test
    void sweepFindsByTheCalendarWhomToDecideAgainExactlyOnce() {
        activeWhilePostsAreYoungerThanAWeek();
        tell(List.of(post(clock.instant())));
        sweep();
        assertThat(calendarChecks()).isZero();

        clock.set(activity().holdsUntil().plusSeconds(1));
        sweep();
        sweep();

        assertThat(calendarChecks()).isEqualTo(1);
    }

    private void activeWhilePostsAreYoungerThanAWeek() {
        rules.rule(
                "segments",
                "active",
                Frequency.EACH_TIME,
                facts -> facts.activity().count("post.created", "7d") > 0,
                new BeInSegment("active"));
    }

    private void sweep() {
        int found;
        do {
            found = sweeper.checkCalendars();
        } while (found > 0);
    }

    private long calendarChecks() {
        return jdbc.sql("select count(*) from event where member_id = ? and type = 'calendar.due'")
                .param(member.value())
                .query(Long.class)
                .single();
    }

    @Test
    void tellsWhichEventCouldNotBeDecided() {
        rules.rule(
                "rewards",
                "picky",
                Frequency.EACH_TIME,
                facts -> {
                    if (facts.event().has("poison")) {
                        throw new IllegalStateException("the rule can't stand it");
                    }
                    return true;
                },
                new AwardPoints(1, "fine"));
        var poison = happenings.event(member, "post.created", MORNING, null, Map.of("poison", true), Effects.ALL);

        assertThatThrownBy(() -> tell(List.of(post(MORNING), poison, post(MORNING))))
                .isInstanceOfSatisfying(
                        EventFailed.class, failed -> assertThat(failed.event()).isSameAs(poison));
        assertThat(points()).isZero();
    }

    @Test
    void membershipFollowsItsEventsBeforeRulesLook() {
        rules.rule(
                "rewards",
                "welcome",
                Frequency.ONCE,
                is("member.joined").and(facts -> facts.membership().status().equals("active")),
                new AwardPoints(5, "welcome"));

        tell(List.of(happenings.event(member, "member.joined", MORNING)));

        assertThat(points()).isEqualTo(5);
        assertThat(memberships.load(List.of(key())).get(key()).isInside()).isTrue();
    }

    private static Predicate<Facts> is(String type) {
        return facts -> facts.event().type().equals(type);
    }

    private Decider decider() {
        var brain = new Brain(rules, Declared.NOTHING, Set::of);
        return new Decider(brain, rules.open(), calendars, asOf, memberships);
    }

    private void tell(List<LoggedEvent> events) {
        story.tell(events, decider(), () -> {});
    }

    private List<LoggedEvent> posts(int count) {
        return java.util.stream.Stream.generate(() -> post(MORNING))
                .limit(count)
                .toList();
    }

    private LoggedEvent post(Instant at) {
        return happenings.event(member, "post.created", at);
    }

    private LoggedEvent like(String object) {
        return happenings.event(member, "like.given", MORNING, object, Map.of(), Effects.ALL);
    }

    private LoggedEvent complaint(String order) {
        return happenings.event(member, "complaint.filed", MORNING, order, Map.of(), Effects.ALL);
    }

    private MembershipKey key() {
        return new MembershipKey(community, member);
    }

    private long points() {
        var standing = rewards.standings(List.of(key())).get(key());
        return standing == null ? 0 : standing.points();
    }

    private io.hearth.member.activity.ActivityState activity() {
        return activity.find(member, community).orElseThrow();
    }

    private long cases() {
        return jdbc.sql("select count(*) from escalation_case where community = ?")
                .param(community)
                .query(Long.class)
                .single();
    }

    private List<String> history() {
        return jdbc.sql("""
                select segment || case when entered then ' entered' else ' left' end from segment_history
                where community = ? order by id
                """).param(community).query(String.class).list();
    }

    private long wakeUps(LoggedEvent event) {
        return jdbc.sql("select count(*) from event where member_id = ? and type = 'wake.due' and cause = ?")
                .params(member.value(), event.ref().toString())
                .query(Long.class)
                .single();
    }
}
