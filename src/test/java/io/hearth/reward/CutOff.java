package io.hearth.reward;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets the database end a transaction's connection before one of its statements, or before the commit, as it would for a
 * server that was killed there.
 */
public final class CutOff {

    private static final Set<String> STATEMENTS = Set.of("prepareStatement", "commit");

    private final DataSource source;
    private final TransactionTemplate transaction;

    public CutOff(DataSource source, TransactionTemplate transaction) {
        this.source = source;
        this.transaction = transaction;
    }

    /** What is expected here would fill the log of a build. */
    private static void say(@Nullable Level level) {
        for (var name : List.of(
                TransactionTemplate.class.getName(),
                "org.springframework.jdbc.support.JdbcTransactionManager",
                "com.zaxxer.hikari.pool.ProxyConnection")) {
            ((Logger) LoggerFactory.getLogger(name)).setLevel(level);
        }
    }

    /** @return whether the line was cut before the work was committed, so that all of it must be as if it never was */
    public boolean before(int statement, Supplier<?> work) {
        say(Level.OFF);
        try (var line = new Line(source.getConnection(), statement)) {
            TransactionSynchronizationManager.bindResource(source, new ConnectionHolder(line.cut()));
            try {
                var unused = transaction.execute(status -> work.get());
            } catch (RuntimeException broken) {
                if (!line.isCut) {
                    throw broken;
                }
            } finally {
                TransactionSynchronizationManager.unbindResource(source);
            }
            return line.isCut;
        } catch (SQLException closing) {
            return true;
        } finally {
            say(null);
        }
    }

    private final class Line implements AutoCloseable {

        private final Connection real;
        private int left;
        private boolean isCut;

        Line(Connection real, int statement) {
            this.real = real;
            this.left = statement;
        }

        Connection cut() {
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                        if (STATEMENTS.contains(method.getName()) && --left == 0) {
                            end();
                        }
                        return call(method, arguments);
                    });
        }

        private @Nullable Object call(java.lang.reflect.Method method, Object @Nullable [] arguments) throws Throwable {
            try {
                return method.invoke(real, arguments);
            } catch (InvocationTargetException failed) {
                throw failed.getCause();
            }
        }

        private void end() throws SQLException {
            isCut = true;
            int server = real.unwrap(org.postgresql.PGConnection.class).getBackendPID();
            try (var other = source.getConnection();
                    var statement = other.prepareStatement("select pg_terminate_backend(?, 5000)")) {
                statement.setInt(1, server);
                statement.execute();
            }
        }

        @Override
        public void close() throws SQLException {
            real.close();
        }
    }
}
