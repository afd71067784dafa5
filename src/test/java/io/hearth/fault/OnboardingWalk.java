package io.hearth.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A member's first thirty days; each message is planned once, and each task is there once. */
final class OnboardingWalk {

    private static final int MEMBER = 7;
    private static final List<String> TOLD = List.of(
            "intake.before-commit",
            "intake.committed",
            "pipeline.before-change",
            "pipeline.before-commit",
            "pipeline.committed",
            "scheduling.before-commit",
            "scheduling.committed",
            "journey.before-commit",
            "journey.committed");

    private final Walk walk;
    private final Lab lab;
    private final Desk desk;

    private OnboardingWalk(Walk walk) throws Exception {
        this.walk = walk;
        this.lab = walk.scene().lab();
        this.desk = new Desk(lab);
    }

    static void go(Walk walk) throws Exception {
        new OnboardingWalk(walk).go();
    }

    private void go() throws Exception {
        var joined =
                happened("j", "member.joined", "{\"name\":\"U7\",\"email\":\"u7@lab.invalid\",\"language\":\"en\"}");
        walk.step("a member joins", TOLD, joined, () -> stands("serviceTask_AwaitCharter") && planned("welcome") == 1);
        walk.passes(
                "the charter is forgotten",
                Walk.BY_ITSELF,
                () -> later(Duration.ofDays(3)),
                () -> planned("charter") == 1);
        var accepted = happened("c", "charter.accepted", "{\"version\":1}");
        walk.step("the charter is accepted", TOLD, accepted, () -> stands("serviceTask_AwaitFirstPost"));
        walk.passes(
                "nobody has heard of the member",
                Walk.BY_ITSELF,
                () -> later(Duration.ofDays(4)),
                () -> planned("nudge") == 1 && stands("userTask_GreetNewcomer"));
        walk.step(
                "a volunteer greets",
                Walk.ASKED,
                node -> desk.complete(
                        node,
                        Desk.APPROVER,
                        "t.about ->> 'element' = 'userTask_GreetNewcomer'",
                        Map.of("greeting", "hello there")),
                () -> planned("greeting") == 1);
        walk.passes("a week is over", Walk.BY_ITSELF, () -> later(Duration.ofDays(4)), () -> planned("day-7") == 1);
        walk.passes(
                "a month is over",
                Walk.BY_ITSELF,
                () -> later(Duration.ofDays(24)),
                () -> lab.number("select count(*) from run where journey = 'onboarding' and state = 'ended'") == 1);
        holds();
    }

    private Walk.Act happened(String id, String type, String data) {
        var event = new Happening("walk-" + id, MEMBER, type, lab.now(), null, data);
        return node -> walk.scene().clientOf(node).sendOnce(List.of(event), node);
    }

    private boolean stands(String element) throws Exception {
        return lab.number(
                        "select count(*) from run_step s join run r on r.id = s.run where r.journey = 'onboarding' and"
                                + " s.until is null and s.element = '" + element + "'")
                == 1;
    }

    private long planned(String template) throws Exception {
        return lab.number("select count(*) from message where template = 'onboarding/" + template + "'");
    }

    private void later(Duration by) throws Exception {
        lab.ahead(by);
        desk.comeIn();
    }

    private void holds() throws Exception {
        var wrong = new ArrayList<String>();
        for (var template : List.of("welcome", "charter", "nudge", "greeting", "day-7", "day-30")) {
            if (planned(template) != 1) {
                wrong.add(template + " planned " + planned(template) + " times");
            }
        }
        none(wrong, "a second run", "select count(*) - 1 from run where journey = 'onboarding'");
        none(wrong, "a second task", "select count(*) - 1 from task where about ->> 'journey' = 'onboarding'");
        none(
                wrong,
                "an open task",
                "select count(*) from task where state = 'open' and about ->> 'journey' = 'onboarding'");
        none(wrong, "a step that goes on", "select count(*) from run_step where until is null");
        none(wrong, "a wait or a wake", "select (select count(*) from wait) + (select count(*) from wake)");
        none(wrong, "a timer", "select count(*) from act_ru_job");
        none(wrong, "an incident", "select count(*) from run_incident");
        var mails = walk.scene().lab().channels().mails();
        long different = mails.stream().map(Channels.Accepted::key).distinct().count();
        if (different != mails.size()) {
            wrong.add("a mail twice");
        }
        if (!wrong.isEmpty()) {
            throw new AssertionError(wrong + " after " + walk.report());
        }
    }

    private void none(List<String> wrong, String what, String sql) throws Exception {
        if (lab.number(sql) != 0) {
            wrong.add(what);
        }
    }
}
