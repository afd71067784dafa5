package io.hearth.contest;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of contests.
 *
 * @param zone whose months contributors are listed by
 */
@ConfigurationProperties("hearth.contest")
public record ContestSettings(@DefaultValue("Asia/Shanghai") ZoneId zone) {}
