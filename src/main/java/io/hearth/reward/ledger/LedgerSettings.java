package io.hearth.reward.ledger;

import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the ledger.
 *
 * @param zone whose days points expire by
 * @param checkEvery how often the books are checked without being asked; zero for never
 */
@ConfigurationProperties("hearth.reward.ledger")
record LedgerSettings(
        @DefaultValue("Asia/Shanghai") ZoneId zone,
        @DefaultValue("1d") Duration checkEvery) {}
