package io.hearth.automation;

import io.hearth.content.Releases;
import io.hearth.decision.DecisionFailed;
import io.hearth.decision.fact.Event;
import io.hearth.member.MemberId;
import io.hearth.task.NextLevel;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks a rulebook who gets a late task as well, on what is known of the task, and of the member whom it is about. */
@Component
class OverdueRules implements NextLevel {

    private static final Logger log = LoggerFactory.getLogger(OverdueRules.class);
    private static final String EVENT = "task.overdue";

    /** Nobody is a member by this number. */
    private static final MemberId NOBODY = new MemberId(Long.MAX_VALUE);

    private final AskRulebook ask;
    private final Releases releases;
    private final Clock clock;

    OverdueRules(AskRulebook ask, Releases releases, Clock clock) {
        this.ask = ask;
        this.releases = releases;
        this.clock = clock;
    }

    @Override
    public Optional<String> next(Late task) {
        if (releases.live().files().under("rules/" + task.rulebook()).findAny().isEmpty()) {
            return Optional.empty();
        }
        try {
            var member = task.member();
            return ask.answer(task.rulebook(), member == null ? NOBODY : member, task.community(), event(task));
        } catch (DecisionFailed failed) {
            log.warn(
                    "Expected rulebook '{}' to say who is next for a late task, but {}",
                    task.rulebook(),
                    failed.getMessage());
            return Optional.empty();
        }
    }

    private Event event(Late task) {
        return new Event(
                "",
                EVENT,
                "hearth",
                clock.instant(),
                null,
                Map.of(
                        "journey", task.about().getOrDefault("journey", ""),
                        "step", task.about().getOrDefault("element", ""),
                        "level", task.level(),
                        "hours", task.open().toHours()));
    }
}
