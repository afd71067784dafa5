package io.hearth.automation;

import io.hearth.community.Memberships;
import io.hearth.content.ContentFiles;
import io.hearth.decision.Ruleset;
import io.hearth.decision.language.RuleReader;
import io.hearth.event.EventLog;
import io.hearth.event.LoggedEvent;
import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sets up rehearsals: who plays in them, with what they did, and by which rules. */
@Component
public class Rehearsals {

    private final EventLog log;
    private final PastStates pasts;
    private final Calendars calendars;
    private final AsOf asOf;
    private final Memberships memberships;

    Rehearsals(EventLog log, PastStates pasts, Calendars calendars, AsOf asOf, Memberships memberships) {
        this.log = log;
        this.pasts = pasts;
        this.calendars = calendars;
        this.asOf = asOf;
        this.memberships = memberships;
    }

    /** Some members with all that they did, ready to be played by several releases. */
    public record Scene(
            Map<MembershipKey, List<LoggedEvent>> events, Map<MembershipKey, Past> pasts, Instant from, Instant until) {

        /** How many events were read. */
        public long size() {
            return events.values().stream().mapToLong(List::size).sum();
        }

        /** What the rules would have done for each of them, in a fixed order. */
        public List<Played> play(Rehearsal rehearsal) {
            return events.entrySet().stream()
                    .map(entry -> rehearsal.play(
                            Objects.requireNonNull(pasts.get(entry.getKey())), entry.getValue(), from, until))
                    .toList();
        }
    }

    /** A rehearsal by these rules; for one thread. */
    public Rehearsal open(Ruleset ruleset, ContentFiles files) {
        var brain = new Brain(ruleset, Declared.by(RuleReader.catalogue(files)), Set::of);
        return new Rehearsal(brain, ruleset.open(), calendars, asOf, memberships);
    }

    /** The members who did something in the window, or ever; in the order of their numbers. */
    public List<MemberId> members(@Nullable String community, @Nullable Instant from, Instant until) {
        return log.membersBetween(community, from == null ? Instant.EPOCH : from, until);
    }

    /** All that these members did, and how they stood when the window began. */
    public Scene scene(List<MemberId> members, @Nullable String community, Instant from, Instant until) {
        var events = new LinkedHashMap<MembershipKey, List<LoggedEvent>>();
        for (var event : log.historyOf(members, community, until)) {
            events.computeIfAbsent(States.key(event), key -> new ArrayList<>()).add(event);
        }
        return new Scene(
                events,
                events.isEmpty() ? new HashMap<>() : pasts.load(events.keySet(), new PastStates.Until(from, null)),
                from,
                until);
    }
}
