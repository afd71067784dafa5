package io.hearth.fault;

import static io.hearth.fault.Desk.APPROVER;
import static io.hearth.fault.Desk.LEAD;
import static io.hearth.fault.Desk.OWNER;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A collaboration as people carry it; nothing is done twice, and nothing that somebody said is lost. */
final class CollaborationWalk {

    private static final int FEE = 3_000;

    private final Walk walk;
    private final Lab lab;
    private final Desk desk;
    private final String title = "walk " + UUID.randomUUID();
    private final List<String> acts = new ArrayList<>();
    private long partner;
    private long id;

    CollaborationWalk(Walk walk) throws Exception {
        this.walk = walk;
        this.lab = walk.scene().lab();
        this.desk = new Desk(lab);
    }

    void toTheEnd() throws Exception {
        untilSigned();
        task("userTask_SubmitDraft", "draft", OWNER, Map.of("draftLink", "https://drafts.example/1"));
        task("userTask_ReviewDraft", "review", APPROVER, Map.of("verdict", "change", "reviewRemark", "shorter"));
        task("userTask_SubmitDraft", "draft", OWNER, Map.of("draftLink", "https://drafts.example/2"));
        task("userTask_ReviewDraft", "review", APPROVER, Map.of("verdict", "ok"));
        task(
                "userTask_Publish",
                "publication",
                OWNER,
                Map.of("link", "https://video.example/1", "publishedOn", today(), "disclosed", true));
        task("userTask_Verify", "verification", APPROVER, Map.of("verified", "yes"));
        walk.passes(
                "a week later figures are asked for",
                Walk.BY_ITSELF,
                () -> later(Duration.ofDays(8)),
                () -> desk.open(at("userTask_RecordFigures")) == 1);
        task("userTask_RecordFigures", "figures", OWNER, Map.of("views", 60_000, "likes", 900));
        task("userTask_ApprovePayment", "payment", APPROVER, Map.of("payOk", true));
        task("userTask_RecordPayment", "payment", LEAD, Map.of("paid", FEE, "reference", "P-77"));
        task("userTask_Retrospective", "retrospective", OWNER, Map.of("rating", 5, "lessons", "mornings"));
        holds("done", FEE, "fee", 3);
    }

    void untilItIsBrokenOff() throws Exception {
        untilSigned();
        walk.step(
                "an operator cancels the run",
                Walk.ASKED,
                node -> {
                    for (var run : lab.texts(
                            "select run::text from collaboration where cancelled_by is null and id = " + id)) {
                        desk.ask(
                                node,
                                LEAD,
                                "POST",
                                "/runs/" + run + "/cancel",
                                null,
                                Map.of("reason", "the race is off"));
                    }
                },
                () -> desk.open(at("userTask_Settle")) == 1);
        task("userTask_Settle", "settlement", LEAD, Map.of("settled", 800));
        holds("cancelled", 800, "settlement", 0);
    }

    private void untilSigned() throws Exception {
        var once = new Desk.Once();
        walk.step(
                "a partner is written down",
                Walk.ASKED,
                node -> desk.askOnce(node, "/partners", once, Map.of("community", Lab.COMMUNITY, "profile", profile())),
                () -> lab.number("select count(*) from partner where profile ->> 'name' = '" + title + "'") > 0);
        partner = only("select id from partner where profile ->> 'name' = '" + title + "'");
        var begun = new Desk.Once();
        walk.step(
                "a collaboration is begun",
                Walk.ASKED,
                node -> desk.askOnce(node, "/collaborations", begun, plan()),
                () -> lab.number("select count(*) from collaboration where title = '" + title + "'") > 0);
        id = only("select id from collaboration where title = '" + title + "'");
        task("userTask_Invite", "invitation", OWNER, Map.of("channel", "email"));
        task("userTask_RecordReply", "reply", OWNER, Map.of("reply", "counter", "asked", 4_000));
        task("userTask_AnswerCounter", "negotiation", OWNER, Map.of("answer", "counter", "offer", FEE));
        task("userTask_RecordReply", "reply", OWNER, Map.of("reply", "yes"));
        task(
                "userTask_WriteBrief",
                "brief",
                OWNER,
                Map.of("brief", "seven mornings in a row", "deliverables", "a video"));
        task("userTask_ApproveContract", "contract", APPROVER, Map.of("contractOk", true));
        task("userTask_Sign", "signature", OWNER, Map.of("signed", true, "contract", "K-1"));
    }

