package io.hearth.message;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.community.Communities;
import io.hearth.member.MemberId;
import io.hearth.message.template.Templates;
import io.hearth.platform.Page;
import io.hearth.platform.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Messages: what was said to whom, what was not and why, and what people decide where that is in doubt. */
@RestController
@RequestMapping("/api/v1/messages")
class MessageController {

    private static final Duration FARTHEST = Duration.ofDays(31);

    private final MessageTable messages;
    private final HandDelivery hands;
    private final Dispatcher dispatcher;
    private final RatePlan plans;
    private final Templates templates;
    private final Communities communities;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MessageController(
            MessageTable messages,
            HandDelivery hands,
            Dispatcher dispatcher,
            RatePlan plans,
            Templates templates,
            Communities communities,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.messages = messages;
        this.hands = hands;
        this.dispatcher = dispatcher;
        this.plans = plans;
        this.templates = templates;
        this.communities = communities;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    @GetMapping
    Page<MessageTable.View> list(
            @RequestParam @Nullable String member,
            @RequestParam @Nullable String status,
            @RequestParam @Nullable String channel,
            @RequestParam @Nullable String template,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String after) {
        var most = Page.limit(limit);
        if (status != null && Status.of(status).isEmpty()) {
            throw Problem.caller("request.invalid", "Expected a status such as 'sent', but got '" + status + "'.")
                    .field("status");
        }
        var filter = new MessageTable.Filter(
                member == null ? null : member(member),
                status,
                channel,
                template,
                after == null ? null : id(after, "after"));
        return Page.of(messages.list(filter, most + 1), most, view -> view.id().toString());
    }

    @GetMapping("/{id}")
    MessageTable.Detail detail(@PathVariable String id) {
        var detail = messages.detail(id(id, "id")).orElseThrow(() -> Problem.notFound("message", id));
        return detail.message().status().equals(Status.WAITING.label())
                ? hands.hindrance(detail.message().id())
                        .map(reason -> detail.with(MessageTable.Hindrance.of(reason)))
                        .orElse(detail)
                : detail;
    }

    /** How many messages wait for what. */
    @GetMapping("/queue")
    Map<String, Long> queue() {
        return messages.countByStatus();
    }

    /**
     * A broadcast that is thought of.
     *
     * @param purpose another than the template's
     * @param at when it would begin, up to 31 days ahead; now, if left out
     */
    record Broadcast(
            @Nullable String community,
            String segment,
            String template,
            @Nullable String purpose,
            @Nullable Instant at) {}

    /** How many of an audience a broadcast would reach when, and why not the others. A million members take seconds. */
    @PostMapping("/plan")
    @PreAuthorize("hasAnyRole('MARKETER', 'APPROVER', 'OPERATOR', 'ADMINISTRATOR')")
    RatePlan.BroadcastPlan plan(@RequestBody Broadcast asked) {
        if (asked.segment() == null
                || asked.segment().isBlank()
                || asked.segment().length() > 100) {
            throw Problem.caller("request.invalid", "Expected a segment.").field("segment");
        }
        var template = templates
                .live()
                .templates()
                .find(String.valueOf(asked.template()))
                .orElseThrow(() -> Problem.notFound("template", String.valueOf(asked.template())));
        var community = asked.community() == null ? communities.usual() : asked.community();
        if (communities.find(community).isEmpty()) {
            throw Problem.notFound("community", community);
        }
        var now = clock.instant();
        var at = asked.at() == null ? now : asked.at();
        if (at.isBefore(now.minus(Duration.ofMinutes(5))) || at.isAfter(now.plus(FARTHEST))) {
            throw Problem.caller("request.invalid", "Expected a time within the next 31 days, but got " + at + ".")
                    .field("at");
        }
        var purpose = asked.purpose() == null ? template.description().purpose() : asked.purpose();
        return plans.of(community, asked.segment(), template, purpose, at);
    }

    /** What a person found out about a message in doubt: that it was sent, or that it is to be sent again. */
    record Resolution(boolean sent) {}

    @PostMapping("/{id}/resolve")
    @PreAuthorize("hasAnyRole('OPERATOR', 'MARKETER', 'ADMINISTRATOR')")
    MessageTable.Detail resolve(@PathVariable String id, @RequestBody Resolution resolution) {
        settle(id(id, "id"), Status.UNKNOWN, resolution.sent() ? Status.SENT : Status.PLANNED, "message.resolve");
        return detail(id);
    }

    @PostMapping("/{id}/retry")
    @PreAuthorize("hasAnyRole('OPERATOR', 'MARKETER', 'ADMINISTRATOR')")
    MessageTable.Detail retry(@PathVariable String id) {
        settle(id(id, "id"), Status.FAILED, Status.PLANNED, "message.retry");
        return detail(id);
    }

    private void settle(UUID id, Status from, Status to, String act) {
        transaction.executeWithoutResult(status -> {
            if (!messages.settle(id, from, to, null, Caller.current().name(), null, clock.instant())) {
                throw Problem.caller(
                        HttpStatus.CONFLICT,
                        "message.not-" + from.label(),
                        "Expected message '" + id + "' to be " + from.label() + ", but it is not.");
            }
            audit.record(act, id.toString(), Map.of("status", from.label()), Map.of("status", to.label()));
        });
        dispatcher.wake();
    }

    private static MemberId member(String text) {
        try {
            return MemberId.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw Problem.caller("request.invalid", wrong.getMessage() + ".").field("member");
        }
    }

    private static UUID id(String text, String field) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException wrong) {
            throw Problem.caller("request.invalid", "Expected a message's id, but got '" + text + "'.")
                    .field(field);
        }
    }
}
