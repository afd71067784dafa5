package io.hearth.fault.node;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Tells the lab of the places in a transaction where a crash would hurt: by the thread whose work it is, before its first
 * change, before its commit, and after it.
 */
final class WatchedConnection implements InvocationHandler {

    private final Connection connection;
    private final LabLine lab;
    private boolean changed;

    /** What is done to a connection whose commit was only promised, once it has really been carried out. */
    private volatile List<Runnable> afterwards;

    private WatchedConnection(Connection connection, LabLine lab) {
        this.connection = connection;
        this.lab = lab;
    }

    static Connection of(Connection connection, LabLine lab) {
        return (Connection) Proxy.newProxyInstance(
                WatchedConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new WatchedConnection(connection, lab));
    }

    @Override
    public Object invoke(Object self, Method method, Object[] given) throws Throwable {
        if (method.getReturnType() == void.class && isLeftForLater(method, given)) {
            return null;
        }
        return switch (method.getName()) {
            case "prepareStatement" -> {
                given[0] = prepared((String) given[0]);
                yield call(method, given);
            }
            case "commit" -> {
                commit(method);
                yield null;
            }
            default -> call(method, given);
        };
    }

    private String prepared(String sql) throws SQLException {
        var who = who();
        if (!changed && isChange(sql)) {
            changed = true;
            var place = who + ".before-change";
            if (lab.isToStay(place)) {
                if (lab.unfenced()) {
                    leaveOpen();
                }
                lab.stay(place);
            }
        }
        if (sql.contains("m.status = 'sending' AND m.attempts = c.attempt")) {
            lab.reached("message.accepted");
        }
        return lab.unfenced() ? Unfenced.statement(sql) : sql;
    }

    /** PostgreSQL ends transactions that stand still: a second fence, which has to be left out with the first. */
    private void leaveOpen() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set local idle_in_transaction_session_timeout = 0");
        }
    }

    private static boolean isChange(String sql) {
        var text = sql.stripLeading().toLowerCase(Locale.ROOT);
        return text.endsWith("for update")
                || text.contains("for update of")
                || text.startsWith("insert")
                || text.startsWith("update")
                || text.startsWith("delete")
                || text.startsWith("with") && (text.contains("insert into") || text.contains("update "));
    }

    private void commit(Method method) throws Throwable {
        var who = who();
        boolean worth = changed;
        changed = false;
        if (worth) {
            lab.reached(who + ".before-commit");
        }
        var early = lab.acknowledgeEarly();
        if (worth && who.equals("intake") && !early.isZero()) {
            promise(method, early.toMillis());
        } else {
            call(method, null);
        }
        if (worth) {
            lab.reached(who + ".committed");
        }
    }

    /** The error that a checker must find: the caller goes on as if this were on disk. */
    private void promise(Method commit, long millis) {
        var waiting = new ArrayList<Runnable>();
        afterwards = waiting;
        var unused = CompletableFuture.runAsync(
                () -> {
                    run(commit, null);
                    synchronized (waiting) {
                        afterwards = null;
                        waiting.forEach(Runnable::run);
                    }
                },
                CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
    }

    private boolean isLeftForLater(Method method, Object[] given) {
        var waiting = afterwards;
        if (waiting == null) {
            return false;
        }
        synchronized (waiting) {
            return afterwards != null && waiting.add(() -> run(method, given));
        }
    }

    private void run(Method method, Object[] given) {
        try {
            call(method, given);
        } catch (Throwable fault) {
            lab.say("failed " + method.getName());
        }
    }

    private Object call(Method method, Object[] given) throws Throwable {
        try {
            return method.invoke(connection, given);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private static String who() {
        var thread = Thread.currentThread().getName();
        if (thread.equals("log")) {
            return "intake";
        }
        var end = thread.indexOf('-');
        return end < 0 ? thread : thread.substring(0, end);
    }
}
