package io.hearth.community;

import io.hearth.member.MembershipKey;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A change to a membership.
 *
 * @param value the charter's version, the level or the role, where the change is about one
 * @param cause the event's reference, or who did it
 */
public record MembershipChange(
        MembershipKey key, Kind kind, @Nullable String value, Instant at, String cause) {

    /** What can happen to a membership; most of it is an event of its own. */
    public enum Kind {
        APPLIED("member.applied"),
        JOINED("member.joined"),
        READMITTED("member.readmitted"),
        LEFT("member.left"),
        REMOVED("member.removed"),
        MUTED("member.muted"),
        UNMUTED("member.unmuted"),
        CHARTER_ACCEPTED("charter.accepted"),
        LEVEL(""),
        ROLE("");

        private final String eventType;

        Kind(String eventType) {
            this.eventType = eventType;
        }

        public String eventType() {
            return eventType;
        }

        /** The change that an event of this type makes, if it makes any. */
        public static Optional<Kind> of(String eventType) {
            return switch (eventType) {
                case "member.applied" -> Optional.of(APPLIED);
                case "member.joined" -> Optional.of(JOINED);
                case "member.readmitted" -> Optional.of(READMITTED);
                case "member.left" -> Optional.of(LEFT);
                case "member.removed" -> Optional.of(REMOVED);
                case "member.muted" -> Optional.of(MUTED);
                case "member.unmuted" -> Optional.of(UNMUTED);
                case "charter.accepted" -> Optional.of(CHARTER_ACCEPTED);
                default -> Optional.empty();
            };
        }
    }

    String valueOr(String otherwise) {
        return value == null ? otherwise : value;
    }
}
