package io.hearth.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.account.Role;
import io.hearth.member.Identity;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import io.hearth.member.activity.ActivityState;
import io.hearth.member.activity.ActivityStore;
import java.time.Duration;
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
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two numbers, one person: what comes out is what one member alone would have, and two again when they are parted. */
@HearthTest
class MergeTest {

    private static final String CLUB = "running-club";
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @Autowired
    private Api api;

    @Autowired
    private Members members;

    @Autowired
    private ActivityStore activity;

    @Autowired
    private JdbcClient jdbc;

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private Api.@Nullable Client operator;

    @Test
    void oldNumberLeadsToTheMemberWhoStays() {
        send("one", "member.joined", Map.of(), Instant.now());
        send("one", "post.created", Map.of("text", "hello"), Instant.now());
        send("other", "member.joined", Map.of(), Instant.now());
        send("other", "post.created", Map.of("text", "hello too"), Instant.now());
        var one = member("one");
        var other = member("other");
        settled();
        long points = points(one) + points(other);
        assertThat(points).isPositive();
        var operator = operator();

        assertThat(api.as(Role.MARKETER)
                        .post("/members/" + one + "/merge", Map.of("other", other.toString(), "reason", "same phone"))
                        .status())
                .isEqualTo(403);
        assertThat(operator.post("/members/" + one + "/merge", Map.of("other", other.toString()))
                        .status())
                .as("without a reason")
                .isEqualTo(400);
        var merged =
                operator.post("/members/" + one + "/merge", Map.of("other", other.toString(), "reason", "same phone"));
        assertThat(merged.status()).as(merged.toString()).isEqualTo(201);
        assertThat(operator.post("/members/" + one + "/merge", Map.of("other", other.toString(), "reason", "again"))
                        .status())
                .isEqualTo(409);

        var shown = operator.get("/members/" + other).json();
        assertThat(shown.path("id").asString()).isEqualTo(one.toString());
        assertThat(shown.path("aliases").toString()).contains(other.toString());
        assertThat(shown.path("identities")).hasSize(2);
        assertThat(operator.get("/events?member=" + other).json().path("items").toString())
                .contains("hello too")
                .contains("hello");
        assertThat(operator.get("/members?query=merge-" + run).json().path("items"))
                .hasSize(1);
        settled();
        assertThat(points(one)).isEqualTo(points);
        assertThat(points(other)).isZero();
        assertThat(jdbc.sql("select coalesce(sum(points), 0) from ledger_entry where member in (?, ?)")
                        .params(one.value(), other.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(points);

        send("other", "post.created", Map.of("text", "under the old number"), Instant.now());
        settled();
        assertThat(state(one).count("post.created")).isEqualTo(3);
        assertThat(activity.find(other, CLUB)).isEmpty();

        var parted = operator.post(
                "/members/" + one + "/unmerge", Map.of("alias", other.toString(), "reason", "a family phone"));
        assertThat(parted.status()).as(parted.toString()).isEqualTo(200);
        settled();
        assertThat(state(one).count("post.created")).isEqualTo(1);
        assertThat(state(other).count("post.created")).isEqualTo(2);
        assertThat(operator.get("/members/" + other).json().path("id").asString())
                .isEqualTo(other.toString());
        assertThat(points(one) + points(other)).isGreaterThanOrEqualTo(points);
        assertThat(points(other)).isPositive();
        assertThat(operator.get("/members/" + one + "/merges")
                        .json()
                        .path("items")
                        .get(0)
                        .path("undoneWhy")
                        .asString())
                .isEqualTo("a family phone");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(segments(other)).isNotEmpty());
    }

    @Test
    void ofTwoAnswersTheNoCounts() {
        send("one", "member.joined", Map.of(), Instant.now());
        send("other", "member.joined", Map.of(), Instant.now());
        var one = member("one");
        var other = member("other");
        settled();
        var operator = operator();
        operator.put(
                "/members/" + one + "/consents",
                List.of(
                        Map.of("purpose", "marketing", "channel", "email", "granted", true),
                        Map.of("purpose", "marketing", "channel", "sms", "granted", true)));
        operator.put(
                "/members/" + other + "/consents",
                List.of(
                        Map.of("purpose", "marketing", "channel", "*", "granted", false),
                        Map.of("purpose", "marketing", "channel", "sms", "granted", true)));

        merge(one, other);
        assertThat(consents(one))
                .isEqualTo(Map.of("* marketing", false, "email marketing", false, "sms marketing", true));

        part(one, other);
        assertThat(consents(one)).isEqualTo(Map.of("email marketing", true, "sms marketing", true));
        assertThat(consents(other)).isEqualTo(Map.of("* marketing", false, "sms marketing", true));
    }

    @Test
    void theLongerGraceOfALevelCounts() {
        send("one", "member.joined", Map.of(), Instant.now());
        send("other", "member.joined", Map.of(), Instant.now());
        settled();
        var one = member("one");
        var other = member("other");
        var soon = Instant.parse("2031-03-01T00:00:00Z");
        var later = Instant.parse("2031-04-01T00:00:00Z");
        level(one, "captain", soon);
        level(other, "captain", later);

        merge(one, other);
        assertThat(grace(one)).isEqualTo("captain pacer " + later);
        part(one, other);
        assertThat(grace(one)).isEqualTo("captain pacer " + soon);
        assertThat(grace(other)).isEqualTo("captain pacer " + later);

        level(one, "regular", null);
        merge(one, other);
        assertThat(grace(one)).isEqualTo("captain pacer " + later);
        part(one, other);
        assertThat(grace(one)).isEqualTo("regular null null");
    }

    private void level(MemberId member, String level, @Nullable Instant until) {
        jdbc.sql("update standing set level = ?, grace_level = ?, grace_until = ?::timestamptz where member = ?")
                .params(level, until == null ? null : "pacer", until == null ? null : until.toString(), member.value())
                .update();
    }

    private String grace(MemberId member) {
        return jdbc.sql("select level, grace_level, grace_until from standing where member = ? and community = ?")
                .params(member.value(), CLUB)
                .query((row, number) -> row.getString(1) + " " + row.getString(2) + " "
                        + (row.getTimestamp(3) == null
                                ? null
                                : row.getTimestamp(3).toInstant()))
                .single();
    }

    @Test
    void agreesWithOneMemberAloneWhateverIsMergedAndParted() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var names = List.of("a", "b", "c", "d");
        var numbers = new HashMap<String, MemberId>();
        var model = new Model();
        var time = Instant.now().minus(Duration.ofDays(60));
        for (var name : names) {
            send(name, "member.joined", Map.of(), time);
            model.happened(name, "member.joined", 0, time);
            numbers.put(name, member(name));
        }
        for (int step = 0; step < 14; step++) {
            for (int event = random.nextInt(12); event >= 0; event--) {
                time = time.plus(Duration.ofMinutes(random.nextInt(700)));
                var name = names.get(random.nextInt(names.size()));
                var type = List.of("post.created", "run.finished", "order.paid").get(random.nextInt(3));
                int amount = random.nextInt(50);
                send(name, type, Map.of("amount", amount, "km", amount), time);
                model.happened(name, type, amount, time);
            }
            if (random.nextBoolean()) {
                var pair = new ArrayList<>(model.standing());
                if (pair.size() > 1) {
                    java.util.Collections.shuffle(pair, random);
                    merge(numbers.get(pair.get(0)), numbers.get(pair.get(1)));
                    model.merge(pair.get(0), pair.get(1));
                }
            } else if (!model.merges.isEmpty()) {
                var last = model.merges.get(model.merges.size() - 1);
                part(numbers.get(last.get(0)), numbers.get(last.get(1)));
                model.part();
            }
            settled();
            model.check(numbers, seed + " after step " + step);
        }
    }

