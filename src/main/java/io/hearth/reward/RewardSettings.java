package io.hearth.reward;

import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of rewards.
 *
 * @param zone whose days leaderboards are cut by
 * @param rebuildBoardsAfter how old a leaderboard in Redis may get before it is made anew from the ledger
 */
@ConfigurationProperties("hearth.reward")
record RewardSettings(
        @DefaultValue("Asia/Shanghai") ZoneId zone,
        @DefaultValue("10m") Duration rebuildBoardsAfter) {}
