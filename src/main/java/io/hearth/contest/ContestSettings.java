package io.hearth.contest;

import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of contests.
 *
 * @param zone whose months contributors are listed by
 * @param drawGroup the group of people who say which public value came out, so that a draw can be drawn
 * @param drawDue how long they have for it once the list is closed
 */
@ConfigurationProperties("hearth.contest")
public record ContestSettings(
        @DefaultValue("Asia/Shanghai") ZoneId zone,
        @DefaultValue("marketing") String drawGroup,
        @DefaultValue("7d") Duration drawDue) {}
