package io.hearth.account;

import io.hearth.platform.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.function.SingletonSupplier;

/** Checks and changes passwords. */
@Component
class LogIn {

    private static final int SHORTEST = 10;
    /** bcrypt looks at no more. */
    private static final int LONGEST = 72;

    private final JdbcClient sql;
    private final PasswordEncoder encoder;
    private final Throttle throttle;
    private final People people;
    private final Sessions sessions;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final SingletonSupplier<String> nobodysHash;

    LogIn(
            JdbcClient sql,
            PasswordEncoder encoder,
            Throttle throttle,
            People people,
            Sessions sessions,
            Audit audit,
            TransactionTemplate transaction) {
        this.sql = sql;
        this.encoder = encoder;
        this.throttle = throttle;
        this.people = people;
        this.sessions = sessions;
        this.audit = audit;
        this.transaction = transaction;
        this.nobodysHash = SingletonSupplier.of(() -> encoder.encode(Secrets.password()));
    }

    /** An unknown name takes as long as a wrong password, and gets the same answer. */
    Person check(String name, String password, String address) {
        throttle.check(name, address);
        var hash = sql.sql("SELECT password_hash FROM person WHERE name = :name AND active")
                .param("name", name)
                .query(String.class)
                .optional();
        var nobodys = nobodysHash.obtain();
        boolean matches = fits(password) && encoder.matches(password, hash.orElse(nobodys));
        var person = matches && hash.isPresent() ? people.find(name) : Optional.<Person>empty();
        if (person.isEmpty()) {
            throttle.failed(name, address);
            throw Problem.caller(
                    HttpStatus.UNAUTHORIZED,
                    "session.refused",
                    "Expected a name and its password, but they don't belong together.");
        }
        throttle.succeeded(name, address);
        return person.get();
    }

    /** A new password ends all log-ins made with the old one. */
    void change(String name, String current, String next, String address) {
        check(name, current, address);
        requireGood(next, name);
        transaction.executeWithoutResult(status -> {
            sql.sql("UPDATE person SET password_hash = :hash, must_change_password = false WHERE name = :name")
                    .param("hash", encoder.encode(next))
                    .param("name", name)
                    .update();
            sessions.closeAll(name);
            audit.record("password.changed", "person " + name, null, null);
        });
    }

    Optional<SessionController.Current> current(String name) {
        return sql.sql("SELECT " + People.COLUMNS + " FROM person p WHERE p.name = :name AND p.active")
                .param("name", name)
                .query((row, number) -> {
                    var person = People.person(row);
                    return new SessionController.Current(
                            person.name(),
                            person.displayName(),
                            person.roles(),
                            person.groups(),
                            row.getBoolean("must_change_password"));
                })
                .optional();
    }

    static void requireGood(String password, String name) {
        if (password.length() < SHORTEST || !fits(password) || password.contains(name)) {
            throw Problem.caller(
                            "password.weak",
                            "Expected a password of " + SHORTEST + " characters to " + LONGEST
                                    + " bytes that does not hold the name, but got another.")
                    .field("new");
        }
    }

    private static boolean fits(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length <= LONGEST;
    }
}
