package io.hearth.message;

import io.hearth.member.Consents;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import io.hearth.message.ContactFacts.Contact;
import io.hearth.message.ContactFacts.OnChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Loads what may-we-send asks about, in one query each for any number of members. */
@Component
class ContactLoader {

    private static final Duration LONGEST_CAP = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final Members members;
    private final Consents consents;
    private final Freezes freezes;
    private final MessageSettings settings;

    ContactLoader(JdbcClient jdbc, Members members, Consents consents, Freezes freezes, MessageSettings settings) {
        this.jdbc = jdbc;
        this.members = members;
        this.consents = consents;
        this.freezes = freezes;
        this.settings = settings;
    }

    /** @param purse what may still be sent, opened by whoever is about to send */
    ContactFacts load(Collection<MemberId> ids, Collection<String> purposes, Purse purse, Instant now) {
        var numbers = ids.stream().map(MemberId::value).toArray(Long[]::new);
        var asked = purposes.stream()
                .distinct()
                .filter(purpose -> settings.purpose(purpose).consent() != MessageSettings.ConsentRule.NONE)
                .toList();
        return new ContactFacts(
                members.profiles(ids),
                asked.isEmpty() ? Map.of() : consents.answers(ids, asked),
                suppressions(numbers),
                recent(numbers, now),
                preferred(numbers),
                freezes.purposes(),
                purse);
    }

    private Set<OnChannel> suppressions(Long[] members) {
        return new HashSet<>(jdbc.sql("SELECT member_id, channel FROM message_suppression WHERE member_id = ANY (?)")
                .param(members)
                .query((row, n) -> new OnChannel(new MemberId(row.getLong(1)), row.getString(2)))
                .list());
    }

    private Map<MemberId, List<Contact>> recent(Long[] members, Instant now) {
        var recent = new HashMap<MemberId, List<Contact>>();
        jdbc.sql("SELECT member_id, counted_at, channel FROM message WHERE member_id = ANY (?) AND counted_at > ?")
                .param(members)
                .param(OffsetDateTime.ofInstant(now.minus(LONGEST_CAP), ZoneOffset.UTC))
                .query(row -> {
                    recent.computeIfAbsent(new MemberId(row.getLong(1)), unused -> new ArrayList<>())
                            .add(new Contact(row.getTimestamp(2).toInstant(), row.getString(3)));
                });
        return recent;
    }

    private Map<MemberId, String> preferred(Long[] members) {
        var preferred = new HashMap<MemberId, String>();
        jdbc.sql("SELECT member_id, channel FROM message_preference WHERE member_id = ANY (?)")
                .param(members)
                .query(row -> {
                    preferred.put(new MemberId(row.getLong(1)), row.getString(2));
                });
        return preferred;
    }
}
