package io.hearth.account;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people come in.
 *
 * @param sessionIdle after how long without a request a log-in ends
 * @param sessionLongest after how long a log-in ends in any case
 * @param attempts failed log-ins of one name from one address before it has to wait
 * @param attemptsPerAddress failed log-ins from one address, whatever the name
 * @param attemptWindow how long failed log-ins count
 * @param passwordRounds cost of a password hash, as a power of two
 * @param samplePeople whether people of the sample communities are created; for development only
 */
@ConfigurationProperties("hearth.account")
public record AccountSettings(
        @DefaultValue("12h") Duration sessionIdle,
        @DefaultValue("7d") Duration sessionLongest,
        @DefaultValue("5") int attempts,
        @DefaultValue("50") int attemptsPerAddress,
        @DefaultValue("15m") Duration attemptWindow,
        @DefaultValue("11") int passwordRounds,
        @DefaultValue("false") boolean samplePeople) {}
