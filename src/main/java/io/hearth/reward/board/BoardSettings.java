package io.hearth.reward.board;

import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of leaderboards.
 *
 * @param zone whose days leaderboards are cut by
 * @param rebuildAfter how old a leaderboard in Redis may get before whoever looks at it has it made anew from the ledger;
 *     it is gone after twice as long
 * @param buildWithin how long making one may take before another may try
 */
@ConfigurationProperties("hearth.reward.board")
record BoardSettings(
        @DefaultValue("Asia/Shanghai") ZoneId zone,
        @DefaultValue("10m") Duration rebuildAfter,
        @DefaultValue("2m") Duration buildWithin) {}
