package io.hearth.studio.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A draft on its way over a newer release, file by file: what only one side changed is taken, what both changed otherwise
 * is a conflict that a person resolves.
 *
 * @param onto the release that is live now
 * @param incoming files that the release changed and the draft did not
 * @param settled files that both changed into the same
 */
record Rebase(String from, String onto, List<String> incoming, List<String> settled, List<Conflict> conflicts) {

    /**
     * One file that both changed.
     *
     * @param mine the file's hash in the draft; null where it is taken away
     * @param theirs its hash in the newer release; null where that has none
     */
    record Conflict(
            String path,
            @Nullable String mine,
            @Nullable String theirs,
            @Nullable String base) {}

    static Rebase of(
            Draft draft, List<Change> changes, Map<String, String> base, String onto, Map<String, String> live) {
        var mine = new java.util.TreeMap<String, Change>();
        changes.forEach(change -> mine.put(change.path(), change));
        var all = new java.util.TreeSet<>(base.keySet());
        all.addAll(live.keySet());
        all.addAll(mine.keySet());
        var incoming = new ArrayList<String>();
        var settled = new ArrayList<String>();
        var conflicts = new ArrayList<Conflict>();
        for (var path : all) {
            @Nullable String before = base.get(path);
            @Nullable String theirs = live.get(path);
            var change = mine.get(path);
            if (Objects.equals(before, theirs)) {
                continue;
            }
            if (change == null) {
                incoming.add(path);
            } else if (Objects.equals(change.hash(), theirs)) {
                settled.add(path);
            } else {
                conflicts.add(new Conflict(path, change.hash(), theirs, before));
            }
        }
        return new Rebase(draft.base(), onto, List.copyOf(incoming), List.copyOf(settled), List.copyOf(conflicts));
    }
}
