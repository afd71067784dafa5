package io.hearth.collaboration;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.journey.Journeys;
import io.hearth.journey.RunTasks;
import io.hearth.message.PublicLinks;
import io.hearth.platform.Page;
import io.hearth.platform.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Collaborations as marketers begin and watch them; their steps are done in the inbox. */
@RestController
@RequestMapping("/api/v1/collaborations")
class CollaborationController {

    private static final int LONGEST_REASON = 500;
    private static final int CENTS = 2;

    private final CollaborationTable collaborations;
    private final PartnerTable partners;
    private final Records records;
    private final Results results;
    private final Beginning beginning;
    private final Journeys journeys;
    private final RunTasks runs;
    private final PublicLinks links;
    private final Audit audit;
    private final TransactionTemplate transaction;

    CollaborationController(
            CollaborationTable collaborations,
            PartnerTable partners,
            Records records,
            Results results,
            Beginning beginning,
            Journeys journeys,
            RunTasks runs,
            PublicLinks links,
            Audit audit,
            TransactionTemplate transaction) {
        this.collaborations = collaborations;
        this.partners = partners;
        this.records = records;
        this.results = results;
        this.beginning = beginning;
        this.journeys = journeys;
        this.runs = runs;
        this.links = links;
        this.audit = audit;
        this.transaction = transaction;
    }

    record CollaborationView(
            String id,
            String community,
            String partner,
            String partnerName,
            String title,
            String stage,
            String state,
            String owner,
            @Nullable Long fee,
            LocalDate publishBy,
            Instant changedAt) {}

    /** What it costs until now, and what for; absent where there is nothing to divide by. */
    record Cost(
            long paid,
            @Nullable BigDecimal perJoin,
            @Nullable BigDecimal perOrder,
            @Nullable BigDecimal perThousandViews) {}

    record CollaborationDetail(
            String id,
            String community,
            String partner,
            String partnerName,
            String title,
            String goal,
            String owner,
            String lead,
            String page,
            String code,
            String trackedLink,
            int windowDays,
            LocalDate publishBy,
            @Nullable UUID run,
            String stage,
            String state,
            @Nullable Long fee,
            @Nullable String link,
            @Nullable Boolean disclosed,
            @Nullable LocalDate publishedOn,
            @Nullable String verifiedBy,
            @Nullable Integer rating,
            @Nullable String cancelledBy,
            @Nullable String reason,
            List<Records.Offer> offers,
            List<Records.Act> acts,
            List<Records.Figures> figures,
            Records.@Nullable Payment payment,
            List<RunTasks.Waiting> waiting,
            Results.Result results,
            Cost cost,
            Instant createdAt,
            Instant changedAt,
            @Nullable Instant endedAt) {}

    /**
     * A collaboration to begin.
     *
     * @param owner who carries it; whoever asks, if left out
     * @param lead who gets what the owner leaves undone; not the owner
     * @param journey the workflow that carries it, {@code collaboration} if left out
     */
    record NewCollaboration(
            @NotNull String partner,
            @Nullable String owner,
            @NotNull String lead,
            @Nullable String journey,
            @NotNull Plan plan) {}

    record Why(@NotNull String reason) {}

    @GetMapping
    @PreAuthorize(PartnerController.MAY_SEE)
    Page<CollaborationView> list(
            @RequestParam @Nullable String community,
            @RequestParam @Nullable String partner,
            @RequestParam @Nullable String state,
            @RequestParam @Nullable String stage,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String after) {
        int most = Page.limit(limit);
        var narrowed = new CollaborationTable.Narrowed(
                community, partner == null ? null : id("partner", partner), state(state), stage);
        var found = collaborations.list(narrowed, after == null ? null : id("collaboration", after), most + 1);
        var names = partners.names(
                found.stream().map(Collaboration::partner).distinct().toList());
        return Page.of(found.stream().map(one -> view(one, names)).toList(), most, CollaborationView::id);
    }

    /** How many are at each stage. */
    @GetMapping("/stages")
    @PreAuthorize(PartnerController.MAY_SEE)
    List<CollaborationTable.AtStage> stages(@RequestParam @Nullable String community) {
        return collaborations.stages(community);
    }

    @GetMapping("/{id}")
    @PreAuthorize(PartnerController.MAY_SEE)
    CollaborationDetail one(@PathVariable String id) {
        return detail(find(id));
    }

    @PostMapping
    @PreAuthorize(PartnerController.MAY_CHANGE)
    @ResponseStatus(HttpStatus.CREATED)
    CollaborationDetail begin(@Valid @RequestBody NewCollaboration asked) {
        var partner = partners.find(id("partner", asked.partner()))
                .orElseThrow(() -> Problem.notFound("partner", asked.partner()));
        var owner = asked.owner() == null ? Caller.current().name() : asked.owner();
        return transaction.execute(status -> {
            var id = beginning.begin(partner, owner, asked.lead(), asked.journey(), asked.plan());
            return detail(collaborations.find(id).orElseThrow());
        });
    }

