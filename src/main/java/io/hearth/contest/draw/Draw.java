package io.hearth.contest.draw;

import io.hearth.contest.Prize;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A prize draw.
 *
 * @param segment who may take part; null for all members
 * @param ticketEvent each such event is one ticket; null for one ticket by entering
 * @param commitment SHA-256 of the secret, shown from the beginning
 * @param publicSource where a value comes from that nobody can know before the end; null for older draws without one
 * @param listHash SHA-256 of the list of all who take part, shown once it is closed
 */
record Draw(
        long id,
        String community,
        String nameZh,
        String nameEn,
        @Nullable String segment,
        @Nullable String ticketEvent,
        int mostTickets,
        List<Lot> prizes,
        String commitment,
        String secret,
        @Nullable String publicSource,
        Instant startsAt,
        Instant endsAt,
        @Nullable String listHash,
        @Nullable Instant closedAt,
        @Nullable String publicValue,
        @Nullable String seed,
        @Nullable Instant drawnAt) {

    /** An event by which a member takes part; says in which draw in its data. */
    static final String ENTERED = "draw.entered";

    Draw {
        prizes = List.copyOf(prizes);
    }

    /** So many of a prize; those drawn first have the first ones. */
    record Lot(int count, Prize prize) {}

    String key() {
        return "draw/" + id;
    }

    boolean isOn(Instant at) {
        return closedAt == null && !at.isBefore(startsAt) && at.isBefore(endsAt);
    }

    int winners() {
        return prizes.stream().mapToInt(Lot::count).sum();
    }

    /** What the one drawn at a place wins. */
    Prize prize(int place) {
        int last = 0;
        for (var lot : prizes) {
            last += lot.count();
            if (place <= last) {
                return lot.prize();
            }
        }
        throw new IllegalArgumentException("Expected a place up to " + last + " of draw " + id + ", but got " + place);
    }

    String state() {
        return drawnAt != null ? "drawn" : closedAt != null ? "closed" : "open";
    }
}
