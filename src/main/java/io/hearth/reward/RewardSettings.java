package io.hearth.reward;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of rewards.
 *
 * @param zone whose days totals are told by
 */
@ConfigurationProperties("hearth.reward")
record RewardSettings(@DefaultValue("Asia/Shanghai") ZoneId zone) {}
