package io.hearth.simulator;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the sample community is simulated.
 *
 * @param enabled whether there is a simulator at all; off unless the profile {@code dev} is active
 * @param eventsPerSecond how many events the community makes a second when the server starts, 0 to 500
 * @param community the community that it lives in
 * @param founders how many members have a past when the community is started for the first time
 * @param pastDays how many days that past is long
 * @param seed what all its chance derives from
 */
@ConfigurationProperties("hearth.simulator")
record SimulatorSettings(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("2") double eventsPerSecond,
        @DefaultValue("running-club") String community,
        @DefaultValue("80") int founders,
        @DefaultValue("21") int pastDays,
        @DefaultValue("20260101") long seed) {

    /** More than this is a load test, for which there are benchmarks. */
    static final double FASTEST = 500;

    SimulatorSettings {
        if (eventsPerSecond < 0 || eventsPerSecond > FASTEST) {
            throw new IllegalArgumentException(
                    "Expected hearth.simulator.events-per-second between 0 and 500, but got " + eventsPerSecond);
        }
    }
}
