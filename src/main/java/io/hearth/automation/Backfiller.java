package io.hearth.automation;

import io.hearth.event.EventLog;
import io.hearth.event.Lease;
import io.hearth.event.Leases;
import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import io.hearth.member.activity.ActivityState;
import io.hearth.member.activity.ActivityStore;
import io.hearth.member.activity.Collected;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads figures from the log, some members at a time, on the thread of the worker that owns their partitions: all that
 * is decided of theirs is in the log, and nothing more is decided meanwhile. What was read takes the place of what was
 * there, so that reading twice changes nothing.
 */
@Component
class Backfiller {

    private final Backfills backfills;
    private final BackfillTable table;
    private final ReevaluationTable members;
    private final States states;
    private final ActivityStore store;
    private final Calendars calendars;
    private final EventLog events;
    private final Leases leases;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Backfiller(
            Backfills backfills,
            BackfillTable table,
            ReevaluationTable members,
            States states,
            ActivityStore store,
            Calendars calendars,
            EventLog events,
            Leases leases,
            TransactionTemplate transaction,
            Clock clock) {
        this.backfills = backfills;
        this.table = table;
        this.members = members;
        this.states = states;
        this.store = store;
        this.calendars = calendars;
        this.events = events;
        this.leases = leases;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Takes one step over about so many members; returns how many, zero if there is nothing to do. */
    int step(List<Lease> mine, Decider decider, int size) {
        var running = backfills.running();
        if (running.isEmpty() || mine.isEmpty() || decider.brain().more() != backfills.needs()) {
            return 0;
        }
        var id = running.get();
        int looked = Objects.requireNonNull(transaction.execute(status -> take(id, mine, size)));
        if (looked > 0) {
            transaction.executeWithoutResult(status -> table.endIfDone(id, clock.instant()));
            backfills.lookAgain();
        }
        return looked;
    }

    private int take(UUID id, List<Lease> mine, int size) {
        if (!table.holdRunning(id)) {
            return 0;
        }
        var leased = mine.stream().collect(Collectors.toMap(Lease::partition, lease -> lease));
        var parts = table.parts(id, leased.keySet());
        if (parts.isEmpty()) {
            return 0;
        }
        var from = parts.stream()
                .map(ReevaluationTable.Part::upTo)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        int limit = Math.max(1, size * events.partitions() / parts.size());
        var found = members.members(from, limit);
        var open = parts.stream().collect(Collectors.toMap(ReevaluationTable.Part::partition, part -> part.upTo()));
        var keys = new ArrayList<MembershipKey>();
        var looked = new HashMap<Integer, Long>();
        for (var key : found) {
            int partition = events.partition(key.member());
            var upTo = open.get(partition);
            if (upTo != null && upTo.compareTo(key) < 0) {
                keys.add(key);
                looked.merge(partition, 1L, Long::sum);
            }
        }
        table.partial(id, fill(keys, leased));
        var end = found.isEmpty() ? from : found.get(found.size() - 1);
        table.advance(id, open.keySet(), end, looked, found.size() < limit);
        leases.check(open.keySet().stream()
                .map(partition -> Objects.requireNonNull(leased.get(partition)))
                .toList());
        return Math.max(1, keys.size());
    }

    /** Returns of how many members the log no longer has everything. */
    private long fill(List<MembershipKey> keys, Map<Integer, Lease> leased) {
        if (keys.isEmpty()) {
            return 0;
        }
        var needs = backfills.needs();
        var collected = new Collected(needs);
        var types = new LinkedHashSet<String>();
        needs.forEach(need -> types.add(need.type()));
        var wanted = new LinkedHashSet<MemberId>();
        keys.forEach(key -> wanted.add(key.member()));
        var read = new HashMap<MembershipKey, ActivityState>();
        events.each(wanted, types, event -> {
            var lease = leased.get(event.partition());
            if (lease == null || event.position() <= lease.position()) {
                var state = read.computeIfAbsent(States.key(event), key -> new ActivityState());
                Recording.count(event, state, calendars.of(event.community()), collected);
            }
        });
        long partial = 0;
        var saved = new ArrayList<ActivityStore.Saved>();
        for (var state : states.load(keys).values()) {
            var fromLog = read.getOrDefault(state.key, new ActivityState());
            partial += state.activity.fill(fromLog, collected) ? 0 : 1;
            saved.add(new ActivityStore.Saved(state.key, state.activity, state.nextCheck));
        }
        store.save(saved);
        return partial;
    }
}
