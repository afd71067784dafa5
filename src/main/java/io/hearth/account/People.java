package io.hearth.account;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks up who works here. */
@Component
public class People {

    static final String COLUMNS = """
            p.name, p.display_name, p.roles, p.must_change_password,
            ARRAY(SELECT people_group FROM people_group_member WHERE person = p.name) AS groups
            """;

    private static final int LONGEST_CHAIN = 10;

    private final JdbcClient sql;

    People(JdbcClient sql) {
        this.sql = sql;
    }

    /** Somebody who works here and hasn't left. */
    public Optional<Person> find(String name) {
        return sql.sql("SELECT " + COLUMNS + " FROM person p WHERE p.name = :name AND p.active")
                .param("name", name)
                .query((row, number) -> person(row))
                .optional();
    }

    /** Everybody who works here and hasn't left, by name. */
    public List<Person> all() {
        return sql.sql("SELECT " + COLUMNS + " FROM person p WHERE p.active ORDER BY p.name")
                .query((row, number) -> person(row))
                .list();
    }

    public Set<String> inGroup(String group) {
        return Set.copyOf(sql.sql("""
                SELECT m.person FROM people_group_member m JOIN person p ON p.name = m.person
                WHERE m.people_group = :group AND p.active""").param("group", group).query(String.class).list());
    }

    /** Everybody who works here with any of these roles. */
    public Set<String> withRole(Set<Role> roles) {
        return Set.copyOf(sql.sql("SELECT name FROM person WHERE active AND roles && :roles::text[]")
                .param("roles", roles.stream().map(Role::name).toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /** Who stands in at that time for somebody absent; the substitute's substitute where that one is absent too. */
    public Optional<String> substituteOf(String name, Instant at) {
        var asked = new HashSet<>(Set.of(name));
        var standIn = directSubstituteOf(name, at);
        while (standIn.isPresent() && asked.add(standIn.get()) && asked.size() < LONGEST_CHAIN) {
            var next = directSubstituteOf(standIn.get(), at);
            if (next.isEmpty()) {
                return standIn;
            }
            standIn = next;
        }
        return Optional.empty();
    }

    /** For whom somebody stands in at that time. */
    public Set<String> absentFor(String name, Instant at) {
        return sql
                .sql("SELECT DISTINCT person FROM absence WHERE starts_at <= :at AND ends_at > :at")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list()
                .stream()
                .filter(absent -> substituteOf(absent, at).filter(name::equals).isPresent())
                .collect(Collectors.toUnmodifiableSet());
    }

    private Optional<String> directSubstituteOf(String name, Instant at) {
        return sql.sql("""
                SELECT a.substitute FROM absence a JOIN person p ON p.name = a.substitute
                WHERE a.person = :name AND a.starts_at <= :at AND a.ends_at > :at AND p.active
                ORDER BY a.starts_at DESC LIMIT 1""")
                .param("name", name)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .optional();
    }

    static Person person(ResultSet row) throws SQLException {
        return new Person(
                row.getString("name"),
                row.getString("display_name"),
                texts(row.getArray("roles")).stream().map(Role::valueOf).collect(Collectors.toUnmodifiableSet()),
                Set.copyOf(texts(row.getArray("groups"))));
    }

    static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}
