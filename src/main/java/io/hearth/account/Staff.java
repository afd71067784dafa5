package io.hearth.account;

import io.hearth.platform.Problem;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes on people, changes what they may do, and puts them into groups. */
@Component
class Staff {

    private final JdbcClient sql;
    private final Clock clock;
    private final PasswordEncoder encoder;
    private final Sessions sessions;
    private final Audit audit;

    Staff(JdbcClient sql, Clock clock, PasswordEncoder encoder, Sessions sessions, Audit audit) {
        this.sql = sql;
        this.clock = clock;
        this.encoder = encoder;
        this.sessions = sessions;
        this.audit = audit;
    }

    record Entry(Person person, boolean active) {}

    List<Entry> all() {
        return sql.sql("SELECT p.active, " + People.COLUMNS + " FROM person p ORDER BY p.name")
                .query((row, number) -> new Entry(People.person(row), row.getBoolean("active")))
                .list();
    }

    boolean isEmpty() {
        return !sql.sql("SELECT EXISTS (SELECT 1 FROM person)")
                .query(Boolean.class)
                .single();
    }

    /** False when somebody of that name is already there. */
    @Transactional
    boolean add(String name, String displayName, Set<Role> roles, Set<String> groups, String password, boolean first) {
        int added = sql.sql("""
                INSERT INTO person (name, display_name, password_hash, must_change_password, roles, created_at)
                VALUES (:name, :displayName, :hash, :mustChange, :roles, :now) ON CONFLICT DO NOTHING""")
                .param("name", name)
                .param("displayName", displayName)
                .param("hash", encoder.encode(password))
                .param("mustChange", first)
                .param("roles", names(roles))
                .param("now", now())
                .update();
        if (added == 0) {
            return false;
        }
        groups.forEach(group -> {
            addGroup(group);
            join(group, name);
        });
        audit.record("person.added", "person " + name, null, new Granted(displayName, roles, true));
        return true;
    }

    private record Granted(String displayName, Set<Role> roles, boolean active) {}

    @Transactional
    void change(String name, @Nullable String displayName, @Nullable Set<Role> roles, @Nullable Boolean active) {
        var before = sql.sql("SELECT p.active, " + People.COLUMNS + " FROM person p WHERE p.name = :name FOR UPDATE")
                .param("name", name)
                .query((row, number) -> new Entry(People.person(row), row.getBoolean("active")))
                .optional()
                .orElseThrow(() -> Problem.notFound("person", name));
        var after = new Granted(
                displayName == null ? before.person().displayName() : displayName,
                roles == null ? before.person().roles() : roles,
                active == null ? before.active() : active);
        sql.sql("UPDATE person SET display_name = :displayName, roles = :roles, active = :active WHERE name = :name")
                .param("displayName", after.displayName())
                .param("roles", names(after.roles()))
                .param("active", after.active())
                .param("name", name)
                .update();
        requireAdministrator();
        if (!after.active()) {
            sessions.closeAll(name);
        }
        audit.record(
                "person.changed",
                "person " + name,
                new Granted(before.person().displayName(), before.person().roles(), before.active()),
                after);
    }

    /** The caller's transaction is rolled back when nobody would be left who can let people in. */
    private void requireAdministrator() {
        boolean left = sql.sql("SELECT EXISTS (SELECT 1 FROM person WHERE active AND 'ADMINISTRATOR' = ANY (roles))")
                .query(Boolean.class)
                .single();
        if (!left) {
            throw Problem.caller(
                    HttpStatus.CONFLICT,
                    "person.last-administrator",
                    "Expected somebody to stay administrator, but this is the last one.");
        }
    }

    @Transactional
    void resetPassword(String name, String password) {
        int changed = sql.sql("UPDATE person SET password_hash = :hash, must_change_password = true WHERE name = :name")
                .param("hash", encoder.encode(password))
                .param("name", name)
                .update();
        if (changed == 0) {
            throw Problem.notFound("person", name);
        }
        sessions.closeAll(name);
        audit.record("password.reset", "person " + name, null, null);
    }

    void addGroup(String group) {
        sql.sql("INSERT INTO people_group (name, created_at) VALUES (:group, :now) ON CONFLICT DO NOTHING")
                .param("group", group)
                .param("now", now())
                .update();
    }

    void join(String group, String name) {
        sql.sql("INSERT INTO people_group_member (people_group, person) VALUES (:group, :name) ON CONFLICT DO NOTHING")
                .param("group", group)
                .param("name", name)
                .update();
    }

    void leave(String group, String name) {
        sql.sql("DELETE FROM people_group_member WHERE people_group = :group AND person = :name")
                .param("group", group)
                .param("name", name)
                .update();
    }

    private static String[] names(Set<Role> roles) {
        return roles.stream().map(Role::name).sorted().toArray(String[]::new);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
