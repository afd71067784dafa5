package io.hearth.automation;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.HearthTest;
import io.hearth.MovableClock;
import io.hearth.automation.Declared.LevelAt;
import io.hearth.community.Memberships;
import io.hearth.decision.Facts;
import io.hearth.decision.Frequency;
import io.hearth.decision.Outcome.AwardPoints;
import io.hearth.decision.Outcome.BeInSegment;
import io.hearth.decision.Outcome.SetLevel;
import io.hearth.decision.language.Catalogue.Levelling;
import io.hearth.decision.language.Catalogue.Plan;
import io.hearth.decision.language.Named;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Levels that can be lost, and memberships that are paid for: what time ends, and what it doesn't. */
@HearthTest
class TermsTest {

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
    private DueSweep sweep;

    @Autowired
    private MovableClock clock;

    @Autowired
    private JdbcClient jdbc;

    private final String community = "test-" + UUID.randomUUID();
    private final Happenings happenings = new Happenings(community);
    private final MemberId member = Happenings.somebody();
    private final PlainRules rules = new PlainRules("test", Set.of(), Set.of("level.at-risk"));
    private Declared declared = Declared.NOTHING;
    private Instant now = Instant.EPOCH;

    @BeforeEach
    void begin() {
        now = clock.instant();
    }

