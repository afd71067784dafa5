package io.hearth.message;

import io.hearth.member.MemberId;
import io.hearth.member.Profile;
import io.hearth.message.template.Description.Quiet;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * May we send? The one place that answers it, when a message is planned and again when it is claimed; nothing goes
 * round. Pure: what it knows is loaded before, for many members at once.
 */
final class Arbitration {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration FREEZE_LOOK = Duration.ofHours(1);

    private final MessageSettings settings;
    private final Route route;

    Arbitration(MessageSettings settings, Route route) {
        this.settings = settings;
        this.route = route;
    }

    /** A message as far as this question goes. */
    record Question(
            MemberId member, String template, String purpose, Quiet quiet, Instant expires, List<Channel> channels) {}

    Route route() {
        return route;
    }

    Verdict decide(Question question, ContactFacts facts, Instant now) {
        var profile = facts.profile(question.member());
        if (profile.isEmpty()) {
            return new Verdict.Drop(Reason.ERASED);
        }
        if (now.isAfter(question.expires())) {
            return new Verdict.Drop(Reason.EXPIRED);
        }
        if (facts.frozen(question.purpose())) {
            return new Verdict.Hold(now.plus(FREEZE_LOOK), Reason.FROZEN);
        }
        var answers = new ArrayList<Verdict>();
        for (var channel : question.channels()) {
            var answer = onChannel(channel, question, profile.get(), facts, now);
            if (answer instanceof Verdict.Send) {
                return answer;
            }
            answers.add(answer);
        }
        return answers.stream()
                .filter(Verdict.Hold.class::isInstance)
                .findFirst()
                .orElseGet(() -> mostTelling(answers));
    }

    /** That a member has no address on one channel says less than why the others may not be used. */
    private static Verdict mostTelling(List<Verdict> answers) {
        return answers.stream()
                .filter(answer -> !answer.equals(new Verdict.Drop(Reason.NO_ADDRESS)))
                .findFirst()
                .orElseGet(() -> new Verdict.Drop(answers.isEmpty() ? Reason.NO_CHANNEL : Reason.NO_ADDRESS));
    }

    private Verdict onChannel(Channel channel, Question question, Profile profile, ContactFacts facts, Instant now) {
        var name = channel.name();
        var rule = settings.purpose(question.purpose());
        if (channel.address(profile).isEmpty()) {
            return new Verdict.Drop(Reason.NO_ADDRESS);
        }
        if (facts.suppressed(question.member(), name)) {
            return new Verdict.Drop(Reason.SUPPRESSED);
        }
        var consent = consent(rule.consent(), question, name, facts);
        if (consent.isPresent()) {
            return new Verdict.Drop(consent.get());
        }
        if (rule.quiet() && question.quiet() != Quiet.IGNORE) {
            var end = quietUntil(now, profile.zone());
            if (end.isPresent()) {
                return question.quiet() == Quiet.DROP
                        ? new Verdict.Drop(Reason.QUIET_HOURS)
                        : new Verdict.Hold(end.get(), Reason.QUIET_HOURS);
            }
        }
        if (rule.capped() && capReached(question.member(), name, facts, now)) {
            return new Verdict.Drop(Reason.CAP_REACHED);
        }
        return facts.purse()
                .refusal(name, question.purpose(), question.template())
                .orElseGet(() -> new Verdict.Send(name));
    }

    private static Optional<Reason> consent(
            MessageSettings.ConsentRule rule, Question question, String channel, ContactFacts facts) {
        if (rule == MessageSettings.ConsentRule.NONE) {
            return Optional.empty();
        }
        var answer = facts.consent(question.member(), question.purpose(), channel);
        if (answer.isPresent()) {
            return answer.get() ? Optional.empty() : Optional.of(Reason.CONSENT_WITHDRAWN);
        }
        return rule == MessageSettings.ConsentRule.NEEDED ? Optional.of(Reason.CONSENT_MISSING) : Optional.empty();
    }

    /** The end of the quiet hours that this moment lies in. */
    Optional<Instant> quietUntil(Instant now, ZoneId zone) {
        var from = settings.quiet().from();
        var until = settings.quiet().until();
        var local = now.atZone(zone);
        var time = local.toLocalTime();
        var overnight = from.isAfter(until);
        var quiet =
                overnight ? !time.isBefore(from) || time.isBefore(until) : !time.isBefore(from) && time.isBefore(until);
        if (!quiet) {
            return Optional.empty();
        }
        var day = overnight && !time.isBefore(from) ? local.toLocalDate().plusDays(1) : local.toLocalDate();
        return Optional.of(day.atTime(until).atZone(zone).toInstant());
    }

    private boolean capReached(MemberId member, String channel, ContactFacts facts, Instant now) {
        var own = settings.cap(channel);
        var all = settings.overall();
        return reached(all.perDay(), facts.contacts(member, now.minus(DAY), null))
                || reached(all.perWeek(), facts.contacts(member, now.minus(WEEK), null))
                || reached(own.perDay(), facts.contacts(member, now.minus(DAY), channel))
                || reached(own.perWeek(), facts.contacts(member, now.minus(WEEK), channel));
    }

    private static boolean reached(int cap, int contacts) {
        return cap > 0 && contacts >= cap;
    }
}
