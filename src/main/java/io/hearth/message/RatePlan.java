package io.hearth.message;

import io.hearth.member.MemberId;
import io.hearth.message.template.MessageTemplate;
import io.hearth.segment.Segments;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * Before a broadcast: how many of an audience can be reached when, and why not the others. Everybody is asked about as
 * they would be asked when it is sent, thousands at a time; nothing is planned.
 */
@Component
class RatePlan {

    private static final int BATCH = 10_000;
    private static final int MOST_LOOKS = 4;

    private final Segments segments;
    private final ContactLoader contacts;
    private final Arbitration arbitration;
    private final Allowances allowances;
    private final OutboxTable outbox;
    private final MessageSettings settings;
    private final Clock clock;

    RatePlan(
            Segments segments,
            ContactLoader contacts,
            Arbitration arbitration,
            Allowances allowances,
            OutboxTable outbox,
            MessageSettings settings,
            Clock clock) {
        this.segments = segments;
        this.contacts = contacts;
        this.arbitration = arbitration;
        this.allowances = allowances;
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
    }

    record PlannedHour(Instant at, String channel, long messages) {}

    record NotReached(String reason, Map<String, String> text, long members) {}

    /** @param members how many there are; those who are not reached are in {@code left}, with the reason */
    record BroadcastPlan(long members, long reached, List<PlannedHour> hours, List<NotReached> left) {}

    /** What is found out while going through the audience. */
    private static final class Tally {
        private final Map<String, TreeMap<Instant, Long>> ready = new TreeMap<>();
        private final Map<Reason, Long> left = new EnumMap<>(Reason.class);
        private long members;

        void reach(String channel, Instant at) {
            ready.computeIfAbsent(channel, unused -> new TreeMap<>())
                    .merge(at.truncatedTo(ChronoUnit.HOURS), 1L, Long::sum);
        }

        void leave(Reason reason, long count) {
            if (count > 0) {
                left.merge(reason, count, Long::sum);
            }
        }
    }

    /** @param at when the broadcast begins */
    BroadcastPlan of(String community, String segment, MessageTemplate template, String purpose, Instant at) {
        var tally = new Tally();
        // Quotas are laid out over the hours afterwards; here they would only say that today is full.
        var budgets = allowances.look(List.of(), clock.instant());
        for (var batch = segments.members(segment, community, 0, BATCH); !batch.isEmpty(); ) {
            decide(batch, template, purpose, at, budgets, tally);
            batch = batch.size() < BATCH
                    ? List.of()
                    : segments.members(
                            segment, community, batch.get(batch.size() - 1).value(), BATCH);
        }
        return answer(tally, at, at.plus(template.description().validFor()));
    }

    private void decide(
            List<MemberId> members, MessageTemplate template, String purpose, Instant at, Purse budgets, Tally tally) {
        var facts = contacts.load(members, List.of(purpose), budgets, at);
        var expires = at.plus(template.description().validFor());
        for (var member : members) {
            tally.members++;
            var question = new Arbitration.Question(
                    member,
                    template.id(),
                    purpose,
                    template.description().quiet(),
                    expires,
                    arbitration.route().of(template, facts.preferred(member).orElse(null), List.of()));
            var when = at;
            var verdict = arbitration.decide(question, facts, when);
            for (var looks = 0; looks < MOST_LOOKS && verdict instanceof Verdict.Hold hold; looks++) {
                if (hold.reason() == Reason.FROZEN) {
                    break;
                }
                when = hold.until();
                verdict = arbitration.decide(question, facts, when);
            }
            if (verdict instanceof Verdict.Send send) {
                budgets.take(send.channel(), purpose, template.id());
                tally.reach(send.channel(), when);
            } else if (verdict instanceof Verdict.Drop drop) {
                tally.leave(drop.reason(), 1);
            } else if (verdict instanceof Verdict.Hold hold) {
                tally.leave(hold.reason(), 1);
            }
        }
    }

    private BroadcastPlan answer(Tally tally, Instant at, Instant end) {
        var quotas = allowances.look(arbitration.route().names(), clock.instant());
        var hours = new ArrayList<PlannedHour>();
        var reached = 0L;
        var waiting = outbox.waiting();
        for (var entry : tally.ready.entrySet()) {
            var channel = entry.getKey();
            var limits = settings.limits(channel);
            var perMinute =
                    arbitration.route().find(channel).map(settings::perMinute).orElse(0);
            var perSecond = perMinute > 0 ? perMinute / 60.0 : limits.perSecond();
            var today = quotas.room(channel, Allowance.Period.DAY)
                    .map(room -> Math.max(0, room - waiting.getOrDefault(channel, 0L)));
            var leaving = new Schedule(perSecond, today, limits.perDay()).leave(entry.getValue(), at, end);
            leaving.byHour().forEach((hour, count) -> hours.add(new PlannedHour(hour, channel, count)));
            reached += leaving.byHour().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            tally.leave(Reason.EXPIRED, leaving.late());
        }
        hours.sort(java.util.Comparator.comparing(PlannedHour::at).thenComparing(PlannedHour::channel));
        var left = tally.left.entrySet().stream()
                .map(entry -> new NotReached(
                        entry.getKey().code(),
                        Map.of(
                                "zh", entry.getKey().text(Locale.CHINESE),
                                "en", entry.getKey().text(Locale.ENGLISH)),
                        entry.getValue()))
                .sorted(java.util.Comparator.comparingLong(NotReached::members).reversed())
                .toList();
        return new BroadcastPlan(tally.members, reached, hours, left);
    }
}
