package io.hearth.journey;

import io.hearth.journey.engine.IncidentTable;
import io.hearth.journey.engine.Run;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
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
    private final RunOperations operations;
    private final Members members;
    private final WebhookCalls calls;

    RunController(
            RunHistory history,
            Drawings drawings,
            IncidentTable incidents,
            RunOperations operations,
            Members members,
            WebhookCalls calls) {
        this.calls = calls;
        this.history = history;
        this.drawings = drawings;
        this.incidents = incidents;
        this.operations = operations;
        this.members = members;
    }

    record RunView(
            UUID id,
            String journey,
            int version,
            @Nullable MemberId member,
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
            @Nullable MemberId member,
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

    /** @param reason why, for the audit */
    record Why(String reason) {}

    /**
     * @param from the step where a token stands
     * @param to the step before which it is put
     */
    record TokenMove(String from, String to, String reason) {}

    @PostMapping("/{id}/cancel")
    @PreAuthorize(MAY_ACT)
    RunDetail cancel(@PathVariable String id, @RequestBody Why why) {
        operations.cancel(id(id), RunOperations.reason(why.reason()));
        return detail(id(id));
    }

    /** Tries again what became an incident. */
    @PostMapping("/{id}/retry")
    @PreAuthorize(MAY_ACT)
    RunDetail retry(@PathVariable String id, @RequestBody Why why) {
        operations.retry(id(id), RunOperations.reason(why.reason()));
        return detail(id(id));
    }

    /** Holds a run up where it stands. */
    @PostMapping("/{id}/suspend")
    @PreAuthorize(MAY_ACT)
    RunDetail suspend(@PathVariable String id, @RequestBody Why why) {
        operations.suspend(id(id), RunOperations.reason(why.reason()));
        return detail(id(id));
    }

    @PostMapping("/{id}/resume")
    @PreAuthorize(MAY_ACT)
    RunDetail resume(@PathVariable String id, @RequestBody Why why) {
        operations.resume(id(id), RunOperations.reason(why.reason()));
        return detail(id(id));
    }

    /** Takes a token from one step and puts it before another. */
    @PostMapping("/{id}/move")
    @PreAuthorize(MAY_ACT)
    RunDetail move(@PathVariable String id, @RequestBody TokenMove move) {
        operations.move(id(id), move.from(), move.to(), RunOperations.reason(move.reason()));
        return detail(id(id));
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
                run.member().equals(Run.NOBODY) ? null : run.member(),
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
                run.member().equals(Run.NOBODY) ? null : run.member(),
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
