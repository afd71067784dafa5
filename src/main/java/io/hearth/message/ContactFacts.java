package io.hearth.message;

import io.hearth.member.Consent;
import io.hearth.member.Consents;
import io.hearth.member.MemberId;
import io.hearth.member.Profile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that is asked about some members before they are written to, as of one moment. */
record ContactFacts(
        Map<MemberId, Profile> profiles,
        Map<MemberId, List<Consents.Answer>> consents,
        Set<OnChannel> suppressions,
        Map<MemberId, List<Contact>> recent,
        Map<MemberId, String> preferred,
        Set<String> freezes,
        Purse purse) {

    record OnChannel(MemberId member, String channel) {}

    /** A message that counts against the caps. */
    record Contact(Instant at, String channel) {}

    Optional<Profile> profile(MemberId member) {
        return Optional.ofNullable(profiles.get(member));
    }

    /** What the member said to a purpose on a channel, or else to it on every channel; empty for nothing. */
    Optional<Boolean> consent(MemberId member, String purpose, String channel) {
        Boolean general = null;
        for (var answer : consents.getOrDefault(member, List.of())) {
            if (answer.purpose().equals(purpose)) {
                if (answer.channel().equals(channel)) {
                    return Optional.of(answer.granted());
                }
                general = answer.channel().equals(Consent.EVERY_CHANNEL) ? Boolean.valueOf(answer.granted()) : general;
            }
        }
        return Optional.ofNullable(general);
    }

    boolean suppressed(MemberId member, String channel) {
        return !suppressions.isEmpty() && suppressions.contains(new OnChannel(member, channel));
    }

    boolean frozen(String purpose) {
        return freezes.contains(purpose) || freezes.contains(Freezes.EVERYTHING);
    }

    int contacts(MemberId member, Instant since, @Nullable String channel) {
        var count = 0;
        for (var contact : recent.getOrDefault(member, List.of())) {
            if (contact.at().isAfter(since) && (channel == null || channel.equals(contact.channel()))) {
                count++;
            }
        }
        return count;
    }

    /** Counts a message that is being sent in this very batch. */
    void count(MemberId member, Contact contact) {
        recent.computeIfAbsent(member, unused -> new ArrayList<>()).add(contact);
    }

    /** Leaves out what a message counted for an attempt of which the end is not known: it is not one message too many for itself. */
    void forget(MemberId member, Contact contact) {
        recent.getOrDefault(member, new ArrayList<>()).remove(contact);
    }

    Optional<String> preferred(MemberId member) {
        return Optional.ofNullable(preferred.get(member));
    }
}
