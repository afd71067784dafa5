package io.hearth.automation;

import io.hearth.automation.Gathered.Effect;
import io.hearth.member.MembershipKey;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What rules that fire once for each object have done. */
@Component
class EffectTable {

    private final JdbcClient jdbc;

    EffectTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(List<Effect> effects) {
        if (effects.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into effect (member, community, rule, object, at)
                select * from unnest(?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::timestamptz[])
                on conflict do nothing
                """)
                .params(
                        effects.stream()
                                .mapToLong(effect -> effect.key().member().value())
                                .toArray(),
                        effects.stream().map(effect -> effect.key().community()).toArray(String[]::new),
                        effects.stream().mapToLong(Effect::rule).toArray(),
                        effects.stream().map(Effect::object).toArray(String[]::new),
                        effects.stream().map(effect -> effect.at().toString()).toArray(String[]::new))
                .update();
    }

    /** Whether a rule had its outcomes for an object. */
    boolean isDone(MembershipKey key, long rule, String object) {
        return jdbc.sql(
                        "select exists (select from effect where member = ? and community = ? and rule = ? and object = ?)")
                .params(key.member().value(), key.community(), rule, object)
                .query(Boolean.class)
                .single();
    }
}