    /** Thirty lines: each event belongs to whomever its name stands for now. */
    private final class Model {

        final List<List<String>> merges = new ArrayList<>();
        private final List<Happened> all = new ArrayList<>();

        private record Happened(String name, String type, int amount, Instant at) {}

        void happened(String name, String type, int amount, Instant at) {
            all.add(new Happened(name, type, amount, at));
        }

        void merge(String member, String alias) {
            merges.add(List.of(member, alias));
        }

        void part() {
            merges.remove(merges.size() - 1);
        }

        Set<String> standing() {
            var names = new TreeSet<>(Set.of("a", "b", "c", "d"));
            merges.forEach(merge -> names.remove(merge.get(1)));
            return names;
        }

        String current(String name) {
            for (var merge : merges) {
                if (merge.get(1).equals(name)) {
                    return current(merge.get(0));
                }
            }
            return name;
        }

        void check(Map<String, MemberId> numbers, String when) {
            for (var name : standing()) {
                var mine = all.stream()
                        .filter(one -> current(one.name()).equals(name))
                        .toList();
                var state = state(numbers.get(name));
                for (var type : List.of("post.created", "run.finished", "order.paid")) {
                    var ofType =
                            mine.stream().filter(one -> one.type().equals(type)).toList();
                    assertThat(state.count(type))
                            .as("%s of %s, seed %s", type, name, when)
                            .isEqualTo(ofType.size());
                    var days = new HashSet<Integer>();
                    ofType.forEach(one ->
                            days.add((int) LocalDate.ofInstant(one.at(), ZONE).toEpochDay()));
                    if (!days.isEmpty()) {
                        int last = java.util.Collections.max(days);
                        int streak = 1;
                        while (days.contains(last - streak)) {
                            streak++;
                        }
                        assertThat(state.streak(type, last))
                                .as("streak of %s of %s, seed %s", type, name, when)
                                .isEqualTo(streak);
                        assertThat(state.last(type).orElseThrow())
                                .isEqualTo(millis(ofType.get(ofType.size() - 1).at()));
                        assertThat(state.first(type).orElseThrow())
                                .isEqualTo(millis(ofType.get(0).at()));
                    }
                }
                long orders = mine.stream()
                        .filter(one -> one.type().equals("order.paid"))
                        .mapToInt(Happened::amount)
                        .sum();
                assertThat(state.sum("order.paid", "amount").longValueExact())
                        .as("orders of %s, seed %s", name, when)
                        .isEqualTo(orders);
            }
            var gone = new TreeSet<>(numbers.keySet());
            gone.removeAll(standing());
            gone.forEach(name -> assertThat(activity.find(numbers.get(name), CLUB))
                    .as("of %s, seed %s", name, when)
                    .isEmpty());
        }
    }

