package io.hearth.automation;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.HearthTest;
import io.hearth.community.Memberships;
import io.hearth.decision.Aggregate;
import io.hearth.decision.Frequency;
import io.hearth.decision.Outcome.AwardPoints;
import io.hearth.decision.Outcome.BeInSegment;
import io.hearth.decision.Outcome.OpenCase;
import io.hearth.event.Effects;
import io.hearth.event.LoggedEvent;
import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import io.hearth.member.activity.ActivityStore;
import io.hearth.reward.Rewards;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A seeded random workload in random batches, some of which fail before their commit and are told again. What comes out
 * must be what thirty lines of plain Java work out from the list of events, one after the other.
 */
@HearthTest
class ModelTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** So far ahead that no check by the calendar is due meanwhile: the server's own workers would decide it as well. */
    private static final Instant START = Instant.parse("2126-03-01T00:00:00Z");

    private static final int EVENTS = 1_500;
    private static final int MEMBERS = 12;

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
    private JdbcClient jdbc;

    private final String community = "model-" + UUID.randomUUID();

    @Test
    void agreesWithPlainArithmetic() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var events = workload(random);
        var decider = decider();

        for (int from = 0; from < events.size(); ) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(120));
            var batch = events.subList(from, to);
            if (random.nextInt(4) == 0) {
                failOnce(batch, decider);
            }
            story.tell(batch, decider, () -> {});
            from = to;
        }

        var expected = new Model();
        events.forEach(expected::happened);
        expected.points.forEach((member, points) -> assertThat(pointsOf(member))
                .as("points of %s with seed %d", member, seed)
                .isEqualTo(points));
        expected.segments.forEach((member, segments) -> assertThat(
                        activity.find(member, community).orElseThrow().segments())
                .as("segments of %s with seed %d", member, seed)
                .isEqualTo(segments));
        assertThat(segmentRows()).isEqualTo(expected.segmentRows());
        assertThat(cases()).as("cases with seed %d", seed).isEqualTo(expected.cases.size());
        assertThat(rewards.accounts(community).values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isZero();
    }

    private List<LoggedEvent> workload(Random random) {
        var happenings = new Happenings(community);
        var members = new ArrayList<MemberId>();
        for (int i = 0; i < MEMBERS; i++) {
            members.add(Happenings.somebody());
        }
        var types = List.of("post.created", "run.finished", "order.paid", "complaint.filed");
        var events = new ArrayList<LoggedEvent>();
        long second = 0;
        for (int i = 0; i < EVENTS; i++) {
            second += random.nextInt(2_000);
            long late = random.nextInt(10) == 0 ? random.nextInt(200_000) : 0;
            events.add(happenings.event(
                    members.get(random.nextInt(MEMBERS)),
                    types.get(random.nextInt(types.size())),
                    START.plusSeconds(second - late),
                    "object-" + random.nextInt(8),
                    Map.of("amount", random.nextInt(100)),
                    Effects.ALL));
        }
        return events;
    }

    private void failOnce(List<LoggedEvent> batch, Decider decider) {
        try {
            story.tell(batch, decider, () -> {
                throw new IllegalStateException("killed before the commit");
            });
        } catch (IllegalStateException killed) {
            assertThat(killed).hasMessage("killed before the commit");
        }
    }

    private Decider decider() {
        var rules = new PlainRules(
                        "model",
                        Set.of(
                                Aggregate.count("post.created", "today"),
                                Aggregate.days("run.finished", "7d"),
                                Aggregate.sum("order.paid", "amount", "ever")),
                        Set.of())
                .rule(
                        "rewards",
                        "three posts a day",
                        Frequency.EACH_TIME,
                        facts -> facts.event().type().equals("post.created")
                                && facts.activity().count("post.created", "today") <= 3,
                        new AwardPoints(5, "post"))
                .rule(
                        "rewards",
                        "a run a day",
                        Frequency.ONCE_A_DAY,
                        facts -> facts.event().type().equals("run.finished"),
                        new AwardPoints(7, "run"))
                .rule(
                        "rewards",
                        "each object bought",
                        Frequency.ONCE_PER_OBJECT,
                        facts -> facts.event().type().equals("order.paid"),
                        new AwardPoints(100, "order"))
                .rule(
                        "segments",
                        "big spender",
                        Frequency.EACH_TIME,
                        facts -> facts.activity().sum("order.paid", "amount", "ever") >= 1_000,
                        new BeInSegment("big-spender"))
                .rule(
                        "segments",
                        "runner",
                        Frequency.EACH_TIME,
                        facts -> facts.activity().days("run.finished", "7d") >= 3,
                        new BeInSegment("runner"))
                .rule(
                        "escalations",
                        "complaint",
                        Frequency.EACH_TIME,
                        facts -> facts.event().type().equals("complaint.filed"),
                        new OpenCase("complaint", "high", "complained"));
        return new Decider(new Brain(rules, Declared.NOTHING, Set::of), rules.open(), calendars, asOf, memberships);
    }

    private long pointsOf(MemberId member) {
        var key = new MembershipKey(community, member);
        var standing = rewards.standings(List.of(key)).get(key);
        return standing == null ? 0 : standing.points();
    }

    private List<String> segmentRows() {
        return jdbc.sql("select member || ' ' || segment from segment_member where community = ? order by 1")
                .param(community)
                .query(String.class)
                .list();
    }

    private long cases() {
        return jdbc.sql("select count(*) from escalation_case where community = ?")
                .param(community)
                .query(Long.class)
                .single();
    }

    /** The same rules, worked out from the whole list each time; knows nothing of the server. */
    private static final class Model {

        private final List<LoggedEvent> past = new ArrayList<>();
        private final Map<MemberId, Long> points = new HashMap<>();
        private final Map<MemberId, LocalDate> lastRun = new HashMap<>();
        private final Set<String> bought = new HashSet<>();
        private final Set<String> cases = new HashSet<>();
        private final Map<MemberId, Set<String>> segments = new HashMap<>();

        void happened(LoggedEvent event) {
            past.add(event);
            var member = event.member();
            var today = day(event.time());
            points.putIfAbsent(member, 0L);
            switch (event.type()) {
                case "post.created" -> give(member, postsOn(member, today) <= 3 ? 5 : 0);
                case "run.finished" -> {
                    var last = lastRun.get(member);
                    if (last == null || last.isBefore(today)) {
                        lastRun.put(member, today);
                        give(member, 7);
                    }
                }
                case "order.paid" -> give(member, bought.add(member + " " + event.object()) ? 100 : 0);
                default -> cases.add(member + " " + event.object());
            }
            segments.put(member, segmentsOf(member));
        }

        private void give(MemberId member, long more) {
            points.merge(member, more, Long::sum);
        }

        private long postsOn(MemberId member, LocalDate day) {
            return of(member, "post.created").stream()
                    .filter(event -> day(event.time()).equals(day))
                    .count();
        }

        private Set<String> segmentsOf(MemberId member) {
            var now = past.stream()
                    .filter(event -> event.member().equals(member))
                    .map(LoggedEvent::time)
                    .max(Instant::compareTo)
                    .orElseThrow();
            var in = new TreeSet<String>();
            long spent = of(member, "order.paid").stream()
                    .mapToLong(event -> ((Number) event.data().get("amount")).longValue())
                    .sum();
            if (spent >= 1_000) {
                in.add("big-spender");
            }
            var week = day(now).minusDays(6);
            long days = of(member, "run.finished").stream()
                    .map(event -> day(event.time()))
                    .filter(day -> !day.isBefore(week) && !day.isAfter(day(now)))
                    .distinct()
                    .count();
            if (days >= 3) {
                in.add("runner");
            }
            return in;
        }

        private List<LoggedEvent> of(MemberId member, String type) {
            return past.stream()
                    .filter(event ->
                            event.member().equals(member) && event.type().equals(type))
                    .toList();
        }

        private List<String> segmentRows() {
            return segments.entrySet().stream()
                    .flatMap(entry -> entry.getValue().stream()
                            .map(segment -> entry.getKey().value() + " " + segment))
                    .sorted()
                    .toList();
        }

        private static LocalDate day(Instant at) {
            return at.atZone(ZONE).toLocalDate();
        }
    }
}
