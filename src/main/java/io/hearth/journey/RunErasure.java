package io.hearth.journey;

import io.hearth.journey.engine.JourneyEngine;
import io.hearth.member.Erasure;
import io.hearth.member.MemberId;
import io.hearth.member.PersonalData;
import io.hearth.message.channel.WebhookCalls;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Ends what still runs for a member; what remains of a run are ids and times. */
@Component
class RunErasure implements Erasure, PersonalData {

    private static final int MOST = 10_000;

    private final RunHistory history;
    private final JourneyEngine engine;
    private final WebhookCalls calls;

    RunErasure(RunHistory history, JourneyEngine engine, WebhookCalls calls) {
        this.history = history;
        this.calls = calls;
        this.engine = engine;
    }

    @Override
    public void erase(MemberId member) {
        for (var run : history.list(null, member, null, null, MOST)) {
            engine.lock(run.id()).ifPresent(living -> engine.cancel(living, "erasure"));
        }
        calls.forget(member);
    }

    @Override
    public String section() {
        return "journeys";
    }

    @Override
    public Object of(MemberId member) {
        var runs = history.list(null, member, null, null, MOST);
        return runs.stream()
                .map(run -> Map.of(
                        "journey", run.journey(),
                        "community", run.community(),
                        "state", run.state(),
                        "startedAt", run.startedAt(),
                        "steps",
                                history.visits(List.of(run.id()), false).stream()
                                        .map(visit -> Map.of("step", visit.element(), "at", visit.at()))
                                        .toList()))
                .toList();
    }
}
