package io.hearth.community;

import io.hearth.member.MembershipKey;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a member stands in a community. */
public record Membership(
        MembershipKey key,
        Status status,
        String role,
        @Nullable String level,
        @Nullable Instant joined,
        @Nullable Integer charterVersion) {

    /** Who has no membership at all is a visitor, whose status is none. */
    public enum Status {
        NONE,
        APPLIED,
        ACTIVE,
        MUTED,
        REMOVED,
        LEFT;

        /** As rules, the API and the console say it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Membership none(MembershipKey key) {
        return new Membership(key, Status.NONE, "member", null, null, null);
    }

    /** Whether the member is inside, speaking or not. */
    public boolean isInside() {
        return status == Status.ACTIVE || status == Status.MUTED;
    }

    /** How the membership stands after a change; the same where the change changes nothing. */
    public Membership after(MembershipChange change, JoinPolicy policy) {
        return switch (change.kind()) {
            case APPLIED -> applied(change.at(), policy);
            case JOINED -> isInside() || status == Status.REMOVED ? this : inside(change.at());
            case READMITTED -> isInside() ? this : inside(change.at());
            case LEFT -> isInside() || status == Status.APPLIED ? with(Status.LEFT) : this;
            case REMOVED -> with(Status.REMOVED);
            case MUTED -> status == Status.ACTIVE ? with(Status.MUTED) : this;
            case UNMUTED -> status == Status.MUTED ? with(Status.ACTIVE) : this;
            case CHARTER_ACCEPTED ->
                new Membership(key, status, role, level, joined, Integer.valueOf(change.valueOr("0")));
            case LEVEL -> new Membership(key, status, role, change.value(), joined, charterVersion);
            case ROLE -> new Membership(key, status, change.valueOr("member"), level, joined, charterVersion);
        };
    }

    private Membership applied(Instant at, JoinPolicy policy) {
        if (isInside() || status == Status.REMOVED) {
            return this;
        }
        return switch (policy) {
            case OPEN -> inside(at);
            case REVIEW -> with(Status.APPLIED);
            case INVITATION -> this;
        };
    }

    private Membership inside(Instant at) {
        return new Membership(key, Status.ACTIVE, role, level, joined == null ? at : joined, charterVersion);
    }

    private Membership with(Status next) {
        return new Membership(key, next, role, level, joined, charterVersion);
    }
}
