package io.hearth.referral;

import io.hearth.member.MemberId;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Invitation codes: one for each member in each programme, which nobody can guess from those he has. */
@Component
class Codes {

    private final SecureRandom random = new SecureRandom();
    private final JdbcClient jdbc;

    Codes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whose code it is, and for which programme. */
    record Owner(long programme, MemberId member) {}

    static boolean isOne(Object text) {
        return InvitationCode.isOne(text);
    }

    /** The member's code, made when it is first asked for. */
    String of(Programme programme, MemberId member, Instant now) {
        jdbc.sql("""
                insert into invitation_code (code, programme, made_for, member, created_at)
                values (?, ?, ?, ?, ?) on conflict (programme, made_for) do nothing
                """)
                .params(
                        InvitationCode.fresh(random),
                        programme.id(),
                        member.value(),
                        member.value(),
                        Timestamp.from(now))
                .update();
        return jdbc.sql("select code from invitation_code where programme = ? and made_for = ?")
                .params(programme.id(), member.value())
                .query(String.class)
                .single();
    }

    Map<String, Owner> owners(Collection<String> codes) {
        var owners = new HashMap<String, Owner>();
        if (!codes.isEmpty()) {
            jdbc.sql("select code, programme, member from invitation_code where code = any(?)")
                    .param(codes.toArray(String[]::new))
                    .query(row -> {
                        owners.put(row.getString(1), new Owner(row.getLong(2), new MemberId(row.getLong(3))));
                    });
        }
        return owners;
    }
}