    private static Instant millis(Instant at) {
        return Instant.ofEpochMilli(at.toEpochMilli());
    }

    private void merge(MemberId member, MemberId other) {
        var answer = operator()
                .post("/members/" + member + "/merge", Map.of("other", other.toString(), "reason", "the same person"));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    }

    private void part(MemberId member, MemberId alias) {
        var answer = operator()
                .post("/members/" + member + "/unmerge", Map.of("alias", alias.toString(), "reason", "not the same"));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    private Map<String, Boolean> consents(MemberId member) {
        var found = new TreeMap<String, Boolean>();
        operator()
                .get("/members/" + member + "/consents")
                .json()
                .path("current")
                .forEach(one -> found.put(
                        one.path("channel").asString() + " "
                                + one.path("purpose").asString(),
                        one.path("granted").asBoolean()));
        return found;
    }

    private ActivityState state(MemberId member) {
        return activity.find(member, CLUB).orElseThrow();
    }

    private List<String> segments(MemberId member) {
        return jdbc.sql("select segment from segment_member where member = ?")
                .param(member.value())
                .query(String.class)
                .list();
    }

    private long points(MemberId member) {
        return jdbc.sql("select coalesce(sum(points), 0) from standing where member = ?")
                .param(member.value())
                .query(Long.class)
                .single();
    }

    private MemberId member(String name) {
        var identity = new Identity("web", "merge-" + run + "-" + name);
        return members.resolve(Set.of(identity)).get(identity);
    }

    private void send(String name, String type, Map<String, Object> data, Instant at) {
        api.tell("web:merge-" + run + "-" + name, type, CLUB, at, data);
    }

    private Api.Client operator() {
        var known = operator;
        if (known == null) {
            known = api.as(Role.OPERATOR);
            operator = known;
        }
        return known;
    }

    /** Until all that was accepted is decided. */
    private void settled() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> jdbc.sql("""
                        select sum(h.next_position - 1 - l.position) from log_head h join log_lease l using (partition)
                        """).query(Long.class).single() == 0);
    }
}
