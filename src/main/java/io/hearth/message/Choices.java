package io.hearth.message;

import io.hearth.member.Consent;
import io.hearth.member.Consents;
import io.hearth.member.MemberId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What members choose about messages by themselves, without logging in. */
@Component
class Choices {

    private final Consents consents;
    private final PreferenceTable preferences;
    private final MessageSettings settings;
    private final Route route;
    private final Clock clock;

    Choices(Consents consents, PreferenceTable preferences, MessageSettings settings, Route route, Clock clock) {
        this.consents = consents;
        this.preferences = preferences;
        this.settings = settings;
        this.route = route;
        this.clock = clock;
    }

    record Purpose(String name, boolean on) {}

    List<Purpose> purposes(MemberId member) {
        return settings.choosable().stream()
                .map(purpose -> new Purpose(purpose, isOn(member, purpose)))
                .toList();
    }

    private boolean isOn(MemberId member, String purpose) {
        var channels = route.all().stream().filter(Channel::personal).map(Channel::name);
        return settings.purpose(purpose).consent() == MessageSettings.ConsentRule.NEEDED
                ? channels.anyMatch(channel -> consents.granted(member, purpose, channel))
                : channels.noneMatch(channel ->
                        !consents.withdrawn(List.of(member), purpose, channel).isEmpty());
    }

    /** One purpose, on every channel: who says no by e-mail does not mean to be called instead. */
    @Transactional
    public void refuse(MemberId member, String purpose, String source) {
        consents.record(answers(member, purpose, false, clock.instant(), source), "member");
    }

    @Transactional
    public void choose(MemberId member, Set<String> wanted, String channel) {
        var now = clock.instant();
        var answers = new ArrayList<Consent>();
        purposes(member).stream()
                .filter(purpose -> purpose.on() != wanted.contains(purpose.name()))
                .forEach(p -> answers.addAll(answers(member, p.name(), !p.on(), now, "preferences-page")));
        if (!answers.isEmpty()) {
            consents.record(answers, "member");
        }
        if (route.find(channel).filter(Channel::personal).isPresent()) {
            preferences.set(member, channel, now);
        }
    }

    /** The general answer, and every earlier one that was given for a channel of its own. */
    private List<Consent> answers(MemberId member, String purpose, boolean granted, Instant at, String source) {
        var earlier = consents.of(member).stream()
                .filter(c -> c.purpose().equals(purpose))
                .map(Consent::channel);
        return Stream.concat(Stream.of(Consent.EVERY_CHANNEL), earlier)
                .distinct()
                .map(channel -> new Consent(member, purpose, channel, granted, at, source))
                .toList();
    }
}
