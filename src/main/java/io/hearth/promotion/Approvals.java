package io.hearth.promotion;

import io.hearth.account.People;
import io.hearth.journey.Journeys;
import io.hearth.platform.Problem;
import io.hearth.task.Form;
import io.hearth.task.NewTask;
import io.hearth.task.TaskOrigin;
import io.hearth.task.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Asks people whether a promotion may go ahead: never its author, never the same person twice, and about exactly one plan. */
@Component
class Approvals implements TaskOrigin {

    private static final String ORIGIN = "promotion";
    private static final String YES = "approved";

    /** Before silence becomes a no, which the workflow says after how long. */
    private static final Duration REMIND = Duration.ofDays(1);

    private static final Duration DUE = Duration.ofDays(2);
    private static final String REMARK = "remark";

    private final ApprovalRules rules;
    private final ApprovalTable table;
    private final PromotionTable promotions;
    private final People people;
    private final ObjectProvider<Tasks> tasks;
    private final ObjectProvider<Journeys> journeys;
    private final Clock clock;

    Approvals(
            ApprovalRules rules,
            ApprovalTable table,
            PromotionTable promotions,
            People people,
            ObjectProvider<Tasks> tasks,
            ObjectProvider<Journeys> journeys,
            Clock clock) {
        this.rules = rules;
        this.table = table;
        this.promotions = promotions;
        this.people = people;
        this.tasks = tasks;
        this.journeys = journeys;
        this.clock = clock;
    }

    /** Refuses to ask where too few people could agree, so that nobody waits three days for an answer that can't come. */
    void requirePeople(Promotion promotion) {
        var all = new HashSet<String>();
        var wanted = rules.of(promotion);
        for (var one : wanted) {
            var others = new HashSet<>(people.inGroup(one.people()));
            others.remove(promotion.author());
            if (others.isEmpty()) {
                throw refused(
                        "promotion.nobody",
                        "somebody in group '%s' besides the author, who may approve it".formatted(one.people()),
                        "there is nobody; people are put into groups on the page about people");
            }
            all.addAll(others);
        }
        if (all.size() < wanted.size()) {
            throw refused(
                    "promotion.nobody",
                    wanted.size() + " people besides the author, who may approve it",
                    "there is only " + String.join(", ", all));
        }
    }

    void ask(Promotion promotion, int runNumber) {
        for (var wanted : rules.of(promotion)) {
            table.open(promotion, runNumber, wanted);
            var about = new LinkedHashMap<String, String>();
            about.put("promotion", Long.toString(promotion.id()));
            about.put("subject", promotion.plan().title());
            about.put("author", promotion.author());
            about.put("members", String.valueOf(promotion.members()));
            about.put("budget", promotion.plan().budget().toPlainString());
            about.put("reasons", String.join(", ", wanted.reasons()));
            tasks.getObject()
                    .open(new NewTask(
                            ORIGIN,
                            id(promotion, runNumber, wanted.people()),
                            "批准促销 Approve promotion",
                            promotion.community(),
                            null,
                            java.util.Set.of(wanted.people()),
                            null,
                            form(),
                            clock.instant().plus(DUE),
                            about,
                            new NewTask.Urging(clock.instant().plus(REMIND), null, null)));
        }
    }

    /** What all of them said: yes, no, or nothing that decides it yet. */
    String answer(Promotion promotion, int runNumber) {
        var asked = table.of(promotion.id()).stream()
                .filter(approval -> approval.runNumber() == runNumber)
                .toList();
        if (asked.stream().anyMatch(approval -> Boolean.FALSE.equals(approval.said()))) {
            return "no";
        }
        return !asked.isEmpty()
                        && asked.stream()
                                .allMatch(approval -> Boolean.TRUE.equals(approval.said())
                                        && approval.hash().equals(promotion.hash()))
                ? "yes"
                : "";
    }

    void withdraw(Promotion promotion, int runNumber) {
        table.of(promotion.id()).stream()
                .filter(approval -> approval.runNumber() == runNumber && approval.said() == null)
                .forEach(approval -> tasks.getObject().cancel(ORIGIN, id(promotion, runNumber, approval.people())));
    }

    @Override
    public String name() {
        return ORIGIN;
    }

    @Override
    public void lock(String originId) {
        var run = promotions.find(Asked.of(originId).promotion()).map(Promotion::run);
        run.ifPresent(journeys.getObject()::lock);
    }

    @Override
    public void completed(String originId, Map<String, Object> answers, String by) {
        var asked = Asked.of(originId);
        var promotion = promotions
                .lock(asked.promotion())
                .filter(found -> found.state() == Promotion.State.APPROVAL
                        && Integer.valueOf(asked.runNumber()).equals(found.runNumber()))
                .orElseThrow(() -> refused("promotion.changed", "the promotion waits for it", "it does not any more"));
        if (by.equals(promotion.author())) {
            throw refused("promotion.own", "somebody else than its author to approve the promotion", by + " wrote it");
        }
        var earlier = table.of(asked.promotion()).stream()
                .anyMatch(approval -> approval.runNumber() == asked.runNumber() && by.equals(approval.by()));
        if (earlier) {
            throw refused("promotion.twice", "another person to approve as well", by + " has approved already");
        }
        var yes = Boolean.TRUE.equals(answers.get(YES));
        table.say(
                asked.promotion(),
                asked.runNumber(),
                asked.people(),
                yes,
                by,
                answers.get(REMARK) instanceof String remark ? remark : null,
                clock.instant());
        var run = promotion.run();
        var element = promotion.element();
        if (run != null
                && element != null
                && !answer(promotion, asked.runNumber()).isEmpty()) {
            journeys.getObject().done(run, element);
        }
    }

    private static Problem refused(String code, String expected, String found) {
        return Problem.caller(HttpStatus.CONFLICT, code, "Expected %s, but %s.".formatted(expected, found));
    }

    private static String id(Promotion promotion, int runNumber, String people) {
        return promotion.id() + "/" + runNumber + "/" + people;
    }

    private record Asked(long promotion, int runNumber, String people) {

        static Asked of(String originId) {
            var parts = originId.split("/", 3);
            return new Asked(Long.parseLong(parts[0]), Integer.parseInt(parts[1]), parts[2]);
        }
    }

    private static Form form() {
        return new Form(List.of(
                new Form.Field(YES, Form.Type.BOOLEAN, new Form.Label("同意", "Approved"), true, null, null, List.of()),
                new Form.Field(REMARK, Form.Type.TEXT, new Form.Label("说明", "Remark"), false, null, 500L, List.of())));
    }
}
