package io.hearth.fault.node;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Stands between the server and its database, and between the server and its clock. */
final class Hooks implements BeanPostProcessor {

    private final LabLine lab;

    Hooks(LabLine lab) {
        this.lab = lab;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof DataSource source) {
            return watched(source);
        }
        return bean instanceof Clock clock ? new LabClock(clock, lab) : bean;
    }

    private DataSource watched(DataSource source) {
        return (DataSource) Proxy.newProxyInstance(
                Hooks.class.getClassLoader(),
                new Class<?>[] {DataSource.class, AutoCloseable.class},
                (self, method, given) -> {
                    try {
                        var result = method.invoke(source, given);
                        return result instanceof Connection connection ? WatchedConnection.of(connection, lab) : result;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    private static final class LabClock extends Clock {

        private final Clock real;
        private final LabLine lab;

        LabClock(Clock real, LabLine lab) {
            this.real = real;
            this.lab = lab;
        }

        @Override
        public Instant instant() {
            return real.instant().plus(lab.ahead());
        }

        @Override
        public ZoneId getZone() {
            return real.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return new LabClock(real.withZone(zone), lab);
        }
    }
}
