package io.hearth.automation;

import io.hearth.automation.Gathered.WakeUp;
import io.hearth.event.EventLog;
import io.hearth.event.NewEvent;
import io.hearth.member.MembershipKey;
import io.hearth.member.activity.ActivityStore;
import io.hearth.member.activity.ActivityStore.Due;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells the pipeline what time has brought: rules that wanted to look again, and segments that no longer hold by the
 * calendar. Found by index, at most so many a look, each exactly once whichever node looks.
 */
@Component
class Sweeper {

    private static final Logger log = LoggerFactory.getLogger(Sweeper.class);

    private final WakeUps wakeUps;
    private final ActivityStore activity;
    private final AsOf asOf;
    private final EventLog events;
    private final TransactionTemplate transaction;
    private final AutomationSettings settings;
    private final Clock clock;

    Sweeper(
            WakeUps wakeUps,
            ActivityStore activity,
            AsOf asOf,
            EventLog events,
            TransactionTemplate transaction,
            AutomationSettings settings,
            Clock clock) {
        this.wakeUps = wakeUps;
        this.activity = activity;
        this.asOf = asOf;
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
            asOf.refresh();
            wake();
            checkCalendars();
        } catch (RuntimeException fault) {
            log.warn("Expected to look for what is due, but {}", fault.toString());
        }
    }

    int wake() {
        return count(() -> {
            var due = wakeUps.takeDue(clock.instant(), settings.sweepBatch());
            append(due.stream().map(this::due).toList());
            return due.size();
        });
    }

    private NewEvent due(WakeUp wakeUp) {
        var key = wakeUp.key();
        return NewEvent.own(
                "wake/" + wakeUp.cause() + "/" + Long.toHexString(HowOften.key(wakeUp.rule())),
                Decider.WAKE_DUE,
                wakeUp.dueAt(),
                key.member(),
                key.community(),
                null,
                "{}",
                wakeUp.cause(),
                0);
    }

    /** Most checks find that the segments hold longer by now, and only move on. */
    int checkCalendars() {
        return count(() -> {
            var now = clock.instant();
            var due = activity.due(now, settings.sweepBatch());
            var next = new ArrayList<Due>();
            var asked = new ArrayList<NewEvent>();
            for (var check : due) {
                boolean asOfAnother = asOf.of(check.key().community()).isPresent();
                if (!asOfAnother && check.holdsUntil().isAfter(now)) {
                    next.add(check);
                } else {
                    asked.add(calendarDue(check.key(), now));
                    next.add(new Due(check.key(), Instant.MAX));
                }
            }
            activity.check(next);
            append(asked);
            return due.size();
        });
    }

    private static NewEvent calendarDue(MembershipKey key, Instant now) {
        return NewEvent.own(
                "calendar/" + key.member() + "/" + key.community() + "/" + now.toEpochMilli(),
                Decider.CALENDAR_DUE,
                now,
                key.member(),
                key.community(),
                null,
                "{}",
                null,
                0);
    }

    private void append(List<NewEvent> due) {
        if (!due.isEmpty()) {
            events.appendCaused(due);
        }
    }

    private int count(java.util.function.Supplier<Integer> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }
}
