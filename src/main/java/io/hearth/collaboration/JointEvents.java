package io.hearth.collaboration;

import io.hearth.account.Audit;
import io.hearth.account.People;
import io.hearth.platform.Problem;
import io.hearth.referral.InvitationCode;
import io.hearth.task.Form;
import io.hearth.task.NewTask;
import io.hearth.task.TaskOrigin;
import io.hearth.task.Tasks;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Plans events with partners, and puts what each side has promised into the inbox: the owner sees to it and says whether
 * it was kept, and the lead does where the owner doesn't.
 */
@Component
class JointEvents implements TaskOrigin {

    private static final String ORIGIN = "joint-event";
    private static final Duration REMIND_BEFORE = Duration.ofDays(1);
    private static final Duration ESCALATE_AFTER = Duration.ofDays(2);
    private static final long LONGEST_NOTE = 500;

    private final JointEventTable events;
    private final PartnerTable partners;
    private final JointAttributing attributing;
    private final ObjectProvider<Tasks> tasks;
    private final People people;
    private final Audit audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    JointEvents(
            JointEventTable events,
            PartnerTable partners,
            JointAttributing attributing,
            ObjectProvider<Tasks> tasks,
            People people,
            Audit audit,
            Clock clock) {
        this.events = events;
        this.partners = partners;
        this.attributing = attributing;
        this.tasks = tasks;
        this.people = people;
        this.audit = audit;
        this.clock = clock;
    }

    /** In the caller's transaction. */
    long plan(String community, JointPlan plan, String owner, String lead) {
        plan.check(clock.instant());
        for (var name : List.of(owner, lead)) {
            if (people.find(name).isEmpty()) {
                throw Problem.caller(
                                "collaboration.person",
                                "Expected somebody who works here, but '%s' does not.".formatted(name))
                        .field(name.equals(lead) ? "lead" : "owner");
            }
        }
        var id = events.insert(community, plan, owner, lead, InvitationCode.fresh(random));
        for (var one : plan.partners()) {
            var partner = partners.find(Long.parseLong(one.partner()))
                    .filter(found -> found.community().equals(community))
                    .orElseThrow(() -> Problem.caller(
                                    "joint-event.partner",
                                    "Expected a partner of community '%s', but '%s' is none."
                                            .formatted(community, one.partner()))
                            .field("partners"));
            events.add(id, partner.id(), one.share(), InvitationCode.fresh(random));
        }
        plan.duties().forEach(duty -> events.add(id, duty));
        var event = events.find(id).orElseThrow();
        events.duties(id).forEach(duty -> open(event, duty));
        attributing.lookAnewAfterCommit();
        audit.record(
                "joint-event.planned",
                subject(id),
                null,
                Map.of("partners", plan.partners().size(), "owner", owner, "lead", lead));
        return id;
    }

    private void open(JointEvent event, JointEventTable.Duty duty) {
        var about = new LinkedHashMap<String, String>();
        about.put("jointEvent", Long.toString(event.id()));
        about.put("subject", event.title());
        if (duty.partner() != null) {
            about.put("partner", duty.partner());
        }
        tasks.getObject()
                .open(new NewTask(
                        ORIGIN,
                        duty.id(),
                        duty.partnerName() == null ? duty.what() : duty.partnerName() + ": " + duty.what(),
                        event.community(),
                        null,
                        Set.of("marketing"),
                        event.owner(),
                        form(),
                        duty.due(),
                        about,
                        new NewTask.Urging(
                                duty.due().minus(REMIND_BEFORE), duty.due().plus(ESCALATE_AFTER), event.lead())));
    }

    private static Form form() {
        return new Form(List.of(
                new Form.Field(
                        "kept",
                        Form.Type.BOOLEAN,
                        new Form.Label("按约定完成", "Done as promised"),
                        true,
                        null,
                        null,
                        List.of()),
                new Form.Field(
                        "note", Form.Type.TEXT, new Form.Label("说明", "Remark"), false, null, LONGEST_NOTE, List.of())));
    }

    /** Takes back what is still to be done. In the caller's transaction. */
    void cancel(JointEvent event, String by, String reason) {
        if (!events.cancel(event.id(), by, reason)) {
            throw Problem.caller(
                    HttpStatus.CONFLICT,
                    "joint-event.over",
                    "Expected joint event %d to be still to come, but it is %s."
                            .formatted(event.id(), event.state(clock.instant())));
        }
        events.duties(event.id()).stream().filter(duty -> duty.doneAt() == null).forEach(duty -> tasks.getObject()
                .cancel(ORIGIN, duty.id()));
        audit.record("joint-event.cancelled", subject(event.id()), null, Map.of("by", by));
    }

    @Override
    public String name() {
        return ORIGIN;
    }

    @Override
    public void completed(String originId, Map<String, Object> answers, String by) {
        var kept = Boolean.TRUE.equals(answers.get("kept"));
        if (events.done(Long.parseLong(originId), kept, answers.get("note") instanceof String note ? note : null, by)) {
            audit.record("joint-event.duty", "duty " + originId, null, Map.of("kept", kept, "by", by));
        }
    }

    private static String subject(long id) {
        return "joint event " + id;
    }
}
