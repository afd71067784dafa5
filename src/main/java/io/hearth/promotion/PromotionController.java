package io.hearth.promotion;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.community.Communities;
import io.hearth.journey.Journeys;
import io.hearth.platform.Page;
import io.hearth.platform.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Promotions as marketers plan them and everybody watches them. */
@RestController
@RequestMapping("/api/v1/promotions")
class PromotionController {

    private static final String MAY_PLAN = "hasAnyRole('MARKETER')";
    private static final String MAY_STOP = "hasAnyRole('MARKETER', 'OPERATOR', 'APPROVER')";
    private static final int LONGEST_REASON = 500;

    private final PromotionTable promotions;
    private final ApprovalTable approvals;
    private final Planning planning;
    private final Audience audience;
    private final Waves waves;
    private final PromotionReports reports;
    private final Journeys journeys;
    private final Communities communities;
    private final Audit audit;
    private final TransactionTemplate transaction;

    PromotionController(
            PromotionTable promotions,
            ApprovalTable approvals,
            Planning planning,
            Audience audience,
            Waves waves,
            PromotionReports reports,
            Journeys journeys,
            Communities communities,
            Audit audit,
            TransactionTemplate transaction) {
        this.promotions = promotions;
        this.approvals = approvals;
        this.planning = planning;
        this.audience = audience;
        this.waves = waves;
        this.reports = reports;
        this.journeys = journeys;
        this.communities = communities;
        this.audit = audit;
        this.transaction = transaction;
    }

    record PromotionView(
            String id,
            String community,
            String title,
            String state,
            boolean paused,
            String author,
            Instant startsAt,
            Instant endsAt,
            @Nullable Long members,
            Instant changedAt) {}

    /** @param hash of the plan, which people agree to */
    record PromotionDetail(
            String id,
            String community,
            Plan plan,
            String hash,
            String author,
            String state,
            @Nullable String pausedBy,
            @Nullable Instant pausedAt,
            @Nullable UUID run,
            @Nullable String stage,
            @Nullable String failure,
            @Nullable Long members,
            @Nullable Long heldOut,
            @Nullable Integer waveCount,
            List<ApprovalTable.Approval> approvals,
            List<Waves.Wave> waves,
            Instant createdAt,
            Instant changedAt) {}

    record NewPromotion(@NotNull String community, @NotNull Plan plan) {}

    /** @param hash of the plan that this one replaces */
    record ChangedPlan(@NotNull String hash, @NotNull Plan plan) {}

    record AudienceQuestion(
            @NotNull String community,
            @NotNull List<String> segments,
            @Nullable List<String> without) {}

    record AudienceCount(long members) {}

    record Why(@NotNull String reason) {}

    @GetMapping
    Page<PromotionView> list(
            @RequestParam @Nullable String community,
            @RequestParam @Nullable String state,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String after) {
        int most = Page.limit(limit);
        return Page.of(
                promotions.list(community, state(state), after == null ? null : id(after), most + 1).stream()
                        .map(PromotionController::view)
                        .toList(),
                most,
                PromotionView::id);
    }

    @GetMapping("/{id}")
    PromotionDetail one(@PathVariable String id) {
        return detail(find(id));
    }

    @PostMapping
    @PreAuthorize(MAY_PLAN)
    @ResponseStatus(HttpStatus.CREATED)
    PromotionDetail create(@Valid @RequestBody NewPromotion asked) {
        if (communities.find(asked.community()).isEmpty()) {
            throw Problem.notFound("community", asked.community());
        }
        planning.check(asked.plan());
        return transaction.execute(status -> {
            var id = planning.create(
                    asked.community(), asked.plan(), Caller.current().name());
            return detail(promotions.find(id).orElseThrow());
        });
    }

    /** Replaces the plan; who agreed to the old one has not agreed to this, so it is a draft again. */
    @PutMapping("/{id}")
    @PreAuthorize(MAY_PLAN)
    PromotionDetail plan(@PathVariable String id, @Valid @RequestBody ChangedPlan asked) {
        planning.check(asked.plan());
        return act(id, promotion -> {
            if (!promotion.state().canBePlanned()) {
                throw conflict(promotion, "promotion.under-way", "to be planned");
            }
            if (!promotion.hash().equals(asked.hash())) {
                throw Problem.caller(
                        HttpStatus.CONFLICT,
                        "promotion.changed",
                        "Expected to change the plan of promotion %d that you read, but it was changed since."
                                .formatted(promotion.id()));
            }
            stop(promotion, "plan changed");
            promotions.plan(promotion.id(), asked.plan(), Caller.current().name());
            audit.record("promotion.planned", id, promotion.plan(), asked.plan());
        });
    }

    /** Chooses the audience and asks people whether it may go ahead. */
    @PostMapping("/{id}/submit")
    @PreAuthorize(MAY_PLAN)
    PromotionDetail submit(@PathVariable String id) {
        return act(id, promotion -> {
            if (promotion.state() != Promotion.State.DRAFT) {
                throw conflict(promotion, "promotion.submitted", "to be a draft");
            }
            planning.submit(promotion);
        });
    }

