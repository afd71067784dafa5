package io.hearth.collaboration;

import io.hearth.event.Effects;
import io.hearth.event.LoggedEvent;
import io.hearth.referral.InvitationCode;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a batch of events says to those who work with partners.
 *
 * @param coming members who came by somebody's code
 * @param joining members who joined or applied
 * @param orders what members ordered
 */
record Sightings(List<LoggedEvent> coming, List<LoggedEvent> joining, List<LoggedEvent> orders) {

    private static final String VISITED = "referral.visited";
    private static final Set<String> JOINING = Set.of("member.joined", "member.applied");

    /** What was seen in these communities. */
    static Sightings of(List<LoggedEvent> events, Set<String> communities, CollaborationSettings settings) {
        var here = events.stream()
                .filter(event -> event.effects() == Effects.ALL && communities.contains(event.community()))
                .toList();
        return new Sightings(
                some(
                        here,
                        event -> (event.type().equals(VISITED) || isJoining(event))
                                && InvitationCode.isOne(event.data().get("code"))),
                some(here, Sightings::isJoining),
                some(here, event -> event.type().equals(settings.order()) && amount(event, settings) != null));
    }

    private static List<LoggedEvent> some(List<LoggedEvent> events, Predicate<LoggedEvent> which) {
        return events.stream().filter(which).toList();
    }

    static boolean isJoining(LoggedEvent event) {
        return JOINING.contains(event.type());
    }

    /** Who joined and who ordered, one after the other. */
    List<LoggedEvent> results() {
        return Stream.concat(joining.stream(), orders.stream()).toList();
    }

    /** What an order amounts to. */
    static @Nullable BigDecimal amount(LoggedEvent event, CollaborationSettings settings) {
        return event.data().get(settings.amountField()) instanceof Number number
                ? new BigDecimal(number.toString())
                : null;
    }

    static String[] codes(List<LoggedEvent> events) {
        return events.stream()
                .map(event -> Objects.toString(event.data().get("code")))
                .toArray(String[]::new);
    }

    static Long[] members(List<LoggedEvent> events) {
        return events.stream().map(event -> event.member().value()).toArray(Long[]::new);
    }

    static String[] communities(List<LoggedEvent> events) {
        return events.stream().map(LoggedEvent::community).toArray(String[]::new);
    }

    static Timestamp[] times(List<LoggedEvent> events) {
        return events.stream().map(event -> Timestamp.from(event.time())).toArray(Timestamp[]::new);
    }
}
