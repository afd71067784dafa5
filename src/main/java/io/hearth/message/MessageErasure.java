package io.hearth.message;

import io.hearth.member.Erasure;
import io.hearth.member.MemberId;
import io.hearth.member.PersonalData;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Forgets what was said to a member: the texts go, that something was said stays. What is still planned never leaves. */
@Component
class MessageErasure implements Erasure, PersonalData {

    private static final int MOST_EXPORTED = 10_000;

    private final JdbcTemplate jdbc;
    private final MessageTable messages;

    MessageErasure(JdbcTemplate jdbc, MessageTable messages) {
        this.jdbc = jdbc;
        this.messages = messages;
    }

    @Override
    public void erase(MemberId member) {
        jdbc.update("""
                UPDATE message SET forgotten = true, rendered = NULL, values = '{}', provider_id = NULL,
                    status = CASE WHEN status IN ('planned', 'held') THEN 'suppressed' ELSE status END,
                    reason = CASE WHEN status IN ('planned', 'held') THEN 'erased' ELSE reason END
                WHERE member_id = ?
                """, member.value());
        jdbc.update(
                "UPDATE message_report SET detail = NULL WHERE message_id IN (SELECT id FROM message WHERE member_id = ?)",
                member.value());
        jdbc.update("DELETE FROM message_suppression WHERE member_id = ?", member.value());
        jdbc.update("DELETE FROM message_preference WHERE member_id = ?", member.value());
    }

    @Override
    public String section() {
        return "messages";
    }

    @Override
    public Object of(MemberId member) {
        return messages.list(new MessageTable.Filter(member, null, null, null, null), MOST_EXPORTED).stream()
                .map(view -> messages.detail(view.id()).orElseThrow())
                .toList();
    }
}
