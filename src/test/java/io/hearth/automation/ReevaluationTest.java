package io.hearth.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.account.Role;
import io.hearth.community.Memberships;
import io.hearth.decision.Facts;
import io.hearth.decision.Frequency;
import io.hearth.decision.Outcome.BeInSegment;
import io.hearth.decision.Rulesets;
import io.hearth.event.Leases;
import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import io.hearth.member.activity.ActivityState;
import io.hearth.member.activity.ActivityStore;
import io.hearth.segment.SegmentChange;
import io.hearth.segment.Segments;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** All members decided anew: each once, exactly, whatever comes between. */
@HearthTest
class ReevaluationTest {

    private static final int MEMBERS = 60;

    @Autowired
    private Api api;

    @Autowired
    private Reevaluator reevaluator;

    @Autowired
    private Reevaluations reevaluations;

    @Autowired
    private ReevaluationTable table;

    @Autowired
    private Rulesets rulesets;

    @Autowired
    private ActivityStore activity;

    @Autowired
    private Segments segments;

    @Autowired
    private Calendars calendars;

    @Autowired
    private AsOf asOf;

    @Autowired
    private Memberships memberships;

    @Autowired
    private Leases leases;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    private final String community = "anew-" + UUID.randomUUID();
    private final List<MembershipKey> members = new ArrayList<>();

    @AfterEach
    void leaveNoneUnfinished() {
        jdbc.sql("update reevaluation set state = 'cancelled' where state in ('running', 'paused')")
                .update();
        reevaluations.lookAgain();
    }