    @Test
    void aLevelByThePointsOfAPeriodIsKeptForTheGraceAndThenLost() {
        levels(new Levelling(true, "30d", 14));
        rules.rule("rewards", "post", Frequency.EACH_TIME, is("post.created"), new AwardPoints(10, "post"));
        var start = now;
        tell("post.created", Map.of());
        assertThat(level()).isEqualTo("captain");
        assertThat(due()).isBetween(start.plus(Duration.ofDays(29)), start.plus(Duration.ofDays(30)));

        pass(Duration.ofDays(30));
        look();
        assertThat(level()).isEqualTo("captain");
        assertThat(caused("level.at-risk")).isEqualTo(1);
        look();
        assertThat(caused("level.at-risk")).isEqualTo(1);

        pass(Duration.ofDays(14).plusSeconds(1));
        look();
        assertThat(level()).isEqualTo("newcomer");
        assertThat(jdbc.sql("select count(*) from receipt where member_id = ? and outcomes::text like '%newcomer%'")
                        .param(member.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void whoReachesTheLevelAgainWithinTheGraceKeepsIt() {
        levels(new Levelling(true, "30d", 14));
        rules.rule("rewards", "post", Frequency.EACH_TIME, is("post.created"), new AwardPoints(10, "post"));
        tell("post.created", Map.of());
        pass(Duration.ofDays(31));
        look();
        assertThat(caused("level.at-risk")).isEqualTo(1);

        tell("post.created", Map.of());
        pass(Duration.ofDays(15));
        look();

        assertThat(level()).isEqualTo("captain");
        assertThat(graceUntil()).isNull();
    }

    @Test
    void aRuleThatLowersALevelWaitsForTheGraceAndPointsOfAllTimeLowerNothing() {
        levels(new Levelling(false, "ever", 7));
        rules.rule("rewards", "up", Frequency.EACH_TIME, is("up"), new SetLevel("captain"))
                .rule("rewards", "down", Frequency.EACH_TIME, is("down"), new SetLevel("newcomer"));
        tell("up", Map.of());
        tell("down", Map.of());
        tell("down", Map.of());
        assertThat(level()).isEqualTo("captain");
        assertThat(caused("level.at-risk")).isEqualTo(1);

        pass(Duration.ofDays(3));
        tell("up", Map.of());
        assertThat(graceUntil()).isNull();
        tell("down", Map.of());
        pass(Duration.ofDays(7).plusSeconds(1));
        look();
        assertThat(level()).isEqualTo("newcomer");
    }

    @Test
    void aMembershipIsPaidRenewedKeptInGraceAndEnded() {
        plans();
        rules.rule(
                "segments",
                "payers",
                Frequency.EACH_TIME,
                facts -> facts.rewards().paysFor("plus"),
                new BeInSegment("payers"));
        pay("o-1");
        pay("o-1");
        assertThat(plan()).isEqualTo("active true 30");
        assertThat(segments()).contains("payers");
        pay("o-2");
        assertThat(plan()).isEqualTo("active true 60");
        assertThat(privilegeDays()).isEqualTo(67);

        pass(Duration.ofDays(60).plusSeconds(1));
        expire();
        expire();
        assertThat(plan()).startsWith("grace");
        assertThat(segments()).contains("payers");

        pass(Duration.ofDays(7));
        expire();
        assertThat(plan()).startsWith("ended");
        assertThat(segments()).doesNotContain("payers");
        assertThat(acts()).containsExactly("paid", "paid", "grace", "ended");
    }

    @Test
    void whoPaysInTheGraceGoesOnWithoutAGap() {
        plans();
        pay("o-1");
        pass(Duration.ofDays(33));
        expire();
        assertThat(plan()).startsWith("grace");
        pay("o-2");
        assertThat(plan()).isEqualTo("active true 27");
    }

    @Test
    void cancelledIsKeptAsFarAsItIsPaidAndRefundedEnds() {
        plans();
        pay("o-1");
        tell("membership.cancelled", Map.of("plan", "plus"));
        assertThat(plan()).isEqualTo("active false 30");
        pass(Duration.ofDays(30).plusSeconds(1));
        expire();
        assertThat(plan()).startsWith("ended");

        pay("o-2");
        pay("o-3");
        tell("membership.refunded", Map.of("plan", "plus", "order", "o-3"));
        assertThat(plan()).isEqualTo("active true 30");
        tell("membership.refunded", Map.of("plan", "plus", "order", "o-2"));
        assertThat(plan()).startsWith("ended");
        assertThat(privilegeDays()).isZero();
    }

    @Test
    void theSweepFindsByIndexWhomTimeChanges() {
        plans();
        now = now.minus(Duration.ofDays(31));
        pay("o-1");
        // The server's own sweep looks as well, so it may be that one which finds it.
        while (!taken()) {
            sweep.plans();
        }
        assertThat(jdbc.sql("select count(*) from event where member_id = ? and type = 'plan.due'")
                        .param(member.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private boolean taken() {
        return jdbc.sql("select count(*) = 1 from event where member_id = ? and type = 'plan.due'")
                .param(member.value())
                .query(Boolean.class)
                .single();
    }

    private void levels(Levelling levelling) {
        declared = new Declared(
                List.of(new LevelAt("newcomer", 0), new LevelAt("captain", 10)),
                List.of("newcomer", "captain"),
                levelling,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of());
    }

    private void plans() {
        var plus = new Plan(new Named("plus", "星火", "Plus"), 30, 7, List.of("early-entry"));
        declared =
                new Declared(List.of(), List.of(), Levelling.USUAL, Map.of(), Map.of(), Map.of("plus", plus), Map.of());
    }

    private static Predicate<Facts> is(String type) {
        return facts -> facts.event().type().equals(type);
    }

    private void pay(String order) {
        tell("membership.paid", Map.of("plan", "plus", "order", order));
    }

    private void tell(String type, Map<String, Object> data) {
        tell(happenings.event(member, type, now, null, data, Effects.ALL));
    }

    private void tell(LoggedEvent event) {
        try (var decider =
                new Decider(new Brain(rules, declared, Set::of), rules.open(), calendars, asOf, memberships)) {
            story.tell(List.of(event), decider, () -> {});
        }
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    /** What the sweep appends when the day has come. */
    private void look() {
        tell("level.due", Map.of());
    }

    private void expire() {
        tell("plan.due", Map.of("plan", "plus"));
    }

    private long caused(String type) {
        return jdbc.sql("select count(*) from event where member_id = ? and type = ?")
                .params(member.value(), type)
                .query(Long.class)
                .single();
    }

    private String level() {
        return String.valueOf(rewards.standings(List.of(key())).get(key()).level());
    }

    private MembershipKey key() {
        return new MembershipKey(community, member);
    }

    private Instant due() {
        return jdbc.sql("select due_at from level_check where member = ?")
                .param(member.value())
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
    }

    private @org.jspecify.annotations.Nullable Instant graceUntil() {
        return jdbc.sql("select grace_until from standing where member = ?")
                .param(member.value())
                .query((row, number) ->
                        java.util.Optional.ofNullable(row.getTimestamp(1)).map(java.sql.Timestamp::toInstant))
                .single()
                .orElse(null);
    }

    /** State, whether it renews, and for how many days from now it is paid. */
    private String plan() {
        return jdbc.sql("select state, renews, paid_until from plan_membership where member = ?")
                .param(member.value())
                .query((row, number) -> row.getString(1) + " " + row.getBoolean(2) + " "
                        + Duration.between(now, row.getTimestamp(3).toInstant())
                                .plusMinutes(1)
                                .toDays())
                .single();
    }

    private long privilegeDays() {
        return jdbc.sql("select ends_at from privilege where member = ? and privilege = 'early-entry'")
                .param(member.value())
                .query((row, number) -> Duration.between(
                                now, row.getTimestamp(1).toInstant())
                        .plusMinutes(1)
                        .toDays())
                .single();
    }

    private Set<String> segments() {
        return activity.find(member, community).orElseThrow().segments();
    }

    private List<String> acts() {
        return jdbc.sql("select act from plan_act where member = ? order by id")
                .param(member.value())
                .query(String.class)
                .list();
    }
}
