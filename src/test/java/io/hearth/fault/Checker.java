package io.hearth.fault;

import io.hearth.fault.Model.Entry;
import io.hearth.fault.Model.Logged;
import io.hearth.platform.Json;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The invariants I1 to I7, once the servers are quiet. Says what does not hold; nothing is as it should be. */
final class Checker {

    private static final int SHOWN = 5;

    private final Lab lab;
    private final History history;
    private final List<String> wrong = new ArrayList<>();

    private Checker(Lab lab, History history) {
        this.lab = lab;
        this.history = history;
    }

    /** @param patience until nothing is left to do; what still is, is wrong as well */
    static List<String> check(Lab lab, History history, Duration patience) throws Exception {
        var checker = new Checker(lab, history);
        checker.wrong.addAll(Quiet.await(lab, patience));
        var log = checker.events();
        var model = new Model();
        log.forEach(model::happened);
        checker.ledger(model);
        checker.state(model);
        checker.messages(model);
        checker.journeys(model);
        checker.boards();
        checker.releases();
        checker.service(model);
        return checker.wrong;
    }

    /** I1: what was acknowledged is there once, what is in doubt at most once, and nothing else is. */
    private List<Logged> events() throws SQLException {
        var log = lab.rows(
                "select partition || '-' || position, id, member_id, type, time, object, data from event"
                        + " where source = 'lab' order by partition, position",
                row -> new Logged(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getTimestamp(5).toInstant(),
                        row.getString(6),
                        (Map<String, ?>) Json.bulk().readValue(row.getString(7), Map.class)));
        var times = log.stream().collect(Collectors.groupingBy(Logged::id, Collectors.counting()));
        var sent = history.sent();
        var doubtful = history.inDoubt();
        var acknowledged = history.acknowledged();
        some("I1 acknowledged, but not in the log", acknowledged.stream().filter(id -> !times.containsKey(id)));
        some("I1 more than once in the log", times.entrySet().stream().filter(one -> one.getValue() > 1));
        some(
                "I1 in the log, but never sent or refused",
                times.keySet().stream().filter(id -> !acknowledged.contains(id) && !doubtful.contains(id)));
        some(
                "I1 altered",
                log.stream()
                        .filter(event -> sent.containsKey(event.id()))
                        .filter(event -> !sent.get(event.id()).type().equals(event.type())
                                || !sent.get(event.id()).time().equals(event.time()))
                        .map(Logged::id));
        same(
                "I1 gaps in the positions",
                "0",
                String.valueOf(
                        lab.number(
                                "select count(*) from (select partition, position - lag(position, 1, 0::bigint) over"
                                        + " (partition by partition order by position) as step from event) s where step <> 1")));
        return log;
    }

    /** I2: entry by entry, and all accounts together are nothing. */
    private void ledger(Model model) throws SQLException {
        var found = lab.rows(
                "select member, event, reason, points from ledger_entry where account = 'available'",
                row -> new Entry(row.getLong(1), row.getString(2), row.getString(3), row.getLong(4)));
        var missing = new HashSet<>(model.entries);
        found.forEach(missing::remove);
        var surplus = new HashSet<>(found);
        model.entries.forEach(surplus::remove);
        some("I2 not in the ledger", missing.stream());
        some("I2 only in the ledger", surplus.stream());
        same("I2 number of entries", String.valueOf(model.entries.size()), String.valueOf(found.size()));
        same(
                "I2 sum over all accounts",
                "0",
                String.valueOf(lab.number("select coalesce(sum(points), 0) from ledger_entry")));
        same(
                "I2 balances",
                model.points,
                pairs("select member, points from standing where points <> 0", Long::valueOf));
        same("I2 negative balances", "0", String.valueOf(lab.number("select count(*) from standing where points < 0")));
        same(
                "I2 receipts of one award",
                "[]",
                lab.texts("select event || ' ' || rule_word from receipt where rulebook = 'rewards'"
                                + " group by event, rule_word having count(*) > 1 limit 5")
                        .toString());
    }

    private interface Value<T> {
        T of(String text);
    }

