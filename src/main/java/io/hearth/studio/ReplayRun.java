package io.hearth.studio;

import io.hearth.automation.Rehearsal;
import io.hearth.automation.Rehearsals;
import io.hearth.member.MemberId;
import io.hearth.studio.ReplayTable.Progress;
import io.hearth.studio.ReplayTable.Replay;
import java.util.List;

/** Plays one replay, some members at a time: each as published and as drafted, in the order of events. Writes nothing. */
final class ReplayRun implements AutoCloseable {

    private final Rehearsals rehearsals;
    private final Rehearsal published;
    private final Rehearsal draft;
    private final List<MemberId> members;
    private final Difference difference;
    private Replay replay;

    ReplayRun(Rehearsals rehearsals, Rehearsal published, Rehearsal draft, Replay replay) {
        this.rehearsals = rehearsals;
        this.published = published;
        this.draft = draft;
        this.replay = replay;
        this.difference = Difference.of(replay.difference());
        // Where other segments would be decided, it concerns also those who did nothing lately.
        boolean everybody = !published
                .ruleset()
                .fingerprint("segments")
                .equals(draft.ruleset().fingerprint("segments"));
        this.members = rehearsals.members(replay.community(), everybody ? null : replay.from(), replay.until());
    }

    /** Plays the next members; false when there are no more. */
    boolean next(int chunk, ReplayTable table) {
        var some = members.stream()
                .filter(member -> member.value() > replay.lastMember())
                .limit(chunk)
                .toList();
        if (some.isEmpty()) {
            return false;
        }
        var scene = rehearsals.scene(some, replay.community(), replay.from(), replay.until());
        var before = scene.play(published);
        var after = scene.play(draft);
        long failedBefore = replay.failedBefore();
        long failedAfter = replay.failedAfter();
        for (int i = 0; i < before.size(); i++) {
            difference.add(before.get(i), after.get(i));
            failedBefore += before.get(i).failures();
            failedAfter += after.get(i).failures();
        }
        var progress = new Progress(
                some.get(some.size() - 1).value(),
                members.size(),
                replay.membersDone() + some.size(),
                replay.events()
                        + before.stream().mapToLong(played -> played.events()).sum(),
                failedBefore,
                failedAfter);
        if (!table.advance(replay, progress, difference.lines())) {
            throw new Stopped();
        }
        replay = table.find(replay.id()).orElseThrow(Stopped::new);
        return true;
    }

    @Override
    public void close() {
        published.close();
        draft.close();
    }

    /** It was cancelled, or another node has taken it over. */
    static final class Stopped extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Stopped() {
            super("The replay was cancelled or taken over");
        }
    }
}
