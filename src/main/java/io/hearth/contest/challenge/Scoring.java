package io.hearth.contest.challenge;

import io.hearth.contest.challenge.Challenge.Measure;
import io.hearth.contest.challenge.EntryTable.Counted;
import io.hearth.event.Effects;
import io.hearth.event.LoggedEvent;
import io.hearth.event.Witness;
import io.hearth.member.MemberId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Counts what takes part, in the transaction that decides it: each event once, for those who had entered by then. */
@Component
class Scoring implements Witness {

    private static final int LONGEST = 4_000;
    private static final int LONGEST_LINK = 500;

    private final ChallengeTable challenges;
    private final EntryTable entries;
    private final Entering entering;

    Scoring(ChallengeTable challenges, EntryTable entries, Entering entering) {
        this.challenges = challenges;
        this.entries = entries;
        this.entering = entering;
    }

    @Override
    public void saw(List<LoggedEvent> events) {
        var open = challenges.open();
        if (open.isEmpty()) {
            return;
        }
        var counted = new ArrayList<Counted>();
        var earners = new HashMap<Challenge, Set<MemberId>>();
        for (var event : events) {
            var here = open.get(event.community());
            if (here == null || event.effects() != Effects.ALL) {
                continue;
            }
            for (var challenge : here) {
                if (challenge.isOn(event.time())) {
                    saw(event, challenge, counted, earners);
                }
            }
        }
        if (!counted.isEmpty()) {
            entries.count(counted);
        }
        earners.forEach(entries::countPoints);
    }

    private void saw(
            LoggedEvent event, Challenge challenge, List<Counted> counted, Map<Challenge, Set<MemberId>> earners) {
        if (event.type().equals(Challenge.ENTERED)
                && String.valueOf(challenge.id())
                        .equals(String.valueOf(event.data().get("challenge")))) {
            entering.enterOrNote(
                    challenge,
                    event.member(),
                    text(event, "text", LONGEST),
                    link(text(event, "link", LONGEST_LINK)),
                    event.time());
        }
        if (challenge.measure() == Measure.POINTS) {
            earners.computeIfAbsent(challenge, unused -> new HashSet<>()).add(event.member());
        } else {
            amount(event, challenge)
                    .ifPresent(
                            amount -> counted.add(new Counted(challenge.id(), event.member(), amount, event.time())));
        }
    }

    private static Optional<BigDecimal> amount(LoggedEvent event, Challenge challenge) {
        if (!event.type().equals(challenge.eventType())) {
            return Optional.empty();
        }
        if (challenge.measure() == Measure.COUNT) {
            return Optional.of(BigDecimal.ONE);
        }
        return event.data().get(String.valueOf(challenge.field())) instanceof Number number
                ? Optional.of(new BigDecimal(number.toString())).filter(amount -> amount.signum() > 0)
                : Optional.empty();
    }

    private static @Nullable String text(LoggedEvent event, String field, int longest) {
        return event.data().get(field) instanceof String text && !text.isBlank() && text.length() <= longest
                ? text
                : null;
    }

    /** Judges click on it: nothing but a web address. */
    private static @Nullable String link(@Nullable String text) {
        return text != null && text.startsWith("https://") ? text : null;
    }
}
