package io.hearth.collaboration;

import io.hearth.account.Audit;
import io.hearth.account.People;
import io.hearth.community.Communities;
import io.hearth.community.Community;
import io.hearth.journey.Journeys;
import io.hearth.platform.Problem;
import io.hearth.referral.InvitationCode;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Begins collaborations, where there is somebody to agree to each of their steps. */
@Component
class Beginning {

    private static final String USUAL = "collaboration";
    private static final String OWNER = "owner";

    private final CollaborationTable collaborations;
    private final Records records;
    private final Attributing attributing;
    private final Journeys journeys;
    private final People people;
    private final Communities communities;
    private final Audit audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Beginning(
            CollaborationTable collaborations,
            Records records,
            Attributing attributing,
            Journeys journeys,
            People people,
            Communities communities,
            Audit audit,
            Clock clock) {
        this.collaborations = collaborations;
        this.records = records;
        this.attributing = attributing;
        this.journeys = journeys;
        this.people = people;
        this.communities = communities;
        this.audit = audit;
        this.clock = clock;
    }

    /** In the caller's transaction. */
    long begin(Partner partner, String owner, String lead, @Nullable String journey, Plan plan) {
        return begin(partner, owner, lead, journey, plan, InvitationCode.fresh(random));
    }

    long begin(Partner partner, String owner, String lead, @Nullable String journey, Plan plan, String code) {
        plan.check(LocalDate.ofInstant(
                clock.instant(),
                communities.find(partner.community()).map(Community::zone).orElse(ZoneOffset.UTC)));
        if (!partner.profile().mayBeContacted()) {
            throw Problem.caller(
                            HttpStatus.CONFLICT,
                            "collaboration.consent",
                            "Expected a partner who agreed to be contacted, but partner %d has not."
                                    .formatted(partner.id()))
                    .field("partner");
        }
        var workflow = journey == null ? USUAL : journey;
        requirePeople(owner, lead, workflow);
        var id = collaborations.insert(
                new CollaborationTable.Setting(partner.community(), partner.id(), owner, lead, workflow, code), plan);
        records.offer(id, "begun", "us", plan.offer(), owner);
        attributing.lookAnewAfterCommit();
        var made = collaborations.find(id).orElseThrow();
        journeys.startByNumber(
                        workflow,
                        partner.community(),
                        made.runNumber(),
                        Map.of(OWNER, owner, "lead", lead, "round", 0L))
                .ifPresent(run -> collaborations.runs(id, run));
        audit.record(
                "collaboration.begun",
                "collaboration " + id,
                null,
                Map.of("partner", partner.id(), OWNER, owner, "lead", lead, "offer", plan.offer()));
        return id;
    }

    /** Refuses to begin where too few people could agree, so that nobody waits for an answer that can't come. */
    private void requirePeople(String owner, String lead, String workflow) {
        for (var name : List.of(owner, lead)) {
            if (people.find(name).isEmpty()) {
                throw Problem.caller(
                                "collaboration.person",
                                "Expected somebody who works here, but '%s' does not.".formatted(name))
                        .field(name.equals(lead) ? "lead" : OWNER);
            }
        }
        if (owner.equals(lead)) {
            throw Problem.caller(
                            "collaboration.person",
                            "Expected a lead besides the owner, but both are '%s'.".formatted(owner))
                    .field("lead");
        }
        for (var groups : journeys.groupsBesides(workflow, OWNER)) {
            var others = new HashSet<String>();
            groups.forEach(group -> others.addAll(people.inGroup(group)));
            others.remove(owner);
            if (others.isEmpty()) {
                throw Problem.caller(
                        HttpStatus.CONFLICT,
                        "collaboration.nobody",
                        "Expected somebody in group %s besides the owner, who may agree, but there is nobody."
                                .formatted(String.join(", ", groups)));
            }
        }
    }
}