    /** Breaks it off wherever it stands: what is open is taken back, and what is owed is settled. */
    @PostMapping("/{id}/cancel")
    @PreAuthorize(PartnerController.MAY_CHANGE)
    CollaborationDetail cancel(@PathVariable String id, @Valid @RequestBody Why why) {
        if (why.reason().isBlank() || why.reason().length() > LONGEST_REASON) {
            throw Problem.caller(
                            "request.invalid", "Expected a reason of up to %d characters.".formatted(LONGEST_REASON))
                    .field("reason");
        }
        var known = find(id);
        return transaction.execute(status -> {
            if (known.run() != null) {
                journeys.lock(known.run());
            }
            var locked = collaborations.lock(known.id()).orElseThrow();
            if (!locked.isUnderWay() || locked.cancelledBy() != null) {
                throw Problem.caller(
                        HttpStatus.CONFLICT,
                        "collaboration.over",
                        "Expected collaboration %s to be under way, but it is %s."
                                .formatted(
                                        id,
                                        locked.isUnderWay()
                                                ? "being settled"
                                                : locked.state().label()));
            }
            collaborations.cancelled(locked.id(), Caller.current().name(), why.reason());
            audit.record("collaboration.cancelled", "collaboration " + id, null, Map.of("stage", locked.stage()));
            if (locked.run() == null || !journeys.breakOff(locked.run(), "cancelled")) {
                collaborations.close(locked.id(), Collaboration.State.CANCELLED);
            }
            return detail(collaborations.find(locked.id()).orElseThrow());
        });
    }

    private Collaboration find(String id) {
        return collaborations.find(id("collaboration", id)).orElseThrow(() -> Problem.notFound("collaboration", id));
    }

    private static long id(String what, String text) {
        if (!text.matches("[1-9]\\d{0,17}")) {
            throw Problem.notFound(what, text);
        }
        return Long.parseLong(text);
    }

    private static @Nullable String state(@Nullable String text) {
        if (text == null) {
            return null;
        }
        for (var state : Collaboration.State.values()) {
            if (state.label().equals(text)) {
                return text;
            }
        }
        throw Problem.caller("request.invalid", "Expected a state such as under-way, but got '%s'.".formatted(text))
                .field("state");
    }

    private static CollaborationView view(Collaboration one, Map<Long, String> names) {
        return new CollaborationView(
                Long.toString(one.id()),
                one.community(),
                Long.toString(one.partner()),
                names.getOrDefault(one.partner(), ""),
                one.title(),
                one.stage(),
                one.state().label(),
                one.owner(),
                one.fee(),
                one.publishBy(),
                one.changedAt());
    }

    private CollaborationDetail detail(Collaboration one) {
        var counted = results.of(one.id());
        var figures = records.figures(one.id());
        var payment = records.payment(one.id());
        return new CollaborationDetail(
                Long.toString(one.id()),
                one.community(),
                Long.toString(one.partner()),
                partners.names(List.of(one.partner())).getOrDefault(one.partner(), ""),
                one.title(),
                one.goal(),
                one.owner(),
                one.lead(),
                one.page(),
                one.code(),
                links.tracked(one.code()),
                one.windowDays(),
                one.publishBy(),
                one.run(),
                one.stage(),
                one.state().label(),
                one.fee(),
                one.link(),
                one.disclosed(),
                one.publishedOn(),
                one.verifiedBy(),
                one.rating(),
                one.cancelledBy(),
                one.reason(),
                records.offers(one.id()),
                records.acts(one.id()),
                figures,
                payment.orElse(null),
                one.run() == null || !one.isUnderWay() ? List.of() : runs.of(one.run()),
                counted,
                cost(payment.map(Records.Payment::amount).orElse(0L), counted, figures),
                one.createdAt(),
                one.changedAt(),
                one.endedAt());
    }

    private static Cost cost(long paid, Results.Result counted, List<Records.Figures> figures) {
        long views = figures.stream()
                .filter(one -> one.kind().equals("reported") && one.figures().get("views") instanceof Number)
                .mapToLong(one -> ((Number) one.figures().get("views")).longValue())
                .max()
                .orElse(0);
        return new Cost(
                paid,
                share(paid, BigDecimal.valueOf(counted.joins())),
                share(paid, BigDecimal.valueOf(counted.orders())),
                share(paid, BigDecimal.valueOf(views, 3)));
    }

    private static @Nullable BigDecimal share(long paid, BigDecimal among) {
        return paid == 0 || among.signum() == 0
                ? null
                : BigDecimal.valueOf(paid).divide(among, CENTS, RoundingMode.HALF_UP);
    }
}