    @Test
    void operatorHasAllMembersDecidedByTheLiveRules() {
        membersInSegment("long-gone");
        var operator = api.as(Role.OPERATOR);

        assertThat(api.as(Role.MARKETER).post("/reevaluations", Map.of()).status())
                .isEqualTo(403);
        var begun = operator.post("/reevaluations", Map.of());
        assertThat(begun.status()).isEqualTo(201);
        var id = begun.json().path("id").asString();

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var one = operator.get("/reevaluations/" + id).json();
            assertThat(one.path("state").asString()).isEqualTo("done");
            assertThat(one.path("looked").asLong()).isGreaterThanOrEqualTo(MEMBERS);
            assertThat(one.path("changed").asLong()).isGreaterThanOrEqualTo(MEMBERS);
        });
        assertThat(inSegment("long-gone")).isZero();
        assertThat(operator.get("/reevaluations?limit=1").json().path("items")).hasSize(1);
        assertThat(jdbc.sql("select count(*) from receipt where member_id = ? and event is null")
                        .param(members.get(0).member().value())
                        .query(Long.class)
                        .single())
                .as("receipts of a change that no event brought")
                .isPositive();
    }

    @Test
    void waitsWhilePausedAndEndsWhenCancelled() {
        var operator = api.as(Role.OPERATOR);
        var id = begin("of nobody").toString();

        assertThat(operator.post("/reevaluations", Map.of()).status()).isEqualTo(409);
        assertThat(operator.post("/reevaluations/" + id + "/pause", Map.of())
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("paused");
        assertThat(operator.post("/reevaluations/" + id + "/pause", Map.of()).status())
                .isEqualTo(409);
        assertThat(operator.post("/reevaluations/" + id + "/resume", Map.of()).status())
                .isEqualTo(200);
        assertThat(operator.post("/reevaluations/" + id + "/cancel", Map.of()).status())
                .isEqualTo(200);
        assertThat(operator.get("/reevaluations/" + id).json().path("endedAt").asString())
                .isNotEmpty();
        assertThat(operator.get("/reevaluations/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    @Test
    void killedBetweenStepsAndWithinThemItChangesEachMemberOnce() {
        membersInSegment("before");
        var rules = rules(mine(), new BeInSegment("after"));
        var id = begin(rules.fingerprint("segments"));
        var decider = decider(rules);

        int killed = 0;
        for (int step = 0; table.find(id, clock.instant()).orElseThrow().state().equals("running"); step++) {
            if (step % 2 == 0) {
                killed += killedBeforeItsCommit(decider);
            } else {
                reevaluator.step(leases.held(), decider, 7);
            }
        }

        assertThat(killed).isPositive();
        assertThat(inSegment("after")).isEqualTo(MEMBERS);
        assertThat(inSegment("before")).isZero();
        assertThat(history("after", true)).isEqualTo(MEMBERS);
        assertThat(history("before", false)).isEqualTo(MEMBERS);
        var done = table.find(id, clock.instant()).orElseThrow();
        assertThat(done.changed()).isEqualTo(MEMBERS);
        assertThat(done.failed()).isZero();
    }

    private int killedBeforeItsCommit(Decider decider) {
        var members = transaction.execute(status -> {
            status.setRollbackOnly();
            return reevaluator.step(leases.held(), decider, 7);
        });
        return members == null ? 0 : members;
    }

    @Test
    void memberForWhomARuleFailsStaysAsItWas() {
        membersInSegment("before");
        var broken = members.get(3).member();
        var rules = rules(
                mine().and(facts -> {
                    if (facts.member().id().equals(broken.toString())) {
                        throw io.hearth.decision.DecisionFailed.of("segments", null, "it is broken", false, null);
                    }
                    return true;
                }),
                new BeInSegment("after"));
        var id = begin(rules.fingerprint("segments"));
        var decider = decider(rules);

        while (table.find(id, clock.instant()).orElseThrow().state().equals("running")) {
            reevaluator.step(leases.held(), decider, 50);
        }

        assertThat(inSegment("after")).isEqualTo(MEMBERS - 1);
        assertThat(inSegment("before")).isEqualTo(1);
        assertThat(table.find(id, clock.instant()).orElseThrow().failed()).isEqualTo(1);
    }

    @Test
    void onlyOtherRulesOfAnotherReleaseBeginOne() {
        var rulebook = "test-" + UUID.randomUUID();

        assertThat(live(rulebook, "these", "one")).as("the first release ever").isFalse();
        assertThat(live(rulebook, "these", "two")).as("the same rules").isFalse();
        assertThat(live(rulebook, "those", "three")).as("other rules").isTrue();
        assertThat(live(rulebook, "those", "three")).as("told by another node").isFalse();
        assertThat(live(rulebook, "named otherwise", "three"))
                .as("the same release, read by a newer server")
                .isFalse();
    }

    @Test
    void rulesThatOthersThanThoseOfTheNodeAreLeftToOthers() {
        membersInSegment("before");
        begin("another node's");

        assertThat(reevaluator.step(leases.held(), decider(rules(mine(), new BeInSegment("after"))), 50))
                .isZero();
        assertThat(inSegment("before")).isEqualTo(MEMBERS);
    }

    private boolean live(String rulebook, String rules, String release) {
        return Boolean.TRUE.equals(transaction.execute(status -> table.live(rulebook, rules, release)));
    }

    private UUID begin(String rules) {
        var id = io.hearth.platform.Ids.next();
        transaction.executeWithoutResult(status ->
                table.add(id, "segments", rules, rulesets.live().release(), "person", "test", clock.instant()));
        reevaluations.lookAgain();
        return id;
    }

    private Predicate<Facts> mine() {
        return facts -> facts.membership().community().equals(community);
    }

    /** Members of other tests stay where they are. */
    private PlainRules rules(Predicate<Facts> when, BeInSegment then) {
        var rules = new PlainRules("test-" + community, Set.of(), Set.of())
                .rule("segments", "anew", Frequency.EACH_TIME, when, then);
        jdbc.sql("select distinct segment from segment_member where not by_hand and community <> ?")
                .param(community)
                .query(String.class)
                .list()
                .forEach(other -> rules.rule(
                        "segments",
                        "stay " + other,
                        Frequency.EACH_TIME,
                        mine().negate().and(facts -> facts.segments().in(other)),
                        new BeInSegment(other)));
        return rules;
    }

    private Decider decider(PlainRules rules) {
        return new Decider(new Brain(rules, Declared.NOTHING, Set::of), rules.open(), calendars, asOf, memberships);
    }

    private void membersInSegment(String segment) {
        var states = new ArrayList<ActivityStore.Saved>();
        var changes = new ArrayList<SegmentChange>();
        for (int i = 0; i < MEMBERS; i++) {
            var member = new MemberId(Happenings.somebody().value());
            var key = new MembershipKey(community, member);
            var state = new ActivityState();
            state.inSegments(new TreeSet<>(Set.of(segment)));
            members.add(key);
            states.add(new ActivityStore.Saved(key, state, Optional.empty()));
            changes.add(new SegmentChange(member, community, segment, true, clock.instant(), null, "old rule"));
        }
        transaction.executeWithoutResult(status -> {
            activity.save(states);
            segments.apply(changes);
        });
    }

    private long inSegment(String segment) {
        return jdbc.sql("select count(*) from segment_member where community = ? and segment = ?")
                .params(community, segment)
                .query(Long.class)
                .single();
    }

    private long history(String segment, boolean entered) {
        return jdbc.sql("select count(*) from segment_history where community = ? and segment = ? and entered = ?")
                        .params(community, segment, entered)
                        .query(Long.class)
                        .single()
                - (segment.equals("before") && entered ? MEMBERS : 0);
    }
}
