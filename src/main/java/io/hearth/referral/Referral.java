package io.hearth.referral;

import io.hearth.event.LoggedEvent;
import io.hearth.member.MemberId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One invited member in one programme.
 *
 * @param done the steps that were taken so far
 */
record Referral(
        long id,
        long programme,
        String community,
        String code,
        MemberId inviter,
        MemberId invited,
        State state,
        List<Taken> done,
        @Nullable Instant visitedAt,
        @Nullable Instant joinedAt,
        @Nullable Instant qualifiedAt,
        Instant expiresAt) {

    /** How far it is. */
    enum State {
        VISITED,
        JOINED,
        /** Took the last step, to be looked at and rewarded. */
        QUALIFIED,
        /** Waits for what a person decides. */
        HELD,
        REWARDED,
        REFUSED,
        EXPIRED;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** A step that was taken. */
    record Taken(String event, String type, Instant at) {}

    Referral {
        done = List.copyOf(done);
    }

    static Referral begun(Programme programme, String code, MemberId inviter, MemberId invited, Instant at) {
        return new Referral(
                0,
                programme.id(),
                programme.community(),
                code,
                inviter,
                invited,
                State.VISITED,
                List.of(),
                at,
                null,
                null,
                programme.expiry(at));
    }

    /** How it stands after an event; the same where that is not the next step, or too late. */
    Referral after(LoggedEvent event, Programme programme) {
        if (state != State.VISITED && state != State.JOINED
                || !event.time().isBefore(expiresAt)
                || !programme.steps().get(done.size()).isTakenBy(event)
                || done.stream()
                        .anyMatch(taken -> taken.event().equals(event.ref().toString()))) {
            return this;
        }
        var more = new ArrayList<>(done);
        more.add(new Taken(event.ref().toString(), event.type(), event.time()));
        boolean last = more.size() == programme.steps().size();
        return new Referral(
                id,
                this.programme,
                community,
                code,
                inviter,
                invited,
                last ? State.QUALIFIED : State.JOINED,
                more,
                visitedAt,
                joinedAt == null ? event.time() : joinedAt,
                last ? event.time() : null,
                expiresAt);
    }
}
