package io.hearth.automation;

import io.hearth.community.MembershipChange;
import io.hearth.decision.Receipt;
import io.hearth.escalation.NewCase;
import io.hearth.event.LoggedEvent;
import io.hearth.event.NewEvent;
import io.hearth.member.MembershipKey;
import io.hearth.member.ProfileChange;
import io.hearth.message.MessageRequest;
import io.hearth.reward.Award;
import io.hearth.reward.budget.Allowances;
import io.hearth.reward.plan.PlanChange;
import io.hearth.segment.SegmentChange;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What one batch of events brought about, to be written together. */
final class Gathered {

    /** When it is decided; receipts and deadlines go by it, whenever the events happened. */
    final Instant decidedAt;

    final List<ProfileChange> profiles = new ArrayList<>();
    final List<MembershipChange> memberships = new ArrayList<>();
    final List<Award> awards = new ArrayList<>();
    final List<PlanChange> plans = new ArrayList<>();
    /** When to look at whose level again. */
    final Map<MembershipKey, Instant> looks = new HashMap<>();
    /** Whose level points of a period made, with the community's zone. */
    final Map<MembershipKey, ZoneId> reached = new HashMap<>();

    final List<SegmentChange> segments = new ArrayList<>();
    final List<Receipt> receipts = new ArrayList<>();
    final List<MessageRequest> messages = new ArrayList<>();
    final List<Start> starts = new ArrayList<>();
    final List<WakeUp> wakeUps = new ArrayList<>();
    final List<Effect> effects = new ArrayList<>();
    final List<NewEvent> caused = new ArrayList<>();
    /** Cases to open, with the receipt that is due only if one is really opened. */
    final List<CaseWanted> cases = new ArrayList<>();
    /** Receipts of those who leave a segment: the table knows by which rule they were in. */
    final Map<UUID, Receipt> leaving = new HashMap<>();

    /** What the rules with a budget give. */
    final Spending spending;

    /** What budgets still allow in this batch. */
    final Allowances allowances;

    /** Where nothing limits what may be given. */
    Gathered(Instant decidedAt) {
        this(decidedAt, Spending.unlimited(), Allowances.unlimited());
    }

    Gathered(Instant decidedAt, Spending spending, Allowances allowances) {
        this.decidedAt = decidedAt;
        this.spending = spending;
        this.allowances = allowances;
    }

    /** A journey to start. */
    record Start(String journey, MembershipKey key, String cause, Instant at) {}

    /** A rule asked to look again. */
    record WakeUp(MembershipKey key, Instant dueAt, String rule, String cause) {}

    /** A rule that fires once for each object has fired. */
    record Effect(MembershipKey key, long rule, String object, Instant at) {}

    /** A case to open; {@code because} is the event. */
    record CaseWanted(NewCase what, Receipt receipt, LoggedEvent because) {}
}