    private <T> Map<Long, T> pairs(String sql, Value<T> value) throws SQLException {
        var found = new TreeMap<Long, T>();
        lab.rows(sql, row -> found.put(row.getLong(1), value.of(row.getString(2))));
        return found;
    }

    private void state(Model model) throws SQLException {
        same(
                "I2 levels",
                model.levels,
                pairs("select member, level from standing where level is not null", level -> level));
        var segments = new TreeSet<String>();
        model.segments.forEach((member, in) -> in.forEach(segment -> segments.add(member + " " + segment)));
        // Audiences of promotions were put together by hand.
        same(
                "I2 segments",
                segments,
                new TreeSet<>(lab.texts(
                        "select member || ' ' || segment from segment_member where segment not like 'walk-%'")));
        same(
                "I2 history of segments",
                segments,
                new TreeSet<>(lab.texts("select member || ' ' || segment from segment_history"
                        + " group by member, segment having sum(case when entered then 1 else -1 end) = 1")));
        same(
                "I2 cases",
                List.copyOf(model.cases),
                lab.texts("select member || ' ' || object from escalation_case order by 1").stream()
                        .sorted()
                        .toList());
    }

    private record Sent(String id, long member, String event, String status, String reason, String template) {}

    /** I3: each planned once, each in an end, and no receiver got one twice. */
    private void messages(Model model) throws SQLException {
        var all = lab.rows(
                "select replace(id::text, '-', ''), member_id, coalesce(cause, ''), status, coalesce(reason, ''), template"
                        + " from message",
                row -> new Sent(
                        row.getString(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)));
        var thanks = all.stream()
                .filter(message -> message.template().equals(Lab.THANKS))
                .toList();
        same(
                "I3 planned thanks",
                List.copyOf(model.thanks),
                thanks.stream()
                        .map(one -> one.member() + " " + one.event())
                        .sorted()
                        .toList());
        var hooks = accepted(lab.channels().webhooks(), key -> key.replace("msg_", ""));
        some(
                "I3 said to be sent, but no receiver has it",
                thanks.stream().filter(one -> one.status().equals("sent") && !hooks.containsKey(one.id())));
        some(
                "I3 a receiver has it, but it is not said to be sent",
                thanks.stream().filter(one -> !one.status().equals("sent") && hooks.containsKey(one.id())));
        some(
                "I3 over the cap of one a day",
                thanks.stream()
                        .filter(one -> hooks.containsKey(one.id()))
                        .collect(Collectors.groupingBy(Sent::member, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .filter(one -> one.getValue() > 1));
        var earned = thanks.stream().map(Sent::member).collect(Collectors.toSet());
        var reached = thanks.stream()
                .filter(one -> one.status().equals("sent"))
                .map(Sent::member)
                .collect(Collectors.toSet());
        some(
                "I3 thanked by nobody, though not over the cap",
                earned.stream()
                        .filter(member ->
                                !reached.contains(member) && !history.refusing().containsKey(member)));
        welcomes(
                model,
                all.stream().filter(one -> one.template().equals(Lab.WELCOME)).toList());
        some(
                "I3 in an end that nothing here leads to",
                all.stream()
                        .filter(one -> one.template().equals(Lab.THANKS)
                                || one.template().equals(Lab.WELCOME))
                        .filter(one -> !one.status().equals("sent")
                                && !one.reason().equals("cap-reached")
                                && !(one.reason().equals("consent-withdrawn")
                                        && history.refusing().containsKey(one.member()))
                                && !(one.status().equals("unknown")
                                        && one.template().equals(Lab.WELCOME))));
    }

    /** SMTP knows no keys: what is in doubt is shown, never sent again. */
    private void welcomes(Model model, List<Sent> welcomes) {
        same(
                "I3 welcomes",
                List.copyOf(model.runs.keySet()),
                welcomes.stream().map(Sent::member).sorted().toList());
        var mails = accepted(lab.channels().mails(), key -> key.replaceAll("[<>-]|@.*", ""));
        some("I3 the same mail twice", mails.entrySet().stream().filter(one -> one.getValue() > 1));
        some(
                "I3 said to be mailed, but was not",
                welcomes.stream().filter(one -> one.status().equals("sent") && !mails.containsKey(one.id())));
        some(
                "I3 mailed, but neither said so nor in doubt",
                welcomes.stream()
                        .filter(one -> mails.containsKey(one.id())
                                && !one.status().equals("sent")
                                && !one.status().equals("unknown")));
    }

    private static Map<String, Long> accepted(List<Channels.Accepted> all, Value<String> id) {
        return all.stream()
                .collect(Collectors.groupingBy(one -> id.of(one.key()), HashMap::new, Collectors.counting()));
    }

    /** I4: one run a member, one task for each that came so far, nothing stuck. */
    private void journeys(Model model) throws SQLException {
        same(
                "I4 runs",
                List.copyOf(model.runs.keySet()),
                lab.rows("select member from run where journey = 'onboarding' order by member", row -> row.getLong(1)));
        var accepted = model.runs.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
        same(
                "I4 tasks",
                accepted,
                lab.rows("select member from task where member is not null order by member", row -> row.getLong(1)));
        same(
                "I4 ended runs are those whose task is done",
                lab.rows(
                        "select member from task where member is not null and state = 'done' order by member",
                        row -> row.getLong(1)),
                lab.rows(
                        "select member from run where journey = 'onboarding' and state = 'ended' order by member",
                        row -> row.getLong(1)));
        same("I4 incidents", "0", String.valueOf(lab.number("select count(*) from run_incident")));
        same(
                "I4 timers without tries left",
                "0",
                String.valueOf(lab.number("select count(*) from act_ru_job where retries_ = 0")));
    }

    /** I5: what Redis answers is what the ledger says, at the latest when the board is due to be made anew. */
    private void boards() throws Exception {
        var truth =
                lab.texts("select 'm-' || member || ' ' || sum(points) from ledger_entry where account = 'available'"
                        + " group by member having sum(points) > 0 order by sum(points) desc, member limit 50");
        List<String> shown = List.of();
        for (int i = 0; i < 80; i++) {
            shown = board();
            if (new HashSet<>(shown).equals(new HashSet<>(truth))
                    || shown.size() == 50 && points(shown).equals(points(truth))) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        same("I5 leaderboard", truth, shown);
    }

    private static List<String> points(List<String> places) {
        return places.stream()
                .map(place -> place.substring(place.indexOf(' ') + 1))
                .toList();
    }

    private List<String> board() throws IOException, InterruptedException {
        var node = lab.nodes().stream().filter(Node::alive).findFirst().orElseThrow();
        var answer = node.get("/api/v1/leaderboard?community=" + Lab.COMMUNITY + "&period=all&limit=50");
        var places = new ArrayList<String>();
        Json.bulk()
                .readTree(answer.body())
                .path("items")
                .forEach(place -> places.add(place.path("member").asString("") + " "
                        + place.path("points").asLong(0)));
        return places;
    }

    /** I6: an event was decided by one release. */
    private void releases() throws SQLException {
        same(
                "I6 events decided by several releases",
                "[]",
                lab.texts("select event from receipt where event is not null group by event"
                                + " having count(distinct release_word) > 1 limit 5")
                        .toString());
    }

    /** I7: the servers are well, and only what can't be decided was put aside, with a reason. */
    private void service(Model model) throws Exception {
        for (var node : lab.nodes()) {
            if (!node.alive()) {
                wrong.add("I7 node " + node.name() + " has ended");
            } else if (node.health() != 200) {
                wrong.add("I7 node " + node.name() + " is not well");
            }
        }
        same("I7 requests answered with 500", 0, history.answered("500"));
        same(
                "I7 dead letters",
                List.copyOf(model.undecidable),
                lab.texts("select partition || '-' || position from dead_letter where reason <> ''").stream()
                        .sorted()
                        .toList());
    }

    private void same(String what, Object expected, Object found) {
        if (!expected.equals(found)) {
            wrong.add(what + ": expected " + cut(expected) + ", but found " + cut(found));
        }
    }

    private static String cut(Object value) {
        var text = String.valueOf(value);
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }

    private void some(String what, java.util.stream.Stream<?> those) {
        var all = those.toList();
        if (!all.isEmpty()) {
            wrong.add(what + ": " + all.size() + ", such as " + all.subList(0, Math.min(SHOWN, all.size())));
        }
    }
}
