package io.hearth.contest.draw;

import io.hearth.community.Membership;
import io.hearth.community.Memberships;
import io.hearth.contest.draw.DrawTable.Ticket;
import io.hearth.event.Effects;
import io.hearth.event.LoggedEvent;
import io.hearth.event.Witness;
import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import io.hearth.platform.Problem;
import io.hearth.segment.Segments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Gives tickets: one for entering, or one for each event of the kind that the draw names; to those who may take part. */
@Component
class Tickets implements Witness {

    private final DrawTable draws;
    private final Memberships memberships;
    private final Segments segments;

    Tickets(DrawTable draws, Memberships memberships, Segments segments) {
        this.draws = draws;
        this.memberships = memberships;
        this.segments = segments;
    }

    @Override
    public void saw(List<LoggedEvent> events) {
        var open = draws.open();
        if (open.isEmpty()) {
            return;
        }
        var wanted = new HashMap<Draw, List<Ticket>>();
        for (var event : events) {
            if (event.effects() == Effects.ALL) {
                for (var draw : open.getOrDefault(event.community(), List.of())) {
                    if (draw.isOn(event.time()) && isTicket(event, draw)) {
                        wanted.computeIfAbsent(draw, unused -> new ArrayList<>())
                                .add(new Ticket(draw.id(), event.member(), event.time()));
                    }
                }
            }
        }
        var tickets = wanted.entrySet().stream()
                .flatMap(one -> allowed(one.getKey(), one.getValue()).stream())
                .toList();
        if (!tickets.isEmpty()) {
            draws.add(tickets);
        }
    }

    private static boolean isTicket(LoggedEvent event, Draw draw) {
        return draw.ticketEvent() == null
                ? event.type().equals(Draw.ENTERED)
                        && String.valueOf(draw.id())
                                .equals(String.valueOf(event.data().get("draw")))
                : event.type().equals(draw.ticketEvent());
    }

    private List<Ticket> allowed(Draw draw, List<Ticket> tickets) {
        var allowed = allowed(draw, tickets.stream().map(Ticket::member).collect(Collectors.toSet()));
        return tickets.stream().filter(one -> allowed.contains(one.member())).toList();
    }

    private Set<MemberId> allowed(Draw draw, Set<MemberId> members) {
        var inside = memberships
                .load(members.stream()
                        .map(member -> new MembershipKey(draw.community(), member))
                        .toList())
                .values()
                .stream()
                .filter(Membership::isInside)
                .map(membership -> membership.key().member())
                .collect(Collectors.toCollection(HashSet::new));
        if (draw.segment() != null && !inside.isEmpty()) {
            inside.retainAll(segments.among(draw.segment(), draw.community(), inside));
        }
        return inside;
    }

    /** Enters a member by hand or for an application; again changes nothing. In the caller's transaction. */
    void enter(Draw draw, MemberId member, Instant at) {
        if (draw.ticketEvent() != null) {
            throw refused("draw.by-events", draw, member, "its tickets are events of type " + draw.ticketEvent());
        }
        if (!draw.isOn(at)) {
            throw refused("draw.not-on", draw, member, "it lasts from " + draw.startsAt() + " to " + draw.endsAt());
        }
        if (allowed(draw, Set.of(member)).isEmpty()) {
            throw refused(
                    "draw.not-allowed",
                    draw,
                    member,
                    "only active members" + (draw.segment() == null ? "" : " in segment '" + draw.segment() + "'")
                            + " may");
        }
        draws.enter(draw.id(), member, at);
    }

    private static Problem refused(String code, Draw draw, MemberId member, String why) {
        return Problem.caller(
                HttpStatus.CONFLICT,
                code,
                "Expected to enter " + member + " into draw " + draw.id() + ", but " + why + ".");
    }
}
