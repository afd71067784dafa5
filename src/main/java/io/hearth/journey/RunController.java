package io.hearth.journey;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.journey.engine.IncidentTable;
import io.hearth.journey.engine.JourneyEngine;
import io.hearth.journey.engine.Run;
import io.hearth.journey.engine.Worker;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import io.hearth.message.channel.WebhookCalls;
import io.hearth.platform.Page;
import io.hearth.platform.Problem;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Runs: where their tokens are, what they have done, and what to do about those that are stuck. */
@RestController
@RequestMapping("/api/v1/runs")
class RunController {

    private static final String MAY_ACT = "hasAnyRole('MARKETER', 'OPERATOR')";

    private final RunHistory history;
    private final Drawings drawings;
    private final IncidentTable incidents;
    private final JourneyEngine engine;
    private final Worker worker;
    private final Members members;
    private final Audit audit;
    private final WebhookCalls calls;
    private final TransactionTemplate transaction;

    RunController(
            RunHistory history,
            Drawings drawings,
            IncidentTable incidents,
            JourneyEngine engine,
            Worker worker,
            Members members,
            Audit audit,
            WebhookCalls calls,
            TransactionTemplate transaction) {
        this.calls = calls;
        this.history = history;
        this.drawings = drawings;
        this.incidents = incidents;
        this.engine = engine;
        this.worker = worker;
        this.members = members;
        this.audit = audit;
        this.transaction = transaction;
    }

    record RunView(
            UUID id,
            String journey,
            int version,
            MemberId member,
            @Nullable String memberName,
            String community,
            String state,
            @Nullable String cause,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String endedBy,
            List<String> tokens) {}

    record StepView(
            String element,
            String name,
            Instant at,
            @Nullable Instant until,
            boolean cancelled) {}

    record IncidentView(UUID id, @Nullable String element, String kind, String message, Instant at) {}

    record RunDetail(
            UUID id,
            String journey,
            Texts name,
            int version,
            MemberId member,
            @Nullable String memberName,
            String community,
            String state,
            @Nullable String cause,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String endedBy,
            List<String> tokens,
            List<StepView> history,
            List<IncidentView> incidents,
            List<WebhookCalls.Made> calls) {}

    @GetMapping
    Page<RunView> list(
            @RequestParam @Nullable String journey,
            @RequestParam @Nullable String member,
            @RequestParam @Nullable String state,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String after) {
        int most = Page.limit(limit);
        var page = Page.of(
                history.list(
                        journey,
                        member == null ? null : member(member),
                        state(state),
                        after == null ? null : id(after),
                        most + 1),
                most,
                run -> run.id().toString());
        var tokens = history
                .visits(page.items().stream().map(RunHistory.Row::id).toList(), true)
                .stream()
                .collect(Collectors.groupingBy(
                        RunHistory.Visited::run, Collectors.mapping(RunHistory.Visited::element, Collectors.toList())));
        var names = names(page.items().stream().map(RunHistory.Row::member).toList());
        return new Page<>(
                page.items().stream().map(run -> view(run, tokens, names)).toList(), page.next());
    }

    @GetMapping("/{id}")
    RunDetail one(@PathVariable String id) {
        return detail(id(id));
    }

    @PostMapping("/{id}/cancel")
    @PreAuthorize(MAY_ACT)
    RunDetail cancel(@PathVariable String id) {
        return act(
                id(id),
                "run.cancelled",
                run -> engine.cancel(run, Caller.current().name()));
    }

    /** Tries again what became an incident. */
    @PostMapping("/{id}/retry")
    @PreAuthorize(MAY_ACT)
    RunDetail retry(@PathVariable String id) {
        return act(
                id(id), "run.retried", run -> engine.retry(run, Caller.current().name()));
    }

    private RunDetail act(UUID id, String act, Consumer<Run> step) {
        var known = history.find(id).orElseThrow(() -> Problem.notFound("run", id.toString()));
        transaction.executeWithoutResult(status -> {
            var run = engine.lock(id)
                    .orElseThrow(() -> Problem.caller(
                            HttpStatus.CONFLICT,
                            "run.over",
                            "Expected run %s to live, but it is %s.".formatted(id, known.state())));
            step.accept(run);
            audit.record(act, id.toString(), null, null);
        });
        worker.ring();
        return detail(id);
    }

    private RunDetail detail(UUID id) {
        var run = history.find(id).orElseThrow(() -> Problem.notFound("run", id.toString()));
        var drawn = drawings.of(run.definition()).orElseThrow();
        var visits = history.visits(List.of(id), false);
        var names = names(List.of(run.member()));
        return new RunDetail(
                run.id(),
                run.journey(),
                Texts.of(drawn.version().name()),
                drawn.version().version(),
                run.member(),
                names.get(run.member()),
                run.community(),
                run.state(),
                run.cause(),
                run.startedAt(),
                run.endedAt(),
                run.endedBy(),
                visits.stream()
                        .filter(visit -> visit.until() == null)
                        .map(RunHistory.Visited::element)
                        .toList(),
                visits.stream()
                        .map(visit -> new StepView(
                                visit.element(),
                                drawn.nameOf(visit.element()),
                                visit.at(),
                                visit.until(),
                                visit.cancelled()))
                        .toList(),
                incidents.openOf(id).stream()
                        .map(incident -> new IncidentView(
                                incident.id(),
                                incident.element(),
                                incident.kind().name().toLowerCase(Locale.ROOT),
                                incident.cause(),
                                incident.at()))
                        .toList(),
                calls.of(id));
    }

    private RunView view(RunHistory.Row run, Map<UUID, List<String>> tokens, Map<MemberId, String> names) {
        return new RunView(
                run.id(),
                run.journey(),
                drawings.of(run.definition())
                        .map(drawn -> drawn.version().version())
                        .orElse(0),
                run.member(),
                names.get(run.member()),
                run.community(),
                run.state(),
                run.cause(),
                run.startedAt(),
                run.endedAt(),
                run.endedBy(),
                tokens.getOrDefault(run.id(), List.of()));
    }

    private Map<MemberId, String> names(List<MemberId> ids) {
        var names = new HashMap<MemberId, String>();
        members.profiles(Set.copyOf(ids)).forEach((id, profile) -> {
            if (profile.name() != null) {
                names.put(id, profile.name());
            }
        });
        return names;
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw Problem.notFound("run", text);
        }
    }

    private static MemberId member(String text) {
        try {
            return MemberId.parse(text);
        } catch (IllegalArgumentException notAnId) {
            throw Problem.caller(
                            "request.invalid", "Expected a member's id such as m-71, but got '%s'.".formatted(text))
                    .field("member");
        }
    }

    private static @Nullable String state(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Run.State.valueOf(text.toUpperCase(Locale.ROOT)).column();
        } catch (IllegalArgumentException unknown) {
            throw Problem.caller(
                            "request.invalid",
                            "Expected state to be running, suspended, ended or cancelled, but got '%s'."
                                    .formatted(text))
                    .field("state");
        }
    }
}
