package io.hearth.fault;

import static io.hearth.fault.Desk.APPROVER;
import static io.hearth.fault.Desk.LEAD;
import static io.hearth.fault.Desk.OWNER;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A promotion from its plan to its settlement; everybody in the audience is told once in each stage, or never. */
final class PromotionWalk {

    private static final String OFFER = "promotion/offer";
    private static final List<String> SENDING = List.of(
            "promotions.before-change",
            "promotions.before-commit",
            "promotions.committed",
            "journey.before-commit",
            "journey.committed");
    private static final int MEMBERS = 60;
    private static final int REACTING = 4;
    private static final Duration HOUR = Duration.ofHours(1);

    private final Walk walk;
    private final Lab lab;
    private final Desk desk;
    private final boolean everyStage;
    private final Instant starts;
    private final String title = "walk " + UUID.randomUUID();
    private final String segment = "walk-" + title.hashCode();
    private final long first;
    private String id = "";

    private PromotionWalk(Walk walk, boolean everyStage, Duration until) throws Exception {
        this.walk = walk;
        this.lab = walk.scene().lab();
        this.desk = new Desk(lab);
        this.everyStage = everyStage;
        this.starts = lab.now().plus(until).truncatedTo(ChronoUnit.SECONDS);
        this.first = 1_000_000_000L + (title.hashCode() & 0x7FFFFF) * 100L;
    }

    /** With warm-up and reminder, hours apart. */
    static PromotionWalk withEveryStage(Walk walk) throws Exception {
        return new PromotionWalk(walk, true, HOUR.multipliedBy(2));
    }

    /** The offer only, whose timers go off at once. */
    static PromotionWalk soon(Walk walk) throws Exception {
        return new PromotionWalk(walk, false, HOUR);
    }

    void go() throws Exception {
        audience();
        var once = new Desk.Once();
        walk.step(
                "a promotion is planned",
                Walk.ASKED,
                node -> desk.askOnce(node, "/promotions", once, Map.of("community", Lab.COMMUNITY, "plan", plan())),
                () -> !lab.texts("select id::text from promotion where title = '" + title + "'")
                        .isEmpty());
        id = lab.texts("select string_agg(id::text, ' ') from promotion where title = '" + title + "'")
                .get(0);
        walk.step(
                "its audience is chosen and people are asked",
                join(Walk.ASKED, SENDING),
                node -> desk.ask(node, OWNER, "POST", "/promotions/" + id + "/submit", null, Map.of()),
                () -> lab.number("select count(*) from promotion_approval where promotion = " + id) == 2);
        approve("approvers", APPROVER, "approval");
        approve("leads", LEAD, "approved");
        if (everyStage) {
            stage("warm-up", HOUR.plusMinutes(1));
            stage("offer", HOUR);
            walk.step(
                    "some react",
                    List.of("intake.before-commit", "intake.committed", "pipeline.before-commit", "pipeline.committed"),
                    this::react,
                    () -> lab.number("select count(*) from event where id like 'react-" + id + "-%'") == REACTING);
            stage("reminder", HOUR.multipliedBy(24));
        } else {
            stage("offer", HOUR);
        }
        walk.passes("it is settled", SENDING, () -> later(HOUR.multipliedBy(24)), () -> lab.texts(
                        "select state from promotion where id = " + id)
                .equals(List.of("settled")));
        holds();
    }

