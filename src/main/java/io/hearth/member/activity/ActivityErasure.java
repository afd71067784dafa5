package io.hearth.member.activity;

import io.hearth.member.Erasure;
import io.hearth.member.MemberId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Forgets what an erased member did. */
@Component
class ActivityErasure implements Erasure {

    private final JdbcClient jdbc;

    ActivityErasure(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void erase(MemberId member) {
        jdbc.sql("DELETE FROM activity WHERE member = ?").param(member.value()).update();
    }
}
