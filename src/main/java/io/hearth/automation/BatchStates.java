package io.hearth.automation;

import io.hearth.event.LoggedEvent;
import io.hearth.member.MembershipKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/** What is known of the members of a batch, by the release that decides for them: one, but while another is tried. */
final class BatchStates {

    private final Decider decider;
    private final Map<Decider, List<LoggedEvent>> events = new LinkedHashMap<>();
    private final Map<Decider, Map<MembershipKey, MemberState>> states = new LinkedHashMap<>();
    private Map<MembershipKey, MemberState> all = Map.of();

    BatchStates(Decider decider) {
        this.decider = decider;
    }

    void add(LoggedEvent event) {
        events.computeIfAbsent(decider.of(event), side -> new ArrayList<>()).add(event);
    }

    /** What the events that were added are decided on. */
    void load(States table, LevelLooks levels) {
        events.forEach((side, part) -> {
            var some = table.of(part, side.brain());
            levels.load(some, side.brain(), part);
            states.put(side, some);
        });
        merge();
    }

    /** What these members' segments are decided on. */
    void load(Collection<MembershipKey> keys, States table) {
        all = table.load(keys);
        if (decider.canary().isEmpty()) {
            states.put(decider, all);
            return;
        }
        all.forEach((key, state) -> states.computeIfAbsent(
                        decider.of(key.community(), key.member()), side -> new HashMap<>())
                .put(key, state));
    }

    private void merge() {
        if (states.size() == 1) {
            all = states.values().iterator().next();
        } else {
            all = new HashMap<>();
            states.values().forEach(all::putAll);
        }
    }

    MemberState of(MembershipKey key) {
        return Objects.requireNonNull(all.get(key));
    }

    Collection<MemberState> all() {
        return all.values();
    }

    void each(BiConsumer<Decider, Map<MembershipKey, MemberState>> what) {
        states.forEach(what);
    }
}