    private static List<String> join(List<String> some, List<String> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    private void audience() throws Exception {
        lab.run("""
                insert into member (id, created_at) select m, now() from generate_series(%1$d, %2$d) m;
                insert into identity (platform, external_id, member_id, since)
                select 'lab', 'u' || m, m, now() from generate_series(%1$d, %2$d) m;
                insert into membership (community, member_id, status, changed_at)
                select '%3$s', m, 'ACTIVE', now() from generate_series(%1$d, %2$d) m;
                insert into segment_member (member, community, segment, entered_at)
                select m, '%3$s', '%4$s', now() from generate_series(%1$d, %2$d) m;
                """.formatted(first, first + MEMBERS - 1, Lab.COMMUNITY, segment));
    }

    private void approve(String group, String who, String state) throws Exception {
        walk.step(
                group + " say yes",
                Walk.ASKED,
                node -> desk.complete(
                        node,
                        who,
                        "t.about ->> 'promotion' = '" + id + "' and '" + group + "' = any (t.groups)",
                        Map.of("approved", true)),
                () -> lab.number(
                                "select count(*) from promotion_approval a join promotion p on p.id = a.promotion where a.said"
                                        + " and a.people = '" + group + "' and p.state = '" + state + "' and p.id = "
                                        + id)
                        == 1);
    }

    /** Time passes until its waves are due; each wave is a minute behind the one before. */
    private void stage(String stage, Duration until) throws Exception {
        var told = "select count(*) from promotion_wave where done_at is not null and stage = '" + stage
                + "' and promotion = " + id;
        for (int waves = 1; waves <= waves(); waves++) {
            int wanted = waves;
            walk.passes(
                    stage + ", wave " + waves,
                    SENDING,
                    () -> later(wanted == 1 ? until : Duration.ofSeconds(61)),
                    () -> lab.number(told) >= wanted);
        }
        Scene.until(
                "the run waits for the next stage",
                Scene.PATIENCE,
                () -> lab.number(
                                "select count(*) from run_step s join promotion p on p.run = s.run where s.until is null"
                                        + " and s.element like 'intermediateCatchEvent%' and p.id = " + id)
                        == 1);
    }

    private int waves() throws Exception {
        return Math.max(1, (int) lab.number("select coalesce(waves, 0) from promotion where id = " + id));
    }

    private void react(Node node) throws Exception {
        var told = lab.rows(
                "select member from promotion_audience where wave > 0 and promotion = " + id + " order by member limit "
                        + REACTING,
                row -> row.getLong(1));
        var events = new ArrayList<Happening>();
        for (var member : told) {
            events.add(new Happening(
                    "react-" + id + "-" + member,
                    Math.toIntExact(member),
                    "order.paid",
                    lab.now(),
                    null,
                    "{\"amount\":10}"));
        }
        walk.scene().clientOf(node).sendOnce(events, node);
    }

    private void later(Duration by) throws Exception {
        if (everyStage) {
            lab.ahead(by);
            desk.comeIn();
        } else {
            lab.run(
                    "update act_ru_job j set duedate_ = now() at time zone 'UTC' from run r join promotion p on p.run = r.id"
                            + " where j.process_instance_id_ = r.instance and p.id = " + id);
        }
    }

    private Map<String, Object> plan() {
        var plan = new LinkedHashMap<String, Object>();
        plan.put("title", title);
        plan.put("offer", "10 off");
        plan.put("segments", List.of(segment));
        plan.put("holdOut", 20);
        plan.put("message", OFFER);
        plan.put("startsAt", starts.toString());
        plan.put("waveSize", everyStage ? 30 : MEMBERS);
        plan.put("waveMinutes", 1);
        plan.put("reaction", "order.paid");
        plan.put("amountField", "amount");
        plan.put("budget", 100);
        plan.put("costPerReaction", 2);
        if (everyStage) {
            plan.put("warmUp", OFFER);
            plan.put("warmUpAt", starts.minus(HOUR).toString());
            plan.put("reminder", OFFER);
            plan.put("remindAt", starts.plus(HOUR.multipliedBy(24)).toString());
        }
        plan.put("endsAt", starts.plus(HOUR.multipliedBy(everyStage ? 48 : 2)).toString());
        return plan;
    }

    private void holds() throws Exception {
        same("1", "select count(*) from promotion where title = '" + title + "'");
        same(
                Integer.toString(MEMBERS),
                "select count(distinct member) from promotion_audience where promotion = " + id);
        same(
                "0",
                "select count(*) from message m join promotion_audience a on a.member = m.member_id where a.wave = 0 and"
                        + " a.promotion = " + id + " and m.key like 'promotion/" + id + "/%'");
        for (var stage : everyStage ? List.of("warm-up", "offer", "reminder") : List.of("offer")) {
            var wanted = "select count(*) from promotion_audience where wave > 0"
                    + (stage.equals("reminder") ? " and reacted_at is null" : "") + " and promotion = " + id;
            var expected = Long.toString(lab.number(wanted));
            same(expected, "select count(*) from message where key = 'promotion/" + id + "/" + stage + "'");
            same(
                    expected,
                    "select count(distinct member_id) from message where key = 'promotion/" + id + "/" + stage + "'");
            same(
                    expected,
                    "select sum(planned) from promotion_wave where promotion = " + id + " and stage = '" + stage + "'");
        }
        if (everyStage) {
            same(
                    Integer.toString(REACTING),
                    "select count(*) from promotion_audience where reacted_at is not null and promotion = " + id);
            same(Integer.toString(REACTING), "select report ->> 'toldReacted' from promotion where id = " + id);
        }
        same(
                "2 2",
                "select count(*) || ' ' || count(*) filter (where state = 'done') from task where about ->> 'promotion' = '"
                        + id + "'");
        same("ended", "select string_agg(r.state, ' ') from run r join promotion p on p.run = r.id where p.id = " + id);
        same("0", "select count(*) from run_incident i join promotion p on p.run = i.run where p.id = " + id);
        same(
                "0",
                "select count(*) from run_step s join promotion p on p.run = s.run where s.until is null and p.id = "
                        + id);
    }

    private void same(String expected, String sql) throws Exception {
        var found = lab.texts(sql).get(0);
        if (!expected.equals(found)) {
            throw new AssertionError(
                    "Expected " + expected + " of '" + sql + "', but found " + found + " after " + walk.report());
        }
    }
}
