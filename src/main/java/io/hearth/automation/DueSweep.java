package io.hearth.automation;

import io.hearth.event.EventLog;
import io.hearth.event.NewEvent;
import io.hearth.member.MembershipKey;
import io.hearth.platform.Json;
import io.hearth.reward.level.LevelChecks;
import io.hearth.reward.plan.Plans;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells the pipeline whose level and whose paid membership time changes: found by index, each once whichever node looks. */
@Component
class DueSweep {

    private static final Logger log = LoggerFactory.getLogger(DueSweep.class);

    private final LevelChecks levels;
    private final Plans plans;
    private final EventLog events;
    private final TransactionTemplate transaction;
    private final AutomationSettings settings;
    private final Clock clock;

    DueSweep(
            LevelChecks levels,
            Plans plans,
            EventLog events,
            TransactionTemplate transaction,
            AutomationSettings settings,
            Clock clock) {
        this.levels = levels;
        this.plans = plans;
        this.events = events;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${hearth.automation.sweep:1s}")
    void sweep() {
        if (!settings.enabled()) {
            return;
        }
        try {
            levels();
            plans();
        } catch (RuntimeException fault) {
            log.warn("Expected to look whose level or paid membership is due, but {}", fault.toString());
        }
    }

    int levels() {
        return count(() -> {
            var now = clock.instant();
            var due = levels.takeDue(now, settings.sweepBatch());
            append(due.stream()
                    .map(key -> due(LevelDecision.DUE, key, "", now, Map.of()))
                    .toList());
            return due.size();
        });
    }

    int plans() {
        return count(() -> {
            var now = clock.instant();
            var due = plans.takeDue(now, settings.sweepBatch());
            append(due.stream()
                    .map(one -> due(PaidPlans.DUE, one.key(), one.plan() + "/", now, Map.of("plan", one.plan())))
                    .toList());
            return due.size();
        });
    }

    private static NewEvent due(String type, MembershipKey key, String what, Instant now, Map<String, Object> data) {
        return NewEvent.own(
                type + "/" + what + key.member() + "/" + key.community() + "/" + now.toEpochMilli(),
                type,
                now,
                key.member(),
                key.community(),
                null,
                Json.mapper().writeValueAsString(data),
                null,
                0);
    }

    private void append(List<NewEvent> due) {
        if (!due.isEmpty()) {
            events.appendCaused(due);
        }
    }

    private int count(Supplier<Integer> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }
}
