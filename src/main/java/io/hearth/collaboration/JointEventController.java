package io.hearth.collaboration;

import io.hearth.account.Caller;
import io.hearth.community.Communities;
import io.hearth.message.PublicLinks;
import io.hearth.platform.Page;
import io.hearth.platform.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Events that we hold together with partners. */
@RestController
@RequestMapping("/api/v1/joint-events")
class JointEventController {

    private static final int LONGEST_REASON = 500;

    private final JointEvents planning;
    private final JointEventTable events;
    private final JointResults results;
    private final Communities communities;
    private final PublicLinks links;
    private final TransactionTemplate transaction;
    private final Clock clock;

    JointEventController(
            JointEvents planning,
            JointEventTable events,
            JointResults results,
            Communities communities,
            PublicLinks links,
            TransactionTemplate transaction,
            Clock clock) {
        this.planning = planning;
        this.events = events;
        this.results = results;
        this.communities = communities;
        this.links = links;
        this.transaction = transaction;
        this.clock = clock;
    }

    record JointEventView(
            String id, String community, String title, String state, String owner, Instant startsAt, Instant endsAt) {}

    /** @param code of the partner, whose link leads to the event's page with it */
    record JointPart(String partner, String name, int share, String code, String trackedLink) {}

    record JointEventDetail(
            String id,
            String community,
            String title,
            String about,
            String page,
            String state,
            String owner,
            String lead,
            String code,
            String trackedLink,
            int windowDays,
            Instant startsAt,
            Instant endsAt,
            @Nullable String cancelledBy,
            @Nullable String reason,
            List<JointPart> partners,
            List<JointEventTable.Duty> duties,
            List<JointResults.Part> results,
            Instant createdAt,
            Instant changedAt) {}

    /**
     * An event to plan.
     *
     * @param owner who sees to what was promised; whoever asks, if left out
     * @param lead who gets what the owner leaves undone
     */
    record NewJointEvent(
            @NotNull String community,
            @Nullable String owner,
            @NotNull String lead,
            @NotNull JointPlan plan) {}

    record Why(@NotNull String reason) {}

    @GetMapping
    @PreAuthorize(PartnerController.MAY_SEE)
    Page<JointEventView> list(
            @RequestParam @Nullable String community,
            @RequestParam @Nullable String partner,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String after) {
        int most = Page.limit(limit);
        var found = events.list(
                community,
                partner == null ? null : id("partner", partner),
                after == null ? null : id("joint event", after),
                most + 1);
        var now = clock.instant();
        return Page.of(found.stream().map(event -> view(event, now)).toList(), most, JointEventView::id);
    }

    @GetMapping("/{id}")
    @PreAuthorize(PartnerController.MAY_SEE)
    JointEventDetail one(@PathVariable String id) {
        return detail(find(id));
    }

    /** Plans it: each partner gets a code, and what was promised goes into the inbox. */
    @PostMapping
    @PreAuthorize(PartnerController.MAY_CHANGE)
    @ResponseStatus(HttpStatus.CREATED)
    JointEventDetail plan(@Valid @RequestBody NewJointEvent asked) {
        if (communities.find(asked.community()).isEmpty()) {
            throw Problem.notFound("community", asked.community());
        }
        var owner = asked.owner() == null ? Caller.current().name() : asked.owner();
        return Objects.requireNonNull(transaction.execute(status -> {
            var id = planning.plan(asked.community(), asked.plan(), owner, asked.lead());
            return detail(events.find(id).orElseThrow());
        }));
    }

    /** Calls it off: what is still to be done is taken back. */
    @PostMapping("/{id}/cancel")
    @PreAuthorize(PartnerController.MAY_CHANGE)
    JointEventDetail cancel(@PathVariable String id, @Valid @RequestBody Why why) {
        if (why.reason().isBlank() || why.reason().length() > LONGEST_REASON) {
            throw Problem.caller(
                            "request.invalid", "Expected a reason of up to %d characters.".formatted(LONGEST_REASON))
                    .field("reason");
        }
        var event = find(id);
        return Objects.requireNonNull(transaction.execute(status -> {
            planning.cancel(event, Caller.current().name(), why.reason());
            return detail(events.find(event.id()).orElseThrow());
        }));
    }

    private JointEvent find(String id) {
        return events.find(id("joint event", id)).orElseThrow(() -> Problem.notFound("joint event", id));
    }

    private static long id(String what, String text) {
        if (!text.matches("[1-9]\\d{0,17}")) {
            throw Problem.notFound(what, text);
        }
        return Long.parseLong(text);
    }

    private static JointEventView view(JointEvent event, Instant now) {
        return new JointEventView(
                Long.toString(event.id()),
                event.community(),
                event.title(),
                event.state(now),
                event.owner(),
                event.startsAt(),
                event.endsAt());
    }

    private JointEventDetail detail(JointEvent event) {
        return new JointEventDetail(
                Long.toString(event.id()),
                event.community(),
                event.title(),
                event.about(),
                event.page(),
                event.state(clock.instant()),
                event.owner(),
                event.lead(),
                event.code(),
                links.tracked(event.code()),
                event.windowDays(),
                event.startsAt(),
                event.endsAt(),
                event.cancelledBy(),
                event.reason(),
                events.parts(event.id()).stream()
                        .map(part -> new JointPart(
                                part.partner(), part.name(), part.share(), part.code(), links.tracked(part.code())))
                        .toList(),
                events.duties(event.id()),
                results.of(event.id()),
                event.createdAt(),
                event.changedAt());
    }
}
