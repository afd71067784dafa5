package io.hearth.reward.budget;

import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of budgets.
 *
 * @param zone whose days, weeks and months budgets are given for
 * @param warnGroup the group of people who are warned before a budget runs out
 * @param warnDue how long they have to look at it
 */
@ConfigurationProperties("hearth.reward.budget")
record BudgetSettings(
        @DefaultValue("Asia/Shanghai") ZoneId zone,
        @DefaultValue("marketing") String warnGroup,
        @DefaultValue("1d") Duration warnDue) {}