    /** Nothing more is planned until it is resumed; messages that are planned already may still leave. */
    @PostMapping("/{id}/pause")
    @PreAuthorize(MAY_STOP)
    PromotionDetail pause(@PathVariable String id, @Valid @RequestBody Why why) {
        return act(id, promotion -> {
            if (promotion.state().isOver() || promotion.isPaused()) {
                throw conflict(promotion, "promotion.not-running", "to go on");
            }
            promotions.paused(promotion.id(), Caller.current().name());
            audit.record("promotion.paused", id, null, Map.of("reason", reason(why)));
        });
    }

    @PostMapping("/{id}/resume")
    @PreAuthorize(MAY_STOP)
    PromotionDetail resume(@PathVariable String id, @Valid @RequestBody Why why) {
        return act(id, promotion -> {
            if (!promotion.isPaused()) {
                throw conflict(promotion, "promotion.not-paused", "to be paused");
            }
            promotions.paused(promotion.id(), null);
            audit.record("promotion.resumed", id, null, Map.of("reason", reason(why)));
        });
    }

    @PostMapping("/{id}/cancel")
    @PreAuthorize(MAY_STOP)
    PromotionDetail cancel(@PathVariable String id, @Valid @RequestBody Why why) {
        return act(id, promotion -> {
            if (promotion.state().isOver()) {
                throw conflict(promotion, "promotion.over", "to be under way");
            }
            if (promotion.run() != null) {
                journeys.cancel(promotion.run(), "cancelled");
            }
            promotions.work(promotion.id(), null, null, null);
            promotions.state(promotion.id(), Promotion.State.CANCELLED);
            audit.record("promotion.cancelled", id, null, Map.of("reason", reason(why)));
        });
    }

    /** As it was settled, or as it stands: who reacted is looked up every few minutes until then. */
    @GetMapping("/{id}/report")
    PromotionReport report(@PathVariable String id) {
        var promotion = find(id);
        return promotions.report(promotion.id()).orElseGet(() -> reports.of(promotion, false));
    }

    /** How many an audience would be now. */
    @PostMapping("/audience")
    @PreAuthorize("hasAnyRole('MARKETER', 'APPROVER', 'OPERATOR')")
    AudienceCount count(@Valid @RequestBody AudienceQuestion asked) {
        return new AudienceCount(audience.count(
                asked.community(), asked.segments(), asked.without() == null ? List.of() : asked.without()));
    }

    private PromotionDetail act(String id, Consumer<Promotion> step) {
        var known = find(id);
        return transaction.execute(status -> {
            if (known.run() != null) {
                journeys.lock(known.run());
            }
            step.accept(promotions.lock(known.id()).orElseThrow());
            return detail(promotions.find(known.id()).orElseThrow());
        });
    }

    private void stop(Promotion promotion, String why) {
        if (promotion.run() != null) {
            journeys.cancel(promotion.run(), why);
        }
        audience.forget(promotion.id());
        waves.forget(promotion.id());
    }

    private static String reason(Why why) {
        if (why.reason().isBlank() || why.reason().length() > LONGEST_REASON) {
            throw Problem.caller(
                            "request.invalid", "Expected a reason of up to %d characters.".formatted(LONGEST_REASON))
                    .field("reason");
        }
        return why.reason();
    }

    private static Problem conflict(Promotion promotion, String code, String expected) {
        return Problem.caller(
                HttpStatus.CONFLICT,
                code,
                "Expected promotion %d %s, but it is %s%s."
                        .formatted(
                                promotion.id(),
                                expected,
                                promotion.state().label(),
                                promotion.isPaused() ? " and paused" : ""));
    }

    private Promotion find(String id) {
        return promotions.find(id(id)).orElseThrow(() -> Problem.notFound("promotion", id));
    }

    private static long id(String text) {
        if (!text.matches("[1-9]\\d{0,17}")) {
            throw Problem.notFound("promotion", text);
        }
        return Long.parseLong(text);
    }

    private static @Nullable String state(@Nullable String text) {
        if (text == null) {
            return null;
        }
        for (var state : Promotion.State.values()) {
            if (state.label().equals(text.toLowerCase(Locale.ROOT))) {
                return state.label();
            }
        }
        throw Problem.caller("request.invalid", "Expected a state such as running, but got '%s'.".formatted(text))
                .field("state");
    }

    private static PromotionView view(Promotion promotion) {
        return new PromotionView(
                Long.toString(promotion.id()),
                promotion.community(),
                promotion.plan().title(),
                promotion.state().label(),
                promotion.isPaused(),
                promotion.author(),
                promotion.plan().startsAt(),
                promotion.plan().endsAt(),
                promotion.members(),
                promotion.changedAt());
    }

    private PromotionDetail detail(Promotion promotion) {
        return new PromotionDetail(
                Long.toString(promotion.id()),
                promotion.community(),
                promotion.plan(),
                promotion.hash(),
                promotion.author(),
                promotion.state().label(),
                promotion.pausedBy(),
                promotion.pausedAt(),
                promotion.run(),
                promotion.stage() == null ? null : promotion.stage().label(),
                promotion.failure(),
                promotion.members(),
                promotion.heldOut(),
                promotion.waves(),
                approvals.of(promotion.id()),
                waves.of(promotion.id()),
                promotion.createdAt(),
                promotion.changedAt());
    }
}