    private void task(String element, String stage, String who, Map<String, ?> values) throws Exception {
        acts.add(stage);
        int all = acts.size();
        walk.step(
                element,
                Walk.ASKED,
                node -> desk.complete(node, who, at(element), values),
                () -> lab.number("select count(*) from collaboration_act where collaboration = " + id) >= all);
    }

    private String at(String element) {
        return "t.about ->> 'collaboration' = '" + id + "' and t.about ->> 'element' = '" + element + "'";
    }

    private void later(Duration by) throws Exception {
        lab.ahead(by);
        desk.comeIn();
    }

    private long only(String sql) throws Exception {
        var found = lab.texts(sql.replace("select id", "select id::text"));
        if (found.size() != 1) {
            throw new AssertionError("Expected it once, but it was made " + found.size() + " times");
        }
        return Long.parseLong(found.get(0));
    }

    /** Each step once, in order, and nothing left over. */
    private void holds(String state, int paid, String kind, int figures) throws Exception {
        Scene.until("the collaboration is " + state, Scene.PATIENCE, () -> lab.texts(
                        "select state from collaboration where id = " + id)
                .equals(List.of(state)));
        same(acts, "select stage from collaboration_act where collaboration = %d order by at, visit");
        same(
                List.of(paid + " " + kind),
                "select amount || ' ' || kind from collaboration_payment where collaboration = %d");
        same(
                List.of("us 2500", "partner 4000", "us " + FEE),
                "select side || ' ' || amount from collaboration_offer where collaboration = %d order by round, at");
        same(count(figures), "select count(*)::text from collaboration_figures where collaboration = %d");
        // What was open when it was broken off was taken back.
        same(
                count(acts.size() + (state.equals("done") ? 0 : 1)),
                "select count(*)::text from task where about ->> 'collaboration' = '%d'");
        same(
                count(acts.size()),
                "select count(*)::text from task where state = 'done' and about ->> 'collaboration' = '%d'");
        same(
                count(1),
                "select count(*)::text from run r join collaboration c on c.run = r.id where c.id = %d and r.state = 'ended'");
        same(
                count(0),
                "select count(*)::text from run_step s join collaboration c using (run) where c.id = %d and s.until is null");
        same(count(0), """
                select ((select count(*) from wait w join collaboration c using (run) where c.id = %1$d)
                    + (select count(*) from wake w join collaboration c using (run) where c.id = %1$d)
                    + (select count(*) from run_incident i join collaboration c using (run) where c.id = %1$d))::text
                """);
        // Begun, its steps, its end, and who broke it off.
        same(
                count(acts.size() + (state.equals("done") ? 2 : 3)),
                "select count(*)::text from audit where subject = 'collaboration %d'");
    }

    private static List<String> count(int expected) {
        return List.of(Integer.toString(expected));
    }

    private void same(List<String> expected, String sql) throws Exception {
        var found = lab.texts(sql.formatted(id));
        if (!found.equals(expected)) {
            throw new AssertionError("Expected " + expected + " of '" + sql.strip() + "', but found " + found
                    + " after " + walk.report());
        }
    }

    private Map<String, Object> profile() {
        return Map.of(
                "name", title,
                "kind", "kol",
                "platforms",
                        List.of(Map.of("platform", "douyin", "handle", "@walk", "followers", 100_000, "engagement", 7)),
                "prices", List.of(Map.of("what", "video", "amount", FEE)),
                "flags", List.of(),
                "contact",
                        Map.of(
                                "how", "e-mail",
                                "address", "walk@partners.example",
                                "consentAt",
                                        Instant.parse("2026-01-05T00:00:00Z").toString(),
                                "consentBy", "a mail"));
    }

    private Map<String, Object> plan() {
        return Map.of(
                "partner",
                Long.toString(partner),
                "lead",
                LEAD,
                "plan",
                Map.of(
                        "title",
                        title,
                        "goal",
                        "more people in the morning",
                        "page",
                        "https://club.example/join",
                        "windowDays",
                        30,
                        "publishBy",
                        LocalDate.ofInstant(lab.now(), ZoneOffset.UTC)
                                .plusDays(20)
                                .toString(),
                        "offer",
                        2_500));
    }

    private String today() {
        return LocalDate.ofInstant(lab.now(), ZoneOffset.UTC).toString();
    }
}
